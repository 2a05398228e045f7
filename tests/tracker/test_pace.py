"""Choosing a pace: hours a week, weeks, each roadmap's share, its order, and days off."""

from datetime import date
from uuid import uuid4

import pytest

from roadmaps import facts
from tests import factories
from tracker.models import Pace, TimeOff
from tracker.models.pace import MOST_TIMES_OFF

PACE = "/my/plan/pace"
OFF = "/my/plan/time-off"
CHOSEN = {"hours_per_week": "20", "week_starts_on": "6", "review_on": "5"}


@pytest.fixture
def two(alice):
    """Two followed roadmaps; the one that was followed last comes first."""
    return [alice.follow(factories.roadmap(slug=slug), hours_per_week=5) for slug in ("older", "newer")]


def of(enrollment, **given):
    """What the page sends for one roadmap."""
    fields = {"hours_per_week": "", "started_on": "2026-11-16", "target_on": ""} | given
    return {f"way-{enrollment.pk}-{name}": value for name, value in fields.items()}


def days_off(**given):
    return {"first_on": "2026-12-24", "last_on": "2026-12-31", "form_id": str(uuid4())} | given


def turns(user):
    return [enrollment.roadmap.slug for enrollment in user.enrollments.in_turn()]


def test_it_is_saved(as_alice, alice):
    answer = as_alice.post(PACE, CHOSEN)
    assert (answer.status_code, answer["Location"]) == (303, "/my/plan/")
    pace = alice.pace
    assert (pace.hours_per_week, pace.week_starts_on, pace.review_on) == (20, 6, 5)


def test_twice_is_the_same_as_once(as_alice, alice):
    for _ in range(2):
        assert as_alice.post(PACE, CHOSEN).status_code == 303
    assert Pace.objects.filter(user=alice).count() == 1


def test_htmx_is_answered_alike(as_alice, htmx):
    assert as_alice.post(PACE, CHOSEN, headers=htmx).status_code == 303


def test_other_methods_are_refused(as_alice):
    assert as_alice.put(PACE).status_code == 405
    assert [as_alice.get(path).status_code for path in (OFF, f"{OFF}/1/remove")] == [405, 405]


def test_nobody_is_sent_to_sign_in(as_nobody, db):
    assert as_nobody.post(PACE, CHOSEN).url.startswith("/accounts/login/")
    assert not Pace.objects.exists()


def test_somebody_elses_roadmap_stays_as_it_is(as_bob, bob, two):
    assert as_bob.post(PACE, CHOSEN | of(two[0], hours_per_week="40") | {"up": two[0].pk}).status_code == 303
    two[0].refresh_from_db()
    assert (two[0].hours_per_week, two[0].priority, bob.pace.hours_per_week) == (5, 0, 20)


@pytest.mark.parametrize("hours", ["0", "101", "-1", "many", "9" * 30])
def test_hours_that_no_week_has_are_refused_with_what_was_typed(as_alice, hours):
    answer = as_alice.post(PACE, CHOSEN | {"hours_per_week": hours})
    assert answer.status_code == 400
    assert f'value="{hours}"' in answer.text
    assert not Pace.objects.exists()


def test_a_preset_fills_the_field_and_saves_nothing(as_alice):
    page = as_alice.get(f"{PACE}?hours=40")
    assert 'name="hours_per_week" value="40"' in page.text
    assert not Pace.objects.exists()
    for nonsense in ("0", "101", "x", "٣", "9" * 30):
        assert as_alice.get(PACE, {"hours": nonsense}).status_code == 200


def test_presets_come_from_the_sources(as_alice):
    source = factories.source(short_name="Some source")
    given = {"measure": "study-time", "unit": "hours", "per": "week", "phase": "Full-time study"}
    factories.target(source=source, low=40, high=40, **given)
    page = as_alice.get(PACE).text
    assert 'href="/my/plan/pace?hours=40"' in page
    assert "Full-time study" in page


# ---- each roadmap


def test_a_roadmap_has_hours_a_start_and_a_target(as_alice, alice, two):
    form = CHOSEN | of(two[0], hours_per_week="7", started_on="2026-12-01", target_on="2027-03-01") | of(two[1])
    assert as_alice.post(PACE, form).status_code == 303
    two[0].refresh_from_db()
    assert (two[0].hours_per_week, two[0].started_on) == (7, date(2026, 12, 1))
    assert two[0].target_on == date(2027, 3, 1)


def test_one_that_was_followed_since_the_page_was_made_is_left_alone(as_alice, two):
    as_alice.post(PACE, CHOSEN | of(two[0]))
    two[1].refresh_from_db()
    assert two[1].hours_per_week == 5


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "yesterday"])
def test_days_far_away_are_refused(as_alice, two, day):
    assert as_alice.post(PACE, CHOSEN | of(two[0], started_on=day)).status_code == 400
    two[0].refresh_from_db()
    assert two[0].hours_per_week == 5


def test_the_order_is_changed_and_what_was_typed_is_saved(as_alice, alice, two):
    assert turns(alice) == ["newer", "older"]
    answer = as_alice.post(PACE, CHOSEN | of(two[0]) | of(two[1]) | {"up": two[0].pk})
    assert answer["Location"] == PACE
    assert turns(alice) == ["older", "newer"]
    assert alice.pace.hours_per_week == 20
    as_alice.post(PACE, CHOSEN | of(two[0]) | of(two[1]) | {"up": two[0].pk})  # the first cannot go further
    assert turns(alice) == ["older", "newer"]
    as_alice.post(PACE, CHOSEN | of(two[0]) | of(two[1]) | {"down": two[0].pk})
    assert turns(alice) == ["newer", "older"]


# ---- days off


def test_days_off_are_added_once(as_alice, alice):
    form = days_off()
    for _ in range(2):
        assert as_alice.post(OFF, form)["Location"] == PACE
    assert [(span.first_on, span.last_on) for span in alice.time_off.all()] == [
        (date(2026, 12, 24), date(2026, 12, 31))
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"last_on": "2026-12-23"},
        {"last_on": "2028-12-24"},
        {"first_on": ""},
        {"first_on": "0001-01-01"},
        {"form_id": "x"},
    ],
)
def test_days_off_that_make_no_sense_are_refused(as_alice, alice, wrong):
    answer = as_alice.post(OFF, days_off(**wrong))
    assert answer.status_code == 400
    assert "Pace" in answer.text
    assert not alice.time_off.exists()


def test_there_are_a_hundred_at_most(as_alice, alice):
    day = date(2026, 12, 24)
    TimeOff.objects.bulk_create(
        TimeOff(user=alice, form_id=uuid4(), first_on=day, last_on=day) for _ in range(MOST_TIMES_OFF)
    )
    assert as_alice.post(OFF, days_off()).status_code == 400
    assert alice.time_off.count() == MOST_TIMES_OFF


def test_they_are_removed_by_whose_they_are(as_alice, as_bob, as_nobody, alice):
    span = TimeOff.add(alice, first_on=date(2026, 12, 24), last_on=date(2026, 12, 24), form_id=uuid4())
    path = f"{OFF}/{span.pk}/remove"
    assert as_bob.post(path).status_code == 404
    assert as_nobody.post(path).status_code == 302
    assert alice.time_off.exists()
    assert as_alice.post(path).status_code == 303
    assert not alice.time_off.exists()
    assert as_alice.post(path).status_code == 404


@pytest.mark.parametrize("number", [1, 50], ids="{} followed".format)
def test_queries_do_not_grow_with_roadmaps(as_alice, alice, number, django_assert_num_queries):
    for _ in range(number):
        alice.follow(factories.roadmap(milestones=1, checkpoints=2))
    facts.changed()
    as_alice.get(PACE)
    # session, user, pace, enrollments with their roadmaps, facts, time off
    with django_assert_num_queries(6):
        assert as_alice.get(PACE).status_code == 200
