"""What differs between two outlines, for machines and in words."""

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.changes import Added, Changed, Moved, Renamed, Reordered, Retired, compare
from roadmaps.outline import Checkpoint, Milestone, Outline, Phase, Resource


def outline(*milestones):
    """An outline with a phase, and milestones a, b, … with checkpoints by slug."""
    made = [
        Milestone(f"M {name}", name, checkpoints=[Checkpoint(slug.title(), slug) for slug in slugs.split()])
        for name, slugs in zip("abc", milestones, strict=False)
    ]
    return Outline("r", "R", phases=[Phase("P", "p", milestones=made)])


@pytest.fixture
def old():
    return outline("one two three four", "five")


def checkpoint(outline, slug):
    return next(found for _, _, found in outline.checkpoints() if found.slug == slug)


def test_equal_outlines_have_no_changes(old):
    assert compare(old, deepcopy(old)).is_empty
    assert compare(old, deepcopy(old)).lines() == []


def test_added(old):
    changes = compare(old, outline("one two three four", "five six"))
    assert changes.added == [Added("six", "Six", "M b")]
    assert changes.lines() == ["added: Six (in M b)"]


def test_retired(old):
    changes = compare(old, outline("one two three four", ""))
    assert changes.retired == [Retired("five", "Five", "M b")]
    assert changes.lines() == ["retired: Five (was in M b)"]


def test_renamed(old):
    new = deepcopy(old)
    checkpoint(new, "two").title = "Second"
    changes = compare(old, new)
    assert changes.renamed == [Renamed("two", "Two", "Second")]
    assert changes.lines() == ["renamed: Two → Second"]


def test_moved(old):
    changes = compare(old, outline("one three four", "five two"))
    assert changes.moved == [Moved("two", "Two", "M a", "M b")]
    assert changes.lines() == ["moved: Two: M a → M b"]


def test_reordered_names_as_few_as_possible(old):
    changes = compare(old, outline("four one two three", "five"))
    assert changes.reordered == [Reordered("four", "Four", "M a")]
    assert changes.lines() == ["reordered: Four (in M a)"]


def test_what_is_added_or_moved_reorders_nothing(old):
    assert compare(old, outline("zero one five two three four", "")).reordered == []


def test_changed_says_what(old):
    new = deepcopy(old)
    two = checkpoint(new, "two")
    two.hours, two.kind, two.skills, two.description = (240, 480), "build", ["sql", "git"], "Text"
    two.optional, two.resources = True, [Resource("R")]
    assert compare(old, new).changed == [
        Changed(
            "two",
            "Two",
            (
                "kind learn → build",
                "optional no → yes",
                "hours none → 4-8",
                "skills none → sql, git",
                "text",
                "resources",
            ),
        )
    ]


def test_a_replaced_slug_is_one_retired_and_one_added(old):
    changes = compare(old, outline("one two three four", "cinq"))
    assert [change.slug for change in changes.retired + changes.added] == ["five", "cinq"]


def test_around_the_checkpoints(old):
    new = deepcopy(old)
    new.summary, new.weeks, new.title = "S", (12, 24), "Road"
    new.phases[0].title = "Q"
    first, second = new.phases[0].milestones
    first.study = 90
    new.phases[0].milestones = [second, first]
    new.phases.append(Phase("New", "new"))
    assert compare(old, new).lines() == [
        "roadmap changed: Road (summary, weeks none → 12-24, title R → Road)",
        "phase added: New (in the roadmap)",
        "phase renamed: P → Q",
        "milestone reordered: M b (in Q)",
        "milestone changed: M a (study none → 1.5)",
    ]


def test_an_estimate_is_a_change_of_its_milestone(old):
    new = deepcopy(old)
    new.phases[0].milestones[0].estimated = True
    assert compare(old, new).lines() == ["milestone changed: M a (estimated no → yes)"]


def test_prerequisites_are_a_change_of_their_milestone(old):
    new = deepcopy(old)
    new.phases[0].milestones[0].prerequisites = True
    assert compare(old, new).lines() == ["milestone changed: M a (prerequisites no → yes)"]
    assert compare(new, old).lines() == ["milestone changed: M a (prerequisites yes → no)"]


def test_another_place_in_lists_is_a_change_of_the_roadmap(old):
    new = deepcopy(old)
    new.position = 30
    assert compare(old, new).lines() == ["roadmap changed: R (position 0 → 30)"]


def test_a_milestone_that_moves_keeps_its_checkpoints(old):
    new = deepcopy(old)
    new.phases.append(Phase("Q", "q", milestones=[new.phases[0].milestones.pop()]))
    assert compare(old, new).lines() == ["phase added: Q (in the roadmap)", "milestone moved: M b: P → Q"]


def test_without_slugs_titles_identify():
    def plain(*titles):
        return Outline(phases=[Phase("", milestones=[Milestone("", checkpoints=[Checkpoint(t) for t in titles])])])

    assert compare(plain("a", "a", "b"), plain("a", "a", "b")).is_empty
    assert compare(plain("a", "a", "b"), plain("a", "b", "c")).lines() == [
        "added: c (in the roadmap)",
        "retired: a (was in the roadmap)",
    ]


SLUGS = ["one", "two", "three", "four", "five", "six"]
arranged = st.tuples(st.permutations(SLUGS), st.integers(0, 6), st.integers(0, 6)).map(
    lambda made: outline(" ".join(made[0][: made[1]]), " ".join(made[0][made[1] : max(made[1], made[2])]))
)


@given(arranged, arranged)
def test_no_changes_exactly_when_equal(before, after):
    assert compare(before, after).is_empty == (before == after)


@given(arranged, arranged)
def test_each_checkpoint_is_found_once(before, after):
    old_slugs = {found.slug for _, _, found in before.checkpoints()}
    new_slugs = {found.slug for _, _, found in after.checkpoints()}
    changes = compare(before, after)
    assert {change.slug for change in changes.added} == new_slugs - old_slugs
    assert {change.slug for change in changes.retired} == old_slugs - new_slugs
    assert {change.slug for change in changes.moved + changes.reordered} <= old_slugs & new_slugs
