"""What of a change is news to those who follow the roadmap: told by what happened to what they knew."""

from copy import deepcopy

import pytest

from roadmaps.changes import Added, Moved, Renamed, Retired
from roadmaps.news import Merged, Replaced, Split, news
from roadmaps.outline import Checkpoint, Milestone, Outline, Phase, Resource


def outline(*milestones):
    """Milestones a, b, … with checkpoints by slug; `new<old,other` replaces others."""
    made = []
    for name, boxes in zip("abc", milestones, strict=False):
        checkpoints = []
        for box in boxes.split():
            slug, _, replaces = box.partition("<")
            replaces = replaces.split(",") if replaces else []
            checkpoints.append(Checkpoint(slug.title(), slug, replaces=replaces))
        made.append(Milestone(f"M {name}", name, checkpoints=checkpoints))
    return Outline("r", "R", phases=[Phase("P", "p", milestones=made)])


def checkpoint(outline, slug):
    return next(found for _, _, found in outline.checkpoints() if found.slug == slug)


@pytest.fixture
def old():
    return outline("one two three four", "five")


def test_nothing_changed(old):
    assert news(old, deepcopy(old)).is_empty
    assert news(old, deepcopy(old)).counts == ""


def test_new_and_retired(old):
    found = news(old, outline("one two three six", "five seven"))
    assert found.added == [Added("six", "Six", "M a"), Added("seven", "Seven", "M b")]
    assert found.retired == [Retired("four", "Four", "M a")]
    assert found.counts == "2 new, 1 retired"


def test_two_that_are_one_now(old):
    found = news(old, outline("both<one,two three four", "five"))
    assert found.merged == [Merged("both", "Both", ("One", "Two"))]
    assert found.counts == "2 merged"
    assert not found.added + found.retired + found.split + found.replaced


def test_one_that_took_in_another(old):
    found = news(old, outline("one<two,three four", "five"))
    assert found.merged == [Merged("one", "One", ("One", "Two", "Three"))]
    assert found.counts == "3 merged"


def test_one_that_is_two_now(old):
    found = news(old, outline("half<one rest<one two three four", "five"))
    assert found.split == [Split("One", (("half", "Half"), ("rest", "Rest")))]
    assert found.counts == "1 split"
    assert not found.added + found.retired + found.replaced


def test_one_for_one(old):
    found = news(old, outline("better<one two three four", "five"))
    assert found.replaced == [Replaced("better", "Better", "One")]
    assert found.counts == "1 replaced"


def test_one_that_went_into_a_merged_one_and_another(old):
    found = news(old, outline("both<one,two rest<two three four", "five"))
    assert found.merged == [Merged("both", "Both", ("One", "Two"))]
    assert found.split == [Split("Two", (("both", "Both"), ("rest", "Rest")))]
    assert not found.added + found.retired + found.replaced


def test_what_was_replaced_before_is_no_news(old):
    before = outline("better<gone one two", "five")
    assert news(before, deepcopy(before)).is_empty
    assert news(before, outline("better<gone one two three", "five")).counts == "1 new"


def test_what_replaces_something_that_stays_is_new(old):
    assert news(old, outline("one more<one two three four", "five")).counts == "1 new"


def test_what_names_the_same_twice_or_what_never_was(old):
    found = news(old, outline("better<one,one,never two three four", "five"))
    assert found.replaced == [Replaced("better", "Better", "One")]


def test_renamed_and_moved(old):
    new = outline("one three four", "five two")
    checkpoint(new, "two").title = "Second"
    found = news(old, new)
    assert found.renamed == [Renamed("two", "Two", "Second")]
    assert found.moved == [Moved("two", "Second", "M a", "M b")]
    assert found.counts == "1 renamed, 1 moved"


def test_mere_changes_of_text_and_order_are_no_news(old):
    new = outline("four one two three", "five")
    one = checkpoint(new, "one")
    one.description, one.hours, one.kind, one.optional, one.skills = "More", (60, 60), "build", True, ["python"]
    one.resources = [Resource("A book")]
    new.title = new.summary = new.introduction = "Other words"
    new.phases[0].title = new.phases[0].milestones[0].title = "Other"
    new.phases[0].milestones[0].study = 60
    assert news(old, new).is_empty


def test_everything_at_once_in_the_order_of_the_sentence(old):
    new = outline("both<one,two left<three right<three", "six better<five")
    assert news(old, new).counts == "1 new, 1 retired, 2 merged, 1 split, 1 replaced"


def test_thousands_are_easy_to_read():
    assert news(outline(""), outline(" ".join(f"n{n}" for n in range(1200)))).counts == "1,200 new"
