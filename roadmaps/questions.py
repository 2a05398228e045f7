"""The bank as its pages show it: in groups and pages, what stands beside a question, and what prepares for it."""

import json
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Case, Count, Value, When

from roadmaps.models import Checkpoint, Question, Roadmap

PAGE = 200  # questions at once: keeps a first visit within its bytes
FEW = 6  # checkpoints beside a question
READ = 40  # of which these are chosen: the same thing stands in several roadmaps
# What could end the element that the JSON stands in.
ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&"})


@dataclass
class Page:
    """A stretch of the bank; `before` and `after` name the question after which the pages beside it begin."""

    questions: list
    first: int  # counted from 1
    before: str | None  # None: there is no such page; "": it is the first
    after: str | None

    @property
    def last(self):
        return self.first + len(self.questions) - 1


def page_of(questions, after):
    """The questions that follow the one with the slug `after`; from the first where there is none of that name."""
    begin = next((place for place, question in enumerate(questions, start=1) if question.slug == after), 0)
    end, earlier = begin + PAGE, begin - PAGE
    before = None if not begin else questions[earlier - 1].slug if earlier > 0 else ""
    return Page(questions[begin:end], begin + 1, before, questions[end - 1].slug if end < len(questions) else None)


def in_groups(questions, role=None):
    """[(name of a group, its label, its questions)]: those asked of the role in particular, then by kind.

    The questions come in this order.
    """

    def group_of(question):
        if role and role.slug in question.roles_slugs:
            return "role", f"Asked of {role.name} in particular"
        return question.kind, Question.Kind(question.kind).label

    return [(*group, list(members)) for group, members in groupby(questions, key=group_of)]


def beside(question):
    """(the one before, the one after) among those of its kind: one query."""
    same = list(Question.objects.live().filter(kind=question.kind).in_order().only("slug", "question"))
    place = next((place for place, other in enumerate(same) if other.pk == question.pk), None)
    if place is None:  # retired since it was read
        return None, None
    return same[place - 1] if place else None, same[place + 1] if place + 1 < len(same) else None


def checkpoints_for(question):
    """A few that build its skills, those first whose title names a topic of it: one query."""
    named = [Case(When(title__icontains=topic, then=1), default=0) for topic in question.topics]
    found = (
        Checkpoint.objects.filter(
            skills__slug__in=question.skills_slugs,
            retired_at=None,
            milestone__isnull=False,
            roadmap__in=Roadmap.objects.published(),
        )
        .select_related("roadmap")
        .annotate(named=sum(named, Value(0)), shared=Count("skills"))
        .order_by("-named", "-shared", "roadmap__position", "roadmap__slug", "position", "pk")
    )
    once = {}
    for checkpoint in found[:READ]:
        once.setdefault(checkpoint.accomplishment_id or checkpoint.title, checkpoint)
    return list(once.values())[:FEW]


def as_json_ld(question):
    """The question and its answer for search engines, safe within a script element."""
    described = {
        "@context": "https://schema.org",
        "@type": "Question",
        "name": question.question,
        "text": question.question,
        "eduQuestionType": "Flashcard",
        "educationalLevel": question.get_level_display(),
        "timeRequired": f"PT{question.minutes}M",
        "inLanguage": "en",
        "keywords": question.topics,
        "answerCount": 1,
        "acceptedAnswer": {"@type": "Answer", "text": "\n".join(question.key_points)},
    }
    return json.dumps(described, ensure_ascii=False).translate(ESCAPES)
