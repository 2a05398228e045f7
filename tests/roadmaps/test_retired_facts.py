"""A fact that is retired is on no page, and comes back as it was."""

import pytest
from django.utils import timezone

from roadmaps import facts
from roadmaps.content_tables import TABLES
from tests import factories
from tests.roadmaps import staff as as_browser
from tests.roadmaps.pages import get, part, text

WORD = "Ephemeral"
KINDS = [name for name, table in TABLES.items() if table.may_retire]
PAGES = [
    *("/roles/analyst/", "/roles/compare/?roles=analyst,engineer", "/roles/fit/", "/roles/fit/?likes=passing"),
    *("/skills/", "/salaries/", "/sources/", "/sources/disagreements/", "/sources/targets/", "/roadmaps/made-up/"),
    *("/questions/", "/projects/", "/companies/", "/guides/", "/guides/glossary/", "/guides/where-to-look/"),
]


@pytest.fixture(params=KINDS)
def fact(request, analyst, engineer, guide, roadmap):
    """One of each kind, on some page by its word."""
    if request.param in ("promotions", "growth"):
        factories.level(role=analyst, seniority="senior")
    factories.guide(slug="where-to-look")  # which shows job boards
    weights = [(analyst, 3, WORD)]
    return {
        "levels": lambda: factories.level(role=analyst, name=WORD),
        "promotions": lambda: factories.promotion(name=WORD),
        "growth": lambda: factories.growth(source=guide, name=WORD),
        "pay": lambda: factories.pay(role=analyst, source=guide, title=WORD, level=WORD, tier=WORD),
        "pay_factors": lambda: factories.pay_factor(source=guide, name=WORD),
        "company_tiers": lambda: factories.company_tier(source=guide, name=WORD),
        "disagreements": lambda: factories.disagreement(sources=[guide], title=WORD, roadmaps=["made-up"]),
        "targets": lambda: factories.target(source=guide, what=WORD),
        "fit_options": lambda: factories.fit_option(slug="passing", text=WORD, weights=weights),
        "questions": lambda: factories.question(question=WORD),
        "project_families": lambda: factories.project_family(slug="passing", name=WORD),
        "exercises": lambda: factories.exercise(source=guide, name=WORD),
        "interview_stages": lambda: factories.interview_stage(name=WORD),
        "interview_processes": lambda: factories.interview_process(source=guide, company=WORD),
        "guides": lambda: factories.guide(title=WORD),
        "terms": lambda: factories.term(name=WORD),
        "job_boards": lambda: factories.job_board(name=WORD),
    }[request.param]()


def holding(client):
    """The pages on which the word stands."""
    return {path for path in PAGES if WORD in get(client, path)}


def retire(fact, at):
    fact.retired_at = at
    fact.save()
    facts.changed()


def test_it_is_on_no_page_until_it_comes_back(as_nobody, fact):
    before = holding(as_nobody)
    assert before
    retire(fact, timezone.now())
    assert holding(as_nobody) == set()
    retire(fact, None)
    assert holding(as_nobody) == before


def test_an_administrators_retiring_is_seen_at_once(as_nobody, as_staff, fact):
    assert holding(as_nobody)
    as_browser.confirm(as_staff, "retire_selected", [fact])
    assert holding(as_nobody) == set()


def test_nothing_of_it_is_counted(as_nobody, analyst, guide):
    made = [factories.pay(role=analyst, source=guide), factories.target(source=guide)]
    made += [factories.pay_factor(source=guide), factories.level(role=analyst)]
    factories.row(made[-1].titles, source=guide, title="Clerk")
    assert "figures of pay" in get(as_nobody, "/sources/")
    for fact in made:
        retire(fact, timezone.now())
    assert text(part(get(as_nobody, "/sources/"), "guide")) == "G The long guide undated, called “Guide” here"
    assert "0 of 0 rows." in get(as_nobody, "/salaries/")
