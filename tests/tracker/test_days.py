"""Days are the person's days: the date where they are at that moment, for ever."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from tests import factories

# 20 November in London; in Kiritimati (UTC+14) it is the 21st, at UTC−12 still the 19th.
MOMENT = datetime(2026, 11, 20, 11, 30, tzinfo=UTC)
ZONES = {"Pacific/Kiritimati": date(2026, 11, 21), "Etc/GMT+12": date(2026, 11, 19), "UTC": date(2026, 11, 20)}
zones = pytest.mark.parametrize(("zone", "day"), ZONES.items())


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(MOMENT, tick=False) as clock:
        yield clock


@pytest.fixture
def thing(alice, roadmap):
    alice.follow(roadmap)
    return factories.checkpoint(roadmap, "thing-1-1")


def live_in(user, zone):
    user.time_zone = zone
    user.save(update_fields=["time_zone"])


def tick(client, thing, state="done"):
    return client.post(f"/my/checkpoints/{thing.pk}/state", {"state": state})


@zones
def test_an_event_has_the_persons_day(as_alice, alice, thing, zone, day):
    live_in(alice, zone)
    tick(as_alice, thing)
    event = alice.events.get()
    assert (event.on, event.at) == (day, MOMENT)
    assert alice.progress.get().first_done_on == day


@zones
def test_following_starts_on_the_persons_day(as_alice, alice, roadmap, zone, day):
    live_in(alice, zone)
    as_alice.post("/my/roadmaps/made-up/follow")
    assert alice.enrollments.get().started_on == day


@zones
def test_starting_over_is_archived_on_the_persons_day(as_alice, alice, thing, zone, day):
    live_in(alice, zone)
    tick(as_alice, thing)
    as_alice.post("/my/roadmaps/made-up/start-over")
    assert alice.archives.get().on == day
    assert alice.events.get(origin="start-over").on == day


def test_a_later_change_of_zone_moves_nothing(as_alice, alice, thing):
    live_in(alice, "Pacific/Kiritimati")
    tick(as_alice, thing)
    before = list(alice.events.values()), list(alice.progress.values()), alice.enrollments.get().started_on
    as_alice.post("/my/settings/", {"time_zone": "Etc/GMT+12"})
    assert type(alice).objects.get(pk=alice.pk).time_zone == "Etc/GMT+12"
    assert (list(alice.events.values()), list(alice.progress.values()), alice.enrollments.get().started_on) == before


def test_the_same_moment_is_another_day_after_moving(as_alice, alice, thing):
    live_in(alice, "Pacific/Kiritimati")
    tick(as_alice, thing)
    live_in(alice, "Etc/GMT+12")
    tick(as_alice, thing, "todo")
    assert list(alice.events.order_by("number").values_list("on", flat=True)) == [
        date(2026, 11, 21),
        date(2026, 11, 19),
    ]


def test_two_minutes_around_midnight_are_two_days(as_alice, alice, thing, now):
    live_in(alice, "America/New_York")
    now.move_to(datetime(2026, 11, 21, 4, 59, tzinfo=UTC))
    tick(as_alice, thing)
    now.move_to(datetime(2026, 11, 21, 5, 1, tzinfo=UTC))
    tick(as_alice, thing, "todo")
    days = list(alice.events.order_by("number").values_list("on", flat=True))
    assert days == [date(2026, 11, 20), date(2026, 11, 21)]


@zones
def test_today_is_the_persons_day(as_alice, alice, zone, day):
    live_in(alice, zone)
    assert f"<h1>{day:%A} {day.day} November</h1>" in as_alice.get("/my/").text


@pytest.mark.parametrize(
    ("later", "label"),
    [
        (MOMENT, "Done today"),
        (datetime(2026, 11, 21, 11, 30, tzinfo=UTC), "Done 20 Nov"),
        (datetime(2027, 1, 1, 11, 30, tzinfo=UTC), "Done 20 Nov 2026"),
    ],
)
def test_a_tick_says_its_day(as_alice, thing, now, later, label):
    tick(as_alice, thing)
    now.move_to(later)
    assert f'<span class="s">{label}</span>' in as_alice.get("/my/roadmaps/made-up/").text


def test_one_persons_today_is_not_anothers(as_alice, as_bob, alice, bob, thing):
    """Rendered rows are kept in memory and shared by everyone."""
    bob.follow(thing.roadmap)
    live_in(bob, "Etc/GMT+12")
    bob.mark(thing.pk, "done", at=MOMENT)
    bob.progress.update(first_done_on=date(2026, 11, 18))
    tick(as_alice, thing)
    assert "Done today" in as_alice.get("/my/roadmaps/made-up/").text
    page = as_bob.get("/my/roadmaps/made-up/").text
    assert "Done today" not in page
    assert "Done 18 Nov" in page
