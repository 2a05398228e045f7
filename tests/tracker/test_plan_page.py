"""The plan: the weeks ahead over all that is followed, made anew from what is left each time."""

import re
import uuid
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from roadmaps import contents, facts
from roadmaps.models import Source
from tests import factories
from tracker.models import Enrollment, LogEntry, Pace, TimeOff
from tracker.plan import plan_of, today_of

PLAN = "/my/plan/"
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
REAL = Path(__file__).parents[2] / "fixtures" / "roadmaps" / "production-ml-engineer.md"


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def followed(alice, roadmap, clock):
    """40 hours in ten checkpoints, at 10 hours a week from the 16th on."""
    return alice.follow(roadmap, hours_per_week=10)


def log(user, minutes, on):
    LogEntry.objects.create(user=user, form_id=uuid.uuid4(), on=on, kind="study", minutes=minutes)


def words(page):
    """The text of a page, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split())


def test_it_says_when_one_finishes(as_alice, followed):
    assert "At 10 h a week you finish about 13 December 2026 ." in words(as_alice.get(PLAN))


def test_the_range_is_told_where_hours_are_one(as_alice, alice, clock):
    text = factories.short_text("Read {#read hours=10-30}", slug="range")
    alice.follow(factories.roadmap(text), hours_per_week=10)
    assert "you finish between 22 November and 6 December 2026 ." in words(as_alice.get(PLAN))


def test_three_missed_weeks_move_the_dates_and_blame_nobody(as_alice, followed, clock):
    clock.move_to(MONDAY + timedelta(days=21))
    page = words(as_alice.get(PLAN))
    assert "you finish about 3 January 2027 ." in page
    assert "About 3 weeks behind what you set out with. The dates below already follow." in page
    assert "7 to 13 December 2026" in page
    assert "16 to 22 November 2026" not in page


def test_what_was_done_is_ahead_and_leaves_the_plan(as_alice, alice, followed, clock):
    for thing in followed.roadmap.checkpoints.exclude(slug__in=["thing-2-5", "thing-2-2"]):
        alice.mark(thing.pk, "done")
    clock.move_to(MONDAY + timedelta(days=14))
    page = as_alice.get(PLAN)
    assert "About a week ahead of what you set out with." in words(page)
    assert ">Thing 1.1<" not in page.text
    assert ">Thing 2.5<" in page.text


def test_this_week_counts_what_was_logged_or_ticked(as_alice, alice, followed):
    log(alice, 150, alice.today())
    assert "2.5 h of 10 h logged 7.5 h planned in the 7.5 h left" in words(as_alice.get(PLAN))
    for thing in followed.roadmap.checkpoints.all()[:3]:
        alice.mark(thing.pk, "done")
    assert "of 10 h done, by your ticks" in words(as_alice.get(PLAN))


def test_the_own_pace_is_told_from_four_weeks_on(as_alice, alice, followed, clock):
    clock.move_to(MONDAY + timedelta(days=28))
    for week in range(3):
        log(alice, 300, alice.today() - timedelta(days=7 * (week + 1)))
    assert "You logged about" not in as_alice.get(PLAN).text
    log(alice, 300, alice.today() - timedelta(days=28))
    page = words(as_alice.get(PLAN))
    assert "You logged about 5 h a week in the last weeks; at that pace you finish about 7 February 2027 ." in page


def test_without_a_pace_there_are_words_and_no_dates(as_alice, alice, roadmap, clock):
    alice.follow(roadmap)
    page = words(as_alice.get(PLAN))
    assert "No hours are chosen yet, so nothing has a date." in page
    assert "Timeline" not in page
    assert "20 h a week about" in page  # if you give …


def test_unknown_hours_are_said(as_alice, alice, clock):
    text = factories.short_text("Read {#read hours=10}", "Think {#think kind=check}", slug="unknown")
    alice.follow(factories.roadmap(text), hours_per_week=10)
    assert "Hours unknown for 1: it keeps its place and takes no time here." in words(as_alice.get(PLAN))


def test_somebody_who_follows_nothing_is_led_on(as_alice, alice, followed):
    followed.pause()
    page = as_alice.get(PLAN)
    assert "Nothing to plan yet." in page.text
    assert "Thing 1.1" not in page.text


def test_all_done_is_said(as_alice, alice, followed):
    alice.tick(dict.fromkeys(followed.roadmap.checkpoints.values_list("pk", flat=True), "done"))
    assert "Nothing is left to do." in words(as_alice.get(PLAN))


def test_a_target_says_the_pace_that_it_needs(as_alice, followed):
    Enrollment.objects.update(target_on=date(2026, 11, 29))
    assert "It takes about 20 h a week for this roadmap alone." in words(as_alice.get(PLAN))


def test_days_off_are_left_out(as_alice, alice, followed):
    TimeOff.add(alice, first_on=date(2026, 11, 23), last_on=date(2026, 11, 29), form_id=uuid.uuid4())
    page = words(as_alice.get(PLAN))
    assert "you finish about 20 December 2026 ." in page
    assert "23 to 29 November 2026 off Nothing is planned: you are off." in page


def test_the_same_accomplishment_in_two_roadmaps_is_planned_once(as_alice, alice, clock):
    alice.follow(factories.roadmap(factories.short_text("Read {#read hours=10}", slug="first")), hours_per_week=10)
    text = factories.short_text("Read {#read hours=10 same-as=first#read}", "Do {#do hours=10}", slug="second")
    alice.follow(factories.roadmap(text), hours_per_week=10)
    plan = plan_of(alice)
    assert sorted(row.checkpoint.title for row in plan.rows.values()) == ["Do", "Read"]


def test_the_source_is_shown_beside_the_plan_and_why_they_differ(as_alice, alice, clock):
    read = factories.outline.parse(REAL.read_text())
    for _, _, checkpoint in read.checkpoints():
        checkpoint.skills = []
    read.roles, read.sources = [], []
    source = Source.objects.create(slug="some-source", title="Some source", mark="Z", short_name="Intensive roadmap")
    factories.target(
        source=source,
        measure="study-time",
        low=20,
        high=20,
        unit="hours",
        per="week",
        phase="Part-time study, 6 to 9 months",
        roadmap="production-ml-engineer",
    )
    alice.follow(factories.roadmap(factories.outline.render(read)), hours_per_week=20)
    page = words(as_alice.get(PLAN))
    assert "Its 460 h come to 23 weeks at 20 h." in page
    assert "Intensive roadmap: Part-time study, 6 to 9 months , 20 hours a week." in page
    assert "Why they differ: here only the hours of the checkpoints are added up." in page


# ---- today


def test_today_has_this_weeks_rows_and_budget(alice, followed):
    log(alice, 60, alice.today())
    week = today_of(alice)
    assert (week.on, week.last_on) == (date(2026, 11, 16), date(2026, 11, 22))
    assert (week.budget, week.logged, week.left, week.planned, week.over) == (600, 60, 540, 540, 0)
    assert sum(row.part.minutes for row in week.rows) == 540
    assert week.finish.typical == date(2026, 12, 14)  # what was logged is not ticked: all of it is left


def test_today_has_nothing_where_nothing_is_left(alice, bob, followed):
    assert today_of(bob) is None
    followed.pause()
    assert today_of(alice) is None


# ---- who, how often, how much


def test_somebody_elses_plan_is_their_own(as_bob, followed):
    assert "Thing 1.1" not in as_bob.get(PLAN).text


def test_nobody_is_sent_to_sign_in(as_nobody, db):
    assert as_nobody.get(PLAN).url == "/accounts/login/?next=/my/plan/"


def test_it_is_only_read(as_alice):
    assert as_alice.post(PLAN).status_code == 405


@pytest.mark.parametrize("size", [10, 1000], ids="{} checkpoints".format)
def test_queries_do_not_grow_with_checkpoints(as_alice, alice, roadmap, size, django_assert_num_queries):
    factories.grow(roadmap, milestones=(size - 10) // 5)
    alice.follow(roadmap, hours_per_week=10)
    Pace.choose(alice, hours_per_week=10)
    facts.changed()
    as_alice.get(PLAN)
    # session, user, enrollments with roadmap and pace, progress, log, time off, changes, facts
    with django_assert_num_queries(8):
        assert as_alice.get(PLAN).status_code == 200


@pytest.mark.parametrize("number", [1, 50], ids="{} followed".format)
def test_queries_do_not_grow_with_roadmaps_or_years_of_log(as_alice, alice, number, django_assert_num_queries):
    for _ in range(number):
        alice.follow(factories.roadmap(milestones=1, checkpoints=2), hours_per_week=1)
    LogEntry.objects.bulk_create(
        LogEntry(user=alice, form_id=uuid.uuid4(), on=alice.today() - timedelta(days=n), kind="study", minutes=30)
        for n in range(3 * 365)
    )
    facts.changed()
    as_alice.get(PLAN)
    contents._kept.clear()
    # as above, and four for contents that are not in memory
    with django_assert_num_queries(12):
        assert as_alice.get(PLAN).status_code == 200
    # session, user, enrollments with roadmap and pace, progress, log, time off, changes, facts
    with django_assert_num_queries(8):
        assert as_alice.get(PLAN).status_code == 200
