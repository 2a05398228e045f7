import uuid
from dataclasses import replace

from django import forms

from roadmaps import problems
from roadmaps.models import Skill
from roadmaps.outline import Outline
from roadmaps.uploads import SHOWN, TextOrFileForm
from tracker import own_lists

# A list of one's own refers to nothing, so references are not judged.
_OWN = problems.Known({"roles": None, "sources": None, "skills": None}, checkpoints=None)


class OwnListForm(TextOrFileForm):
    """A list as text or file. Valid: `cleaned_data["own"]` is what becomes of it, see `own_lists.propose`."""

    def old(self):
        """The roadmap that the list is for."""
        return Outline()

    def more(self):
        """What else is known of it, as arguments of `own_lists.propose`."""
        return {}

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        skills = set(Skill.objects.values_list("slug", flat=True))
        own = own_lists.propose(self.old(), cleaned["outline"], skills=skills, **self.more())
        if found := sorted(problems.of_outline(replace(own.outline, slug="own"), _OWN)):
            self._refuse([f"line {line}: {message}" for line, message in found])
        cleaned["own"] = own
        return cleaned

    def _refuse(self, reasons):
        shown = reasons[:SHOWN] + ([f"and {len(reasons) - SHOWN} more"] if len(reasons) > SHOWN else [])
        self.add_error("file" if self.cleaned_data.get("file") else "text", shown)


class MoveInForm(OwnListForm):
    title = forms.CharField(required=False, max_length=200, help_text="Empty: the title that is in it, else “My list”.")
    form_id = forms.UUIDField(required=False, widget=forms.HiddenInput)

    field_order = ["text", "file", "title"]

    def old(self):
        return Outline(title=self.cleaned_data.get("title", ""))

    def clean_form_id(self):
        return self.cleaned_data["form_id"] or uuid.uuid4()


class UpdateListForm(OwnListForm):
    """A newer version of a list. `version` is the roadmap's that the form was made with."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, stored, **kwargs):
        super().__init__(*args, **kwargs)
        self.stored = stored

    def clean_text(self):
        """The text that stood in the form from the start is no choice against a file."""
        text = self.cleaned_data["text"]
        if self.files.get("file") and text.replace("\r\n", "\n").strip() == self.stored.text().strip():
            return ""
        return text

    def old(self):
        return self.stored.outline

    def more(self):
        decisions = {name.removeprefix("decide-"): self.data[name] for name in self.data if name.startswith("decide-")}
        return {"gone": self.stored.gone, "notes": self.stored.notes, "decisions": decisions}


class RenameForm(forms.Form):
    title = forms.CharField(max_length=200)
