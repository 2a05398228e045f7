"""What an author does to an outline: each edit says what it did, and says why when it cannot."""

import pytest

from roadmaps import outline_edits as edits
from roadmaps.outline import parse

TEXT = """---
slug: made-up
title: Made up
---
# Month 1 {#month-1}

## Week 1 {#week-1 study=10}

### Learn

- [ ] Alpha {#a hours=4-8 skill=maths}

  About alpha.
  - [A book](https://example.org/a){.resource kind=book}
- [ ] Beta {#b}
  - [ ] Beta one {#b1}
  - [ ] Beta two {#b2}
- [ ] Gamma {#c hours=1}

### Reading

- [ ] Delta {#d}
- [ ] Epsilon {#e}

## Week 2 {#week-2}

- [ ] Zeta {#f}

# Month 2 {#month-2}

## Week 3 {#week-3}

- [ ] Eta {#g}

## Week 4 {#week-4}
"""
PUBLISHED = {"month-1", "month-2", "week-1", "week-2", "week-3", "week-4", *"abcdefg", "b1", "b2", "gone"}


@pytest.fixture
def made():
    return parse(TEXT)


def shape(outline):
    """{milestone: "a b .b1"}: a dot for each box that a box stands in."""
    return {
        milestone.slug: " ".join("." * part.depth + part.slug for part in milestone.checkpoints)
        for phase in outline.phases
        for milestone in phase.milestones
    }


def part(outline, slug):
    return edits.find(outline, slug).part


def test_add_phase(made):
    assert edits.add_phase(made, " Month  3 ", PUBLISHED) == "added “Month 3”"
    assert [phase.slug for phase in made.phases] == ["month-1", "month-2", "month-3"]


def test_add_milestone_after_another(made):
    assert edits.add_milestone(made, "month-2", "Week 3½", PUBLISHED, after="week-3") == "added “Week 3½” to Month 2"
    assert [milestone.title for milestone in made.phases[1].milestones] == ["Week 3", "Week 3½", "Week 4"]


def test_add_checkpoint_at_the_end_in_the_last_section(made):
    assert edits.add_checkpoint(made, "week-1", "Theta", PUBLISHED, kind="build") == "added “Theta” to Week 1"
    assert shape(made)["week-1"] == "a b .b1 .b2 c d e theta"
    assert (part(made, "theta").kind, part(made, "theta").section) == ("build", "Reading")


def test_add_checkpoint_after_a_nested_one(made):
    edits.add_checkpoint(made, "week-1", "Beta three", PUBLISHED, after="b1")
    assert shape(made)["week-1"] == "a b .b1 .beta-three .b2 c d e"


def test_a_slug_that_ever_was_is_not_given_again(made):
    edits.add_checkpoint(made, "week-1", "Gone", PUBLISHED)
    edits.add_checkpoint(made, "week-1", "Gone", PUBLISHED)
    edits.add_checkpoint(made, "week-1", "梯度", PUBLISHED)
    assert shape(made)["week-1"].endswith("gone-2 gone-3 checkpoint")


def test_a_slug_that_something_stands_for_is_not_given_either(made):
    part(made, "a").replaces = ["theta"]
    edits.add_checkpoint(made, "week-1", "Theta", PUBLISHED)
    assert part(made, "theta-2").title == "Theta"


def test_rename(made):
    assert edits.rename(made, "a", "Alpha, better") == "renamed “Alpha” to “Alpha, better”"
    assert edits.rename(made, "a", "Alpha, better", was="Alpha") == ""


def test_rename_what_somebody_renamed_meanwhile(made):
    edits.rename(made, "a", "Theirs")
    with pytest.raises(edits.OutOfDate) as refused:
        edits.rename(made, "a", "Mine", was="Alpha")
    assert (refused.value.theirs, refused.value.yours) == ("Theirs", "Mine")
    assert part(made, "a").title == "Theirs"


def test_split(made):
    said = edits.split(made, "a", ["Alpha one", "", "Alpha two", "Alpha three"], PUBLISHED)
    assert said == "split “Alpha” into “Alpha one”, “Alpha two” and “Alpha three”"
    new = [part(made, slug) for slug in ("alpha-one", "alpha-two", "alpha-three")]
    assert [one.replaces for one in new] == [["a"]] * 3
    assert [one.hours for one in new] == [(80, 160)] * 3
    assert [bool(one.description or one.resources) for one in new] == [True, False, False]
    assert "a" not in shape(made)["week-1"].split()


def test_what_stands_in_it_stays_with_the_first(made):
    edits.split(made, "b", ["One", "Two"], PUBLISHED)
    assert shape(made)["week-1"] == "a one .b1 .b2 two c d e"


def test_the_split_of_a_part_that_was_never_published_stands_for_what_that_stood_for(made):
    edits.split(made, "a", ["One", "Two"], PUBLISHED)
    edits.split(made, "one", ["Three", "Four"], PUBLISHED)
    assert part(made, "three").replaces == part(made, "four").replaces == ["a"]


def test_merge(made):
    said = edits.merge(made, ["c", "a"], "Both", PUBLISHED)
    assert said == "merged “Alpha” and “Gamma” into “Both”"
    both = part(made, "both")
    assert (both.replaces, both.hours, both.skills) == (["a", "c"], (300, 540), ["maths"])
    assert (both.description, len(both.resources)) == ("About alpha.", 1)
    assert shape(made)["week-1"] == "both b .b1 .b2 d e"


def test_merge_of_what_was_never_published(made):
    edits.split(made, "a", ["One", "Two"], PUBLISHED)
    edits.merge(made, ["one", "two", "c"], "All", PUBLISHED)
    assert part(made, "all").replaces == ["a", "c"]


@pytest.mark.parametrize("slugs", [[], ["a"], ["a", "a"]])
def test_one_is_not_merged(made, slugs):
    with pytest.raises(edits.EditError, match="at least two"):
        edits.merge(made, slugs, "Both")


def test_retire_lifts_what_stands_in_it(made):
    assert edits.retire(made, "b") == "retired “Beta”"
    assert shape(made)["week-1"] == "a b1 b2 c d e"


def test_restore(made):
    alpha = part(made, "a")
    edits.split(made, "a", ["One", "Two"], PUBLISHED)
    assert edits.restore(made, alpha, "week-4") == "restored “Alpha” to Week 4"
    assert shape(made)["week-4"] == "a"
    assert part(made, "one").replaces == []
    assert edits.restore(made, alpha, "week-4") == ""


def test_remove_only_what_is_empty(made):
    with pytest.raises(edits.EditError, match="not empty"):
        edits.remove(made, "week-2")
    assert edits.remove(made, "week-4") == "removed “Week 4”"
    assert "week-4" not in shape(made)


def test_set_fields(made):
    said = edits.set_fields(made, "a", kind="build", hours=(60, 60), skills=["maths"], section="Learn", description="")
    assert said == "changed kind, hours and text of “Alpha”"
    assert (part(made, "a").kind, part(made, "a").hours, part(made, "a").section) == ("build", (60, 60), "")
    assert edits.set_fields(made, "week-1", study=600) == ""
    assert edits.set_fields(made, "week-1", weeks=2, estimated=True) == "changed weeks and estimated of “Week 1”"


@pytest.mark.parametrize("verb", ["retire", "move_up", "remove"])
def test_what_is_not_there_is_not_edited(made, verb):
    with pytest.raises(edits.Gone, match="not in this outline"):
        getattr(edits, verb)(made, "nowhere")


def test_nothing_is_without_a_title(made):
    with pytest.raises(edits.EditError, match="Give it a title"):
        edits.rename(made, "a", " \n ")
