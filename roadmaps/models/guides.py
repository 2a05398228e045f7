"""Articles about the way to a job, with what the sources say of it line by line, and the words that all of it uses."""

from django.db import models
from django.urls import reverse

from roadmaps.glossary import letter_of
from roadmaps.markdown import MarkdownField

from .claims import Disagreement, Target
from .facts import Fact, Row, Source, texts
from .questions import Question
from .skills import Skill

WITH_BOARDS = "where-to-look"  # the guide within which the job boards are told


class Guide(Fact):
    """An article."""

    class Area(models.TextChoices):
        PORTFOLIO = "portfolio", "Show what you can"
        APPLYING = "applying", "Find and apply"
        INTERVIEWS = "interviews", "Interviews"
        OFFER = "offer", "The offer"
        GROWING = "growing", "Keep going"

    title = models.CharField(max_length=100)
    area = models.CharField(max_length=10, choices=Area)
    summary = models.CharField(max_length=300)
    body = MarkdownField()
    body_html = models.TextField(default="", blank=True, editable=False)
    sources = models.ManyToManyField(Source, blank=True, related_name="+")
    targets = models.ManyToManyField(Target, blank=True, related_name="+")
    disagreements = models.ManyToManyField(Disagreement, blank=True, related_name="+")
    roadmap = models.CharField(max_length=80, blank=True, help_text="Slug of the roadmap that is its checklist.")
    skills = models.ManyToManyField(Skill, blank=True, related_name="+")
    questions = models.ManyToManyField(Question, blank=True, related_name="+")
    see = texts(help_text="Slugs of guides that go with it.")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("guide_detail", args=[self.slug])


class GuidePoint(Row):
    """A rule, a figure or a step of a source that a guide tells."""

    class Kind(models.TextChoices):
        STEP = "step", "Steps"
        DO = "do", "Do"
        AVOID = "avoid", "Leave out"
        FIGURE = "figure", "Figures"
        SAY = "say", "What to say"
        TIP = "tip", "Tips"
        PITFALL = "pitfall", "Pitfalls"
        ACCOUNT = "account", "Accounts and tools"

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="points")
    key = models.CharField(max_length=80, help_text="By which others may refer to it.")
    kind = models.CharField(max_length=7, choices=Kind)
    text = models.CharField(max_length=400)
    source = models.ForeignKey(Source, on_delete=models.RESTRICT, null=True, blank=True, related_name="+")
    remark = models.CharField(max_length=300, blank=True)

    class Meta(Row.Meta):
        constraints = [models.UniqueConstraint(fields=["guide", "key"], name="one_point_per_key")]

    def __str__(self):
        return self.text


class Term(Fact):
    """A word of the glossary."""

    name = models.CharField(max_length=100)
    aliases = texts()
    definition = MarkdownField(blank=False, max_length=500)
    definition_html = models.TextField(default="", blank=True, editable=False)
    skills = models.ManyToManyField(Skill, blank=True, related_name="+")
    see = texts(help_text="Slugs of related terms.")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse('glossary')}?from={letter_of(self.name)}#{self.slug}"


class JobBoard(Fact):
    """Where openings are listed."""

    name = models.CharField(max_length=100)
    focus = models.CharField(max_length=200)
    how = models.CharField(max_length=400, help_text="How to use it well.")
    sources = models.ManyToManyField(Source, blank=True, related_name="+")
    url = models.URLField(max_length=200, blank=True)
    remark = models.CharField(max_length=300, blank=True)

    def __str__(self):
        return self.name
