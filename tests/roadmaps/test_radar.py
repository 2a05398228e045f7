"""The radar chart: an axis for each skill, a shape for each role, all of it within its frame. Pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.radar import CENTRE, LABELS, RADIUS, SIZE, radar

MIDDLE = (CENTRE, CENTRE)
charts = st.integers(3, 24).flatmap(
    lambda count: st.tuples(
        st.lists(st.text(max_size=9), min_size=count, max_size=count),
        st.dictionaries(
            st.text(max_size=9),
            st.lists(st.none() | st.integers(0, 5), min_size=count, max_size=count),
            max_size=4,
        ),
    )
)


def places(points):
    """[(x, y)] of an SVG polygon."""
    return [tuple(map(float, pair.split(","))) for pair in points.split()]


def axes(count):
    return radar(list("abcdefghijkl")[:count], {}).axes


def shape(*levels, highest=5):
    """The points of a role with these levels."""
    return places(radar(["skill"] * len(levels), {"role": levels}, highest).shapes[0].points)


def distance(place):
    return ((place[0] - CENTRE) ** 2 + (place[1] - CENTRE) ** 2) ** 0.5


# ---- for any levels


@given(charts)
def test_everything_is_within_the_frame(drawn):
    chart = radar(*drawn)
    found = [place for points in [*chart.rings, *(s.points for s in chart.shapes)] for place in places(points)]
    found += [place for axis in chart.axes for place in ((axis.x, axis.y), (axis.label_x, axis.label_y))]
    assert all(0 <= x <= SIZE and 0 <= y <= SIZE for x, y in found)


@given(charts)
def test_there_is_an_axis_for_each_skill(drawn):
    names, levels = drawn
    assert [axis.name for axis in radar(names, levels).axes] == names


@given(charts)
def test_there_is_a_shape_for_each_role(drawn):
    names, levels = drawn
    assert [shape.name for shape in radar(names, levels).shapes] == list(levels)


@given(charts)
def test_a_shape_has_a_point_for_each_level_that_is_known(drawn):
    names, levels_by_role = drawn
    for shape, levels in zip(radar(names, levels_by_role).shapes, levels_by_role.values(), strict=True):
        assert len(places(shape.points)) == len([level for level in levels if level is not None])


# ---- axes and rings


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_axes_are_no_chart(count):
    assert radar(["skill"] * count, {"role": [1] * count}) is None


def test_three_axes_are_a_chart():
    assert len(radar(["a", "b", "c"], {}).axes) == 3


def test_axes_are_numbered_from_1():
    assert [axis.number for axis in axes(4)] == [1, 2, 3, 4]


def test_the_first_axis_points_to_the_top():
    assert (axes(5)[0].x, axes(5)[0].y) == (CENTRE, CENTRE - RADIUS)


def test_the_axes_go_clockwise():
    top, right, bottom, left = [(axis.x, axis.y) for axis in axes(4)]
    assert (top, right) == ((CENTRE, CENTRE - RADIUS), (CENTRE + RADIUS, CENTRE))
    assert (bottom, left) == ((CENTRE, CENTRE + RADIUS), (CENTRE - RADIUS, CENTRE))


def test_the_number_of_an_axis_stands_behind_its_end():
    assert [distance((axis.label_x, axis.label_y)) for axis in axes(7)] == pytest.approx([LABELS] * 7, abs=0.1)
    assert LABELS > RADIUS


def test_there_is_a_ring_for_each_level():
    rings = radar(["a", "b", "c", "d"], {}).rings
    assert [distance(places(ring)[0]) for ring in rings] == pytest.approx([RADIUS * n / 5 for n in range(1, 6)])


def test_a_ring_goes_through_all_axes():
    assert [len(places(ring)) for ring in radar(["skill"] * 7, {}).rings] == [7] * 5


def test_another_scale_has_as_many_rings():
    assert len(radar(["a", "b", "c"], {}, highest=3).rings) == 3


# ---- shapes


def test_the_highest_level_is_at_the_end_of_its_axis():
    assert shape(5, 5, 5, 5, 5) == [(axis.x, axis.y) for axis in axes(5)]


def test_the_end_of_an_axis_is_the_highest_level_of_the_scale():
    assert shape(3, 3, 3, highest=3)[0] == (CENTRE, CENTRE - RADIUS)


def test_a_level_of_0_is_the_centre():
    assert shape(0, 0, 0) == [MIDDLE] * 3


def test_a_level_in_between_is_as_far_out():
    assert shape(2, 0, 0, 0)[0] == (CENTRE, CENTRE - RADIUS * 2 / 5)


def test_a_shape_goes_through_the_axes_in_their_order():
    up, right, down, left = shape(1, 2, 3, 4)
    assert [distance(place) for place in (up, right, down, left)] == pytest.approx(
        [n * RADIUS / 5 for n in (1, 2, 3, 4)]
    )
    assert (up[0], right[1], down[0], left[1]) == (CENTRE, CENTRE, CENTRE, CENTRE)
    assert up[1] < CENTRE < right[0]
    assert left[0] < CENTRE < down[1]


def test_an_unknown_level_is_left_out():
    assert shape(5, None, 5, 5) == [(axis.x, axis.y) for axis in axes(4) if axis.number != 2]


def test_a_role_of_which_no_level_is_known_has_no_points():
    assert shape(None, None, None) == []
