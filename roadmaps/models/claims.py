"""Where sources disagree, and how much of what they recommend."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from .facts import Fact, Source, rises, span
from .roles import Role


class Disagreement(Fact):
    """Something on which sources differ, or one differs from itself: who says what, and what to make of it."""

    class Area(models.TextChoices):
        PAY = "pay", "Pay"
        SKILLS = "skills", "Skills"
        ROLES = "roles", "Roles"
        TIMELINE = "timeline", "How long it takes"
        HOURS = "hours", "Hours"
        PATHWAYS = "pathways", "Courses or projects first"
        PORTFOLIO = "portfolio", "Portfolio"
        RESUME = "resume", "Résumé"
        APPLICATIONS = "applications", "Applications"
        INTERVIEWS = "interviews", "Interviews"
        HABITS = "habits", "Staying current"
        PROGRESSION = "progression", "Progression"

    area = models.CharField(max_length=12, choices=Area)
    title = models.CharField(max_length=120)
    text = models.TextField(help_text="Who says what.")
    advice = models.TextField(blank=True, help_text="Why, and what to do about it.")
    sources = models.ManyToManyField(Source, related_name="+")
    roles = models.ManyToManyField(Role, blank=True, related_name="+", help_text="None: it matters to all.")
    roadmaps = ArrayField(
        models.CharField(max_length=80),
        default=list,
        blank=True,
        help_text="Slugs of the roadmaps on whose pages it is told.",
    )

    def __str__(self):
        return self.title


class Target(Fact):
    """How much of something a source recommends, by when."""

    class Measure(models.TextChoices):
        APPLICATIONS = "applications", "Applications"
        RESPONSES = "responses", "Responses"
        INTERVIEWS = "interviews", "Interviews"
        OFFERS = "offers", "Offers"
        NETWORKING = "networking", "Networking"
        RESUME = "resume", "Résumé"
        RECOMMENDATIONS = "recommendations", "Recommendations"
        PROJECTS = "projects", "Projects"
        DEPLOYMENTS = "deployments", "Deployments"
        WRITING = "writing", "Writing"
        COMPETITIONS = "competitions", "Competitions"
        MODELS = "models", "Models"
        ACCURACY = "accuracy", "Accuracy"
        LATENCY = "latency", "Latency"
        MODEL_SIZE = "model-size", "Size of a model"
        CODING_PROBLEMS = "coding-problems", "Coding problems"
        SYSTEM_DESIGN = "system-design", "System design"
        QUESTIONS = "questions", "Interview questions"
        MOCK_INTERVIEWS = "mock-interviews", "Mock interviews"
        STORIES = "stories", "Stories and explaining"
        STUDY_TIME = "study-time", "Study time"
        PAPERS = "papers", "Papers"
        HABITS = "habits", "Habits"

    class Per(models.TextChoices):
        DAY = "day", "a day"
        WEEK = "week", "a week"
        MONTH = "month", "a month"
        TOTAL = "total", "in all"

    class Bound(models.TextChoices):
        AT_LEAST = "at-least", "at least"
        AT_MOST = "at-most", "at most"
        ABOUT = "about", ""
        EXACTLY = "exactly", ""
        TOP = "top", "the top"

    measure = models.CharField(max_length=15, choices=Measure)
    what = models.CharField(max_length=120)
    low = models.PositiveIntegerField(null=True, blank=True)
    high = models.PositiveIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=40)
    per = models.CharField(max_length=5, choices=Per, blank=True)
    bound = models.CharField(max_length=8, choices=Bound)
    phase = models.CharField(max_length=120, blank=True, help_text="When, or for what.")
    detail = models.CharField(max_length=300, blank=True)
    advised = models.BooleanField(default=True, help_text="Off: its source names it as a bad example.")
    source = models.ForeignKey(Source, on_delete=models.RESTRICT, related_name="+")
    roadmap = models.CharField(max_length=80, blank=True, help_text="Slug of the roadmap it belongs to.")

    def __str__(self):
        return f"{self.amount}: {self.what}"

    def clean(self):
        rises(self.low, self.high, "high")

    @property
    def amount(self):
        """“at least 50 applications a week”, “the top 10 percent”."""
        ends = [end for end in (self.low, self.high) if end is not None]
        figure = span(ends[0], ends[-1]) if ends else ""
        words = [self.get_bound_display(), figure, self.unit, self.get_per_display() if self.per else ""]
        return " ".join(word for word in words if word)
