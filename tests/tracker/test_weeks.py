"""Each day belongs to one week, whatever day weeks begin on and wherever the person is. Pure, but for the last."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from tests import factories
from tracker.models import Pace
from tracker.weeks import days_of, week_of, weeks_between

days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
weekdays = st.integers(0, 6)


@given(days, weekdays)
def test_each_day_belongs_to_one_week(day, starts_on):
    week_on = week_of(day, starts_on)
    assert week_on.weekday() == starts_on
    assert [
        on for on in weeks_between(day - timedelta(days=30), day + timedelta(days=30), starts_on) if day in days_of(on)
    ] == [week_on]


@given(days, weekdays)
def test_the_days_of_a_week_are_seven_of_the_same_week(day, starts_on):
    days = days_of(week_of(day, starts_on))
    assert len(days) == 7
    assert {week_of(other, starts_on) for other in days} == {days[0]}


@given(days, st.integers(0, 400), weekdays)
def test_weeks_between_two_days_follow_each_other(first, further, starts_on):
    last = first + timedelta(days=further)
    weeks = weeks_between(first, last, starts_on)
    assert (weeks[0], weeks[-1]) == (week_of(first, starts_on), week_of(last, starts_on))
    assert {after - before for before, after in pairwise(weeks)} <= {timedelta(days=7)}


def test_there_are_none_between_days_that_are_the_wrong_way_round():
    assert weeks_between(date(2026, 11, 21), date(2026, 11, 1)) == []


@pytest.mark.parametrize(
    ("day", "starts_on", "week_on"),
    [
        (date(2026, 11, 22), 0, date(2026, 11, 16)),  # a Sunday ends a week from Monday
        (date(2026, 11, 22), 6, date(2026, 11, 22)),  # and begins one from Sunday
        (date(2028, 2, 29), 0, date(2028, 2, 28)),  # leap day
        (date(2028, 3, 1), 6, date(2028, 2, 27)),
        (date(2026, 3, 29), 0, date(2026, 3, 23)),  # clocks go forward in Europe
        (date(2026, 10, 25), 6, date(2026, 10, 25)),  # and back
        (date(2027, 1, 1), 0, date(2026, 12, 28)),
    ],
)
def test_some_days(day, starts_on, week_on):
    assert week_of(day, starts_on) == week_on


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "moment", "week_on"),
    [
        ("Pacific/Kiritimati", datetime(2026, 11, 22, 10, 0, tzinfo=UTC), date(2026, 11, 23)),  # UTC+14: Monday
        ("Pacific/Kiritimati", datetime(2026, 11, 22, 9, 59, tzinfo=UTC), date(2026, 11, 16)),
        ("Etc/GMT+12", datetime(2026, 11, 23, 11, 59, tzinfo=UTC), date(2026, 11, 16)),  # UTC−12: still Sunday
        ("Etc/GMT+12", datetime(2026, 11, 23, 12, 0, tzinfo=UTC), date(2026, 11, 23)),
        ("Europe/Berlin", datetime(2026, 3, 29, 21, 59, tzinfo=UTC), date(2026, 3, 23)),  # the day of 23 hours
        ("Europe/Berlin", datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 19)),  # the day of 25 hours
        ("Europe/Berlin", datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_this_week_is_that_of_the_persons_day(zone, moment, week_on):
    person = factories.person(time_zone=zone)
    with time_machine.travel(moment, tick=False):
        assert week_of(person.today(), person.weeks_start_on()) == week_on


def test_weeks_begin_on_the_day_that_was_chosen(alice):
    assert alice.weeks_start_on() == 0
    Pace.choose(alice, week_starts_on=6)
    assert type(alice).objects.get(pk=alice.pk).weeks_start_on() == 6
