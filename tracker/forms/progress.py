from django import forms

from roadmaps.markdown import LONGEST
from tracker.models import Progress
from tracker.models.progress import State


class MarkForm(forms.Form):
    state = forms.ChoiceField(choices=State)
    was = forms.ChoiceField(choices=State, required=False)


class NoteForm(forms.Form):
    """A person's own texts on a checkpoint. `note_version` is the one that the page was made with."""

    note = forms.CharField(
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"max_length": "A note holds 64 kB at most. Please shorten it or split it; nothing is lost."},
    )
    link = forms.URLField(required=False, max_length=500, assume_scheme="https", label="My link")
    evidence = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        label="Evidence",
        help_text="Where one sees that it is done: a repository, a demo, a post.",
    )
    note_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def clean_note(self):
        return self.cleaned_data["note"].replace("\r\n", "\n").strip("\n")

    @classmethod
    def of(cls, progress: Progress):
        fields = ("note", "link", "evidence", "note_version")
        return cls(initial={name: getattr(progress, name) for name in fields})
