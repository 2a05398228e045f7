from django import forms

from roadmaps.markdown import LONGEST, validate_effort
from tracker.models import Progress
from tracker.models.progress import State


class MarkForm(forms.Form):
    state = forms.ChoiceField(choices=State)
    was = forms.ChoiceField(choices=State, required=False)


class WebAddressField(forms.URLField):
    """An address with or without “https://”, which a browser's own field would refuse before anything is sent."""

    widget = forms.TextInput(attrs={"inputmode": "url"})

    def __init__(self, **kwargs):
        words = {"invalid": "This is no web address. It looks like https://example.org/page"}
        super().__init__(required=False, max_length=500, assume_scheme="https", error_messages=words, **kwargs)


class NoteForm(forms.Form):
    """A person's own texts on a checkpoint. `note_version` is the one that the page was made with."""

    note = forms.CharField(
        required=False,
        max_length=LONGEST,
        strip=False,
        validators=[validate_effort],
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"max_length": "A note holds 64 kB at most. Please shorten it or split it; nothing is lost."},
    )
    link = WebAddressField(label="My link")
    evidence = WebAddressField(
        label="Evidence",
        help_text="Where one sees that it is done: a repository, a demo, a post.",
    )
    note_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A browser cuts what is too long without a word; the server says so and keeps it.
        self.fields["note"].widget.attrs.pop("maxlength")

    def clean_note(self):
        return self.cleaned_data["note"].replace("\r\n", "\n").strip("\n")

    @classmethod
    def of(cls, progress: Progress):
        fields = ("note", "link", "evidence", "note_version")
        return cls(initial={name: getattr(progress, name) for name in fields})
