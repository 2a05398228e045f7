"""Forms of the outline's parts, as an author types them, and what changed in them since they were opened."""

import json
import re

from django import forms

from roadmaps import outline_attributes, outline_edits
from roadmaps.outline import KINDS, Checkpoint, Milestone, Phase

_HOURS = re.compile(r"[0-9.]+(-[0-9.]+)?")


class HoursField(forms.Field):
    """Hours as an author types them, to minutes: “4-8” to (240, 480), or with one end to 240; nothing to None."""

    def __init__(self, *, attribute, kind, **options):
        self.attribute, self.kind = attribute, kind
        super().__init__(required=False, **options)

    def to_python(self, value):
        typed = re.sub(r"\s|h(ours?)?\b", "", str(value or "")[:40]).replace("–", "-").replace(",", ".")
        if not typed:
            return None
        if not _HOURS.fullmatch(typed):
            raise forms.ValidationError("Hours are numbers: 5, 0.5 or 4-8.")
        _, values, problems = outline_attributes.read(f"x {{{self.attribute}={typed}}}", self.kind, True)
        if problems:
            raise forms.ValidationError(problems)
        return next(iter(values.values()))

    def prepare_value(self, value):
        if value is None or isinstance(value, str):
            return value or ""
        low, high = value if isinstance(value, list | tuple) else (value, value)
        return "-".join(map(outline_attributes.hours, (low,) if low == high else (low, high)))


class TitleField(forms.CharField):
    """In one line; a title that is not there yet is pressed for by the outline itself."""

    def __init__(self, **options):
        super().__init__(max_length=300, widget=forms.TextInput({"size": 60, "autocomplete": "off"}), **options)

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


class TextField(forms.CharField):
    """Markdown, with the ends of lines that a file has; the last ones are no part of it."""

    def __init__(self, rows=5, **options):
        widget = forms.Textarea({"rows": rows, "cols": 70})
        super().__init__(required=False, strip=False, max_length=64 * 1024, widget=widget, **options)

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n").strip("\n")


class PartForm(forms.Form):
    """What can be changed in a part. `was` is what it said when the form was opened."""

    title = TitleField()
    was = forms.CharField(widget=forms.HiddenInput, strip=False, required=False, max_length=200_000)

    def __init__(self, part, posted=None, **options):
        self.part = part
        now = as_typed(part)
        initial = {**now, "was": _written(now)}
        super().__init__(posted, initial=initial, auto_id="edit-%s", **options)

    @property
    def names(self):
        """Of the fields that belong to the part."""
        return [name for name in self.fields if name in as_typed(self.part)]

    def changed(self):
        """({name: value} of what the author changed, [(label, what is there now, what was typed)] where others did)"""
        typed, now = self.cleaned_data, as_typed(self.part)
        was = self._was(now)
        changed = {name: typed[name] for name in self.names if _plain(typed[name]) != was.get(name, now[name])}
        clashes = [
            (self.fields[name].label or name, self._shown(name, now[name]), self._shown(name, value))
            for name, value in changed.items()
            if now[name] not in (was.get(name, now[name]), _plain(value))
        ]
        return {name: value for name, value in changed.items() if _plain(value) != now[name]}, clashes

    def _shown(self, name, value):
        shown = self.fields[name].prepare_value(value)
        if isinstance(shown, bool):
            return "yes" if shown else "no"
        return ", ".join(shown) if isinstance(shown, list) else shown

    def _was(self, now):
        try:
            was = json.loads(self.cleaned_data["was"] or "{}")
        except (ValueError, RecursionError):
            return now
        return was if isinstance(was, dict) else now

    def as_now(self):
        """The same typing over what is there now: sent again, it replaces that."""
        data = self.data.copy()
        data["was"] = _written(as_typed(self.part))
        return type(self)(self.part, data, **self.around())

    def around(self):
        return {}


class PhaseForm(PartForm):
    optional = forms.BooleanField(required=False, help_text="Everything in it leaves the totals.")
    description = TextField(label="Text")


class PlacedForm(PartForm):
    """A part that may be moved to another place: `places` is [(slug, title)], or such in groups."""

    to = forms.ChoiceField(required=False, label="Move to")

    def __init__(self, part, posted=None, *, places=(), **options):
        self.places = places
        super().__init__(part, posted, **options)
        self.fields["to"].choices = [("", "where it is"), *places]

    def around(self):
        return {"places": self.places}


class MilestoneForm(PlacedForm):
    weeks = forms.IntegerField(required=False, min_value=1, max_value=520)
    study = HoursField(attribute="study", kind="milestone", help_text="Hours, shared by what is learned.")
    practice = HoursField(attribute="practice", kind="milestone", help_text="Hours, shared by what is built.")
    estimated = forms.BooleanField(required=False, help_text="No source gives these hours.")
    optional = forms.BooleanField(required=False, help_text="Everything in it leaves the totals.")
    prerequisites = forms.BooleanField(required=False, help_text="It lists what one should have already.")
    description = TextField(label="Text")
    field_order = ["title", "to", "weeks", "study", "practice"]


class CheckpointForm(PlacedForm):
    kind = forms.ChoiceField(choices=[(kind, kind.capitalize()) for kind in KINDS])
    hours = HoursField(attribute="hours", kind="checkpoint", help_text="5, 0.5 or 4-8; empty is unknown.")
    section = forms.CharField(required=False, max_length=200, help_text="The heading that it stands below.")
    optional = forms.BooleanField(required=False, help_text="Leaves the totals.")
    skills = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    description = TextField(label="Text")
    titles = TextField(rows=3, label="Split into", help_text="One title a line. People who did it are given each.")
    field_order = ["title", "kind", "hours", "section", "to", "optional", "skills", "description"]

    def __init__(self, part, posted=None, *, skills=(), **options):
        self.skills = skills
        super().__init__(part, posted, **options)
        known = dict(skills)
        self.fields["skills"].choices = [*skills, *((slug, slug) for slug in part.skills if slug not in known)]
        if part.depth:  # it stands below the heading of the box that it stands in
            del self.fields["section"]

    def clean_skills(self):
        return sorted(self.cleaned_data["skills"])

    def clean_section(self):
        section = self.cleaned_data["section"]
        return "" if section.casefold() in KINDS else section

    def around(self):
        return {"places": self.places, "skills": self.skills}


FORMS = {Phase: PhaseForm, Milestone: MilestoneForm, Checkpoint: CheckpointForm}


def as_typed(part):
    """Everything that can be edited in a part, as JSON gives it back."""
    values = {name: _plain(value) for name, value in outline_edits.fields_of(part).items()}
    if "skills" in values:
        values["skills"] = sorted(values["skills"])
    return values


def _written(values):
    return json.dumps(values, ensure_ascii=False)


def _plain(value):
    return list(value) if isinstance(value, tuple) else value
