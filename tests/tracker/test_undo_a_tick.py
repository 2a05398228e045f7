"""Undo needs no memory of the server: the request says what was, and the answer offers the way back."""

import re

import pytest
import time_machine

from tests import factories


@pytest.fixture
def thing(alice, roadmap):
    alice.follow(roadmap)
    return factories.checkpoint(roadmap, "thing-1-1")


def mark(client, thing, state, was="", headers=None):
    return client.post(f"/my/checkpoints/{thing.pk}/state", {"state": state, "was": was}, headers=headers)


def strip(page):
    """(address, state, was) of the undo strip's form, None when it is not there."""
    found = re.search(r'<li class="undo" id="undo">.*?</li>', page, re.DOTALL)
    if found is None:
        return None
    was = re.search(r'name="was" value="(\w+)" form="undoing"', found[0])[1]
    button = re.search(r'form="undoing" formaction="([^"]+)" name="state" value="(\w+)"', found[0])
    return button[1], button[2], was


def address_of(thing):
    return f"/my/checkpoints/{thing.pk}/state"


def page_after(client, answer):
    return client.get(answer["Location"].partition("#")[0]).text


def test_the_page_after_a_tick_without_javascript_offers_undo(as_alice, thing):
    page = page_after(as_alice, mark(as_alice, thing, "done"))
    assert strip(page) == (address_of(thing), "todo", "done")


def test_the_htmx_answer_offers_undo_under_the_row(as_alice, thing, htmx):
    page = mark(as_alice, thing, "done", headers=htmx).text
    assert strip(page) == (address_of(thing), "todo", "done")
    assert f'hx-swap-oob="afterend:#checkpoint-{thing.pk}"' in page


@pytest.mark.parametrize("before", ["todo", "doing", "skipped"])
def test_undo_restores_what_was(as_alice, alice, thing, before):
    alice.mark(thing.pk, before)
    _, state, was = strip(page_after(as_alice, mark(as_alice, thing, "done")))
    assert (state, was) == (before, "done")
    mark(as_alice, thing, state, was)
    assert alice.progress.filter(checkpoint=thing, state=before).exists() or before == "todo"
    assert '<progress value="0"' in as_alice.get("/my/roadmaps/made-up/").text


def test_undo_restores_the_day_of_a_tick(as_alice, alice, thing):
    """Taking a tick back by mistake and undoing it leaves the day of the accomplishment in the history."""
    alice.mark(thing.pk, "done")
    first = alice.progress.get(checkpoint=thing).first_done_at
    _, state, was = strip(page_after(as_alice, mark(as_alice, thing, "todo")))
    mark(as_alice, thing, state, was)
    progress = alice.progress.get(checkpoint=thing)
    assert (progress.state, progress.first_done_at) == ("done", first)


def test_undo_can_itself_be_undone(as_alice, alice, thing, htmx):
    alice.mark(thing.pk, "doing")
    for expected in ("doing", "done", "doing"):
        page = mark(as_alice, thing, *("done", "") if expected == "doing" else ("doing", "done"), headers=htmx).text
        assert strip(page)[1] == expected


def test_the_way_back_is_the_one_that_the_request_names(as_alice, alice, thing, htmx):
    """Also when another device has changed it since."""
    alice.mark(thing.pk, "doing")
    assert strip(mark(as_alice, thing, "todo", "done", headers=htmx).text)[1] == "done"


def test_undo_twice_is_the_same_as_once(as_alice, alice, thing, htmx):
    mark(as_alice, thing, "done")
    once = mark(as_alice, thing, "todo", "done", headers=htmx)
    assert mark(as_alice, thing, "todo", "done", headers=htmx).content == once.content
    assert alice.events.count() == 2


def test_nothing_to_undo_where_nothing_changed(as_alice, thing, htmx):
    assert strip(mark(as_alice, thing, "todo", headers=htmx).text) is None


@pytest.mark.parametrize(
    "query", ["undo=&was=", "undo=abc&was=todo", "undo=1&was=todo", f"undo={'9' * 5000}&was=todo", "undo=²&was=todo"]
)
def test_a_made_up_undo_in_the_address_is_ignored(as_alice, thing, query):
    answer = as_alice.get(f"/my/roadmaps/made-up/?{query}")
    assert answer.status_code == 200
    assert strip(answer.text) is None


def test_an_undo_in_the_address_changes_nothing(as_alice, alice, thing):
    alice.mark(thing.pk, "done")
    as_alice.get(f"/my/roadmaps/made-up/?undo={thing.pk}&was=todo")
    assert alice.progress.get(checkpoint=thing).state == "done"


def test_a_tick_on_today_offers_its_undo_there(as_alice, alice, thing):
    answer = as_alice.post(f"/my/checkpoints/{thing.pk}/state", {"state": "done", "back": "today"})
    assert answer["Location"] == f"/my/?undo={thing.pk}&was=todo"
    page = as_alice.get(answer["Location"]).content.decode()
    assert 'id="undo"' in page
    assert f'formaction="/my/checkpoints/{thing.pk}/state" name="state" value="todo"' in page


def test_today_without_a_tick_has_no_undo(as_alice, thing):
    assert 'id="undo"' not in as_alice.get("/my/").content.decode()


def test_a_tick_taken_back_and_put_again_keeps_its_day(as_alice, alice, thing):
    with time_machine.travel("2026-11-09T12:00Z"):
        alice.mark(thing.pk, "done")
    with time_machine.travel("2026-11-20T12:00Z"):
        alice.mark(thing.pk, "todo")
        answer = mark(as_alice, thing, "done", headers={"HX-Request": "true"})
    assert "Done 9 Nov" in answer.text
