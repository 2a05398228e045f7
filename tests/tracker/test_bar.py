"""The bar: what a job asks for, by source and by seniority. Pure: no database."""

import pytest

from roadmaps.models import Seniority
from roadmaps.models.skills import LEVELS
from tests.tracker.bars import Source, role
from tracker import bar

GUIDE, STUDY = Source("guide", 1), Source("study", 2)
ROLE = role(
    ("sql", 3, GUIDE), ("sql", 4, STUDY), ("git", 2, STUDY), ("art", 1, GUIDE), ("ml", 5, GUIDE), ("ml", 5, STUDY)
)


def levels(*given, **more):
    return {skill: asked.level for skill, asked in bar.asked_of(ROLE, *given, **more).items()}


def test_all_sources_ask_for_the_highest_of_what_they_say():
    assert levels() == {"sql": 4, "git": 2, "art": 1, "ml": 5}


@pytest.mark.parametrize(
    ("source", "asked"),
    [("guide", {"sql": 3, "art": 1, "ml": 5}), ("study", {"sql": 4, "git": 2, "ml": 5}), ("nobody", {})],
)
def test_one_source_asks_for_what_it_says(source, asked):
    assert levels(by=source) == asked


@pytest.mark.parametrize(
    ("seniority", "asked"),
    [
        ("", {"sql": 4, "git": 2, "art": 1, "ml": 5}),
        ("junior", {"sql": 3, "git": 1, "art": 1, "ml": 4}),
        ("mid", {"sql": 4, "git": 2, "art": 1, "ml": 5}),
        ("senior", {"sql": 5, "git": 3, "art": 2, "ml": 5}),
        ("executive", {"sql": 5, "git": 3, "art": 2, "ml": 5}),
        ("wizard", {"sql": 4, "git": 2, "art": 1, "ml": 5}),
    ],
)
def test_seniority_moves_it_by_one_within_the_scale(seniority, asked):
    assert levels(seniority) == asked


def test_each_seniority_has_its_step():
    assert set(bar.STEPS) == set(Seniority.values)


def test_the_scale_is_that_of_skills():
    assert (LEVELS[0], LEVELS[-1]) == (bar.LOWEST, bar.HIGHEST)


def test_who_says_what_stays_as_they_say_it_whatever_the_seniority_and_the_source():
    for asked in (bar.asked_of(ROLE), bar.asked_of(ROLE, "junior"), bar.asked_of(ROLE, "senior", by="guide")):
        assert [(rating.level, rating.sources) for rating in asked["sql"].ratings] == [(3, (GUIDE,)), (4, (STUDY,))]


def test_where_they_agree_they_stand_together():
    asked = bar.asked_of(ROLE)["ml"]
    assert [(rating.level, rating.sources) for rating in asked.ratings] == [(5, (GUIDE, STUDY))]
    assert not asked.differs


def test_where_they_differ_it_is_told():
    assert bar.asked_of(ROLE)["sql"].differs


def test_a_role_that_nobody_rates_asks_for_nothing():
    assert bar.asked_of(role(), "senior") == {}
    assert bar.sources_of(role()) == []


def test_the_sources_of_a_role_come_in_their_order():
    assert bar.sources_of(role(("sql", 3, STUDY), ("git", 3, GUIDE), ("ml", 1, STUDY))) == [GUIDE, STUDY]
