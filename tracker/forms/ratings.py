from dataclasses import dataclass

from django import forms

from roadmaps.models import Skill
from roadmaps.models.skills import LEVELS
from tracker.forms.progress import WebAddressField
from tracker.models import SkillRating
from tracker.suggesting import Suggestion

# For a skill whose levels nobody has put into words yet.
WORDS = (
    "Basic: you know what it is about.",
    "You manage with help.",
    "You do it on your own.",
    "You do it well, and others ask you.",
    "Expert: you decide how it is done.",
)
PARTS = ("level", "evidence", "link")


def level_field():
    words = {"invalid_choice": "Choose one of the five.", "invalid": "Choose one of the five."}
    choices = [(level, level) for level in LEVELS]
    return forms.TypedChoiceField(coerce=int, empty_value=None, choices=choices, required=False, error_messages=words)


def evidence_field():
    words = {"max_length": "300 characters at most. Please shorten it; nothing is lost."}
    return forms.CharField(required=False, max_length=300, error_messages=words)


@dataclass(frozen=True)
class Row:
    """One skill of the form: its newest rating, what the ticks suggest, and what stands in the fields."""

    skill: Skill
    rating: SkillRating | None
    is_old: bool
    is_still_right: bool  # as was ticked in a form that comes back
    suggestion: Suggestion | None
    fields: dict  # {part: BoundField}

    @property
    def choices(self):
        """[(level, words, whether it is chosen)]"""
        chosen = str(self.fields["level"].value() or "")
        words = self.skill.levels or WORDS
        return [(level, text, str(level) == chosen) for level, text in zip(LEVELS, words, strict=True)]

    @property
    def hidden(self):
        """What the form showed, for the fields that nobody touches."""
        return [
            (field.html_initial_name, field.form.data.get(field.html_initial_name, field.initial) or "")
            for field in (self.fields[part] for part in PARTS)
        ]

    @property
    def errors(self):
        return [error for field in self.fields.values() for error in field.errors]

    @property
    def tells(self):
        """Whether there is a remark or link, which then stays in sight at any level."""
        return bool(self.errors or self.fields["evidence"].value() or self.fields["link"].value())


class RatingForm(forms.Form):
    """Three fields for each skill, and for an old rating “still right”. Valid: `judged` is what to write.

    Each field carries what it showed (`show_hidden_initial`), and only what differs from that counts: so a page that
    lay open overwrites nothing that was rated in another tab meanwhile.
    """

    def __init__(self, skills, latest, today, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.skills, self.latest, self.today = skills, latest, today
        self.judged = {}
        for skill in skills:
            rating = latest.get(skill.pk)
            made = {"level": level_field(), "evidence": evidence_field(), "link": WebAddressField()}
            for part, field in made.items():
                field.initial = getattr(rating, part, None)
                field.show_hidden_initial = True
                self.fields[f"{part}-{skill.slug}"] = field
            if self._is_old(skill):
                self.fields[f"still-{skill.slug}"] = forms.BooleanField(required=False)

    def rows(self, skills, suggestions):
        """Rows of these skills, and of the others in which something is wrong."""
        rows = [self._row(skill, suggestions.get(skill.pk)) for skill in self.skills]
        shown = {skill.pk for skill in skills}
        return [row for row in rows if row.skill.pk in shown or row.errors]

    def clean(self):
        cleaned = super().clean()
        known = {f"level-{skill.slug}" for skill in self.skills}
        if any(name.startswith("level-") and name not in known for name in self.data):
            self.add_error(None, "One of the skills is not rated here. Nothing is saved yet; what you chose is below.")
        for skill in self.skills:
            self._judge(skill)
        return cleaned

    def _judge(self, skill):
        rating = self.latest.get(skill.pk)
        before = rating.says if rating else (None, "", "")
        names = [f"{part}-{skill.slug}" for part in PARTS]
        if any(name in self.errors for name in names):
            return
        says = tuple(self._said(name, old) for name, old in zip(names, before, strict=True))
        if says == before and not self.cleaned_data.get(f"still-{skill.slug}"):
            return
        if says[0] is None:
            self.add_error(names[0], "Choose a level too: the remark belongs to it.")
            return
        self.judged[skill.pk] = says

    def _said(self, name, before):
        """What was typed where the field was touched; a level is never taken away."""
        said = self.cleaned_data.get(name)
        if said is None or name not in self.changed_data:
            return before
        return said if isinstance(said, int) else " ".join(said.split())

    def _is_old(self, skill):
        rating = self.latest.get(skill.pk)
        return rating is not None and rating.is_old(self.today)

    def _row(self, skill, suggestion):
        fields = {part: self[f"{part}-{skill.slug}"] for part in PARTS}
        is_still_right = f"still-{skill.slug}" in self.data
        return Row(skill, self.latest.get(skill.pk), self._is_old(skill), is_still_right, suggestion, fields)
