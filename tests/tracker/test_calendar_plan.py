"""The plan in the calendar: milestones on the ends of their weeks, the ends of roadmaps, reviews; as it changes."""

from datetime import date

import pytest
import time_machine
import vobject

from roadmaps import contents
from tests import factories
from tests.factories import checkpoint
from tracker.models import CalendarFeed, Pace

TEXT = """---
slug: path
title: The path
---

# Month 1: The start {#start}

## Week 1: Reading {#week-1 weeks=1}

- [ ] Read {#read hours=4}
- [ ] Write {#write hours=6}

## Week 2: Building {#week-2 weeks=1}

- [ ] Build {#build hours=10}
"""


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel("2026-11-16T12:00Z"):
        yield


@pytest.fixture
def path(alice):
    """Two milestones of ten hours each at ten hours a week."""
    roadmap = factories.roadmap(TEXT)
    alice.follow(roadmap)
    Pace.choose(alice, hours_per_week=10)
    return roadmap


@pytest.fixture
def read(alice, as_nobody):
    """[entries of the plan], [days of reviews] as a calendar reads them."""
    key = CalendarFeed.make(alice)

    def read():
        answer = as_nobody.get(f"/calendar/{key}.ics")
        assert answer.status_code == 200
        entries = vobject.readOne(answer.text).contents.get("vevent", [])
        return (
            [entry for entry in entries if not entry.uid.value.startswith("review-")],
            [entry.dtstart.value.date() for entry in entries if entry.uid.value.startswith("review-")],
        )

    return read


def days(entries):
    return {entry.summary.value: entry.dtstart.value for entry in entries}


def test_milestones_and_the_end(read, path):
    assert days(read()[0]) == {
        "Week 1: Reading": date(2026, 11, 22),
        "Week 2: Building": date(2026, 11, 29),
        "Finish: The path": date(2026, 11, 29),
    }


def test_what_an_entry_says(read, path, alice):
    entry = read()[0][0]
    enrollment, milestone = alice.enrollments.get(), path.milestones.get(slug="week-1")
    assert entry.uid.value == f"milestone-{milestone.pk}-{enrollment.pk}@testserver"
    assert entry.description.value.startswith("2 checkpoints are left, about 10 h. The path")
    assert entry.url.value == "http://testserver/my/roadmaps/path/#week-1"


def test_a_missed_week_moves_them_and_keeps_their_names(read, path):
    before = {entry.uid.value for entry in read()[0]}
    with time_machine.travel("2026-11-30T12:00Z"):
        after = read()[0]
    assert {entry.uid.value for entry in after} == before
    assert days(after)["Week 1: Reading"] == date(2026, 12, 6)
    assert all(int(entry.sequence.value) > 0 for entry in after)


def test_what_is_done_is_gone(read, path, alice):
    for slug in ("read", "write"):
        alice.mark(checkpoint(path, slug).pk, "done")
    assert "Week 1: Reading" not in days(read()[0])


def test_what_is_paused_stopped_or_without_hours_is_not_in_it(read, path, alice):
    Pace.choose(alice, hours_per_week=None)
    assert read()[0] == []
    Pace.choose(alice, hours_per_week=10)
    alice.enrollments.get().pause()
    assert read()[0] == []


def test_reviews_on_the_day_chosen(read, path, alice):
    assert read()[1][0] == date(2026, 11, 22)
    Pace.choose(alice, review_on=4)
    assert read()[1][:2] == [date(2026, 11, 20), date(2026, 11, 27)]


def test_the_day_is_the_persons(read, path, alice):
    Pace.choose(alice, review_on=0)
    assert read()[1][0] == date(2026, 11, 16)
    alice.time_zone = "Pacific/Kiritimati"  # where it is Tuesday already
    alice.save()
    assert read()[1][0] == date(2026, 11, 23)  # at 4 h of UTC


def test_a_hostile_title(read, alice):
    text = TEXT.replace("Week 1: Reading", "A;B,C\\\\D BEGIN:VEVENT " + "😀" * 60)
    alice.follow(factories.roadmap(text), hours_per_week=10)
    assert len(read()[0]) == 3


@pytest.mark.parametrize("number", [1, 50], ids="{} followed".format)
def test_the_same_queries_for_any_number(alice, as_nobody, number, django_assert_num_queries):
    for _ in range(number):
        alice.follow(factories.roadmap(milestones=1, checkpoints=2), hours_per_week=10)
    key = CalendarFeed.make(alice)
    contents._kept.clear()
    as_nobody.get(f"/calendar/{key}.ics")
    # the feed with its person, enrollments with roadmap and pace, progress, log, time off, changes of the plan
    with django_assert_num_queries(6):
        as_nobody.get(f"/calendar/{key}.ics")
