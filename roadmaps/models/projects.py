"""What to build: families of project ideas, and exercises."""

from django.db import models
from django.urls import reverse

from .facts import Fact, Row, Source, texts
from .questions import Question
from .skills import Skill


class ProjectFamily(Fact):
    """A project that sources propose in their ways, worked out: how to go about it, and what good looks like."""

    class Level(models.TextChoices):
        BEGINNER = "beginner", "Beginner"
        INTERMEDIATE = "intermediate", "Intermediate"
        ADVANCED = "advanced", "Advanced"

    name = models.CharField(max_length=100)
    level = models.CharField(max_length=12, choices=Level)
    summary = models.CharField(max_length=400)
    data = models.CharField(max_length=400, help_text="What it is built on.")
    goal = models.CharField(max_length=400)
    skills = models.ManyToManyField(Skill, blank=True, related_name="project_families")
    topics = texts(
        db_default=[], help_text="Words in the titles of checkpoints that prepare for it, e.g. matrix factorisation."
    )
    bonus = models.CharField(max_length=400, blank=True)
    steps = texts()
    good = texts(help_text="What good looks like, a line each.")
    mistakes = texts()
    questions = models.ManyToManyField(Question, blank=True, related_name="+")

    class Meta(Fact.Meta):
        verbose_name_plural = "project families"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("project_detail", args=[self.slug])


class ProjectIdea(Row):
    """The proposal of one source."""

    family = models.ForeignKey(ProjectFamily, on_delete=models.CASCADE, related_name="ideas")
    key = models.CharField(max_length=20, help_text="By which others may refer to it.")
    name = models.CharField(max_length=200)
    source = models.ForeignKey(Source, on_delete=models.RESTRICT, related_name="+")
    level = models.CharField(max_length=100, blank=True, help_text="As the source says.")
    data = models.CharField(max_length=400, blank=True)
    goal = models.CharField(max_length=400, blank=True)
    skills_named = models.CharField(max_length=400, blank=True)
    bonus = models.CharField(max_length=400, blank=True)
    note = models.CharField(max_length=400, blank=True)

    class Meta(Row.Meta):
        constraints = [models.UniqueConstraint(fields=["family", "key"], name="one_idea_per_key")]

    def __str__(self):
        return self.name


class Exercise(Fact):
    """A small thing to do by hand."""

    name = models.CharField(max_length=150)
    summary = models.CharField(max_length=500, help_text="What to do, and how to know that it is right.")
    skills = models.ManyToManyField(Skill, blank=True, related_name="+")
    source = models.ForeignKey(Source, on_delete=models.RESTRICT, related_name="+")
    roadmap = models.CharField(max_length=80, blank=True, help_text="Slug of the roadmap it belongs to.")
    family = models.ForeignKey(
        ProjectFamily, on_delete=models.RESTRICT, null=True, blank=True, related_name="exercises"
    )

    def __str__(self):
        return self.name
