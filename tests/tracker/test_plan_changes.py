"""A checkpoint pulled into this week, pushed to a later one, and taken back."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from roadmaps import contents
from tests.factories import checkpoint, personal
from tracker.models import LogEntry, PersonalRoadmap, PlanChange
from tracker.plan import plan_of

WEDNESDAY = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(WEDNESDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def last(alice, roadmap, clock):
    """The last of the roadmap's checkpoints that has hours, weeks away at 10 hours a week."""
    alice.follow(roadmap, hours_per_week=10, started_on=date(2026, 11, 16))
    return checkpoint(roadmap, "thing-2-5")


def path(thing):
    return f"/my/checkpoints/{thing.pk}/plan"


def week_of(user, thing):
    """The first day of the week that holds it."""
    return next(week.week.on for week in plan_of(user).weeks if thing.pk in {row.pk for row in week.rows})


def test_it_is_pulled_into_this_week(as_alice, alice, last):
    assert week_of(alice, last) > date(2026, 11, 23)
    answer = as_alice.post(path(last), {"kind": "pull"})
    assert (answer.status_code, answer["Location"]) == (303, "/my/plan/")
    assert week_of(alice, last) == date(2026, 11, 16)
    assert "pulled in" in as_alice.get("/my/plan/").text


def test_it_is_pushed_to_the_next_week_or_by_a_month(as_alice, alice, roadmap, last):
    first = plan_of(alice).weeks[0].rows[0].checkpoint
    as_alice.post(path(first), {"kind": "push"})
    assert week_of(alice, first) == date(2026, 11, 23)
    as_alice.post(path(first), {"kind": "later", "back": "today"})
    assert week_of(alice, first) == date(2026, 12, 14)


def test_it_goes_back_to_today_where_it_was_sent_from(as_alice, last):
    answers = [as_alice.post(path(last), {"kind": "push", "back": back}) for back in ("today", "plan", "//evil.test")]
    assert [answer["Location"] for answer in answers] == ["/my/", "/my/plan/", "/my/plan/"]


def test_twice_is_the_same_as_once(as_alice, alice, last):
    for _ in range(2):
        assert as_alice.post(path(last), {"kind": "pull"}).status_code == 303
    assert alice.plan_changes.count() == 1
    for _ in range(2):
        assert as_alice.post(path(last), {"kind": "none"}).status_code == 303
    assert alice.plan_changes.count() == 0


def test_htmx_is_answered_alike(as_alice, last, htmx):
    assert as_alice.post(path(last), {"kind": "pull"}, headers=htmx).status_code == 303


def test_it_is_only_posted_to(as_alice, last):
    assert as_alice.get(path(last)).status_code == 405


def test_nobody_is_sent_to_sign_in(as_nobody, last):
    assert as_nobody.post(path(last), {"kind": "pull"}).status_code == 302
    assert not PlanChange.objects.exists()


def test_somebody_elses_plan_stays_as_it_is(as_bob, alice, bob, roadmap, last):
    assert as_bob.post(path(last), {"kind": "pull"}).status_code == 404
    bob.follow(roadmap)
    as_bob.post(path(last), {"kind": "pull"})
    assert not alice.plan_changes.exists()


@pytest.mark.parametrize("kind", ["", "sideways", "pull\x00"])
def test_other_words_are_refused(as_alice, last, kind):
    assert as_alice.post(path(last), {"kind": kind}).status_code == 400
    assert not PlanChange.objects.exists()


def test_a_pull_says_nothing_when_its_week_is_over(as_alice, alice, last, clock):
    as_alice.post(path(last), {"kind": "pull"})
    clock.move_to(WEDNESDAY + timedelta(days=4))  # Sunday
    assert week_of(alice, last) == date(2026, 11, 16)
    clock.move_to(WEDNESDAY + timedelta(days=5))
    assert week_of(alice, last) > date(2026, 11, 23)


def test_a_push_says_nothing_when_its_day_has_come(as_alice, alice, last, clock):
    first = plan_of(alice).weeks[0].rows[0].checkpoint
    as_alice.post(path(first), {"kind": "push"})
    clock.move_to(WEDNESDAY + timedelta(days=26))
    plan = plan_of(alice)
    assert plan.changes.pushed == {}
    assert plan.weeks[0].rows[0].pk == first.pk


def test_something_optional_is_planned_when_it_is_pulled(as_alice, alice, last):
    type(last).objects.filter(pk=last.pk).update(is_optional=True)
    contents._kept.clear()
    assert last.pk not in plan_of(alice).rows
    as_alice.post(path(last), {"kind": "pull"})
    assert week_of(alice, last) == date(2026, 11, 16)


def test_a_list_of_ones_own_can_go_with_what_was_planned_and_logged_on_it(as_alice, alice, clock):
    own = personal(alice)
    thing = own.checkpoints.first()
    PlanChange.pull(alice, thing, alice.today())
    alice.log.create(form_id="5e7a9c1d-0000-4000-8000-000000000009", on=alice.today(), kind="study", checkpoint=thing)
    PersonalRoadmap.objects.filter(roadmap=own).erase()
    assert not PlanChange.objects.exists()
    assert LogEntry.objects.get().checkpoint is None
