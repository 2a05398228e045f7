"""Where the bars of the timeline stand. Pure: no database."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.schedule import Span
from tracker.timeline import MOST_BARS, MOST_TICKS, timeline

TODAY = date(2026, 11, 18)
days = st.integers(-2000, 4000).map(lambda number: TODAY + timedelta(days=number))
ahead = st.lists(st.integers(0, 7000), min_size=3, max_size=3).map(
    lambda numbers: Span(*(TODAY + timedelta(days=number) for number in sorted(numbers)))
)
rows = st.lists(st.tuples(st.just("A roadmap"), days, ahead, st.lists(days, max_size=3)), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(rows)
def test_everything_is_within_the_picture_in_its_order(rows):
    drawn = timeline(rows, TODAY)
    assert 0 <= drawn.today <= 34  # what lies behind takes a third at most
    assert len(drawn.ticks) <= MOST_TICKS
    assert len(drawn.bars) + drawn.more == len(rows)
    for bar in drawn.bars:
        assert 0 <= bar.low <= bar.typical <= bar.high <= 100
        assert bar.behind >= 0
        assert round(bar.ahead_from + bar.ahead, 2) <= 100
        assert all(0 <= x <= 100 for x in bar.stops)


def test_the_last_end_is_the_right_edge_and_milestones_stand_between():
    span = Span(*[TODAY + timedelta(days=100)] * 3)
    drawn = timeline([("One", TODAY, span, [TODAY + timedelta(days=50), span.typical])], TODAY)
    (bar,) = drawn.bars
    assert (drawn.today, bar.begins, bar.typical, bar.stops, bar.is_late) == (0, 0, 100, (50,), True)
    assert [tick.on for tick in drawn.ticks] == [date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)]
    assert not drawn.is_long


def test_there_are_so_many_bars_and_none_without_roadmaps():
    span = Span(*[TODAY + timedelta(days=100)] * 3)
    assert timeline([("One", TODAY, span, [])] * 10, TODAY).more == 10 - MOST_BARS
    assert timeline([], TODAY) is None
