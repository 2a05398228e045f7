"""What an author does to the file of a roadmap takes no tick from anybody and moves none to another topic."""

import pytest
from django.core.management import call_command

from roadmaps.models import Checkpoint, Roadmap
from tests.roadmaps.people import WEEK_1, WEEK_2, fifty_on, live, text, ticks

EDITS = {
    "rename": text(["Topic a, said better {#a}", *WEEK_1[1:]]),
    "move": text(WEEK_1[1:], [*WEEK_2, WEEK_1[0]]),
    "reorder": text(WEEK_1[::-1], WEEK_2[::-1]),
    "retire": text(WEEK_1[1:]),
    "restore": text(WEEK_1),
    "add": text(["Something new {#fresh}", *WEEK_1]),
    "replace": text(["Instead of a {#instead replaces=a}", *WEEK_1[1:]]),
    "merge": text(["Both {#both replaces=a,b}", *WEEK_1[2:]]),
    "split": text(["First half {#half-1 replaces=a}", "Second half {#half-2 replaces=a}", *WEEK_1[1:]]),
    "load again": text(),
}
PLACES = {
    "rename": "abcde fghij",
    "move": "bcde fghija",
    "reorder": "edcba jihgf",
    "retire": "bcde fghij",
    "restore": "abcde fghij",
    "add": ["fresh", *"abcde"],
    "replace": ["instead", *"bcde"],
    "merge": ["both", *"cde"],
    "split": ["half-1", "half-2", *"bcde"],
    "load again": "abcde fghij",
}
CARRIED = {"replace": {"instead"}, "merge": {"both"}, "split": {"half-1", "half-2"}}


@pytest.fixture
def load(tmp_path, django_capture_on_commit_callbacks):
    """Write the file, load the folder, and run what follows the commit."""
    (tmp_path / "roadmaps").mkdir()

    def load(content, **options):
        (tmp_path / "roadmaps" / "ten-topics.md").write_text(content)
        with django_capture_on_commit_callbacks(execute=True):
            call_command("load_content", tmp_path, **options)
        return Roadmap.objects.get(slug="ten-topics")

    return load


@pytest.fixture
def before(db, load):
    fifty_on(load(text()))
    return ticks()


def edit(name, load):
    if name == "restore":
        load(EDITS["retire"])
    return load(EDITS[name])


@pytest.mark.parametrize("name", EDITS)
def test_no_tick_is_lost_and_none_is_on_another_topic(before, load, name):
    edit(name, load)
    assert before <= ticks()


@pytest.mark.parametrize("name", EDITS)
def test_nobody_is_given_a_tick_but_on_what_replaces(before, load, name):
    edit(name, load)
    assert {row[2] for row in ticks() - before} == CARRIED.get(name, set())


@pytest.mark.parametrize("name", EDITS)
def test_the_edit_is_made(before, load, name):
    places = live(edit(name, load))
    week_1, week_2 = PLACES[name].split() if isinstance(PLACES[name], str) else (PLACES[name], "fghij")
    assert places == {"week-1": list(week_1), "week-2": list(week_2)}


def test_all_ten_in_a_row_lose_nothing(before, load):
    for name in EDITS:
        load(EDITS[name], retire=True)
    assert before <= ticks()


def test_all_ten_backwards_lose_nothing(before, load):
    for name in reversed(EDITS):
        load(EDITS[name], retire=True)
    assert before <= ticks()


def test_what_is_retired_keeps_its_row_and_name(before, load):
    load(EDITS["retire"])
    gone = Checkpoint.objects.get(slug="a")
    assert gone.retired_at
    assert gone.title == "Topic a"


def test_what_is_restored_is_the_same_checkpoint(before, load):
    pk = Checkpoint.objects.get(slug="a").pk
    edit("restore", load)
    restored = Checkpoint.objects.get(slug="a")
    assert (restored.pk, restored.retired_at) == (pk, None)


def test_a_milestone_that_goes_takes_no_tick_with_it(before, load):
    first, _ = text().split("## Week 2")
    roadmap = load(first + "## Week 3 {#week-3}\n\n" + "\n".join(f"- [ ] {box}" for box in WEEK_2))
    assert list(live(roadmap)) == ["week-1", "week-3"]
    assert ticks() == before


def test_a_slug_that_comes_back_later_is_the_same_topic(before, load):
    """A slug is for ever: using it again is restoring it, whatever it is called now."""
    load(EDITS["retire"])
    load(text(["Quite another title {#a}", *WEEK_1[1:]]))
    assert Checkpoint.objects.filter(roadmap__slug="ten-topics", slug="a").count() == 1
    assert before <= ticks()
