"""`/my/rhythm/` and what Today shows of it: what counts as work, the first months, and what it costs."""

import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from roadmaps.models import Skill
from tests import factories
from tracker import rhythm
from tracker.heat_map import Work
from tracker.models import Pace, TimeOff, WeeklyReview

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)  # a Saturday
TODAY = NOW.date()
PAGE = "/my/rhythm/"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def log(user, kind="study", *, days=0, minutes=None, count=1):
    user.log.create(form_id=uuid4(), on=TODAY - timedelta(days=days), kind=kind, minutes=minutes, count=count)


def work(user):
    return rhythm.work_of(user, TODAY)[0]


@pytest.fixture
def things(alice, roadmap):
    alice.follow(roadmap, started_on=date(2026, 9, 1))
    return list(roadmap.checkpoints.order_by("pk"))


# ---- what is work


def test_minutes_and_checkpoints_of_a_day(alice, things):
    log(alice, minutes=45)
    log(alice, "mock")
    log(alice, minutes=30, days=3)
    alice.mark(things[0].pk, "done")
    assert work(alice) == {TODAY: Work(45, 1, 1), TODAY - timedelta(days=3): Work(30)}


def test_a_checkpoint_is_work_on_the_day_it_was_first_done(alice, things):
    for days, state in ((9, "done"), (5, "todo"), (2, "done")):
        alice.mark(things[0].pk, state, at=NOW - timedelta(days=days))
    assert work(alice) == {TODAY - timedelta(days=9): Work(0, 1)}


def test_a_tick_that_is_taken_back_that_day_is_none(alice, things):
    for hours, state in ((3, "done"), (2, "todo")):
        alice.mark(things[0].pk, state, at=NOW - timedelta(hours=hours))
    assert work(alice) == {}
    alice.mark(things[0].pk, "done", at=NOW)
    assert work(alice) == {TODAY: Work(0, 1)}


def test_beginning_and_skipping_are_none(alice, things):
    alice.mark(things[0].pk, "doing")
    alice.mark(things[1].pk, "skipped")
    assert work(alice) == {}


def test_starting_over_takes_nothing_away(alice, things):
    alice.mark(things[0].pk, "done")
    alice.enrollments.get().start_over()
    assert work(alice) == {TODAY: Work(0, 1)}


@pytest.mark.parametrize("origin", ["same", "carried", "bring-back"])
def test_what_was_not_done_by_the_person_is_none(alice, things, origin):
    alice.mark(things[0].pk, "done")
    alice.events.update(origin=origin)
    assert work(alice) == {}


def test_what_one_had_before_is_none(alice, things, roadmap):
    roadmap.checkpoints.update(is_prerequisite=True)
    alice.mark(things[0].pk, "done")
    assert work(alice) == {}
    assert rhythm.done_between(alice, TODAY, TODAY) == []


def test_somebody_elses_is_none(alice, bob, things):
    log(bob, minutes=60)
    assert work(alice) == {}


# ---- the page


def test_the_page_says_how_many_weeks_and_lists_them(as_alice, alice, things):
    for days in (0, 8, 15):
        log(alice, minutes=90, days=days)
    TimeOff.objects.create(
        user=alice, form_id=uuid4(), first_on=TODAY - timedelta(days=40), last_on=TODAY - timedelta(days=30)
    )
    page = as_alice.get(PAGE).text
    assert "<h1>Three weeks in a row</h1>" in page
    assert "4.5 h logged, 0 checkpoints done on 3 days." in page
    assert page.count('<tr><th scope="row">16 Nov</th>') == 1
    assert '<tr><th scope="row">12 Oct <span class="tag">off</span></th>' in page
    assert "<span>Study 1.5 h</span>" in page


def test_hours_by_month(as_alice, alice):
    log(alice, minutes=90, days=30)
    log(alice, "build", minutes=60, days=33)
    page = as_alice.get(f"{PAGE}?by=month").text
    assert "October 2026</span><b>2.5 h</b>" in page
    assert "<span>Study 1.5 h</span> <span>Build 1 h</span>" in page


def test_weeks_before_the_first_entry_are_not_listed(as_alice, alice):
    log(alice, minutes=90, days=15)
    weeks = as_alice.get(PAGE).text.partition('class="periods"')[2]
    assert re.findall(r"/my/reviews/([^/]+)/", weeks) == ["2026-11-16", "2026-11-09", "2026-11-02"]


def test_it_is_empty_for_somebody_new(as_alice):
    page = as_alice.get(PAGE).text
    assert "<h1>Your rhythm</h1>" in page
    assert "Nothing is in your log of these weeks." in page
    assert "Follow a roadmap, and what the sources expect" in page


def test_a_roadmap_that_begins_in_the_future_has_no_months_yet(as_alice, alice, roadmap):
    alice.follow(roadmap, started_on=date(9999, 12, 31))
    assert "Follow a roadmap, and what the sources expect" in as_alice.get(PAGE).text


def test_what_is_expected_stands_beside_what_was_done(as_alice, alice, things):
    guide = factories.source(short_name="A guide")
    common = {"source": guide, "low": 50, "unit": "applications", "per": "total", "bound": "at-least"}
    factories._fact(factories.Target, common, measure="applications", what="sent", phase="By the end of month 3")
    offers = common | {"low": 1, "unit": "offers"}
    factories._fact(factories.Target, offers, measure="offers", what="got", phase="By the end of month 3")
    log(alice, "application", count=7)
    log(alice, "application", count=100, days=200)
    page = as_alice.get(PAGE).text.partition('id="months"')[2]
    assert "Counted from 1 September 2026" in page
    assert "at least 50 applications in all" in page
    assert "A guide</a></th><td><b>7</b>" in page
    assert "not counted here" in page


def test_what_was_delivered_and_runs_counts_as_deployed(as_alice, alice, things):
    common = {"source": factories.source(), "low": 1, "high": 1, "unit": "project", "per": "total", "bound": "exactly"}
    factories._fact(factories.Target, common, measure="deployments", what="live", phase="By the end of month 1")
    running = Skill.objects.create(slug="mlops", name="MLOps")
    delivered = [thing for thing in things if thing.kind == "deliver"]
    delivered[0].skills.add(running)
    for thing in delivered:
        alice.mark(thing.pk, "done", at=datetime(2026, 9, 20, tzinfo=UTC))
    assert "<td><b>1</b> ticked</td>" in as_alice.get(PAGE).text


def test_methods_and_people(as_alice, as_nobody, as_bob, alice):
    log(alice, minutes=777)
    assert as_alice.post(PAGE).status_code == 405
    assert as_nobody.get(PAGE)["Location"].startswith("/accounts/login/")
    assert "13 h" not in as_bob.get(PAGE).text


# ---- what it costs


def fill(user, days):
    rows = ((n, kind) for n in range(days) for kind in ("study", "build", "application"))
    user.log.bulk_create(
        user.log.model(user=user, form_id=uuid4(), on=TODAY - timedelta(days=n), kind=kind, minutes=20)
        for n, kind in rows
    )


@pytest.mark.parametrize("days", [10, 1100], ids="{} days of log".format)
def test_queries(as_alice, alice, things, days, django_assert_num_queries):
    factories._fact(factories.Target, {"source": factories.source(), "phase": "By the end of month 1", "per": "total"})
    for thing in things:
        alice.mark(thing.pk, "done")
    fill(alice, days)
    as_alice.get(PAGE)  # facts are in memory from here on
    # session, user, pace, work and time off, start, log of the first months, delivered, facts, hours by kind
    with django_assert_num_queries(9):
        assert as_alice.get(PAGE).status_code == 200


@pytest.mark.parametrize("days", [10, 1100], ids="{} days of log".format)
def test_queries_of_today(alice, things, days, now, django_assert_num_queries):
    type(alice).objects.update(date_joined=NOW - timedelta(days=400))
    alice.refresh_from_db()
    fill(alice, days)
    now.move_to(NOW + timedelta(days=1))  # the Sunday on which a review is asked for
    with django_assert_num_queries(3):  # pace; work, time off and reviews; warning
        found = rhythm.today_of(alice, alice.today())
    assert found.streak.current == len({n // 7 for n in range(2, days + 2)})
    assert found.review_week == date(2026, 11, 16)


# ---- when a review is asked for


@pytest.mark.parametrize(
    ("review_on", "asked"),
    [
        (6, {22: 16, 23: 16, 24: 16, 25: None, 28: None, 29: 23}),  # on Sunday, of the week that ends
        (0, {23: 16, 24: 16, 25: 16, 26: None, 22: None}),  # on Monday, of the week that has ended
        (4, {20: 16, 21: 16, 22: 16, 23: None}),  # on Friday, of the week that is about to end
    ],
)
def test_a_review_is_asked_for_on_the_chosen_day_and_two_more(alice, review_on, asked):
    type(alice).objects.update(date_joined=NOW - timedelta(days=100))
    alice.refresh_from_db()
    pace = Pace(user=alice, review_on=review_on)
    found = {day: WeeklyReview.waiting_for(alice, date(2026, 11, day), pace, set()) for day in asked}
    assert found == {day: week and date(2026, 11, week) for day, week in asked.items()}


def test_a_review_is_not_asked_for_twice_nor_of_a_week_before_the_account(alice):
    pace, sunday = Pace(user=alice), date(2026, 11, 22)
    assert WeeklyReview.waiting_for(alice, sunday, pace, set()) == date(2026, 11, 16)
    assert WeeklyReview.waiting_for(alice, date(2026, 11, 17), pace, set()) is None
    WeeklyReview.write(alice, date(2026, 11, 16), version=0, went_well="Mine", to_improve="", next_focus="")
    assert WeeklyReview.waiting_for(alice, sunday, pace, rhythm.work_of(alice, sunday).reviewed) is None
