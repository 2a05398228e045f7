"""A record of every table of facts, with a row of each kind in it, whose texts a test makes."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from roadmaps import facts
from roadmaps.content_tables import TABLES
from tests import factories

NUMBERS = {"low": 1, "median": 2, "average": 2, "high": 3, "years_low": 1, "years_high": 3, "months_low": 2}
NUMBERS |= {
    "minutes_high": 45,
    "months_high": 4,
    "percent": 100,
    "level": 3,
    "points": 2,
    "minutes": 5,
    "minutes_low": 30,
}
KEPT = {"id", "slug", "loaded", "position"}


def fill(text_of, *, slug="filled"):
    """Store them; `text_of` gives the text of a field, cut to what it takes. What refers to a roadmap names `slug`."""
    made = {}
    for table in TABLES.values():
        record = table.model.objects.create(slug=slug, **_values(table.model, text_of, made, slug))
        made[table.model] = record
        for field in table.model._meta.many_to_many:
            getattr(record, field.name).add(made[field.related_model])
        for row in table.rows.values():
            row.objects.create(**_values(row, text_of, made, slug))
    facts.changed()
    return made


def roadmap(text, *, slug="filled"):
    """A roadmap with this text everywhere, that leads to the role, trains the skill and names the source."""
    box = f"- [ ] {text} {{#box skill={slug}}}\n\n  {text}\n  - [{text}](https://example.org/a){{.resource}}\n"
    head = f"---\nslug: {slug}\ntitle: x\nroles: [{slug}]\nsources: [{slug}]\n---\n{text}\n\n# {text} {{#a}}\n\n"
    milestone = f"## {text} {{#b weeks=1 study=3}}\n\n{text}\n\n### {text} {{kind=learn}}\n\n"
    stored = factories.roadmap(head + milestone + box)
    for name in ("title", "summary", "audience"):
        setattr(stored, name, _cut(stored._meta.get_field(name), text))
    stored.outcomes = [text]
    stored.save()
    return stored


def text_fields():
    """The fields of texts without a choice, of records and of rows."""
    kinds = [model for table in TABLES.values() for model in (table.model, *table.rows.values())]
    return [field for model in kinds for field in model._meta.concrete_fields if _is_text(field)]


def _is_text(field):
    of = field.base_field if isinstance(field, ArrayField) else field
    is_typed = field.editable and field.name not in KEPT and not of.choices
    return is_typed and isinstance(of, models.CharField | models.TextField)


def _values(model, text_of, made, slug):
    values = {}
    for field in model._meta.concrete_fields:
        if field.is_relation:
            values[field.name] = made[field.related_model]
        elif field.name in ("roadmap", "roadmaps"):
            values[field.name] = [slug] if isinstance(field, ArrayField) else slug
        elif _is_text(field):
            of = field.base_field if isinstance(field, ArrayField) else field
            text = _cut(of, text_of(field))
            values[field.name] = [text] if isinstance(field, ArrayField) else text
        elif isinstance(field, ArrayField):
            values[field.name] = [field.base_field.choices[0][0]]
        elif field.choices:
            values[field.name] = field.choices[0][0]
        elif field.name in NUMBERS:
            values[field.name] = NUMBERS[field.name]
    return values


def _cut(field, text):
    return text[: field.max_length] if field.max_length else text
