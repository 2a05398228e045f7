"""Jobs: what they are about, what a week holds, which skills they need, how one gets in and up."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

from .facts import Fact, Loaded, Row, SlugField, Source, YearRange, rises, span, texts
from .skills import LEVELS, Skill


class Seniority(models.TextChoices):
    """Our levels, under which those of all sources are shown."""

    JUNIOR = "junior", "Junior"
    MID = "mid", "Mid-level"
    SENIOR = "senior", "Senior"
    STAFF = "staff", "Staff"
    PRINCIPAL = "principal", "Principal"
    DISTINGUISHED = "distinguished", "Distinguished"
    MANAGER = "manager", "Manager"
    DIRECTOR = "director", "Director"
    EXECUTIVE = "executive", "Executive"


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
    success = models.CharField(max_length=300, blank=True, help_text="What success is measured by.")
    suits = models.CharField(max_length=300, blank=True, help_text="Who enjoys it.")

    objects = RoleQuerySet.as_manager()

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("role_detail", args=[self.slug])


class RoleFact(Row):
    """A statement of a source about a role."""

    class Kind(models.TextChoices):
        RESPONSIBILITY = "responsibility", "What you do"
        SKILL = "skill", "What you can"
        BACKGROUND = "background", "Where people come from"
        ENTRY = "entry", "Where people enter"
        COMPANY = "company", "Who hires"
        APPLICATION = "application", "Applications"
        SPECIALISATION = "specialisation", "Specialisations"
        TOOL = "tool", "Tools"

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="facts")
    kind = models.CharField(max_length=14, choices=Kind)
    source = models.ForeignKey(Source, on_delete=models.RESTRICT, related_name="+")
    text = models.CharField(max_length=300)

    def __str__(self):
        return self.text


class Share(Row):
    """A part of the week, in percent."""

    source = models.ForeignKey(Source, on_delete=models.RESTRICT, related_name="+")
    percent = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(100)])
    activity = models.CharField(max_length=200)

    class Meta(Row.Meta):
        abstract = True

    def __str__(self):
        return f"{self.percent} % {self.activity}"


class RoleShare(Share):
    """A part of the week in a role, whatever the level."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="week")


class DaySlot(Row):
    """A line of a sample day or week; without a time it may come at any."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="days")
    source = models.ForeignKey(Source, on_delete=models.RESTRICT, related_name="+")
    day = models.CharField(max_length=40)
    time = models.CharField(max_length=20, blank=True)
    activity = models.CharField(max_length=200)

    def __str__(self):
        return f"{self.day} {self.time}: {self.activity}"


class Requirement(Row):
    """The level of a skill that a role needs, according to one source: a cell of its matrix."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="requires")
    skill = models.ForeignKey(Skill, on_delete=models.RESTRICT, related_name="required")
    level = models.PositiveSmallIntegerField(validators=[MinValueValidator(LEVELS[0]), MaxValueValidator(LEVELS[-1])])
    source = models.ForeignKey(Source, on_delete=models.RESTRICT, related_name="+")

    class Meta(Row.Meta):
        constraints = [models.UniqueConstraint(fields=["role", "skill", "source"], name="one_requirement_per_source")]

    def __str__(self):
        return f"{self.role}: {self.skill} {self.level}"


class Transition(Row):
    """A way into a role: from where, and how many months a source reckons with."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="transitions")
    origin = models.CharField(max_length=100)
    months_low = models.PositiveSmallIntegerField(null=True, blank=True)
    months_high = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.ForeignKey(Source, on_delete=models.RESTRICT, related_name="+")
    note = models.CharField(max_length=400, blank=True)
    roadmap = models.CharField(max_length=80, blank=True, help_text="Slug of the roadmap that goes this way.")

    def __str__(self):
        return self.origin

    def clean(self):
        rises(self.months_low, self.months_high, "months_high")

    @property
    def months(self):
        return span(self.months_low, self.months_high or self.months_low) if self.months_low else ""


class Level(Fact):
    """A level of a role: what it is trusted with, and what sources call it."""

    class Track(models.TextChoices):
        COMMON = "common", "Before the fork"
        TECHNICAL = "technical", "Technical track"
        MANAGEMENT = "management", "Management track"

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="levels")
    seniority = models.CharField(max_length=13, choices=Seniority)
    name = models.CharField(max_length=100)
    track = models.CharField(max_length=10, choices=Track, default=Track.COMMON)
    summary = models.CharField(max_length=400, blank=True)
    responsibilities = texts()
    hard_skills = texts()
    soft_skills = texts()
    projects = texts(help_text="What one may show at this level.")
    source = models.ForeignKey(
        Source, on_delete=models.RESTRICT, null=True, blank=True, related_name="+", help_text="Of these lists."
    )

    class Meta(Fact.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["role", "seniority"], condition=Q(retired_at=None), name="one_live_level_per_seniority"
            )
        ]

    def __str__(self):
        return f"{self.role}: {self.name}"


class LevelTitle(Row, YearRange):
    """What a source calls a level, and the years of experience it gives: a rung of its ladder."""

    level = models.ForeignKey(Level, on_delete=models.CASCADE, related_name="titles")
    source = models.ForeignKey(Source, on_delete=models.RESTRICT, related_name="+")
    title = models.CharField(max_length=100)
    note = models.CharField(max_length=300, blank=True)

    def __str__(self):
        return self.title


class LevelShare(Share):
    """A part of the week at one level of a role."""

    level = models.ForeignKey(Level, on_delete=models.CASCADE, related_name="week")


class Promotion(Fact):
    """A step from one level to the next."""

    name = models.CharField(max_length=100)
    from_seniority = models.CharField(max_length=13, choices=Seniority)
    to_seniority = models.CharField(max_length=13, choices=Seniority)
    summary = models.CharField(max_length=400, blank=True)

    def __str__(self):
        return self.name


class PromotionTime(Row, YearRange):
    """How long a step takes according to one source: at the level, or `in_all`, when the next one begins."""

    promotion = models.ForeignKey(Promotion, on_delete=models.CASCADE, related_name="times")
    source = models.ForeignKey(Source, on_delete=models.RESTRICT, related_name="+")
    in_all = models.BooleanField(default=False, help_text="Years of experience in all, rather than at the level.")
    note = models.CharField(max_length=300, blank=True)

    def __str__(self):
        if self.in_all:
            return f"from {self.years_low} years of experience on"
        return f"{self.years} years at the level"


class Criterion(Row):
    """What a source wants to see before a step."""

    promotion = models.ForeignKey(Promotion, on_delete=models.CASCADE, related_name="criteria")
    source = models.ForeignKey(Source, on_delete=models.RESTRICT, related_name="+")
    text = models.CharField(max_length=300)

    class Meta(Row.Meta):
        verbose_name_plural = "criteria"

    def __str__(self):
        return self.text


class GrowthBand(Fact, YearRange):
    """What develops in a span of years, according to one source."""

    source = models.ForeignKey(Source, on_delete=models.RESTRICT, related_name="+")
    name = models.CharField(max_length=100)
    focus = models.CharField(max_length=300, blank=True)
    skills = texts()
    mindset = texts()

    def __str__(self):
        return self.name


class FitOption(Fact):
    """An answer that may be ticked in “Which role fits me?”"""

    class Question(models.TextChoices):
        LIKES = "likes", "What do you like doing?"
        BRINGS = "brings", "What do you bring?"
        TIME = "time", "How long have you got?"

    question = models.CharField(max_length=6, choices=Question)
    text = models.CharField(max_length=200)

    def __str__(self):
        return self.text


class FitWeight(Row):
    """How much an answer speaks for a role, or against it, and why."""

    option = models.ForeignKey(FitOption, on_delete=models.CASCADE, related_name="weights")
    role = models.ForeignKey(Role, on_delete=models.RESTRICT, related_name="+")
    points = models.SmallIntegerField()
    because = models.CharField(max_length=200)

    def __str__(self):
        return f"{self.role} {self.points:+}"

    def clean(self):
        if not -3 <= (self.points or 0) <= 3:
            raise ValidationError({"points": "Give −3 to 3 points."})
