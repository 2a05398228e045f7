"""What all tables of facts have in common, and the documents that facts come from."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from roadmaps.wording import RESERVED

slug_validator = RegexValidator(
    rf"^(?!(?:{'|'.join(sorted(RESERVED))})\Z)[a-z0-9][a-z0-9-]{{0,79}}\Z",
    "Use small letters, digits and hyphens, e.g. “ml-engineer”. Some words are taken: "
    + ", ".join(sorted(RESERVED))
    + ".",
)


class SlugField(models.CharField):
    """A name in addresses, made once."""

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 80
        kwargs["validators"] = [slug_validator]
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"], kwargs["validators"]
        return name, path, args, kwargs


def texts(**options):
    """A list of short texts."""
    return ArrayField(models.CharField(max_length=300), default=list, blank=True, **options)


class Loaded(models.Model):
    """A record of a file: `loaded` is as the file gave it last; if it differs from now, an administrator changed it."""

    loaded = models.JSONField(null=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "slug"]

    def clean_rows(self, name, count):
        """Raise ValidationError for the rows `name` where the record may not have that many of them."""


class FactQuerySet(models.QuerySet):
    def live(self):
        return self.filter(retired_at=None)


class Fact(Loaded):
    """A record that nothing else refers to. It is retired, not deleted: out of all pages, kept with its source."""

    slug = SlugField(unique=True)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = FactQuerySet.as_manager()

    class Meta(Loaded.Meta):
        abstract = True


class Row(models.Model):
    """A line of a record, edited with it and replaced with it."""

    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class YearRange(models.Model):
    """Years of experience; without an end, “10+”."""

    years_low = models.PositiveSmallIntegerField(null=True, blank=True)
    years_high = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        rises(self.years_low, self.years_high, "years_high")

    @property
    def years(self):
        """“2–4”, “10+”, or nothing."""
        if self.years_low is None:
            return ""
        if self.years_high is None:
            return f"{self.years_low}+"
        return span(self.years_low, self.years_high)


def rises(low, high, name):
    """Raise ValidationError for the field `name` where a range falls."""
    if low is not None and high is not None and high < low:
        raise ValidationError({name: f"{high} is below {low}: a range goes up."})


def has_both_ends(low, high, name):
    """Raise ValidationError for the field `name` where a range has one end only."""
    if (low is None) != (high is None):
        raise ValidationError({name: "A range has two ends, or none; a single figure is both."})


def span(low, high):
    return f"{low}" if low == high else f"{low}–{high}"


class Source(Loaded):
    """A document that figures come from."""

    slug = SlugField(unique=True)
    title = models.CharField(max_length=200)
    short_name = models.CharField(max_length=24, blank=True, help_text="Stands beside each figure.")
    mark = models.CharField(max_length=2, blank=True, help_text="Stands beside a figure where there is no room.")
    published_on = models.DateField(null=True, blank=True)
    dated = models.CharField(max_length=60, blank=True, help_text="How it dates itself, if without a day.")
    scope = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True, help_text="What is taken from it.")
    remark = models.TextField(blank=True, help_text="What to know before relying on it.")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{reverse('source_list')}#{self.slug}"

    @property
    def name(self):
        return self.short_name or self.title


class Correction(Row):
    """Something that a source says and that is no longer, or was never, so."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="corrections")
    says = models.CharField(max_length=300)
    now = models.CharField(max_length=500)
    checked = models.BooleanField(default=False, help_text="Looked up, and not only suspected.")

    def __str__(self):
        return self.says


class FactsVersion(models.Model):
    """One row: another token after each change of a table of facts. What is kept in memory hangs on it."""

    token = models.UUIDField(default=uuid.uuid4)

    def __str__(self):
        return str(self.token)
