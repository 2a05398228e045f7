"""Work by day and weeks in a row: each day in one week, wherever and whenever it is; more work is never paler."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.heat_map import Streak, Work, heat_map, levels_of, streak, weeks_off, weeks_with_work
from tracker.rhythm import last_months, last_weeks, sentence_of
from tracker.weeks import week_of

DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))
STARTS = st.integers(0, 6)
WORK = st.builds(Work, st.integers(0, 1440), st.integers(0, 30), st.integers(0, 5))
TODAY = date(2026, 11, 21)  # a Saturday
MONDAY = date(2026, 11, 16)
WEEK = timedelta(days=7)


def squares(shown):
    return [square for column in shown.columns for square in column.squares]


# ---- the picture


@given(DAYS, STARTS, st.integers(1, 60))
def test_each_day_stands_once_and_in_its_week(today, starts_on, weeks):
    shown = heat_map({}, today, weeks=weeks, starts_on=starts_on)
    days = [square.day for square in squares(shown)]
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert (len(shown.columns), days[-1], days[0].weekday()) == (weeks, today, starts_on)
    for column in shown.columns:
        assert {week_of(square.day, starts_on) for square in column.squares} == {column.week_on}
        assert [*(square.day for square in column.squares), *column.ahead] == [
            column.week_on + timedelta(days=n) for n in range(7)
        ]


@given(st.dictionaries(DAYS, WORK), DAYS, STARTS)
def test_nothing_that_was_done_is_lost_or_doubled(work, today, starts_on):
    shown = heat_map(work, today, weeks=53, starts_on=starts_on)
    first = shown.columns[0].week_on
    assert shown.work == sum((done for day, done in work.items() if first <= day <= today), Work())
    assert [square.day for square in shown.worked] == sorted(
        day for day, done in work.items() if first <= day <= today and done.amount
    )


@given(st.dictionaries(DAYS, WORK), DAYS)
def test_each_day_is_drawn_once_with_those_of_its_level(work, today):
    shown = heat_map(work, today, weeks=53)
    drawn = {level: path.count("M") for level, path in shown.paths}
    levels = [square.level for square in squares(shown)]
    assert drawn == {level: levels.count(level) for level in set(levels)}


@pytest.mark.parametrize(
    ("work", "words"),
    [
        (Work(), ""),
        (Work(90), "1.5 h"),
        (Work(0, 1), "1 checkpoint"),
        (Work(20, 2, 1), "20 min, 2 checkpoints, 1 without a time"),
    ],
)
def test_work_in_words(work, words):
    assert work.words == words


@given(st.lists(st.integers(1, 2000), min_size=1))
def test_more_is_never_paler_and_the_most_is_the_darkest(amounts):
    levels = levels_of(amounts)
    ranked = sorted(levels)
    assert [levels[amount] for amount in ranked] == sorted(levels.values())
    assert levels[ranked[-1]] == 4
    assert set(levels.values()) <= {1, 2, 3, 4}


def test_the_levels_are_the_persons_own_quarters():
    assert levels_of([10, 20, 30, 40]) == {10: 1, 20: 2, 30: 3, 40: 4}
    assert levels_of([600, 1200, 1800, 2400]) == {600: 1, 1200: 2, 1800: 3, 2400: 4}


def test_half_of_the_picture_has_the_same_days_at_the_right_end():
    work = {TODAY - timedelta(days=n): Work(n) for n in range(300)}
    whole = heat_map(work, TODAY, weeks=53)
    half = whole.last(26)
    assert [(square.day, square.level) for square in squares(half)] == [
        (square.day, square.level) for square in squares(whole)
    ][-len(squares(half)) :]
    assert half.columns[0].x == whole.columns[0].x
    assert half.today.day == TODAY


def test_a_month_is_named_where_it_begins():
    shown = heat_map({}, TODAY, weeks=10)
    assert [(column.week_on, column.month) for column in shown.columns if column.month] == [
        (date(2026, 9, 28), date(2026, 10, 1)),
        (date(2026, 10, 26), date(2026, 11, 1)),
    ]


# ---- days of people


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("Pacific/Kiritimati", datetime(2026, 11, 22, 10, 30, tzinfo=UTC), date(2026, 11, 23)),
        ("Etc/GMT+12", datetime(2026, 11, 23, 11, 30, tzinfo=UTC), date(2026, 11, 22)),
        ("Europe/Berlin", datetime(2026, 3, 29, 0, 30, tzinfo=UTC), date(2026, 3, 29)),  # an hour is missing
        ("America/New_York", datetime(2026, 11, 1, 5, 30, tzinfo=UTC), date(2026, 11, 1)),  # one comes twice
        ("UTC", datetime(2028, 2, 29, 23, 59, tzinfo=UTC), date(2028, 2, 29)),
    ],
)
@pytest.mark.parametrize("starts_on", [0, 6], ids=["Monday", "Sunday"])
def test_a_moment_is_on_one_day_of_one_week_wherever_it_is(zone, moment, day, starts_on):
    assert moment.astimezone(ZoneInfo(zone)).date() == day
    shown = heat_map({day: Work(60)}, day + WEEK, weeks=3, starts_on=starts_on)
    assert [square.day for square in shown.worked] == [day]
    assert weeks_with_work({day: Work(60)}, starts_on) == {week_of(day, starts_on)}


# ---- weeks in a row


@given(st.sets(st.integers(0, 80)), st.sets(st.integers(0, 80)), STARTS)
def test_a_row_is_at_most_its_weeks_and_the_longest_at_least_as_long(worked, away, starts_on):
    first = week_of(date(2025, 1, 1), starts_on)
    worked, away = ({first + n * WEEK for n in numbers} for numbers in (worked, away))
    found = streak(worked, away, first + 80 * WEEK)
    assert 0 <= found.current <= found.longest <= len(worked)
    assert found.has_this_week == (first + 80 * WEEK in worked)
    assert streak(worked, away | {first + 81 * WEEK}, first + 80 * WEEK) == found


@given(st.sets(st.integers(0, 40)), st.sets(st.integers(0, 40)))
def test_a_week_off_more_never_shortens_a_row(worked, away):
    weeks = [MONDAY - n * WEEK for n in range(41)]
    with_work = {weeks[n] for n in worked}
    with_less, with_more = (streak(with_work, {weeks[n] for n in off}, MONDAY) for off in (set(), away))
    assert with_more.current >= with_less.current
    assert with_more.longest >= with_less.longest


@pytest.mark.parametrize(
    ("worked", "away", "expected"),
    [
        ([], [], Streak(0, 0, False)),
        ([0], [], Streak(1, 1, True)),
        ([1, 2, 3], [], Streak(3, 3, False)),  # this week is not over
        ([0, 1, 2, 4], [], Streak(3, 3, True)),
        ([0, 1, 3, 4], [2], Streak(4, 4, True)),  # a week off neither breaks nor counts
        ([2, 3], [1], Streak(2, 2, False)),
        ([2, 3], [], Streak(0, 2, False)),
        ([0, 5, 6, 7], [], Streak(1, 3, True)),
        ([0, 1, 2], [1], Streak(3, 3, True)),  # work in a week off is work
    ],
)
def test_weeks_in_a_row(worked, away, expected):
    found = streak({MONDAY - n * WEEK for n in worked}, {MONDAY - n * WEEK for n in away}, MONDAY)
    assert found == expected


@pytest.mark.parametrize(
    ("work", "counts"),
    [
        (Work(29), False),
        (Work(30), True),
        (Work(0, 1), True),
        (Work(0, 0, 1), True),
        (Work(), False),
    ],
)
def test_half_an_hour_or_a_thing_makes_a_week(work, counts):
    assert weeks_with_work({TODAY: work}) == ({MONDAY} if counts else set())


def test_the_half_hour_may_come_in_pieces():
    assert weeks_with_work({MONDAY: Work(10), TODAY: Work(20)}) == {MONDAY}


def test_a_week_is_off_when_most_of_its_days_are():
    friday, thursday = MONDAY + timedelta(days=4), MONDAY + timedelta(days=3)
    assert weeks_off([(MONDAY, friday)]) == {MONDAY}
    assert weeks_off([(MONDAY, thursday)]) == {MONDAY}
    assert weeks_off([(friday, friday + timedelta(days=5))]) == set()
    assert weeks_off([(MONDAY, MONDAY + timedelta(days=1)), (thursday, friday), (thursday, friday)]) == {MONDAY}
    assert weeks_off([(MONDAY, MONDAY + 2 * WEEK)]) == {MONDAY, MONDAY + WEEK}


@pytest.mark.parametrize("row", [Streak(0, 0, False), Streak(0, 9, False), Streak(5, 9, True), Streak(5, 5, False)])
def test_no_sentence_speaks_of_what_was_missed(row):
    said = sentence_of(row).lower()
    assert not any(word in said for word in ("broke", "miss", "lost", "fail", "should", "only"))


# ---- spans of the page


@given(DAYS, STARTS, st.integers(1, 60))
def test_weeks_and_months_of_the_page_touch_and_do_not_overlap(today, starts_on, number):
    for spans in (last_weeks(today, starts_on, number), last_months(today, number)):
        assert len(spans) == number
        assert spans[0][0] <= today <= spans[0][1]
        for (first, _), (_, last) in pairwise(spans):
            assert last + timedelta(days=1) == first
