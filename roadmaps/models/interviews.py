"""How companies interview: kinds of interview, and the rounds of a few companies."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from .facts import Fact, Row, Source, has_both_ends, rises, span, texts
from .questions import Question
from .skills import Skill

HOUR = 60


class Minutes(models.Model):
    """How long something takes, where a source says so."""

    minutes_low = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes_high = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        has_both_ends(self.minutes_low, self.minutes_high, "minutes_high")
        rises(self.minutes_low, self.minutes_high, "minutes_high")

    @property
    def minutes(self):
        """“45–60”, or nothing."""
        return "" if self.minutes_low is None else span(self.minutes_low, self.minutes_high)

    @property
    def lasts(self):
        """“45–60 minutes”, “4–8 hours”, or nothing."""
        low, high = self.minutes_low, self.minutes_high
        if low is None:
            return ""
        if low > HOUR and low % HOUR == high % HOUR == 0:
            return f"{span(low // HOUR, high // HOUR)} hours"
        return f"{self.minutes} minute{'' if high == 1 else 's'}"


class InterviewStage(Fact, Minutes):
    """A kind of interview: what is asked in it, how to prepare, what interviewers look for."""

    name = models.CharField(max_length=100)
    summary = models.CharField(max_length=400)
    duration_note = models.CharField(max_length=300, blank=True, help_text="Who says what about its length.")
    asked = texts()
    prepare = texts()
    signs = texts(help_text="What interviewers look for.")
    sources = models.ManyToManyField(Source, blank=True, related_name="+")
    skills = models.ManyToManyField(Skill, blank=True, related_name="+")
    question_kinds = ArrayField(models.CharField(max_length=13, choices=Question.Kind), default=list, blank=True)

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse('company_list')}#{self.slug}"


class InterviewProcess(Fact):
    """The interviews of one company, as a source tells them."""

    company = models.CharField(max_length=100)
    summary = models.CharField(max_length=400)
    source = models.ForeignKey(Source, on_delete=models.RESTRICT, related_name="+")
    remark = models.CharField(max_length=300, blank=True)

    class Meta(Fact.Meta):
        verbose_name_plural = "interview processes"

    def __str__(self):
        return self.company

    def get_absolute_url(self):
        return reverse("company_detail", args=[self.slug])


class ProcessRound(Row, Minutes):
    """A round of a process."""

    process = models.ForeignKey(InterviewProcess, on_delete=models.CASCADE, related_name="rounds")
    name = models.CharField(max_length=100)
    stage = models.ForeignKey(InterviewStage, on_delete=models.RESTRICT, null=True, blank=True, related_name="+")
    count = models.CharField(max_length=20, blank=True, help_text="How many of them, e.g. 4–5.")
    text = models.CharField(max_length=400, blank=True)

    def __str__(self):
        return self.name
