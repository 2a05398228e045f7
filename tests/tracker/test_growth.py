"""Growth: the history of each skill as steps, from the very first rating to today, with a table beside it."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client

from tests import factories
from tracker.growth import HEIGHT, PAD, WIDTH, growth_of, level_y
from tracker.models import SkillRating

PAGE = "/my/skills/growth/"
DAY = date(2026, 11, 1)


def rating(skill_id, level, days):
    return SimpleNamespace(skill_id=skill_id, skill=f"Skill {skill_id}", level=level, on=DAY + timedelta(days=days))


# ---- the steps


def test_of_nothing_there_is_nothing():
    assert growth_of([], DAY) == []


def test_steps_begin_at_the_very_first_rating_and_end_today():
    one, other = growth_of([rating(1, 4, 60), rating(1, 2, 0), rating(2, 3, 30)], DAY + timedelta(days=120))
    span = WIDTH - 2 * PAD
    assert [(step.x, step.end) for step in one.steps] == [(PAD, PAD + span / 2), (PAD + span / 2, WIDTH - PAD)]
    assert [(step.x, step.end) for step in other.steps] == [(PAD + span / 4, WIDTH - PAD)]


def test_what_was_rated_last_comes_first():
    found = growth_of([rating(1, 4, 5), rating(2, 2, 9), rating(3, 2, 7)], DAY + timedelta(days=9))
    assert [growth.skill for growth in found] == ["Skill 2", "Skill 3", "Skill 1"]


@pytest.mark.parametrize(("levels", "up"), [([4, 3, 1], 3), ([2], 0), ([2, 5, 3], -1)])
def test_how_far_it_went(levels, up):
    ratings = [rating(1, level, -turn) for turn, level in enumerate(levels)]
    growth = growth_of(ratings, DAY)[0]
    assert (growth.levels_up, growth.levels_down) == (up, -up)


def test_one_is_at_the_foot_and_five_at_the_top():
    assert [level_y(level) for level in range(1, 6)] == [58.0, 45.0, 32.0, 19.0, 6.0]
    assert (HEIGHT - PAD, PAD) == (58, 6)


@pytest.mark.parametrize("days", [0, 1])
def test_the_first_day_and_a_day_that_lies_ahead_are_drawn_too(days):
    """Who has flown west was rated tomorrow."""
    growth = growth_of([rating(1, 3, days)], DAY)[0]
    assert growth.path == "M6.0 32.0H234"


def test_the_line_goes_by_steps():
    growth = growth_of([rating(1, 5, 10), rating(1, 1, 0)], DAY + timedelta(days=10))[0]
    assert growth.path == "M6.0 58.0H234.0V6.0H234"


# ---- the page


@pytest.fixture
def grown(alice):
    skill = factories.skill(name="Python", slug="python")
    SkillRating.objects.rate(alice, {skill.pk: (2, "", "")}, alice.today() - timedelta(days=90))
    SkillRating.objects.rate(alice, {skill.pk: (4, "<b>A talk</b>", "https://example.org/talk")}, alice.today())
    return skill


def test_the_page_shows_picture_and_table(as_alice, grown):
    text = as_alice.get(PAGE).text
    assert "2 up since" in text
    assert "<svg" in text
    assert "&lt;b&gt;A talk&lt;/b&gt;" in text
    assert '<a href="https://example.org/talk" rel="noopener nofollow">' in text
    assert text.count('<th scope="row">') == 2


def test_empty_it_says_how_to_begin(as_alice):
    text = as_alice.get(PAGE).text
    assert "Nothing is rated yet." in text
    assert 'href="/my/skills/rate/"' in text


def test_a_skill_that_no_role_asks_for_any_more_stays_in_it(as_alice, grown):
    role = factories.role()
    requirement = factories.requirement(role=role, skill=grown, level=3, source=factories.source())
    requirement.delete()
    assert "Python" in as_alice.get(PAGE).text


def test_others_see_their_own(as_bob, grown):
    text = as_bob.get(PAGE).text
    assert "A talk" not in text
    assert "Nothing is rated yet." in text


def test_nobody_signs_in():
    assert Client().get(PAGE).status_code == 302


def test_it_is_only_read(as_alice):
    assert as_alice.post(PAGE).status_code == 405


@pytest.mark.parametrize("number", [1, 200])
def test_in_three_queries(as_alice, alice, number, django_assert_num_queries):
    skills = [factories.skill() for _ in range(-(-number // 20))]
    SkillRating.objects.bulk_create(
        SkillRating(user=alice, skill=skills[n // 20], level=n % 5 + 1, on=DAY + timedelta(days=n))
        for n in range(number)
    )
    # session, user, ratings with their skills
    with django_assert_num_queries(3):
        assert as_alice.get(PAGE).text.count('<th scope="row">') == number
