"""After a year another look at a rating is suggested: on Today and beside the skill, and “still right” is enough."""

from datetime import date, timedelta

import pytest
import time_machine

from tests import factories
from tests.conftest import signed_in
from tracker.models import SkillRating

PAGE = "/my/skills/rate/"
TODAY = date(2026, 11, 20)
OLD = TODAY - timedelta(days=365)


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel("2026-11-20T12:00Z"):
        yield


@pytest.fixture
def skill(db):
    return factories.skill(name="Python", slug="python")


def rate(user, skill, on, level=3):
    SkillRating.objects.rate(user, {skill.pk: (level, "", "")}, on)


def due_of(user):
    return signed_in(user).get("/my/").text.partition("<h2>Due</h2>")[2]


@pytest.fixture
def follower(alice, roadmap):
    alice.follow(roadmap)
    return alice


# ---- Today


def test_it_is_due_on_today(follower, skill):
    rate(follower, skill, OLD)
    assert "Look again at a skill that you rated a year ago" in due_of(follower)
    assert 'href="/my/skills/rate/"' in due_of(follower)


def test_several_are_counted(follower, skill):
    for one in (skill, factories.skill(), factories.skill()):
        rate(follower, one, OLD - timedelta(days=30))
    assert "Look again at 3 skills" in due_of(follower)


def test_not_a_day_before(follower, skill):
    rate(follower, skill, OLD + timedelta(days=1))
    assert "Look again" not in due_of(follower)


def test_a_newer_one_answers_for_the_old(follower, skill):
    rate(follower, skill, OLD)
    rate(follower, skill, TODAY, level=4)
    assert "Look again" not in due_of(follower)


def test_somebody_elses_is_not_mine(follower, bob, skill):
    rate(bob, skill, OLD)
    assert "Look again" not in due_of(follower)


def test_also_for_who_follows_nothing(alice, bob, skill):
    rate(alice, skill, OLD)
    assert "Look again at a skill that you rated a year ago" in due_of(alice)
    assert "Look again" not in due_of(bob)


@pytest.mark.parametrize(("zone", "is_due"), [("Pacific/Kiritimati", True), ("UTC", False)])
def test_the_year_ends_where_the_person_is(follower, skill, zone, is_due):
    rate(follower, skill, OLD + timedelta(days=1))
    follower.time_zone = zone
    follower.save()
    assert ("Look again" in due_of(follower)) is is_due


# ---- the form


def test_the_page_says_which_ones(as_alice, alice, skill):
    rate(alice, skill, OLD)
    rate(alice, factories.skill(), TODAY)
    text = as_alice.get(PAGE).text
    assert text.count("It is still right.") == 1
    assert 'name="still-python"' in text


@pytest.mark.parametrize("times", [1, 2])
def test_still_right_is_written_as_of_today(as_alice, alice, skill, times):
    rate(alice, skill, OLD)
    form = {"level-python": "3", "initial-level-python": "3", "still-python": "on"}
    for _ in range(times):
        assert as_alice.post(PAGE, form).status_code == 303
    assert list(SkillRating.objects.order_by("on").values_list("level", "on")) == [(3, OLD), (3, TODAY)]


def test_untouched_it_stays_old(as_alice, alice, skill):
    rate(alice, skill, OLD)
    as_alice.post(PAGE, {"level-python": "3", "initial-level-python": "3"})
    assert SkillRating.objects.get().on == OLD


def test_another_level_counts_more_than_still_right(as_alice, alice, skill):
    rate(alice, skill, OLD)
    as_alice.post(PAGE, {"level-python": "4", "initial-level-python": "3", "still-python": "on"})
    assert SkillRating.objects.latest_of(alice)[skill.pk].level == 4


def test_still_right_of_a_stale_page_overwrites_nothing(as_alice, alice, skill):
    rate(alice, skill, OLD)
    rate(alice, skill, TODAY, level=5)
    as_alice.post(PAGE, {"level-python": "3", "initial-level-python": "3", "still-python": "on"})
    assert SkillRating.objects.latest_of(alice)[skill.pk].level == 5
    assert SkillRating.objects.count() == 2


def test_of_what_was_never_rated_nothing_is_still_right(as_alice, skill):
    assert as_alice.post(PAGE, {"still-python": "on"}).status_code == 303
    assert not SkillRating.objects.exists()


def test_a_form_that_comes_back_keeps_the_tick(as_alice, alice, skill):
    rate(alice, skill, OLD)
    answer = as_alice.post(PAGE, {"level-python": "9", "still-python": "on"})
    assert 'name="still-python" checked' in answer.text
