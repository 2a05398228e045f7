"""What interviews ask, and what a strong answer covers."""

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject
from django.urls import reverse

from roadmaps.markdown import MarkdownField

from .facts import Fact, FactQuerySet, Row, Source, texts
from .roles import Role, Seniority
from .skills import Skill

EASY, HARD = 1, 3
DESIGN_STEPS = 7
CODE = ("signature", "solution", "checks")


class QuestionQuerySet(FactQuerySet):
    def for_list(self):
        """Without their answers, by kind and the easy ones first, with slugs of skills and roles: one query."""
        listed = ("slug", "question", "kind", "difficulty", "level", "minutes", "topics")
        return self.live().only(*listed).annotate(**_slugs_of("skills", "roles")).in_order()

    def for_page(self):
        """With steps, and slugs of skills, roles and sources: one query."""
        steps = QuestionStep.objects.filter(question=OuterRef("pk")).order_by("position", "pk")
        told = ArraySubquery(steps.values(told=JSONObject(name="name", text="text")))
        return self.live().annotate(told_steps=told, **_slugs_of("skills", "roles", "sources"))

    def in_order(self):
        """By kind; within a kind the easy ones first."""
        kinds = [models.When(kind=kind, then=place) for place, kind in enumerate(Question.Kind.values)]
        return self.order_by(models.Case(*kinds), "difficulty", "position", "slug")

    def asked_of(self, role):
        """Of this role in particular, or of all."""
        return self.live().filter(Q(roles=role) | Q(roles=None))


def _slugs_of(*names):
    """{<name>_slugs: the slugs of what a question refers to, in their order}, a subquery each."""
    slugs = {}
    for name in names:
        field = Question._meta.get_field(name)
        link = field.m2m_reverse_field_name()
        through = field.remote_field.through.objects.filter(question=OuterRef("pk"))
        ordered = through.order_by(f"{link}__position", f"{link}__slug")
        slugs[f"{name}_slugs"] = ArraySubquery(ordered.values(f"{link}__slug"))
    return slugs


class Question(Fact):
    """A question of the bank with its answer, folded until somebody asks for it."""

    class Kind(models.TextChoices):
        CONCEPTS = "ml-concepts", "ML concepts"
        DEEP_LEARNING = "deep-learning", "Deep learning"
        STATISTICS = "statistics", "Statistics"
        CODING = "coding", "Coding"
        DESIGN = "system-design", "System design"
        PRODUCTION = "production", "ML in production"
        LLM = "llm", "Language models"
        BEHAVIOURAL = "behavioural", "Behavioural"

    class Difficulty(models.IntegerChoices):
        EASY = 1, "Easy"
        MEDIUM = 2, "Medium"
        HARD = 3, "Hard"

    question = models.CharField(max_length=300)
    kind = models.CharField(max_length=13, choices=Kind)
    difficulty = models.PositiveSmallIntegerField(
        choices=Difficulty, validators=[MinValueValidator(EASY), MaxValueValidator(HARD)]
    )
    level = models.CharField(
        max_length=13, choices=Seniority, default=Seniority.JUNIOR, help_text="From which level on it is usually asked."
    )
    minutes = models.PositiveSmallIntegerField(help_text="For a good answer aloud; for all of it in coding and design.")
    topics = texts()
    skills = models.ManyToManyField(Skill, blank=True, related_name="questions")
    roles = models.ManyToManyField(Role, blank=True, related_name="+", help_text="None: it is asked of all.")
    sources = models.ManyToManyField(Source, blank=True, related_name="+", help_text="Which name it. None: ours.")
    key_points = ArrayField(models.CharField(max_length=400), help_text="What a strong answer covers, a line each.")
    example = MarkdownField(help_text="Worked through, with numbers, a formula, code or a sample answer.")
    example_html = models.TextField(default="", blank=True, editable=False)
    mistake = models.TextField(help_text="The common one, and what it costs.")
    follow_up = models.CharField(max_length=300, help_text="What is asked next.")
    follow_up_answer = models.TextField()
    signature = models.CharField(max_length=200, blank=True, help_text="Coding: what is to be written.")
    solution = models.TextField(blank=True, help_text="Coding: Python that passes the checks.")
    checks = models.TextField(blank=True, help_text="Coding: asserts that run after the solution.")

    objects = QuestionQuerySet.as_manager()

    def __str__(self):
        return self.question

    def clean(self):
        """What is to be written, how, and what it must pass belong to a coding question, and to no other."""
        super().clean()
        if self.kind == self.Kind.CODING:
            wrong = {name: "A coding question has one." for name in CODE if not getattr(self, name)}
        else:
            wrong = {name: "Only a coding question has one." for name in CODE if getattr(self, name)}
        if wrong:
            raise ValidationError(wrong)

    def clean_rows(self, name, count):
        """A system design goes through its steps; nothing else has any."""
        if self.kind == self.Kind.DESIGN and count != DESIGN_STEPS:
            raise ValidationError({name: f"A system design has {DESIGN_STEPS} steps, not {count}."})
        if self.kind != self.Kind.DESIGN and count:
            raise ValidationError({name: "Only a system design has steps."})

    def get_absolute_url(self):
        return reverse("question_detail", args=[self.slug])


class QuestionStep(Row):
    """A step of a system design: what to say of it here."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="steps")
    name = models.CharField(max_length=80)
    text = models.CharField(max_length=600)

    def __str__(self):
        return self.name
