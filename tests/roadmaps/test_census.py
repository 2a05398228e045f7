"""A walk through the census of the five sources: each figure, rung, criterion, target, question and checkpoint is
stored.

`census.json` holds ids and figures (see `make_census.py`), `census_map.json` says what each is called here.
"""

import json
import re
from pathlib import Path

import pytest

from roadmaps.models import (
    CompanyTier,
    Disagreement,
    GrowthBand,
    Level,
    Pay,
    PayFactor,
    Promotion,
    Question,
    Requirement,
    Role,
    Target,
)

HERE = Path(__file__).parent
CENSUS = json.loads((HERE / "census.json").read_text(encoding="utf-8"))
HERE_IT_IS = json.loads((HERE / "census_map.json").read_text(encoding="utf-8"))
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("delivered")]


def source(document):
    return HERE_IT_IS["sources"][document]


def numbers(text):
    return [int(number) for number in re.findall(r"\d+", text)]


def test_the_census_is_whole():
    counts = {name: len(rows) for name, rows in CENSUS.items()}
    assert counts == {
        "matrix": 40 + 48,
        "pay": 47,
        "places": 10,
        "weeks": 5 + 5,
        "targets": 95,
        "rungs": 9 + 5,
        "titles": 5 * 3,
        "criteria": 8,
        "tiers": 4,
        "disagreements": 52,
        "checkpoints": 101,
        "topics": 7,
        "projects": 6,
        "questions": 48,
        "question_duplicates": 7,
        "ideas": 41,
        "families": 18,
        "exercises": 21,
        "stages": 14,
        "processes": 4,
        "boards": 12,
        "told": 510,
    }
    assert sum(map(len, CENSUS["weeks"].values())) == 42
    assert sum(CENSUS["criteria"].values()) == 32


def test_every_cell_of_both_matrices():
    expected = set()
    for cell, level in CENSUS["matrix"].items():
        document, row, column = cell.split(".")
        skill = HERE_IT_IS["matrix_skills"][document][int(row) - 1]
        role = HERE_IT_IS["matrix_roles"][document][int(column) - 1]
        expected.add((role, skill, source(document), level))
    stored = Requirement.objects.values_list("role__slug", "skill__slug", "source__slug", "level")
    assert set(stored) == expected


def test_every_row_of_pay():
    keys = ("low", "median", "average", "high", "open_ended")
    rows = {row.slug: row for row in Pay.objects.select_related("source")}
    assert rows.keys() == set(HERE_IT_IS["pay"].values())
    for name, given in CENSUS["pay"].items():
        row = rows[HERE_IT_IS["pay"][name]]
        stored = {key: getattr(row, key) for key in keys} | {"source": row.source.slug}
        assert (name, stored) == (name, {**given, "source": source(given["source"])})


def test_every_row_of_pay_is_shown_under_a_level_of_ours():
    assert not Pay.objects.filter(seniorities=[]).exists()


def test_every_value_of_a_place():
    factors = {factor.slug: factor for factor in PayFactor.objects.filter(kind="place")}
    stored = [[factors[slug].low, factors[slug].high] for slug in HERE_IT_IS["places"]]
    assert stored == [[figures[0], figures[-1]] for figures in CENSUS["places"]]
    assert len(factors) == 10


def test_every_tier_of_companies():
    tiers = {tier.slug: len(tier.companies) for tier in CompanyTier.objects.all()}
    assert [tiers[slug] for slug in HERE_IT_IS["tiers"]] == CENSUS["tiers"]


def test_every_share_of_a_week():
    for place, shares in CENSUS["weeks"].items():
        document, _, seniority = place.partition(".")
        if seniority:
            week = Level.objects.get(role__slug="ml-engineer", seniority=seniority).week
        else:
            document, week = document[1:4], Role.objects.get(slug=HERE_IT_IS["roles"][place]).week
        stored = list(week.values_list("percent", "source__slug"))
        assert (place, stored) == (place, [(share, source(document)) for share in shares])


@pytest.mark.parametrize("rung", HERE_IT_IS["rungs"])
def test_every_rung_of_a_ladder(rung):
    years = CENSUS["rungs"].get(rung, [None, None])  # the third document gives none
    for slug in HERE_IT_IS["rungs"][rung]:
        titles = Level.objects.get(slug=slug).titles.filter(source__slug=source(rung[:3]))
        assert list(titles.values_list("years_low", "years_high")) == [tuple(years)]


@pytest.mark.parametrize("place", CENSUS["titles"])
def test_every_title_of_a_role_in_its_band(place):
    role, band = place.split(".")
    level = Level.objects.get(role__slug=HERE_IT_IS["roles"][role], seniority=HERE_IT_IS["bands"][band])
    assert level.titles.filter(source__slug=source("000")).count() >= CENSUS["titles"][place]


@pytest.mark.parametrize("place", CENSUS["criteria"])
def test_every_criterion_of_a_promotion(place):
    document, step = place.split(".")
    criteria = Promotion.objects.get(slug=HERE_IT_IS["steps"][int(step) - 1]).criteria
    assert criteria.filter(source__slug=source(document)).count() == CENSUS["criteria"][place]


@pytest.mark.parametrize(("path", "document"), [("RP8", "002"), ("RP13", "000")])
def test_what_develops_in_which_years(path, document):
    bands = GrowthBand.objects.filter(slug__in=HERE_IT_IS["growth"][path], source__slug=source(document))
    assert bands.count() == 4


@pytest.mark.parametrize("name", CENSUS["targets"])
def test_every_target(name):
    given = CENSUS["targets"][name]
    target = Target.objects.select_related("source").get(slug=HERE_IT_IS["targets"][name])
    told = {target.low, target.high, *numbers(target.detail), *numbers(target.unit)}
    assert target.source.slug == source(given["source"])
    assert set(given["figures"]) <= told


def test_no_target_is_told_twice():
    assert Target.objects.count() == len(set(HERE_IT_IS["targets"].values())) == 95


def test_every_disagreement_with_its_sources():
    slugs = {HERE_IT_IS["disagreements"][name] for name in CENSUS["disagreements"]}
    assert set(Disagreement.objects.values_list("slug", flat=True)) == slugs
    assert not Disagreement.objects.filter(sources=None).exists()


def test_every_question_names_the_sources_that_ask_it():
    """It may name another too, which gives the theme without the question."""
    asked = {(HERE_IT_IS["questions"][name], source(document)) for name, document in CENSUS["questions"].items()}
    assert asked <= set(Question.objects.live().values_list("slug", "sources__slug"))


def test_what_is_asked_twice_is_one_question():
    assert [
        pair for pair in CENSUS["question_duplicates"] if len({HERE_IT_IS["questions"][name] for name in pair}) > 1
    ] == []
    assert len(set(HERE_IT_IS["questions"].values())) == 41
