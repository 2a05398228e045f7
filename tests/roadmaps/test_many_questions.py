"""A thousand questions: as many queries as with ten, and a page that stays small."""

import random

import pytest
from django.test import Client

from roadmaps import facts
from roadmaps.models import Question, Skill
from tests import factories
from tests.bytes import first_visit
from tests.roadmaps.pages import get

# Whether facts were changed; the questions, or the question, those beside it and checkpoints that build its skills.
QUERIES = {"/questions/": 2, "/questions/?kind=coding&level=junior": 2, "/questions/q5/": 4}


@pytest.fixture
def bank(db, request):
    """So many questions of all kinds, each on a skill; of words that compress no better than real ones."""
    skills = [factories.skill() for _ in range(14)]
    factories.roadmap(factories.short_text(f"Box {{#box skill={skills[5].slug}}}", slug="made-up"))
    chance = random.Random(7)
    words = ["".join(chance.choices("abcdefghijklmnoprstuw", k=chance.randint(2, 9))) for _ in range(2000)]
    kinds = Question.Kind.values
    made = Question.objects.bulk_create(
        Question(
            slug=f"q{number}",
            question=" ".join(chance.choices(words, k=14)),
            kind=kinds[number * len(kinds) // request.param],
            difficulty=number % 3 + 1,
            minutes=number % 9 + 2,
            topics=chance.choices(words[:100], k=2),
            key_points=["Point"],
        )
        for number in range(request.param)
    )
    through = Question.skills.through
    through.objects.bulk_create(
        through(question=question, skill=skills[number % len(skills)]) for number, question in enumerate(made)
    )
    facts.changed()


@pytest.mark.parametrize("bank", [10, 1000], indirect=True)
@pytest.mark.parametrize("path", QUERIES)
def test_queries(as_nobody, bank, django_assert_num_queries, path):
    get(as_nobody, path)
    with django_assert_num_queries(QUERIES[path]):
        get(as_nobody, path)


@pytest.mark.parametrize("bank", [1000], indirect=True)
@pytest.mark.parametrize("path", ["/questions/", "/questions/?after=q400", "/questions/?kind=coding", "/questions/q5/"])
def test_a_first_visit_is_at_most_40_kb_in_6_requests(bank, path):
    sizes = first_visit(Client(), path)
    assert len(sizes) <= 6, sizes
    assert sum(sizes.values()) <= 40_000, sizes


@pytest.mark.parametrize("bank", [1000], indirect=True)
def test_all_of_them_are_reached_by_their_kind(as_nobody, bank):
    for kind in Question.Kind.values:
        assert "125 of 1000 questions." in get(as_nobody, f"/questions/?kind={kind}")


@pytest.mark.parametrize("bank", [1000], indirect=True)
def test_a_skill_that_all_are_about(as_nobody, bank, django_assert_num_queries):
    skill = Skill.objects.first()
    skill.questions.set(Question.objects.all())
    get(as_nobody, skill.get_absolute_url())
    with django_assert_num_queries(4):
        page = get(as_nobody, skill.get_absolute_url())
    assert "All 1000 questions" in page
