"""Today of somebody who follows nothing any more: what they have all the same stays at hand."""

import uuid

import pytest
from django.utils import timezone

from roadmaps.models import Roadmap, Role
from tracker.models import FocusTimer, Goal, Pace


def log(user):
    return user.log.create(form_id=uuid.uuid4(), on=user.today(), kind="study", minutes=45)


def test_with_a_log_there_are_quick_log_and_rhythm(as_alice, alice):
    log(alice)
    text = as_alice.get("/my/").text
    assert "You follow no roadmap at the moment." in text
    assert "Quick log" in text
    assert 'class="heat' in text
    assert "Start from a roadmap" in text


def test_a_timer_goes_on(as_alice, alice):
    FocusTimer.start(alice, form_id=uuid.uuid4())
    text = as_alice.get("/my/").text
    assert 'id="timer"' in text
    assert "timer.js" in text


def test_a_goal_stays(as_alice, alice):
    Goal.set(alice, why="To build")
    assert "“To build”" in as_alice.get("/my/").text


def test_what_was_stopped_takes_nothing_of_it_away(as_alice, alice, roadmap):
    alice.follow(roadmap).stop()
    log(alice)
    text = as_alice.get("/my/").text
    assert "Quick log" in text
    assert "Thing 1.1" not in text


def test_somebody_elses_log_is_not_ones_own(as_bob, bob, alice):
    log(alice)
    Goal.set(alice, why="What nobody else may read")
    text = as_bob.get("/my/").text
    assert "Welcome." in text
    assert "Quick log" not in text


@pytest.mark.parametrize("number", [1, 50])
def test_queries(as_alice, alice, number, django_assert_num_queries):
    for turn in range(number):
        Roadmap.objects.create(slug=f"roadmap-{turn}", title="Made up", published_at=timezone.now())
        Role.objects.create(slug=f"role-{turn}", name=f"Role {turn}")
        log(alice)
    Goal.set(alice, why="To build")
    Pace.choose(alice, week_starts_on=6)
    # session, user, no enrollments, the person with pace, goal and timer, work, targets, roadmaps, roles
    with django_assert_num_queries(8):
        assert as_alice.get("/my/").status_code == 200
