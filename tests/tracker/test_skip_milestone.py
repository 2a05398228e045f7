"""What one knows: a whole milestone skipped at once, and put back exactly as it was."""

import re

import pytest

from tests import factories
from tests.factories import checkpoint
from tracker.models import Progress

SKIP = "/my/roadmaps/made-up/milestones/week-1/skip"


@pytest.fixture
def things(alice, roadmap):
    """Done, doing, skipped, and two that were never touched."""
    alice.follow(roadmap, hours_per_week=10)
    things = [checkpoint(roadmap, f"thing-1-{number}") for number in range(1, 6)]
    for thing, state in zip(things, ["done", "doing", "skipped"], strict=False):
        alice.mark(thing.pk, state)
    return things


def states(user):
    return dict(user.progress.order_by("checkpoint__slug").values_list("checkpoint__slug", "state"))


def undo_of(page):
    """What the undo form of the page sends."""
    return {"states": re.search(r'name="states" value="([^"]*)"', page.text)[1]}


def test_what_is_left_of_it_is_skipped(as_alice, alice, things):
    answer = as_alice.post(SKIP)
    assert answer.status_code == 303
    assert answer["Location"].startswith("/my/plan/?skipped=")
    assert states(alice) == {
        "thing-1-1": "done",
        "thing-1-2": "skipped",
        "thing-1-3": "skipped",
        "thing-1-4": "skipped",
        "thing-1-5": "skipped",
    }
    assert alice.events.filter(state="skipped", origin="person").count() == 4


def test_the_page_offers_the_undo_which_restores_the_states_before(as_alice, alice, things):
    before = states(alice)
    page = as_alice.get(as_alice.post(SKIP)["Location"])
    assert "<b>Skipped</b> 3 in “Week 1: Part 1”" in page.text
    answer = as_alice.post(SKIP, undo_of(page))
    assert (answer.status_code, answer["Location"]) == (303, "/my/plan/")
    assert states(alice) == before | {"thing-1-4": "todo", "thing-1-5": "todo"}


def test_twice_is_the_same_as_once(as_alice, alice, things):
    page = as_alice.get(as_alice.post(SKIP)["Location"])
    skipped = states(alice)
    assert as_alice.post(SKIP)["Location"] == "/my/plan/"
    assert states(alice) == skipped
    for _ in range(2):
        as_alice.post(SKIP, undo_of(page))
    assert alice.events.filter(state="todo").count() == 2


def test_the_undo_leaves_what_was_changed_meanwhile(as_alice, alice, things):
    page = as_alice.get(as_alice.post(SKIP)["Location"])
    alice.mark(things[3].pk, "doing")
    as_alice.post(SKIP, undo_of(page))
    assert (states(alice)["thing-1-4"], states(alice)["thing-1-5"]) == ("doing", "todo")


def test_what_one_should_have_before_is_held_and_let_go_again(as_alice, alice):
    text = factories.short_text("Have {#have}", "Hold {#hold}", slug="before", milestone="prerequisites")
    roadmap = factories.roadmap(text)
    alice.follow(roadmap)
    path = "/my/roadmaps/before/milestones/week-1/skip"
    page = as_alice.get(as_alice.post(path)["Location"])
    assert states(alice) == {"have": "done", "hold": "done"}
    as_alice.post(path, undo_of(page))
    assert states(alice) == {"have": "todo", "hold": "todo"}


def test_held_is_shared_with_the_same_one_elsewhere_and_skipped_is_not(as_alice, alice):
    for slug, milestone, attributes in (("first", "prerequisites", ""), ("second", "weeks=1", " same-as=first#read")):
        text = factories.short_text(
            f"Read {{#read-{slug}}}".replace("read-first", "read"), slug=slug, milestone=milestone
        )
        alice.follow(factories.roadmap(text.replace("{#read-second}", "{#read-second" + attributes + "}")))
    page = as_alice.get(as_alice.post("/my/roadmaps/first/milestones/week-1/skip")["Location"])
    assert states(alice) == {"read": "done", "read-second": "done"}
    as_alice.post("/my/roadmaps/first/milestones/week-1/skip", undo_of(page))
    assert states(alice) == {"read": "todo", "read-second": "todo"}
    as_alice.post("/my/roadmaps/second/milestones/week-1/skip")
    assert states(alice) == {"read": "todo", "read-second": "skipped"}


def test_notes_and_first_days_stay(as_alice, alice, things):
    alice.save_texts(things[1], note="Mine", link="", evidence="", note_version=0)
    as_alice.post(SKIP)
    assert alice.progress.get(checkpoint=things[1]).note == "Mine"
    assert alice.progress.get(checkpoint=things[0]).first_done_on == alice.today()


def test_htmx_is_answered_alike(as_alice, things, htmx):
    assert as_alice.post(SKIP, headers=htmx).status_code == 303


def test_it_is_only_posted_to(as_alice, things):
    assert as_alice.get(SKIP).status_code == 405


def test_nobody_is_sent_to_sign_in(as_nobody, alice, things):
    before = states(alice)
    assert as_nobody.post(SKIP).status_code == 302
    assert states(alice) == before


def test_somebody_elses_stays_as_it_is(as_bob, alice, bob, roadmap, things):
    before = states(alice)
    assert as_bob.post(SKIP).status_code == 404
    bob.follow(roadmap)
    as_bob.post(SKIP)
    assert states(alice) == before
    assert set(states(bob).values()) == {"skipped"}


@pytest.mark.parametrize("path", ["made-up/milestones/no-such", "no-such/milestones/week-1"])
def test_there_is_no_other(as_alice, things, path):
    assert as_alice.post(f"/my/roadmaps/{path}/skip").status_code == 404


@pytest.mark.parametrize(
    "written", ["", "x", "1:done", "{pk}:skipped", "٣:todo", "9999999999999999999:todo", "{other}:todo"]
)
def test_an_undo_of_anything_else_is_refused(as_alice, alice, roadmap, things, written):
    other = checkpoint(roadmap, "thing-2-1")
    alice.mark(other.pk, "skipped")
    before = states(alice)
    sent = {"states": written.format(pk=things[2].pk, other=other.pk)}
    assert as_alice.post(SKIP, sent).status_code == 400
    assert states(alice) == before


@pytest.mark.parametrize(
    "query", ["skipped=x&at=1", "skipped=1&at=2026-13-45T99:99", "skipped=1", "skipped=٣&at=", "at=now"]
)
def test_an_address_that_says_nothing_offers_nothing(as_alice, things, query):
    page = as_alice.get(f"/my/plan/?{query}")
    assert page.status_code == 200
    assert "Undo" not in page.text


@pytest.mark.parametrize("size", [10, 1000], ids="{} checkpoints".format)
def test_queries_do_not_grow_with_checkpoints(as_alice, alice, roadmap, size, django_assert_num_queries):
    alice.follow(roadmap)
    factories.grow(roadmap, milestones=1, checkpoints=size)
    # session, user, milestone with its roadmap, its checkpoints, the one that writes
    with django_assert_num_queries(5):
        assert as_alice.post("/my/roadmaps/made-up/milestones/more-100/skip").status_code == 303
    assert Progress.objects.filter(user=alice, state="skipped").count() == size
