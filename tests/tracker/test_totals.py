"""One function counts progress. Pure: no database."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from tracker.totals import Totals, count

STATES = ["todo", "doing", "done", "skipped"]


@dataclass
class Thing:
    id: int
    minutes: int | None = 60
    is_optional: bool = False
    is_prerequisite: bool = False


def things(number, **fields):
    return [Thing(id, **fields) for id in range(1, number + 1)]


@st.composite
def roadmaps(draw):
    """Phases of milestones of checkpoints with ids of their own, and somebody's states, also of other roadmaps."""
    shape = draw(st.lists(st.lists(st.integers(0, 4), max_size=4), max_size=4))
    ids = iter(range(1, 1000))
    minutes = st.none() | st.integers(0, 6000)
    phases = [
        [
            [Thing(next(ids), draw(minutes), draw(st.booleans()), draw(st.booleans())) for _ in range(size)]
            for size in phase
        ]
        for phase in shape
    ]
    states = draw(st.dictionaries(st.integers(1, 80), st.sampled_from(STATES)))
    return phases, states


def all_of(phases):
    return [thing for phase in phases for milestone in phase for thing in milestone]


# ---- for any roadmap


@given(roadmaps())
def test_milestones_sum_to_phases_and_phases_to_the_whole(drawn):
    phases, states = drawn
    milestones = [count(milestone, states) for phase in phases for milestone in phase]
    parts = [count([thing for milestone in phase for thing in milestone], states) for phase in phases]
    assert sum(milestones, Totals()) == sum(parts, Totals()) == count(all_of(phases), states)


@given(roadmaps())
def test_100_percent_exactly_when_all_is_done(drawn):
    phases, states = drawn
    totals = count(all_of(phases), states)
    assert (totals.percent == 100) == totals.is_complete == (0 < totals.of == totals.done)


@given(roadmaps())
def test_every_checkpoint_is_counted_once(drawn):
    phases, states = drawn
    totals = count(all_of(phases), states)
    assert totals.of + totals.skipped + totals.optional + totals.prerequisites == len(all_of(phases))
    assert 0 <= totals.done + totals.doing <= totals.of
    assert 0 <= totals.percent <= 100


@given(roadmaps())
def test_ticking_what_is_left_never_lowers_the_percentage(drawn):
    phases, states = drawn
    before = count(all_of(phases), states)
    for thing in all_of(phases):
        if states.get(thing.id) != "skipped":
            assert count(all_of(phases), {**states, thing.id: "done"}).percent >= before.percent


# ---- single facts


def test_what_was_never_touched_is_to_do():
    assert count(things(3), {}) == Totals(of=3, known_minutes_left=180, left_with_hours=3)


def test_done_counts():
    totals = count(things(4), {1: "done", 2: "doing"})
    assert (totals.done, totals.doing, totals.of, totals.left, totals.percent) == (1, 1, 4, 3, 25)


def test_percent_is_the_floor():
    states = dict.fromkeys(range(1, 80), "done")
    assert count(things(80), states).percent == 98
    assert count(things(1000), dict.fromkeys(range(1, 1000), "done")).percent == 99


def test_skipped_leaves_the_totals():
    totals = count(things(4), {1: "skipped", 2: "done"})
    assert (totals.done, totals.of, totals.skipped) == (1, 3, 1)
    assert totals.known_minutes_left == 120


def test_skipping_the_rest_completes_it():
    assert count(things(3), {1: "done", 2: "done", 3: "skipped"}).is_complete


def test_optional_leaves_the_totals_and_shows_when_done():
    optional = [Thing(4, is_optional=True), Thing(5, is_optional=True), Thing(6, is_optional=True)]
    totals = count(things(3) + optional, {1: "done", 4: "done", 5: "skipped"})
    assert (totals.done, totals.of, totals.optional_done, totals.skipped) == (1, 3, 1, 0)
    assert totals.known_minutes_left == 120


def test_prerequisites_leave_the_totals_and_are_held_apart():
    prerequisites = [Thing(id, is_optional=True, is_prerequisite=True) for id in (4, 5, 6)]
    totals = count(things(3) + prerequisites, {1: "done", 4: "done", 5: "skipped"})
    assert totals == Totals(done=1, of=3, known_minutes_left=120, left_with_hours=2, held=1, prerequisites=3)


def test_an_empty_roadmap_has_no_percentage():
    assert count([], {}).is_empty
    assert not count([], {}).is_complete
    assert count([], {}).percent == 0


def test_a_roadmap_of_which_all_is_skipped_is_empty_and_not_complete():
    totals = count(things(2), {1: "skipped", 2: "skipped"})
    assert totals.is_empty
    assert not totals.is_complete


def test_states_of_other_roadmaps_do_not_count():
    assert count(things(2), {99: "done"}) == count(things(2), {})


def test_unknown_hours_are_never_0():
    assert count(things(2, minutes=None), {}).minutes_left is None


def test_known_hours_beside_unknown_are_a_lower_bound():
    totals = count([*things(2), Thing(3, minutes=None)], {1: "done"})
    assert (totals.minutes_left, totals.minutes_left_unknown) == (60, True)


def test_all_hours_known():
    assert not count(things(2), {}).minutes_left_unknown


def test_when_nothing_is_left_0_hours_are_left():
    totals = count(things(2, minutes=None), {1: "done", 2: "done"})
    assert (totals.minutes_left, totals.minutes_left_unknown) == (0, False)


def test_0_known_hours_are_0():
    assert count(things(1, minutes=0), {}).minutes_left == 0
