"""Ratings of oneself: the newest counts, the rest is growth; what says the same again is not written again."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import RestrictedError

from tests import factories
from tracker.models import SkillRating

DAY = date(2026, 11, 20)
RATINGS = SkillRating.objects


@pytest.fixture
def python(db):
    return factories.skill(name="Python", slug="python")


@pytest.fixture
def mlops(db):
    return factories.skill(name="MLOps", slug="mlops")


def rows(user):
    return list(RATINGS.filter(user=user).order_by("skill", "on").values_list("skill__slug", "level", "on"))


@pytest.mark.parametrize("times", [1, 2])
def test_it_is_written_once(alice, python, times):
    for _ in range(times):
        RATINGS.rate(alice, {python.pk: (3, "", "")}, DAY)
    assert rows(alice) == [("python", 3, DAY)]


def test_it_says_what_was_written(alice, python, mlops):
    assert RATINGS.rate(alice, {python.pk: (3, "", ""), mlops.pk: (1, "", "")}, DAY) == [python.pk, mlops.pk]
    later = {python.pk: (3, "", ""), mlops.pk: (2, "", "")}
    assert RATINGS.rate(alice, later, DAY + timedelta(days=1)) == [mlops.pk]
    assert RATINGS.rate(alice, {}, DAY) == []


@pytest.mark.parametrize("says", [(4, "", ""), (3, "A remark", ""), (3, "", "https://example.org/")])
def test_what_differs_is_a_row_of_its_own(alice, python, says):
    RATINGS.rate(alice, {python.pk: (3, "", "")}, DAY)
    RATINGS.rate(alice, {python.pk: says}, DAY + timedelta(days=1))
    assert [rating.says for rating in RATINGS.filter(user=alice).order_by("on")] == [(3, "", ""), says]


def test_a_second_one_on_a_day_replaces_the_first(alice, python):
    RATINGS.rate(alice, {python.pk: (3, "Before", "")}, DAY)
    RATINGS.rate(alice, {python.pk: (4, "After", "https://example.org/")}, DAY)
    assert rows(alice) == [("python", 4, DAY)]
    assert RATINGS.get().says == (4, "After", "https://example.org/")


def test_the_newest_counts(alice, bob, python, mlops, django_assert_num_queries):
    for days, level in enumerate([2, 5, 3]):
        RATINGS.rate(alice, {python.pk: (level, "", "")}, DAY + timedelta(days=days))
    RATINGS.rate(alice, {mlops.pk: (1, "", "")}, DAY)
    RATINGS.rate(bob, {python.pk: (5, "", "")}, DAY + timedelta(days=9))
    with django_assert_num_queries(1):
        latest = RATINGS.latest_of(alice)
    assert {pk: rating.level for pk, rating in latest.items()} == {python.pk: 3, mlops.pk: 1}


def test_a_day_that_comes_again_in_the_west_does_not_hide_the_newest(alice, python):
    RATINGS.rate(alice, {python.pk: (3, "", "")}, DAY)  # already tomorrow in Tokyo
    RATINGS.rate(alice, {python.pk: (4, "", "")}, DAY - timedelta(days=1))  # and still today in Lima
    assert RATINGS.latest_of(alice)[python.pk].level == 4


def test_growth_skill_by_skill_the_newest_first(alice, bob, python, mlops, django_assert_num_queries):
    for days in range(3):
        RATINGS.rate(alice, {python.pk: (days + 1, "", ""), mlops.pk: (1, "", "")}, DAY + timedelta(days=days))
    RATINGS.rate(bob, {python.pk: (5, "", "")}, DAY)
    with django_assert_num_queries(1):
        found = [(rating.skill.name, rating.level) for rating in RATINGS.history_of(alice)]
    assert sorted(found) == [("MLOps", 1), ("Python", 1), ("Python", 2), ("Python", 3)]
    assert [level for name, level in found if name == "Python"] == [3, 2, 1]


@pytest.mark.parametrize(("days", "is_old"), [(0, False), (364, False), (365, True), (800, True)])
def test_after_a_year_another_look_is_suggested(alice, python, days, is_old):
    RATINGS.rate(alice, {python.pk: (3, "", "")}, DAY)
    assert RATINGS.latest_of(alice)[python.pk].is_old(DAY + timedelta(days=days)) is is_old


def test_an_old_one_that_is_still_right_is_written_anew(alice, python):
    RATINGS.rate(alice, {python.pk: (3, "", "")}, DAY)
    later = DAY + timedelta(days=400)
    for _ in range(2):
        RATINGS.rate(alice, {python.pk: (3, "", "")}, later)
    assert rows(alice) == [("python", 3, DAY), ("python", 3, later)]


@pytest.mark.parametrize("level", [0, 6])
def test_the_database_holds_one_to_five(alice, python, level):
    with pytest.raises(IntegrityError, match="rated_from_one_to_five"), transaction.atomic():
        RATINGS.create(user=alice, skill=python, level=level, on=DAY)


def test_erased_with_the_account(alice, bob, python):
    for person in (alice, bob):
        RATINGS.rate(person, {python.pk: (3, "", "")}, DAY)
    alice.erase()
    assert RATINGS.get().user == bob
    assert type(python).objects.filter(pk=python.pk).exists()


def test_a_skill_that_somebody_rated_is_not_deleted(alice, python):
    RATINGS.rate(alice, {python.pk: (3, "", "")}, DAY)
    with pytest.raises(RestrictedError):
        python.delete()
