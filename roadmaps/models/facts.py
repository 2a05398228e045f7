"""Roles, skills and the documents that facts come from."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

RESERVED_SLUGS = {"compare", "new", "import", "follow", "ad"}
slug_validator = RegexValidator(
    rf"^(?!(?:{'|'.join(sorted(RESERVED_SLUGS))})\Z)[a-z0-9][a-z0-9-]{{0,79}}\Z",
    "Use small letters, digits and hyphens, e.g. “ml-engineer”. Some words are taken: "
    + ", ".join(sorted(RESERVED_SLUGS))
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


class Loaded(models.Model):
    """A record of a file: `loaded` is as the file gave it last; if it differs from now, an administrator changed it."""

    loaded = models.JSONField(null=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True


class Source(Loaded):
    """A document that figures come from."""

    slug = SlugField(unique=True)
    title = models.CharField(max_length=200)
    published_on = models.DateField(null=True, blank=True)
    scope = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True, help_text="What is taken from it.")
    remark = models.TextField(blank=True, help_text="What to know before relying on it.")

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self):
        return self.title


class Skill(Loaded):
    """Something rated 1 (basic) to 5 (expert)."""

    slug = SlugField(unique=True)
    name = models.CharField(max_length=100)
    summary = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self):
        return self.name


class RoleQuerySet(models.QuerySet):
    def with_roadmap_counts(self):
        """Each role with `roadmaps_count`, the public roadmaps that lead to it: one query."""
        public = Q(roadmaps__published_at__isnull=False, roadmaps__retired_at=None, roadmaps__personal=False)
        return self.annotate(roadmaps_count=Count("roadmaps", filter=public)).order_by("position", "slug")


class Role(Loaded):
    """A job."""

    slug = SlugField(unique=True)
    name = models.CharField(max_length=100)
    aliases = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    focus = models.CharField(max_length=200, blank=True, help_text="One line: what the job is about.")
    summary = models.TextField(blank=True)
    sources = models.ManyToManyField(Source, blank=True, related_name="roles")

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("role_detail", args=[self.slug])
