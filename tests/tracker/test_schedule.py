"""Weeks, dates and ranges of a schedule in cases that one can count. Pure: no database."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from roadmaps import hours, outline
from tracker.own_pace import actual, weeks_ahead
from tracker.schedule import MOST_WEEKS, Budget, Changes, Left, Span, Way, ends, needed_hours, schedule, whole

MONDAY = date(2026, 11, 16)
REAL = Path(__file__).parents[2] / "fixtures" / "roadmaps" / "production-ml-engineer.md"


def way(*minutes, roadmap=1, **given):
    """A roadmap with checkpoints of these minutes; their ids count on from a hundred times its number."""
    left = [Left(100 * roadmap + n, roadmap, 1, each, each, each) for n, each in enumerate(minutes)]
    return Way(roadmap, tuple(left), **given)


def budget(hours, **given):
    return Budget(60 * hours, **({"today": MONDAY} | given))


def shape(found):
    """[[(id, minutes)]] week by week."""
    return [[(part.left.id, part.minutes) for part in week.parts] for week in found.weeks]


def intensive():
    """What counts of the intensive roadmap, with the hours that its file gives."""
    read, left = outline.parse(REAL.read_text()), []
    for phase in read.phases:
        for milestone in phase.milestones:
            for checkpoint, minutes in zip(milestone.checkpoints, hours.share(milestone), strict=True):
                if not (checkpoint.optional or milestone.optional or phase.optional):
                    known = (minutes.typical, minutes.low, minutes.high) if minutes else ()
                    left.append(Left(len(left), 1, None, *known))
    return Way(1, tuple(left), MONDAY)


# ---- the intensive roadmap


def test_it_has_460_hours():
    assert sum(left.minutes or 0 for left in intensive().left) == 460 * 60


@pytest.mark.parametrize(("hours_a_week", "weeks"), [(40, 12), (20, 23), (10, 46)])
def test_it_takes_12_weeks_at_40_hours_and_23_at_20(hours_a_week, weeks):
    found = schedule([intensive()], budget(hours_a_week))
    assert len(found.weeks) == weeks
    assert found.undated == []
    last = ends([intensive()], budget(hours_a_week))[1].typical
    assert (last - MONDAY).days // 7 + 1 == weeks


def test_it_takes_as_many_days_when_it_is_begun_on_a_saturday():
    saturday = MONDAY + timedelta(days=5)
    begun = Way(1, intensive().left, saturday)
    last = ends([begun], budget(40, today=saturday))[1].typical
    assert last - saturday <= timedelta(days=81)


# ---- what a week holds


def test_what_takes_no_minutes_has_room_in_a_week_that_is_full():
    found = schedule([way(600, roadmap=1), way(0, roadmap=2), way(0, 60, roadmap=3)], budget(10))
    assert shape(found) == [[(100, 600), (200, 0), (300, 0)], [(301, 60)]]


def test_what_does_not_fit_is_begun_and_goes_on():
    found = schedule([way(300, 400, 500)], budget(10))
    assert shape(found) == [[(100, 300), (101, 300)], [(101, 100), (102, 500)]]
    assert [(part.is_begun, bool(part.ends_on)) for week in found.weeks for part in week.parts] == [
        (False, True),
        (False, False),
        (True, True),
        (False, True),
    ]


def test_one_that_is_longer_than_a_week_takes_several():
    assert shape(schedule([way(1500)], budget(10))) == [[(100, 600)], [(100, 600)], [(100, 300)]]


def test_unknown_hours_take_no_room_and_keep_their_place():
    assert shape(schedule([way(600, None, 60, None)], budget(10))) == [[(100, 600), (101, 0)], [(102, 60), (103, 0)]]


def test_a_roadmap_of_unknown_hours_has_no_dates():
    found = schedule([way(None, None)], budget(10))
    assert (shape(found), [left.id for left in found.undated]) == ([[]], [100, 101])
    assert ends([way(None, None)], budget(10)) == {}


def test_what_this_week_has_had_is_no_longer_free():
    assert shape(schedule([way(600)], budget(10, spent=480))) == [[(100, 120)], [(100, 480)]]
    assert shape(schedule([way(600)], budget(10, spent=4800))) == [[], [(100, 600)]]


def test_a_week_off_is_empty_and_one_partly_off_has_its_share():
    off = ((MONDAY + timedelta(days=4), MONDAY + timedelta(days=13)),)  # from Friday to the Sunday of the next week
    found = schedule([way(700, 700)], budget(7, off=off))
    assert shape(found)[:3] == [[(100, 240)], [], [(100, 420)]]


def test_a_roadmap_waits_for_its_start():
    found = schedule([way(600, starts_on=MONDAY + timedelta(days=9))], budget(7))
    assert shape(found) == [[], [(100, 300)], [(100, 300)]]  # five of seven days


def test_what_is_further_away_than_twenty_years_has_no_date():
    found = schedule([way(60 * MOST_WEEKS * 2, 60)], budget(1))
    assert (len(found.weeks), [left.id for left in found.undated]) == (MOST_WEEKS, [100, 101])


# ---- several roadmaps


def test_the_first_takes_what_it_needs_first():
    assert shape(schedule([way(900), way(300, roadmap=2)], budget(10))) == [[(100, 600)], [(100, 300), (200, 300)]]


def test_one_with_hours_of_its_own_has_exactly_these():
    found = schedule([way(900), way(300, roadmap=2, minutes=120)], budget(10))
    assert shape(found) == [[(200, 120), (100, 480)], [(200, 120), (100, 420)], [(200, 60)]]


def test_their_own_hours_end_with_the_week():
    found = schedule([way(900, minutes=480), way(900, roadmap=2, minutes=480)], budget(10))
    assert shape(found)[0] == [(100, 480), (200, 120)]


# ---- pulled and pushed


def test_what_is_pulled_comes_first_also_beyond_the_week():
    found = schedule([way(600, 300, 700)], budget(10), Changes(pulled=frozenset({102})))
    assert shape(found) == [[(102, 700)], [(100, 600)], [(101, 300)]]


def test_what_is_pushed_lets_the_others_pass_and_comes_in_its_week():
    changes = Changes(pushed={100: MONDAY + timedelta(days=7)})
    assert shape(schedule([way(300, 600, 300)], budget(10), changes)) == [[(101, 600)], [(100, 300), (102, 300)]]


def test_pulled_works_without_a_pace():
    found = schedule([way(300, 60)], budget(0), Changes(pulled=frozenset({101})))
    assert (shape(found), [left.id for left in found.undated]) == ([[(101, 60)]], [100])


# ---- ends


def test_the_end_is_the_day_by_which_its_share_of_the_week_is_done():
    assert ends([way(420)], budget(7))[1].typical == MONDAY + timedelta(days=6)
    assert ends([way(60)], budget(7))[1].typical == MONDAY
    assert ends([way(421)], budget(7))[1].typical == MONDAY + timedelta(days=7)


def test_low_and_high_hours_make_a_range():
    left = Left(1, 1, None, minutes=600, low=300, high=1200)
    span = ends([Way(1, (left,))], budget(10))[1]
    assert [(day - MONDAY).days for day in span] == [3, 6, 13]
    assert not span.is_a_day
    assert whole({1: span, 2: Span(MONDAY, MONDAY, MONDAY)}) == span


def test_the_pace_that_a_day_needs():
    by = MONDAY + timedelta(days=27)
    assert needed_hours(way(60 * 40), budget(3), by) == 10
    assert needed_hours(way(60 * 40), budget(3), MONDAY - timedelta(days=1)) is None
    assert needed_hours(way(60 * 40), budget(3, off=((MONDAY, by),)), by) is None


# ---- the own pace


def weeks_of_log(*minutes):
    """{day: minutes}, the last of them in the last complete week."""
    return {MONDAY - timedelta(days=7 * n - 2): each for n, each in enumerate(reversed(minutes), start=1)}


def never(day):
    return False


@pytest.mark.parametrize(
    ("minutes", "mean"),
    [
        ((), None),
        ((600, 600, 600), None),  # three weeks say nothing yet
        ((600, 300, 0, 300), 300),
        ((0, 0, 600, 600, 600, 600), 600),  # it begins with the first that has something
        ((9000, 400, 400, 400, 400, 400, 400, 400, 400), 400),  # the last eight
        ((600, 0, 0, 0, 0, 0, 0, 0, 0), None),
    ],
)
def test_the_mean_of_the_last_complete_weeks(minutes, mean):
    assert actual(weeks_of_log(*minutes) | {MONDAY: 5000}, MONDAY + timedelta(days=2), 0, never) == mean


def test_a_week_off_does_not_count_unless_something_was_done_in_it():
    first, second = MONDAY - timedelta(days=14), MONDAY - timedelta(days=7)
    log = weeks_of_log(600, 600, 600, 600, 0, 0)
    assert actual(log, MONDAY, 0, lambda day: first <= day < MONDAY) == 600
    assert actual(log | {second: 60}, MONDAY, 0, lambda day: first <= day < MONDAY) == 492


@pytest.mark.parametrize(("done", "weeks"), [(0, -2), (600, -1), (1200, 0), (1499, 0), (1800, 1), (2400, 2)], ids=str)
def test_ahead_or_behind_in_weeks(done, weeks):
    assert weeks_ahead(done, 6000, MONDAY - timedelta(days=14), MONDAY, 600, never) == weeks


def test_nobody_is_behind_in_the_first_week_without_a_pace_or_for_more_than_there_is():
    assert weeks_ahead(0, 6000, MONDAY - timedelta(days=6), MONDAY, 600, never) is None
    assert weeks_ahead(0, 6000, MONDAY - timedelta(days=60), MONDAY, 0, never) is None
    assert weeks_ahead(600, 600, MONDAY - timedelta(days=600), MONDAY, 600, never) == 0
    assert (
        weeks_ahead(600, 6000, MONDAY - timedelta(days=28), MONDAY, 600, lambda day: day >= MONDAY - timedelta(days=21))
        == 0
    )
