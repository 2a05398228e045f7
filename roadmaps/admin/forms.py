from copy import copy

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.contrib.postgres.forms import SimpleArrayField
from django.db import transaction

from roadmaps import problems
from roadmaps.models import Checkpoint, Milestone, Phase, Roadmap
from roadmaps.tables import one_line, unix_lines


class PublishableForm(forms.ModelForm):
    """Takes nothing that the roadmap could not be published with: its text must be read back as what it is."""

    def _post_clean(self):
        super()._post_clean()
        if not self.errors:
            for problem in problems_when_saved([self.instance]):
                self.add_error(None, problem)


class PartForm(PublishableForm):
    """A part stays in its roadmap, where people have ticked it, and shares its slug with no other part."""

    def clean(self):
        cleaned = super().clean()
        place = next((name for name in ("milestone", "phase", "roadmap") if cleaned.get(name)), None)
        if place is None:
            return cleaned
        roadmap = cleaned[place] if place == "roadmap" else cleaned[place].roadmap
        if self.instance.pk is None:
            self.instance.roadmap = roadmap
            if _is_taken(roadmap, cleaned.get("slug")):
                self.add_error("slug", "Another part of this roadmap has it, or had it. Choose another.")
        elif roadmap.pk != self.instance.roadmap_id:
            self.add_error(place, f"Choose one of “{self.instance.roadmap}”: a part never changes its roadmap.")
        return cleaned


class CheckpointForm(PartForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "milestone" in self.fields:
            self.fields["milestone"].required = self.instance.retired_at is None


class LinesField(SimpleArrayField):
    """A list of texts that may hold commas: one a line."""

    def __init__(self, base_field, **kwargs):
        super().__init__(base_field, **{**kwargs, "delimiter": "\n", "widget": AdminTextareaWidget})

    def to_python(self, value):
        lines = value.splitlines() if isinstance(value, str) else value or []
        return super().to_python("\n".join(line.strip() for line in lines if line.strip()))


class LongTextField(forms.CharField):
    """Its lines end as those of a file do."""

    def to_python(self, value):
        return unix_lines(super().to_python(value))


class OneLineField(forms.CharField):
    """One line, as in a file, also where its widget is large enough for several."""

    def to_python(self, value):
        return one_line(super().to_python(value))


class SeveralField(forms.TypedMultipleChoiceField):
    """Some of the choices of an array's field."""

    def __init__(self, base_field, max_length=None, **options):
        choices = [(value, label) for value, label in base_field.choices if value]
        super().__init__(**{**options, "choices": choices, "widget": forms.CheckboxSelectMultiple})


def problems_when_saved(rows):
    """Sentences on why these rows, if they were saved, would keep their roadmap from being published."""
    rows = [copy(row) for row in rows]
    with transaction.atomic():
        for row in rows:
            row.save()
        roadmaps = {row if isinstance(row, Roadmap) else row.roadmap for row in rows}
        found = [problem for roadmap in roadmaps for problem in problems.of_stored(roadmap)]
        transaction.set_rollback(True)
    return found


def _is_taken(roadmap, slug):
    return any(part.objects.filter(roadmap=roadmap, slug=slug).exists() for part in (Phase, Milestone, Checkpoint))
