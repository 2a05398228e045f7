"""Whatever an administrator writes: all of it is shown, hostile text as text, long words whole."""

import pytest

from tests import factories
from tests.roadmaps.filled import fill, roadmap, text_fields
from tests.roadmaps.pages import get
from tests.safety.elements import dangers

HOSTILE = "</title><script>alert(1)</script>\"'>{{ x }}{% y %}<img src=x onerror=alert(1)>"
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 10
LISTS = ["/", "/roles/", "/roadmaps/", "/roadmaps/filled/"]
FACTS = [
    *("/roles/filled/", "/roles/compare/?roles=filled,other", "/roles/fit/?likes=filled", "/skills/"),
    *("/skills/filled/", "/salaries/", "/sources/", "/sources/disagreements/", "/sources/targets/"),
    *("/questions/", "/questions/filled/", "/projects/", "/projects/filled/", "/companies/", "/companies/filled/"),
    *("/guides/", "/guides/filled/", "/guides/glossary/", "/guides/where-to-look/"),
]
# Where it is stored, and why no page of these shows it.
NOT_SHOWN = {
    "Place.note": "the explorer tells what a place changes by its factors",
    "PayFactor.name": "of a place its own name is shown",
    "Transition.roadmap": "an address",
    "Target.roadmap": "an address",
    "Disagreement.roadmaps": "addresses",
    "Guide.roadmap": "an address",
    "Guide.see": "addresses",
    "Term.see": "addresses",
    "ProjectFamily.topics": "what finds checkpoints for it",
    "ProjectIdea.key": "a name for others to refer to",
    "GuidePoint.key": "a name for others to refer to",
    "Exercise.roadmap": "an address",
}


def name_of(field):
    return f"{field.model.__name__}.{field.name}"


@pytest.fixture
def hostile(db):
    fill(lambda field: HOSTILE)
    roadmap(HOSTILE)
    factories.role(slug="other")
    factories.guide(slug="where-to-look")  # which shows job boards


@pytest.fixture
def long(db):
    fill(lambda field: LONG)
    roadmap(LONG[:120])
    factories.role(slug="other")
    factories.guide(slug="where-to-look")  # which shows job boards


def test_every_text_is_on_some_page(as_nobody, db):
    fields = text_fields()
    tokens = {name_of(field): f"w{number}" for number, field in enumerate(fields, start=10)}
    tokens |= {"Source.mark": "Qx"}
    fill(lambda field: tokens[name_of(field)])
    roadmap("Any")
    factories.role(slug="other")
    factories.guide(slug="where-to-look")  # which shows job boards
    pages = " ".join(get(as_nobody, path) for path in FACTS)
    missing = {name for name, token in tokens.items() if token not in pages}
    assert missing == set(NOT_SHOWN)


@pytest.mark.parametrize("path", [*LISTS, *FACTS])
def test_hostile_text_is_text(as_nobody, hostile, path):
    page = get(as_nobody, path)
    assert dangers(page) == []
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "{{ x }}" in page


@pytest.mark.parametrize("path", [*LISTS, *FACTS, "/roadmaps/filled.md"])
def test_long_words_are_there(as_nobody, long, path):
    assert LONG[:100] in get(as_nobody, path)
