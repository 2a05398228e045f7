"""Who did what a new checkpoint replaces is given the new one too."""

from collections import Counter

import pytest

from tests import factories
from tests.roadmaps.people import WEEK_1, fifty_on, states, text, ticks
from tracker import carry
from tracker.models import ProgressEvent

ONE = text(["Instead of a {#instead replaces=a}", *WEEK_1[1:]])
MERGE = text(["Both {#both replaces=a,b}", *WEEK_1[2:]])
SPLIT = text(["First half {#half-1 replaces=a}", "Second half {#half-2 replaces=a}", *WEEK_1[1:]])
NEVER_WAS = text(["Instead {#instead replaces=a,was-never-here}", *WEEK_1[1:]])


@pytest.fixture
def people(db):
    return fifty_on(factories.roadmap(text()))


@pytest.fixture
def edit(people, django_capture_on_commit_callbacks):
    def edit(content):
        with django_capture_on_commit_callbacks(execute=True):
            return factories.republish(people[0].progress.first().checkpoint.roadmap, content)

    return edit


def of_both(a, b):
    """Design, “replaces”, merge: done if all not skipped are done, else doing if any was started."""
    needed = [state for state in (a, b) if state != "skipped"]
    if not needed:
        return "skipped"
    if all(state == "done" for state in needed):
        return "done"
    return "doing" if {"done", "doing"} & set(needed) else None


def test_the_people_have_every_combination_of_states(people):
    assert len({tuple(pair) for pair in states("a", "b").values()}) == 25


def test_one_for_one_gives_the_state(edit):
    edit(ONE)
    carried = {"done", "doing", "skipped"}
    assert all(new == (old if old in carried else None) for old, new in states("a", "instead").values())


def test_merge_is_done_when_all_that_was_not_skipped_is(edit):
    edit(MERGE)
    found = states("a", "b", "both").values()
    assert Counter(new for *_, new in found) == Counter(of_both(a, b) for a, b, _ in found)
    assert all(new == of_both(a, b) for a, b, new in found)


def test_split_gives_each(edit):
    edit(SPLIT)
    assert all(first == second for first, second in states("half-1", "half-2").values())
    assert "done" in [first for first, _ in states("half-1", "half-2").values()]


def test_what_is_replaced_keeps_its_rows(people, edit):
    before = ticks()
    edit(MERGE)
    assert before <= ticks()


def test_who_has_a_row_keeps_it(people, edit):
    edit(text([*WEEK_1, "Instead {#instead}"]))
    roadmap = people[0].progress.first().checkpoint.roadmap
    done_before = next(pk for pk, (state,) in states("a").items() if state == "done")
    roadmap.checkpoints.get(slug="instead").progress.create(user_id=done_before, state="skipped")
    edit(ONE)
    assert states("instead")[done_before] == ["skipped"]


def test_it_is_repeatable(people, edit):
    roadmap = edit(MERGE)
    before = ticks()
    carry.carry_over(roadmap)
    assert ticks() == before


def test_it_goes_on_where_it_was_broken_off(people, edit):
    roadmap = edit(MERGE)
    before = states("both")
    half = [user.pk for user in people[:25]]
    roadmap.checkpoints.get(slug="both").progress.filter(user__in=half).delete()
    ProgressEvent.objects.filter(user__in=half, checkpoint__slug="both").delete()
    carry.carry_over(roadmap)
    assert states("both") == before


def test_it_works_in_chunks(people, edit, monkeypatch):
    monkeypatch.setattr(carry, "CHUNK", 7)
    edit(ONE)
    assert sum(new == "done" for (new,) in states("instead").values()) == 10


def test_an_untick_afterwards_stays(people, edit):
    roadmap = edit(ONE)
    user = next(user for user in people if states("instead")[user.pk] == ["done"])
    user.follow(roadmap)
    user.mark(roadmap.checkpoints.get(slug="instead").pk, "todo")
    carry.carry_over(roadmap)
    assert states("instead")[user.pk] == ["todo"]


def test_the_event_says_that_it_was_carried(edit):
    edit(ONE)
    events = ProgressEvent.objects.filter(checkpoint__slug="instead")
    assert {event.origin for event in events} == {"carried"}
    assert len(events) == sum(new is not None for (new,) in states("instead").values())


def test_the_day_is_that_of_the_old_tick(people, edit):
    edit(ONE)
    days = {(row.user_id, row.checkpoint.slug): row.first_done_on for user in people for row in user.progress.all()}
    assert all(days[user, "a"] == day for (user, slug), day in days.items() if slug == "instead")


def test_done_carries_when_it_was_first_done(people, edit):
    roadmap = edit(ONE)
    rows = roadmap.checkpoints.get(slug="instead").progress.all()
    assert all((row.first_done_at is not None) == (row.state == "done") for row in rows)


def test_notes_stay_where_they_were_written(edit):
    roadmap = edit(ONE)
    assert set(roadmap.checkpoints.get(slug="instead").progress.values_list("note", flat=True)) == {""}


def test_a_slug_that_was_never_on_this_server_counts_for_nothing(edit):
    edit(NEVER_WAS)
    assert sum(new == "done" for (new,) in states("instead").values()) == 10


def test_another_roadmaps_slug_is_not_meant(people, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        factories.roadmap(text(["Instead {#instead replaces=a}"]).replace("ten-topics", "another"))
    assert all(new is None for (new,) in states("instead").values())
