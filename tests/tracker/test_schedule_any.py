"""What holds of every schedule, whatever is left and whatever the pace. Pure: no database."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.schedule import Budget, Changes, Left, Way, ends, finishes, needed_hours, schedule, whole
from tracker.weeks import week_of

TODAY = date(2026, 11, 18)
numbers = st.integers(0, 1200)
SOME = settings(max_examples=40, deadline=None)


@st.composite
def ways(draw):
    """Up to four roadmaps of up to eight checkpoints; hours unknown, nothing, or up to twenty hours, with a range."""
    found, ids = [], iter(range(1, 100))
    for roadmap in range(1, draw(st.integers(1, 4)) + 1):
        left = []
        for _ in range(draw(st.integers(0, 8))):
            low, minutes, high = sorted([draw(numbers), draw(numbers), draw(numbers)])
            known = {"minutes": minutes, "low": low, "high": high} if draw(st.booleans()) else {}
            left.append(Left(next(ids), roadmap, **known))
        starts_on = draw(st.none() | st.dates(TODAY - timedelta(days=90), TODAY + timedelta(days=60)))
        found.append(Way(roadmap, tuple(left), starts_on, draw(st.none() | st.integers(60, 1200))))
    return found


some_minutes = st.integers(60, 60 * 60)  # with less the highest hours are beyond what has a date


@st.composite
def budgets(draw, minutes=some_minutes):
    off = draw(st.lists(st.tuples(st.integers(-30, 90), st.integers(0, 40)), max_size=3))
    spans = tuple((TODAY + timedelta(days=a), TODAY + timedelta(days=a + b)) for a, b in off)
    today = TODAY + timedelta(days=draw(st.integers(0, 6)))
    return Budget(draw(minutes), today, draw(st.integers(0, 6)), spans, draw(st.integers(0, 900)))


@st.composite
def changes(draw):
    ids = st.integers(1, 32)
    pushed = draw(st.dictionaries(ids, st.integers(1, 60).map(lambda n: TODAY + timedelta(days=n)), max_size=5))
    return Changes(draw(st.frozensets(ids, max_size=3)) - set(pushed), pushed)


def every(ways):
    return {left.id: left for way in ways for left in way.left}


@SOME
@given(ways(), budgets(), changes())
def test_everything_left_is_there_exactly_once_with_all_its_minutes(ways, budget, changes):
    found = schedule(ways, budget, changes)
    ended = [part.left.id for week in found.weeks for part in week.parts if part.ends_on]
    assert sorted(ended + [left.id for left in found.undated]) == sorted(every(ways))
    minutes = dict.fromkeys(every(ways), 0)
    for week in found.weeks:
        for part in week.parts:
            minutes[part.left.id] += part.minutes
    assert {pk: minutes[pk] for pk in ended} == {pk: every(ways)[pk].minutes or 0 for pk in ended}


@SOME
@given(ways(), budgets(), changes())
def test_the_order_within_a_roadmap_is_kept(ways, budget, changes):
    found = schedule(ways, budget, changes).ends()
    for way in ways:
        free = [left.id for left in way.left if left.id not in changes.pulled and left.id not in changes.pushed]
        days = [found[pk] for pk in free if pk in found]
        assert days == sorted(days)


@SOME
@given(ways(), budgets(), changes())
def test_no_week_is_over_its_budget_but_for_what_was_pulled_into_it(ways, budget, changes):
    for week in schedule(ways, budget, changes).weeks:
        pulled = sum(part.minutes for part in week.parts if part.is_pulled)
        assert week.planned <= max(week.budget, pulled)
        assert week.budget <= budget.minutes


@SOME
@given(ways(), budgets())
def test_no_week_is_over_budget_by_whole_checkpoints_unless_one_was_begun_before(ways, budget):
    for week in schedule(ways, budget).weeks:
        begun_and_ended = [part.left.minutes or 0 for part in week.parts if part.ends_on and not part.is_begun]
        assert sum(begun_and_ended) <= week.budget


@SOME
@given(ways(), budgets(), changes())
def test_a_week_off_is_empty_and_nothing_ends_on_a_day_off_or_in_the_past(ways, budget, changes):
    found = schedule(ways, budget, changes)
    for week in found.weeks:
        parts = [part for part in week.parts if not part.is_pulled]
        if not week.days:
            assert parts == []
        assert all(part.ends_on in week.days for part in parts if part.ends_on)


@SOME
@given(ways(), budgets(), changes())
def test_nothing_comes_before_its_roadmap_starts_or_its_push_ends(ways, budget, changes):
    found = schedule(ways, budget, changes).ends()
    starts = {left.id: way.starts_on for way in ways for left in way.left if left.id not in changes.pulled}
    assert all(found[pk] >= start for pk, start in starts.items() if start and pk in found)
    week = budget.week_starts_on
    assert all(week_of(found[pk], week) >= week_of(on, week) for pk, on in changes.pushed.items() if pk in found)


@SOME
@given(ways(), budgets(), changes())
def test_the_range_contains_the_typical_which_is_the_last_day_of_the_schedule(ways, budget, changes):
    spans = ends(ways, budget, changes)
    assert all(span.low <= span.typical <= span.high for span in spans.values())
    found = schedule(ways, budget, changes)
    days = found.ends()
    dated = {way.roadmap: way for way in ways if way.left and all(left.id in days for left in way.left)}
    assert {roadmap: span.typical for roadmap, span in spans.items()} == {
        roadmap: max(days[left.id] for left in way.left) for roadmap, way in dated.items()
    }


@SOME
@given(ways(), budgets(), changes(), st.integers(1, 3000))
def test_more_hours_never_finish_later(ways, budget, changes, more):
    slow = ends(ways, budget, changes)
    quick = ends(ways, Budget(budget.minutes + more, *list(vars(budget).values())[1:]), changes)
    assert set(slow) <= set(quick)
    for roadmap, span in slow.items():
        assert all(fast <= late for fast, late in zip(quick[roadmap], span, strict=True))


@SOME
@given(ways(), budgets(), st.integers(1, 300))
def test_the_pace_that_a_target_needs_reaches_it_and_an_hour_less_does_not(ways, budget, further):
    way, by = ways[0], budget.today + timedelta(days=further)
    hours = needed_hours(way, budget, by)
    alone = Way(way.roadmap, way.left, way.starts_on)

    def last_day(hours):
        found = ends([alone], Budget(60 * hours, *list(vars(budget).values())[1:]))
        return found[way.roadmap].typical if way.roadmap in found else date.max

    if hours is None:
        assert last_day(100) > by
    else:
        assert last_day(hours) <= by
        assert hours == 1 or last_day(hours - 1) > by


@SOME
@given(ways(), budgets(minutes=st.just(0)), changes())
def test_without_a_pace_there_are_no_dates(ways, budget, changes):
    found = schedule(ways, budget, changes)
    assert len(found.weeks) == 1
    assert {part.left.id for part in found.weeks[0].parts} == changes.pulled & set(every(ways))
    assert [left.id for left in found.undated] == [pk for pk in every(ways) if pk not in changes.pulled]


@SOME
@given(budgets(minutes=st.integers(0, 3000)))
def test_with_nothing_left_there_is_this_week_and_nothing_in_it(budget):
    for nothing in ([], [Way(1, ())]):
        found = schedule(nothing, budget)
        assert [week.parts for week in found.weeks] == [[]]
        assert (found.undated, ends(nothing, budget), whole({})) == ([], {}, None)


@settings(max_examples=200, deadline=None)
@given(ways(), st.lists(budgets(st.integers(1, 3600)), max_size=2), changes())
def test_all_finishes_where_the_last_of_all_roadmaps_ends_when_they_share(ways, budgets, changes):
    known = [replace(way, minutes=None) for way in ways if way.is_known]
    spans = [ends(known, budget, changes) for budget in budgets]
    latest = [whole(found) if len(found) == len(known) else None for found in spans]
    assert finishes(ways, budgets, changes) == latest
