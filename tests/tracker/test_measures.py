"""The months that the sources set goals for, counted from the day of the start."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.measures import month_after, stretches

START = date(2026, 1, 31)


def target(phase, measure="applications", per="total", advised=True):
    return SimpleNamespace(phase=phase, measure=measure, per=per, advised=advised)


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 21), 3, date(2027, 2, 21)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 3, 1), -3, date(2025, 12, 1)),
    ],
)
def test_a_month_later(start, months, day):
    assert month_after(start, months) == day


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 40))
def test_months_never_go_back_and_have_28_to_31_days(start, months):
    days = (month_after(start, months + 1) - month_after(start, months)).days
    assert 28 <= days <= 31


def test_only_stretches_with_a_target_are_there_and_each_knows_where_it_is():
    targets = [target("By the end of month 1"), target("Months 4 to 6"), target("By the end of month 2", advised=False)]
    found = stretches(date(2026, 1, 1), date(2026, 4, 1), targets, {})
    assert [(s.label, s.first, s.last, s.state) for s in found] == [
        ("Month 1", date(2026, 1, 1), date(2026, 1, 31), "past"),
        ("Months 4 to 6", date(2026, 4, 1), date(2026, 6, 30), "now"),
    ]


def test_a_target_in_all_counts_from_the_start_to_the_end_of_its_stretch():
    done = {"applications": [(START, 1), (date(2026, 2, 27), 2), (date(2026, 2, 28), 4), (date(2026, 4, 29), 8)]}
    phases = ("By the end of month 1", "By the end of month 2", "By the end of month 3")
    found = stretches(START, date(2026, 12, 1), [target(phase) for phase in phases], done)
    assert [s.measures[0].actual for s in found] == [3, 7, 15]


def test_what_is_advised_for_each_day_or_week_is_no_measure():
    targets = [target("Months 4 to 6", per=per) for per in ("day", "week", "month", "")]
    assert stretches(START, START, targets, {"applications": []}) == []


def test_what_nothing_counts_is_unknown_and_not_0():
    found = stretches(START, START, [target("By the end of month 1", "offers")], {"applications": []})
    assert found[0].measures[0].actual is None


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(-10, 400))
def test_no_day_makes_it_fail_and_at_most_one_stretch_is_now(start, days):
    phases = [f"By the end of month {n}" for n in (1, 2, 3)] + ["Months 4 to 6"]
    targets = [target(phase) for phase in phases]
    found = stretches(start, start + timedelta(days=days), targets, {"applications": [(start, 3)]})
    assert sum(s.state == "now" for s in found) == (days >= 0 and start + timedelta(days=days) < month_after(start, 6))
