"""The tables of facts: which file holds which model, with columns that are read off the model."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.contrib.postgres.fields import ArrayField
from django.db import models

from roadmaps.models import (
    CompanyTier,
    Disagreement,
    Exercise,
    FitOption,
    GrowthBand,
    Guide,
    InterviewProcess,
    InterviewStage,
    JobBoard,
    Level,
    Pay,
    PayFactor,
    Place,
    ProjectFamily,
    Promotion,
    Question,
    Role,
    Skill,
    Source,
    Target,
    Term,
)
from roadmaps.models.facts import Fact, Row
from roadmaps.tables import Column

_KINDS = {models.BooleanField: bool, models.DateField: datetime.date, models.IntegerField: int, ArrayField: list}


@dataclass(frozen=True)
class Table:
    """A file `<name>.yaml`, or a folder `<name>` of such files, and the model of its records.

    `kept` is with what it is kept in memory, see `facts`; nothing: read where a page shows it, since it is too much.
    """

    name: str
    model: type
    kept: str = "facts"

    @cached_property
    def columns(self):
        """{name: Column}: the model's own fields, then what it refers to several of, then its rows."""
        many = {field.name: _column(field) for field in self.model._meta.many_to_many}
        return {**_own_columns(self.model), **many, **{name: rows_column(row) for name, row in self.rows.items()}}

    @cached_property
    def rows(self):
        """{name: model} of the rows that stand within a record."""
        return {
            relation.get_accessor_name(): relation.related_model
            for relation in self.model._meta.related_objects
            if issubclass(relation.related_model, Row) and _parent(relation.related_model) is self.model
        }

    @property
    def may_retire(self):
        """Whether a record that its file no longer holds goes out of the pages: not while others refer to it."""
        return issubclass(self.model, Fact)

    def stored(self):
        """All records with all that belongs to them: a query for each kind of reference and of rows."""
        related = [name for name, column in self.columns.items() if column.refers_to and column.kind is str]
        several = [name for name, column in self.columns.items() if column.refers_to and column.kind is list]
        prefetches = [
            models.Prefetch(
                name,
                model.objects.select_related(
                    *(key for key, column in self.columns[name].rows.items() if column.refers_to)
                ).order_by("position", "pk"),
            )
            for name, model in self.rows.items()
        ]
        return self.model.objects.select_related(*related).prefetch_related(*several, *prefetches)


def rows_column(model):
    return Column(list, rows=_own_columns(model))


def foreign_key(model):
    """The name of the field by which a row knows its record: the one with which it goes."""
    keys = [field for field in model._meta.fields if isinstance(field, models.ForeignKey)]
    return next(field.name for field in keys if field.remote_field.on_delete is models.CASCADE)


def _parent(model):
    return model._meta.get_field(foreign_key(model)).related_model


def _own_columns(model):
    parent = foreign_key(model) if issubclass(model, Row) else None
    skipped = {"id", "position", parent}
    fields = [field for field in model._meta.fields if field.editable]
    return {field.name: _column(field) for field in fields if field.name not in skipped}


def _column(field):
    if field.is_relation:
        kind = list if field.many_to_many else str
        return Column(kind, required=not field.blank, refers_to=_name_of(field.related_model), default="")
    kind = next((kind for of, kind in _KINDS.items() if isinstance(field, of)), str)
    default = None if kind in (datetime.date, int) else field.get_default() if field.has_default() else kind()
    lines = isinstance(field, models.TextField)
    return Column(kind, required=not field.blank and not field.has_default(), default=default, lines=lines)


def _name_of(model):
    return next(name for name, of in _MODELS.items() if of is model)


# In this order, since later ones refer to earlier ones.
_MODELS = {
    "sources": Source,
    "skills": Skill,
    "places": Place,
    "roles": Role,
    "levels": Level,
    "promotions": Promotion,
    "growth": GrowthBand,
    "pay": Pay,
    "pay_factors": PayFactor,
    "company_tiers": CompanyTier,
    "disagreements": Disagreement,
    "targets": Target,
    "fit_options": FitOption,
    "questions": Question,
    "project_families": ProjectFamily,
    "exercises": Exercise,
    "interview_stages": InterviewStage,
    "interview_processes": InterviewProcess,
    "guides": Guide,
    "terms": Term,
    "job_boards": JobBoard,
}
_ARTICLES = {
    "project_families",
    "exercises",
    "interview_stages",
    "interview_processes",
    "guides",
    "terms",
    "job_boards",
}
_KEPT = {"questions": "", **dict.fromkeys(_ARTICLES, "articles")}
TABLES = {name: Table(name, model, _KEPT.get(name, "facts")) for name, model in _MODELS.items()}


def table_of(model):
    return TABLES[_name_of(model)]
