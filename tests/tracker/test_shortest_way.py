"""The shortest way to close a gap, worked out by hand. Pure: no database."""

import pytest

from tracker.shortest_way import MOST, Piece, Road, done_of, milestones, needs_of, one_roadmap, proposals

PYTHON, SQL, TALKING = 1, 2, 3
HOUR = 60


def road(number, pieces, left=None):
    """A roadmap from {skill: {milestone: hours}}; `left` are the hours of its milestones, those of the pieces if none.

    Milestone 3 of roadmap 2 is 203, its checkpoint for skill 1 has the key 2031.
    """
    found, sums = {}, {}
    for skill, hours in pieces.items():
        found[skill] = [
            Piece(number * 1000 + milestone * 10 + skill, number * 100 + milestone, amount * HOUR)
            for milestone, amount in hours.items()
        ]
        for piece in found[skill]:
            sums[piece.milestone] = sums.get(piece.milestone, 0) + piece.minutes
    if left:
        sums = {number * 100 + milestone: amount * HOUR for milestone, amount in left.items()}
    return Road(number, found, dict(sorted(sums.items())))


def found(skills, roads):
    return [(dict(way.roads), way.closes, way.leaves, way.minutes // HOUR) for way in proposals(skills, roads)]


def test_one_roadmap_wins():
    roads = [
        road(1, {PYTHON: {1: 10}, SQL: {2: 10}}),
        road(2, {PYTHON: {1: 12}}, left={1: 12, 2: 40}),
    ]
    assert found([PYTHON, SQL], roads) == [({1: ()}, (PYTHON, SQL), (), 20)]


def test_with_as_many_skills_the_fewest_hours_win():
    roads = [road(1, {PYTHON: {1: 12}}), road(2, {PYTHON: {1: 10}}), road(3, {PYTHON: {1: 11}})]
    assert found([PYTHON], roads)[0] == ({2: ()}, (PYTHON,), (), 10)


def test_milestones_win_where_much_of_the_roadmap_closes_nothing():
    roads = [road(1, {PYTHON: {1: 10}, SQL: {3: 10}}, left={1: 10, 2: 50, 3: 10})]
    assert found([PYTHON, SQL], roads) == [
        ({1: ()}, (PYTHON, SQL), (), 70),
        ({1: (101, 103)}, (PYTHON, SQL), (), 20),
    ]


def test_milestones_win_where_they_close_more():
    roads = [road(1, {PYTHON: {1: 10}}), road(2, {SQL: {1: 10}})]
    assert found([PYTHON, SQL], roads) == [
        ({1: ()}, (PYTHON,), (SQL,), 10),
        ({1: (101,), 2: (201,)}, (PYTHON, SQL), (), 20),
    ]


@pytest.mark.parametrize(("rest", "number"), [(10, 1), (12, 2)])
def test_they_are_proposed_for_a_tenth_fewer_hours_at_least(rest, number):
    roads = [road(1, {PYTHON: {1: 100}}, left={1: 100, 2: rest})]  # 100 of 110, 100 of 112
    assert len(found([PYTHON], roads)) == number


def test_the_densest_milestone_comes_first():
    roads = [road(1, {PYTHON: {1: 10, 2: 10}}, left={1: 40, 2: 10}), road(2, {PYTHON: {1: 10}}, left={1: 100})]
    # 20 and 10 hours are spent on it: 15 in the median
    assert milestones([PYTHON], roads, needs_of([PYTHON], roads)).roads == {1: (101, 102)}
    roads.append(road(3, {PYTHON: {1: 10}}, left={1: 20}))  # 10 in the median
    assert milestones([PYTHON], roads, needs_of([PYTHON], roads)).roads == {1: (102,)}


def test_what_later_milestones_made_needless_is_left_out():
    roads = [road(1, {PYTHON: {1: 4, 2: 10}}, left={1: 4, 2: 11}), road(2, {PYTHON: {1: 10}}, left={1: 99})]
    # 12 in the median: the first covers 4 in 4 hours, the second 10 in 11, and both are needed
    assert milestones([PYTHON], roads, needs_of([PYTHON], roads)).roads == {1: (101, 102)}
    roads.append(road(3, {PYTHON: {1: 10}}, left={1: 99}))  # 10: the second alone does
    assert milestones([PYTHON], roads, needs_of([PYTHON], roads)).roads == {1: (102,)}


def test_a_stray_checkpoint_does_not_close():
    roads = [road(1, {PYTHON: {1: 4}}), road(2, {PYTHON: {1: 10}}), road(3, {PYTHON: {1: 10}})]
    assert needs_of([PYTHON], roads) == {PYTHON: 10 * HOUR}
    assert found([PYTHON], roads)[0][0] != {1: ()}
    assert one_roadmap([PYTHON], roads[:1], {PYTHON: 10 * HOUR}) is None


def test_half_of_what_is_usual_does():
    roads = [road(1, {PYTHON: {1: 5}}), road(2, {PYTHON: {1: 10}}), road(3, {PYTHON: {1: 10}})]
    assert found([PYTHON], roads)[0] == ({1: ()}, (PYTHON,), (), 5)


def test_what_no_roadmap_has_is_left():
    roads = [road(1, {PYTHON: {1: 10}})]
    assert found([PYTHON, TALKING], roads) == [({1: ()}, (PYTHON,), (TALKING,), 10)]
    assert needs_of([PYTHON, TALKING], roads) == {PYTHON: 10 * HOUR, TALKING: 0}


@pytest.mark.parametrize("roads", [[], [road(1, {})], [road(1, {SQL: {1: 10}})]], ids=["none", "empty", "another"])
def test_nothing_closes_it(roads):
    assert found([PYTHON], roads) == []


def test_no_gap_needs_no_way():
    assert found([], [road(1, {PYTHON: {1: 10}})]) == []


def test_what_was_done_of_it_counts_as_long_as_something_is_left():
    done = Piece(1, 101, 8 * HOUR, is_left=False)
    begun = Road(1, {PYTHON: [done, Piece(2, 101, 2 * HOUR)]}, {101: 2 * HOUR})
    other = road(2, {PYTHON: {1: 10}})
    assert found([PYTHON], [begun, other]) == [({1: ()}, (PYTHON,), (), 2)]
    through = Road(1, {PYTHON: [done]}, {})
    assert one_roadmap([PYTHON], [through], {PYTHON: 8 * HOUR}) is None
    assert milestones([PYTHON], [through], {PYTHON: 8 * HOUR}) is None


def test_what_was_done_in_several_roadmaps_adds_up_and_the_same_accomplishment_once():
    first, shared, second = (Piece(key, 101 * key, 3 * HOUR, is_left=False) for key in (1, 2, 3))
    roads = [Road(1, {PYTHON: [first, shared]}, {}), Road(2, {PYTHON: [shared, second]}, {})]
    assert done_of(PYTHON, roads) == 9 * HOUR


def test_what_was_skipped_closes_nothing_and_changes_nothing_of_what_is_usual():
    skipped = Piece(1, 101, 20 * HOUR, is_left=False, is_skipped=True)
    some = Road(1, {PYTHON: [skipped, Piece(2, 102, 4 * HOUR)]}, {102: 4 * HOUR})
    other = road(2, {PYTHON: {1: 10}})
    assert needs_of([PYTHON], [some, other]) == {PYTHON: 17 * HOUR}
    assert one_roadmap([PYTHON], [some], {PYTHON: 10 * HOUR}) is None
    assert milestones([PYTHON], [some], {PYTHON: 8 * HOUR}).roads == {1: (102,)}


def test_a_checkpoint_with_two_skills_counts_for_both():
    both = Piece(1, 101, 10 * HOUR)
    roads = [Road(1, {PYTHON: [both], SQL: [both]}, {101: 10 * HOUR, 102: 90 * HOUR})]
    assert found([PYTHON, SQL], roads)[1] == ({1: (101,)}, (PYTHON, SQL), (), 10)


def test_the_same_accomplishment_is_not_covered_twice():
    first = Road(1, {PYTHON: [Piece(7, 101, 10 * HOUR)]}, {101: 10 * HOUR})
    second = Road(2, {PYTHON: [Piece(7, 201, 10 * HOUR), Piece(8, 202, 10 * HOUR)]}, {201: 11 * HOUR, 202: 99 * HOUR})
    needs = {PYTHON: 20 * HOUR}
    assert milestones([PYTHON], [first, second], needs).roads == {1: (101,), 2: (202,)}


def test_ties_go_to_the_first():
    roads = [road(number, {PYTHON: {1: 10, 2: 10}}, left={1: 20, 2: 20}) for number in (5, 3, 4)]
    assert found([PYTHON], roads)[0][0] == {5: ()}
    assert milestones([PYTHON], roads, {PYTHON: 10 * HOUR}).roads == {5: (501,)}


def test_a_way_has_no_more_milestones_than_may_be_sent():
    roads = [road(number, {PYTHON: {1: 1}}) for number in range(1, 100)]
    assert len(milestones([PYTHON], roads, {PYTHON: 30 * HOUR}).roads) == MOST
