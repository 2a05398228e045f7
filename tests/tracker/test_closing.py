"""What of a roadmap closes a gap: any roadmap, any levels, and some by hand. Pure: no database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.closing import Hours, Step, between, closing, hours_of, union

levels = st.integers(0, 5)
tops = st.integers(1, 5)


@st.composite
def some_steps(draw):
    """Up to twelve checkpoints: hours unknown, nothing, or up to twenty hours, done or left."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        low, minutes, high = sorted(draw(st.lists(st.integers(0, 1200), min_size=3, max_size=3)))
        known = (low, minutes, high) if draw(st.booleans()) else (None, None, None)
        found.append(Step(number, *known, draw(st.booleans())))
    return found


def ids(steps):
    return [step.id for step in steps]


def step(number, hours=None, is_left=True):
    return Step(number, *[None if hours is None else 60 * hours] * 3, is_left)


@given(some_steps(), levels, levels, tops)
def test_nothing_that_is_done_closes_anything(steps, at, to, top):
    assert all(step.is_left for step in closing(steps, at, to, top))


@given(some_steps(), levels, tops)
def test_who_is_there_needs_nothing(steps, at, top):
    assert closing(steps, at, at, top) == []


@given(some_steps(), levels, levels, levels, tops)
def test_who_stands_higher_never_needs_more(steps, at, more, to, top):
    assert set(closing(steps, at + more, to, top)) <= set(closing(steps, at, to, top))


@given(some_steps(), st.lists(levels, min_size=3, max_size=3), tops)
def test_a_gap_is_closed_by_its_two_halves_and_nothing_twice(steps, three, top):
    at, middle, to = sorted(three)
    first, second = closing(steps, at, middle, top), closing(steps, middle, to, top)
    assert first + second == closing(steps, at, to, top)
    assert not set(first) & set(second)


@given(some_steps(), levels, levels, tops)
def test_the_order_is_kept(steps, at, to, top):
    assert ids(closing(steps, at, to, top)) == sorted(ids(closing(steps, at, to, top)))


@given(some_steps(), tops)
def test_from_nothing_to_the_top_it_is_all_of_it(steps, top):
    assert between(steps, 0, top, top) == steps
    assert between(steps, 0, 5, top) == steps


@given(some_steps(), levels, levels, tops)
def test_ticking_moves_nothing_else(steps, at, to, top):
    untouched = [step._replace(is_left=True) for step in steps]
    left = {step.id for step in steps if step.is_left}
    assert ids(closing(steps, at, to, top)) == [n for n in ids(closing(untouched, at, to, top)) if n in left]


@given(some_steps(), some_steps())
def test_a_union_has_each_once(these, those):
    assert set(ids(union(these, those))) == set(ids(these)) | set(ids(those))
    assert len(union(these, those)) == len(set(ids(union(these, those))))


@given(some_steps())
def test_hours_are_a_range_around_the_typical(steps):
    found = hours_of(steps)
    assert found.low <= found.typical <= found.high
    assert found.unknown == sum(step.minutes is None for step in steps)


@pytest.mark.parametrize(
    ("at", "to", "expected"),
    [
        (0, 1, [1]),  # 10 of 40 hours: the middle of the first is at 5, of the second at 15
        (1, 2, [2]),
        (2, 4, [3]),  # the middle of the last is at 30, beyond 20 and not beyond 40
        (3, 4, []),  # at 30 it is behind who stands at 3
        (0, 4, [1, 2, 3]),
        (2, 5, [3]),  # this roadmap leads to 4
        (4, 5, []),
    ],
)
def test_by_hand(at, to, expected):
    assert ids(closing([step(1, 10), step(2, 10), step(3, 20)], at, to, 4)) == expected


def test_what_has_no_hours_stands_where_the_order_puts_it():
    steps = [step(1), step(2, 10), step(3), step(4, 10), step(5)]
    assert ids(closing(steps, 0, 1, 2)) == [1, 2, 3]
    assert ids(closing(steps, 1, 2, 2)) == [4, 5]


def test_where_no_hours_are_known_the_order_alone_says_it():
    steps = [step(number) for number in range(1, 5)]
    assert ids(closing(steps, 0, 1, 2)) == [1, 2]
    assert ids(closing(steps, 1, 2, 2)) == [3, 4]
    assert hours_of(steps) == Hours(0, 0, 0, 4)


def test_hours_that_are_no_range_are_both_ends():
    assert hours_of([Step(1, None, 60, None), Step(2, 30, 60, 90), Step(3)]) == Hours(90, 120, 150, 1)


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (Hours(74 * 60, 90 * 60, 110 * 60), "74–110 h"),
        (Hours(90, 90, 90), "1.5 h"),
        (Hours(600, 610, 615), "10 h"),
        (Hours(0, 0, 0, 3), "hours unknown"),
        (Hours(0, 45, 90), "0–1.5 h"),
        (Hours(), "0 h"),
    ],
)
def test_hours_in_words(hours, words):
    assert hours.label == words
