"""The ridge is the hours a week of each milestone as a profile: as wide as its weeks, as high as its hours. Pure."""

import re
from types import SimpleNamespace

import pytest

from roadmaps.ridge import HEIGHT, UNKNOWN, WIDTH, ridge_of


def milestone(weeks, hours, optional=False, prerequisites=False):
    minutes = None if hours is None else hours * 60
    return SimpleNamespace(
        weeks=weeks,
        minutes=minutes,
        optional=optional,
        prerequisites=prerequisites,
        slug=f"at-{hours}",
        label=f"Week {weeks}",
        name="Rows",
    )


def ridge(*milestones, optional=False):
    return ridge_of(SimpleNamespace(phases=[SimpleNamespace(optional=optional, milestone_list=list(milestones))]))


def numbers(path):
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path)]


def peaks(path):
    """The points that the curve passes through, with the height above the ground."""
    ends = [re.search(r"L([\d.]+) ([\d.]+) C", path).groups(), *re.findall(r"C(?:\S+ ){4}(\S+) (\S+)", path)]
    return [(float(x), HEIGHT - float(y)) for x, y in ends]


def test_the_highest_week_is_as_high_as_there_is_room():
    assert [height for _, height in peaks(ridge(milestone(1, 10), milestone(1, 40)).path)] == [22.5, 90]


def test_hours_are_by_the_week():
    assert [height for _, height in peaks(ridge(milestone(2, 40), milestone(1, 20)).path)] == [90, 90]


def test_each_stands_in_the_middle_of_its_weeks():
    assert [stop.x for stop in ridge(milestone(1, 9), milestone(2, 9), milestone(1, 9)).stops] == [12.5, 50, 87.5]


def test_the_curve_passes_where_the_stops_are():
    found = ridge(milestone(3, 9), milestone(1, 5), milestone(2, 1))
    assert [x for x, _ in peaks(found.path)] == pytest.approx([stop.x * WIDTH / 100 for stop in found.stops], abs=0.1)


def test_it_begins_and_ends_on_the_ground():
    path = ridge(milestone(1, 10), milestone(1, 40)).path
    assert path.startswith(f"M0 {HEIGHT} ")
    assert path.endswith(f"L{WIDTH} {HEIGHT} Z")


def test_it_stays_in_its_frame():
    path = ridge(*(milestone(weeks, hours) for weeks in (1, 7) for hours in (0, 1, 500, None))).path
    assert min(numbers(path)) >= 0
    assert max(numbers(path)) <= WIDTH


def test_unknown_hours_are_no_valley():
    found = ridge(milestone(1, 10), milestone(1, None), milestone(1, 10))
    assert peaks(found.path)[1][1] == pytest.approx(90 * UNKNOWN)
    assert found.stops[1].minutes_per_week is None


def test_no_hours_are_the_ground():
    assert peaks(ridge(milestone(1, 10), milestone(1, 0), milestone(1, 10)).path)[1][1] == 0


@pytest.mark.parametrize(
    "milestones",
    [[], [milestone(1, 10)], [milestone(1, 10), milestone(1, None)], [milestone(1, 0), milestone(1, 0)]],
    ids=["nothing", "one", "one known", "no hours"],
)
def test_fewer_than_two_with_hours_are_no_ridge(milestones):
    assert ridge(*milestones) is None


def test_what_is_optional_is_not_on_it():
    assert len(ridge(milestone(1, 10), milestone(1, 99, optional=True), milestone(1, 20)).stops) == 2


def test_what_one_should_have_already_is_not_on_it():
    assert len(ridge(milestone(1, 99, prerequisites=True), milestone(1, 10), milestone(1, 20)).stops) == 2


def test_an_optional_phase_is_not_on_it():
    assert ridge(milestone(1, 10), milestone(1, 20), optional=True) is None


def test_what_has_no_weeks_is_not_on_it():
    assert len(ridge(milestone(None, 10), milestone(1, 10), milestone(1, 20)).stops) == 2


def test_a_stop_knows_its_milestone():
    stop = ridge(milestone(1, 10), milestone(1, 20)).stops[0]
    assert (stop.slug, stop.label, stop.name, stop.minutes_per_week) == ("at-10", "Week 1", "Rows", 600)
