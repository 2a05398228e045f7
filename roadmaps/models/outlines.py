"""Roadmap → phases → milestones → checkpoints, as stored. Text goes in and out through `publishing`."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from roadmaps.markdown import MarkdownField

from .facts import SlugField, Source
from .roles import Role
from .skills import Skill


class RoadmapQuerySet(models.QuerySet):
    def published(self):
        """What everybody may read."""
        return self.filter(published_at__isnull=False, retired_at__isnull=True, personal=False)


class Roadmap(models.Model):
    """A learning path. Never deleted: people follow it."""

    slug = SlugField(unique=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True, help_text="One or two sentences, for lists.")
    introduction = MarkdownField()
    introduction_html = models.TextField(editable=False, default="")
    audience = models.CharField(max_length=300, blank=True, help_text="For whom it is.")
    outcomes = ArrayField(
        models.CharField(max_length=300), default=list, blank=True, help_text="What one will have at the end."
    )
    weeks_low = models.PositiveSmallIntegerField(null=True, blank=True)
    weeks_high = models.PositiveSmallIntegerField(null=True, blank=True)
    hours_per_week = models.PositiveSmallIntegerField(null=True, blank=True)
    roles = models.ManyToManyField(Role, blank=True, related_name="roadmaps")
    sources = models.ManyToManyField(Source, blank=True, related_name="roadmaps")
    position = models.PositiveSmallIntegerField(default=0)
    personal = models.BooleanField(default=False, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Rises with each published change; ETags and caches hang on it.
    version = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)
    # The canonical text that the loader stored last: equal to what is stored now, or an administrator changed it.
    loaded_text = models.TextField(blank=True, default="", editable=False)

    objects = RoadmapQuerySet.as_manager()

    class Meta:
        ordering = ["position", "slug"]
        permissions = [("publish_roadmap", "Can publish: what is saved reaches learners")]
        constraints = [
            models.CheckConstraint(
                condition=Q(weeks_high__gte=F("weeks_low")) | Q(weeks_low=None) | Q(weeks_high=None),
                name="weeks_high_is_not_below_weeks_low",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("roadmap_detail", args=[self.slug])

    @property
    def is_public(self):
        return bool(self.published_at and not self.retired_at and not self.personal)

    @property
    def weeks_label(self):
        if not self.weeks_low:
            return ""
        if self.weeks_high in (None, self.weeks_low):
            return f"{self.weeks_low} week{'' if self.weeks_low == 1 else 's'}"
        return f"{self.weeks_low}–{self.weeks_high} weeks"


class Titled(models.Model):
    """A part whose title may begin with its place in time: “Week 3: MLOps basics”."""

    title = models.CharField(max_length=300)

    class Meta:
        abstract = True

    def __str__(self):
        return self.title

    @cached_property
    def label(self):
        label, colon, _ = self.title.partition(": ")
        return label if colon and any(character.isdigit() for character in label) else ""

    @cached_property
    def name(self):
        return self.title.removeprefix(f"{self.label}: ") if self.label else self.title


class Phase(Titled):
    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="phases")
    slug = SlugField()
    description = MarkdownField()
    description_html = models.TextField(editable=False, default="")
    optional = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["roadmap", "slug"], name="one_phase_per_slug")]


class Milestone(Titled):
    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="milestones")
    phase = models.ForeignKey(Phase, on_delete=models.RESTRICT, related_name="milestones")
    slug = SlugField()
    description = MarkdownField()
    description_html = models.TextField(editable=False, default="")
    weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    study_minutes = models.PositiveIntegerField(null=True, blank=True, help_text="Shared by its learn checkpoints.")
    practice_minutes = models.PositiveIntegerField(
        null=True, blank=True, help_text="Shared by its build and deliver checkpoints."
    )
    optional = models.BooleanField(default=False)
    estimated = models.BooleanField("hours are our estimate", default=False, db_default=False)
    prerequisites = models.BooleanField(
        default=False,
        db_default=False,
        help_text="It lists what one should have already: held rather than done, and out of the totals.",
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["phase__position", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["roadmap", "slug"], name="one_milestone_per_slug")]

    @cached_property
    def ring(self):
        """What stands in its ring: “3” of “Week 3”, “6–7” of “Weeks 6–7”."""
        return self.label.rpartition(" ")[2] if self.label else ""

    @cached_property
    def about_html(self):
        """Its description and resources, rendered once for everybody while the contents are in memory."""
        return render_to_string("roadmaps/_about.html", {"milestone": self})

    @property
    def minutes(self):
        known = [minutes for minutes in (self.study_minutes, self.practice_minutes) if minutes is not None]
        return sum(known) if known else None


class Accomplishment(models.Model):
    """What several checkpoints, in one or more roadmaps, have in common: done once, done in all of them."""

    def __str__(self):
        return f"accomplishment {self.pk}"


class Checkpoint(models.Model):
    """One thing to tick. Its identity is (roadmap, slug) and its id; both are for ever. Retired, never deleted."""

    class Kind(models.TextChoices):
        LEARN = "learn", "Learn"
        BUILD = "build", "Build"
        DELIVER = "deliver", "Deliver"
        CHECK = "check", "Check"

    roadmap = models.ForeignKey(Roadmap, on_delete=models.RESTRICT, related_name="checkpoints")
    milestone = models.ForeignKey(
        Milestone, on_delete=models.SET_NULL, null=True, blank=True, related_name="checkpoints"
    )
    slug = SlugField()
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.LEARN)
    section = models.CharField(max_length=200, blank=True)
    depth = models.PositiveSmallIntegerField(default=0)
    description = MarkdownField()
    description_html = models.TextField(editable=False, default="")
    optional = models.BooleanField(default=False, help_text="Leaves the totals.")
    hours_low = models.PositiveIntegerField("minutes, low", null=True, blank=True)
    hours_high = models.PositiveIntegerField("minutes, high", null=True, blank=True)
    skills = models.ManyToManyField(Skill, blank=True, related_name="checkpoints")
    same_as = models.CharField(
        max_length=161, blank=True, help_text="roadmap#slug of the same accomplishment in another roadmap."
    )
    replaces = ArrayField(
        SlugField(),
        default=list,
        blank=True,
        help_text="Slugs of what it stands for: people who did those are given this one, and keep the old rows.",
    )
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Derived when the roadmap is published: own share of the milestone's hours, in minutes; unknown is null.
    minutes_low = models.PositiveIntegerField(null=True, editable=False)
    minutes = models.PositiveIntegerField(null=True, editable=False)
    minutes_high = models.PositiveIntegerField(null=True, editable=False)
    is_optional = models.BooleanField(default=False, editable=False)
    is_prerequisite = models.BooleanField(default=False, db_default=False, editable=False)
    accomplishment = models.ForeignKey(
        Accomplishment, on_delete=models.SET_NULL, null=True, editable=False, related_name="checkpoints"
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["roadmap", "slug"], name="one_checkpoint_per_slug"),
            models.CheckConstraint(
                condition=Q(hours_low=None, hours_high=None) | Q(hours_low__lte=F("hours_high")),
                name="hours_are_a_range_or_unknown",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def kind_label(self):
        return self.Kind(self.kind).label

    @property
    def tag(self):
        """Why it is out of the totals, if it is."""
        return "prerequisite" if self.is_prerequisite else "optional" if self.is_optional else ""


class Resource(models.Model):
    """Something to read, watch or try, of one checkpoint or of a whole milestone."""

    class Kind(models.TextChoices):
        ARTICLE = "article"
        BOOK = "book"
        COMMUNITY = "community"
        COURSE = "course"
        DATASET = "dataset"
        DOCS = "docs", "documentation"
        PAPER = "paper"
        PODCAST = "podcast"
        PRACTICE = "practice"
        TOOL = "tool"
        VIDEO = "video"

    class Cost(models.TextChoices):
        FREE = "free"
        MIXED = "mixed", "free and paid"
        PAID = "paid"

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, null=True, blank=True, related_name="resources")
    checkpoint = models.ForeignKey(
        Checkpoint, on_delete=models.CASCADE, null=True, blank=True, related_name="resources"
    )
    title = models.CharField(max_length=300)
    url = models.URLField("address", max_length=500, blank=True)
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.ARTICLE)
    by = models.CharField(max_length=200, blank=True)
    cost = models.CharField(max_length=5, choices=Cost, blank=True)
    remark = models.CharField(max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(milestone=None) ^ Q(checkpoint=None), name="a_resource_has_one_place")
        ]

    def __str__(self):
        return self.title

    @property
    def kind_label(self):
        return self.Kind(self.kind).label.lower()

    @property
    def cost_label(self):
        return self.Cost(self.cost).label.lower() if self.cost else ""
