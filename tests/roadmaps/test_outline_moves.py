"""A part of an outline moves to another place, with all that stands in it; depth and section fit what is there."""

import pytest

from roadmaps import outline_edits as edits
from roadmaps.outline import parse, render
from tests.roadmaps.test_outline_edits import TEXT, part, shape


@pytest.fixture
def made():
    return parse(TEXT)


@pytest.mark.parametrize(
    ("slug", "week_1"),
    [
        ("b", "b .b1 .b2 a c d e"),
        ("b1", "a .b1 b .b2 c d e"),
        ("b2", "a b .b2 .b1 c d e"),
        ("c", "a c b .b1 .b2 d e"),
    ],
)
def test_up(made, slug, week_1):
    edits.move_up(made, slug)
    assert shape(made)["week-1"] == week_1


@pytest.mark.parametrize(
    ("slug", "week_1"),
    [
        ("a", "b .b1 .b2 a c d e"),
        ("b", "a c b .b1 .b2 d e"),
        ("b1", "a b .b2 .b1 c d e"),
        ("b2", "a b .b1 c .b2 d e"),
    ],
)
def test_down(made, slug, week_1):
    edits.move_down(made, slug)
    assert shape(made)["week-1"] == week_1


def test_up_and_down_go_over_milestones_and_phases(made):
    assert edits.move_up(made, "g") == "moved “Eta” to Week 2"
    assert shape(made) | {"week-2": "f g", "week-3": ""} == shape(made)
    assert edits.move_down(made, "g") == "moved “Eta” to Week 3"
    assert edits.move_down(made, "g") == "moved “Eta” to Week 4"


@pytest.mark.parametrize(("verb", "slug"), [("move_up", "a"), ("move_up", "month-1"), ("move_up", "week-1")])
def test_nothing_goes_over_the_top(made, verb, slug):
    before = render(made)
    with pytest.raises(edits.EditError, match="is at the top already"):
        getattr(edits, verb)(made, slug)
    assert render(made) == before


def test_a_milestone_goes_over_phases(made):
    assert edits.move_up(made, "week-3") == "moved “Week 3” to Month 1"
    assert edits.move_up(made, "week-3") == "moved “Week 3” up in Month 1"
    assert list(shape(made)) == ["week-1", "week-3", "week-2", "week-4"]


def test_a_phase_moves_with_all_in_it(made):
    assert edits.move_down(made, "month-1") == "moved “Month 1” down"
    assert list(shape(made)) == ["week-3", "week-4", "week-1", "week-2"]


def test_move_to_a_position(made):
    assert edits.move(made, "b", "week-2", 0) == "moved “Beta” to Week 2"
    assert shape(made)["week-2"] == "b .b1 .b2 f"
    edits.move(made, "week-1", "month-2")
    edits.move(made, "month-2", position=0)
    assert list(shape(made)) == ["week-3", "week-4", "week-1", "week-2"]


@pytest.mark.parametrize(
    ("slug", "anchor", "places"),
    [
        ("f", "b", {"week-1": "a b .f .b1 .b2 c d e", "week-2": ""}),
        ("f", "b2", {"week-1": "a b .b1 .b2 f c d e"}),
        ("b1", "a", {"week-1": "a .b1 b .b2 c d e"}),
        ("b", "f", {"week-2": "f b .b1 .b2"}),
        ("f", "week-4", {"week-4": "f"}),
    ],
)
def test_put_below_another_row(made, slug, anchor, places):
    edits.move_after(made, slug, anchor)
    assert shape(made) == shape(made) | places


def test_what_is_put_where_it_stands_moves_nothing(made):
    before = render(made)
    assert [edits.move_after(made, "b", anchor) for anchor in ("b", "b1", "b2")] == [""] * 3
    assert render(made) == before


def test_a_checkpoint_stands_in_no_phase(made):
    with pytest.raises(edits.EditError, match="in a milestone"):
        edits.move_after(made, "b", "month-2")


def test_what_is_put_between_two_of_a_section_takes_it_over(made):
    edits.move_after(made, "f", "d")
    assert part(made, "f").section == "Reading"
    edits.move_after(made, "f", "a")
    assert part(made, "f").section == ""


def test_what_moves_into_a_box_takes_its_section(made):
    edits.move_after(made, "b1", "d")
    assert shape(made)["week-1"] == "a b .b2 c d .b1 e"
    assert part(made, "b1").section == "Reading"
