"""The focus timer: the server knows when it began, and what was worked goes to the log once."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from tests import factories
from tracker.models import FocusTimer

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
START, STOP, CANCEL = (f"/my/log/timer/{verb}" for verb in ("start", "stop", "cancel"))


@pytest.fixture
def clock(as_alice):
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def timer(alice, clock):
    return FocusTimer.start(alice, form_id=uuid4(), minutes=25, rest_minutes=5, kind="study")


def plan(**fields):
    return {"minutes": "25", "rest_minutes": "5", "kind": "study", "form_id": str(uuid4()), **fields}


def button(timer, **fields):
    return {"form_id": str(timer.form_id), **fields}


# ---- start


def test_it_starts_and_the_page_says_until_when(as_alice, alice, clock):
    alice.time_zone = "Asia/Kolkata"
    alice.save()
    answer = as_alice.post(START, plan(minutes="50", rest_minutes="10", kind="build"))
    assert (answer.status_code, answer.url) == (303, "/my/log/")
    assert (alice.timer.minutes, alice.timer.rest_minutes, alice.timer.started_at) == (50, 10, NOON)
    clock.shift(60)
    page = as_alice.get("/my/log/").text
    assert "Started at 17:30, ends at 18:20, then 10 min of rest." in page
    assert 'data-left="2940" data-rest="10"' in page
    clock.shift(3600)
    assert "ended at 18:20" in as_alice.get("/my/log/").text


def test_one_at_a_time(as_alice, alice, timer):
    as_alice.post(START, plan(minutes="50"))
    assert FocusTimer.objects.get(user=alice).minutes == 25
    assert "A timer runs already" in as_alice.get("/my/log/").text


def test_started_twice_is_one_and_not_once_more_after_it_was_logged(as_alice, alice, clock):
    same = plan()
    for _ in range(2):
        as_alice.post(START, same)
    timer = FocusTimer.objects.get()
    clock.shift(600)
    as_alice.post(STOP, button(timer))
    as_alice.post(START, same)
    assert not FocusTimer.objects.exists()
    assert alice.log.count() == 1


def test_for_a_checkpoint(as_alice, alice, roadmap, clock):
    alice.follow(roadmap)
    thing = factories.checkpoint(roadmap, "thing-1-1")
    as_alice.post(START, plan(checkpoint=thing.pk))
    assert thing.title in as_alice.get("/my/log/").text
    clock.shift(600)
    as_alice.post(STOP, button(alice.timer))
    assert alice.log.get().checkpoint == thing


@pytest.mark.parametrize(
    "fields", [{"minutes": "0"}, {"minutes": "241"}, {"rest_minutes": "61"}, {"kind": "own"}, {"checkpoint": "1"}]
)
def test_a_plan_that_cannot_be(as_alice, alice, fields):
    assert as_alice.post(START, plan(**fields)).status_code == 400
    assert not FocusTimer.objects.exists()


# ---- stop


@pytest.mark.parametrize(
    ("passed", "minutes"),
    [
        (timedelta(minutes=12, seconds=59), 12),
        (timedelta(minutes=25), 25),
        (timedelta(minutes=30), 25),  # the rest is none
        (timedelta(days=3), 25),  # forgotten
    ],
)
def test_what_was_worked_is_logged_on_the_day_it_began(as_alice, alice, timer, clock, passed, minutes):
    clock.shift(passed)
    as_alice.force_login(alice)
    answer = as_alice.post(STOP, button(timer))
    entry = alice.log.get()
    assert (answer.status_code, answer.url) == (303, f"/my/log/?logged={entry.pk}")
    assert (entry.minutes, entry.kind, entry.on) == (minutes, "study", NOON.date())
    assert not FocusTimer.objects.exists()


def test_it_began_on_the_persons_day(alice, timer, clock):
    alice.time_zone = "Pacific/Kiritimati"
    alice.save()
    clock.shift(600)
    assert timer.stop().on == datetime(2026, 11, 21).date()  # 02:00 there


def test_less_than_a_minute_is_no_entry(as_alice, alice, timer, clock):
    clock.shift(59)
    as_alice.post(STOP, button(timer))
    assert "nothing to log" in as_alice.get("/my/log/").text
    assert not alice.log.exists()
    assert not FocusTimer.objects.exists()


def test_a_clock_that_went_back_is_no_entry(alice, timer, clock):
    clock.shift(-600)
    assert timer.stop() is None


def test_stopped_twice_is_one_entry(as_alice, alice, timer, clock, htmx):
    clock.shift(600)
    assert [as_alice.post(STOP, button(timer), headers=htmx).status_code for _ in range(2)] == [303, 303]
    assert alice.log.count() == 1


def test_stopped_in_two_tabs_at_once_is_one_entry(alice, timer, clock):
    clock.shift(600)
    again = FocusTimer.objects.get()
    assert timer.stop() == again.stop()
    assert alice.log.count() == 1


def test_an_old_page_stops_no_newer_timer(as_alice, alice, timer, clock):
    clock.shift(600)
    as_alice.post(STOP, button(timer))
    FocusTimer.start(alice, form_id=uuid4())
    for address in (STOP, CANCEL):
        assert as_alice.post(address, button(timer)).status_code == 303
    assert FocusTimer.objects.exists()
    assert alice.log.count() == 1


def test_what_was_read_before_ends_no_newer_timer(alice, timer, clock):
    timer.cancel()
    FocusTimer.start(alice, form_id=uuid4())
    timer.cancel()
    assert FocusTimer.objects.exists()


def test_from_today_one_goes_back_to_today(as_alice, timer, clock):
    clock.shift(600)
    assert as_alice.post(STOP, button(timer, back="today")).url == "/my/"


# ---- cancel


def test_thrown_away(as_alice, alice, timer, clock):
    clock.shift(600)
    assert [as_alice.post(CANCEL, button(timer)).status_code for _ in range(2)] == [303, 303]
    assert not FocusTimer.objects.exists()
    assert not alice.log.exists()


# ---- all of them


@pytest.mark.parametrize("address", [START, STOP, CANCEL])
def test_methods_and_other_people(as_alice, as_bob, as_nobody, timer, address):
    assert as_alice.get(address).status_code == 405
    assert as_nobody.post(address, button(timer)).status_code == 302
    assert as_bob.post(address, button(timer)).status_code in (303, 400)
    assert FocusTimer.objects.get() == timer


def test_the_person_can_be_erased(alice, timer, roadmap):
    alice.follow(roadmap)
    FocusTimer.objects.update(checkpoint=factories.checkpoint(roadmap, "thing-1-1"))
    alice.erase()
    assert not FocusTimer.objects.exists()
