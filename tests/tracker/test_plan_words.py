"""What the plan and Today say of a week that is empty for a reason, and of an end that is too far away."""

import re
import uuid
from datetime import UTC, date, datetime

import pytest
import time_machine

from tests import factories
from tracker.models import Pace, PlanChange, TimeOff

WEDNESDAY = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _wednesday():
    with time_machine.travel(WEDNESDAY, tick=False):
        yield


@pytest.fixture
def said(as_alice):
    """The words of a page, in one line."""

    def said(path="/my/plan/"):
        return " ".join(re.sub(r"<[^>]+>", " ", as_alice.get(path).text).split())

    return said


def off(user, first, last):
    TimeOff.add(user, first_on=date(2026, 11, first), last_on=date(2026, 11, last), form_id=uuid.uuid4())


def test_a_start_that_is_still_to_come_is_no_week_off(said, alice, roadmap):
    alice.follow(roadmap, hours_per_week=10, started_on=date(2026, 12, 2))
    words = said()
    assert "begins on 2 December 2026 Nothing begins before 2 December 2026." in words
    assert "23 to 29 November 2026 not begun Nothing begins before 2 December 2026." in words
    assert "off Nothing" not in words


def test_when_the_rest_of_the_week_is_off_its_hours_are_not_called_done(said, alice, roadmap):
    alice.follow(roadmap, hours_per_week=10, started_on=date(2026, 11, 2))
    off(alice, 18, 22)
    assert "the rest of this week is off" in said()
    assert "The rest of this week is off" in said("/my/")
    assert "hours of this week are done" not in said() + said("/my/")


def test_hours_that_are_done_are_called_so(said, alice, roadmap):
    alice.follow(roadmap, hours_per_week=1, started_on=date(2026, 11, 2))
    alice.log.create(form_id=uuid.uuid4(), on=alice.today(), kind="study", minutes=60)
    assert "the hours of this week are done" in said()
    assert "The hours of this week are done" in said("/my/")


def test_in_a_week_off_what_was_pulled_is_not_called_nothing(said, alice, roadmap):
    alice.follow(roadmap, hours_per_week=10)
    off(alice, 16, 22)
    assert "Everything waits." in said("/my/")
    PlanChange.pull(alice, roadmap.checkpoints.first(), alice.today())
    assert "Everything waits." not in said("/my/")


def test_one_roadmap_that_never_ends_is_not_left_out_of_everything(said, alice, roadmap):
    alice.follow(roadmap, hours_per_week=10)
    endless = factories.roadmap(factories.short_text("Read {#read hours=2000}", slug="endless"))
    alice.follow(endless, hours_per_week=1)
    assert "At 11 h a week not everything ends within twenty years." in said()
    assert "The road ends" not in said("/my/")
    Pace.choose(alice, hours_per_week=20)
    alice.enrollments.update(hours_per_week=None)
    assert "At 20 h a week you finish everything about" in said()


def test_of_the_weeks_far_ahead_only_those_in_which_something_ends_are_listed(said, alice):
    boxes = ["Read {#read hours=30}", "Write {#write hours=1}"]
    alice.follow(factories.roadmap(factories.short_text(*boxes, slug="slow")), hours_per_week=1)
    assert "2 later weeks in which something ends 14 to 20 June 2027 1 h of 1 h Read 21 to 27 June 2027" in said()


def test_with_everything_done_nothing_is_called_next(said, alice, roadmap):
    alice.follow(roadmap, hours_per_week=10)
    assert "This week" in said("/my/")
    alice.tick(dict.fromkeys(roadmap.checkpoints.values_list("pk", flat=True), "done"))
    words = said("/my/")
    assert "Nothing waits for you." in words
    assert "Next on your roadmaps" not in words
