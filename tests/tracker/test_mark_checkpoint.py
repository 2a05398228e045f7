"""Setting the state of a checkpoint: `POST /my/checkpoints/<id>/state`."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from roadmaps import outline, publishing
from tests import factories

STATES = ["todo", "doing", "done", "skipped"]


@pytest.fixture
def thing(alice, roadmap):
    """A checkpoint of a roadmap that Alice follows."""
    alice.follow(roadmap)
    return factories.checkpoint(roadmap, "thing-1-1")


def mark(client, thing, state="done", headers=None, **fields):
    return client.post(f"/my/checkpoints/{thing.pk}/state", {"state": state, **fields}, headers=headers)


def events(user, thing):
    return list(user.events.filter(checkpoint=thing).order_by("number").values_list("number", "was", "state"))


# ---- the six answers


def test_it_works(as_alice, alice, thing):
    answer = mark(as_alice, thing)
    assert answer.status_code == 303
    assert answer["Location"] == f"/my/roadmaps/made-up/?undo={thing.pk}&was=todo#checkpoint-{thing.pk}"
    assert alice.progress.get(checkpoint=thing).state == "done"


def test_twice_is_the_same_as_once(as_alice, alice, thing):
    once = mark(as_alice, thing)
    before = alice.progress.filter(checkpoint=thing).values().get()
    again = mark(as_alice, thing)
    assert (again.status_code, again["Location"]) == (once.status_code, once["Location"])
    assert alice.progress.filter(checkpoint=thing).values().get() == before
    assert events(alice, thing) == [(1, "todo", "done")]


def test_htmx_gets_the_elements_that_changed(as_alice, thing, htmx):
    answer = mark(as_alice, thing, headers=htmx)
    page = answer.text
    assert answer.status_code == 200
    assert f'<li hx-swap-oob="true" class="cp" id="checkpoint-{thing.pk}" data-state="done">' in page
    assert f'id="stop-{thing.milestone_id}"' in page
    assert f'id="leg-{thing.milestone.phase_id}"' in page
    assert '<progress value="1" max="10"' in page
    assert "Done today: Thing 1.1. 1 of 10 done." in page
    assert "<html" not in page


def test_htmx_twice_gets_the_same_answer(as_alice, thing, htmx):
    assert mark(as_alice, thing, headers=htmx).content == mark(as_alice, thing, headers=htmx).content


def test_the_method_is_post(as_alice, alice, thing):
    answer = as_alice.get(f"/my/checkpoints/{thing.pk}/state", {"state": "done"})
    assert answer.status_code == 405
    assert not alice.progress.exists()


def test_nobody_is_sent_to_sign_in(as_nobody, alice, thing):
    answer = mark(as_nobody, thing, headers={"Referer": "http://testserver/my/roadmaps/made-up/?left=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/my/roadmaps/made-up/")
    assert not alice.progress.exists()


def test_nobody_with_htmx_is_told_to_go_to_sign_in(as_nobody, thing, htmx):
    answer = mark(as_nobody, thing, headers=htmx)
    assert (answer.status_code, answer["HX-Redirect"]) == (401, "/accounts/login/?next=/my/")


def test_somebody_who_does_not_follow_it_finds_nothing(as_bob, bob, alice, thing):
    assert mark(as_bob, thing).status_code == 404
    assert not bob.progress.exists()
    assert not alice.progress.exists()


def test_somebody_who_follows_it_too_marks_only_their_own(as_bob, bob, alice, thing):
    bob.follow(thing.roadmap)
    alice.mark(thing.pk, "doing")
    mark(as_bob, thing)
    assert bob.progress.get(checkpoint=thing).state == "done"
    assert alice.progress.get(checkpoint=thing).state == "doing"


# ---- states


@pytest.mark.parametrize("state", STATES)
def test_each_state_can_be_set(as_alice, alice, thing, state):
    alice.mark(thing.pk, "doing" if state == "done" else "done")
    mark(as_alice, thing, state)
    assert alice.progress.get(checkpoint=thing).state == state


@pytest.mark.parametrize("state", ["", "DONE", "finished", "done ✓", "x" * 10_000])
def test_an_unknown_state_is_refused_in_words(as_alice, alice, thing, state):
    answer = mark(as_alice, thing, state)
    assert answer.status_code == 400
    assert "nothing was done with it" in answer.text
    assert not alice.progress.exists()


def test_an_unknown_state_to_go_back_to_is_refused(as_alice, alice, thing):
    assert mark(as_alice, thing, was="finished").status_code == 400
    assert not alice.progress.exists()


@pytest.mark.parametrize("pk", [0, 999_999_999, 10**18, 10**30])
def test_a_checkpoint_that_is_not_there_is_not_found(as_alice, thing, pk):
    assert as_alice.post(f"/my/checkpoints/{pk}/state", {"state": "done"}).status_code == 404


def test_to_do_on_what_was_never_touched_leaves_no_trace(as_alice, alice, thing):
    assert mark(as_alice, thing, "todo").status_code == 303
    assert not alice.progress.exists()
    assert not alice.events.exists()


# ---- who may tick what


@pytest.mark.parametrize("verb", ["pause", "stop"])
def test_a_paused_or_stopped_follower_may_tick(as_alice, alice, thing, verb):
    getattr(alice.enrollments.get(), verb)()
    mark(as_alice, thing)
    assert alice.progress.get(checkpoint=thing).state == "done"


def test_a_retired_checkpoint_still_accepts_a_state(as_alice, alice, thing, roadmap, htmx):
    text = outline.parse(outline.render(publishing.outline_of(roadmap)))
    week = text.phases[0].milestones[0]
    week.checkpoints = [c for c in week.checkpoints if c.slug != thing.slug]
    factories.republish(roadmap, outline.render(text))
    answer = mark(as_alice, thing, headers=htmx)
    assert answer.status_code == 200
    assert '<progress value="0" max="9"' in answer.text
    assert alice.progress.get(checkpoint=thing).state == "done"


def test_an_unpublished_roadmap_stays_usable_for_its_followers(as_alice, as_nobody, alice, thing, roadmap):
    roadmap.retired_at = timezone.now()
    roadmap.save(update_fields=["retired_at"])
    assert as_nobody.get("/roadmaps/made-up/").status_code == 404
    assert as_alice.get("/my/roadmaps/made-up/").status_code == 200
    mark(as_alice, thing)
    assert alice.progress.get(checkpoint=thing).state == "done"


# ---- what is kept


def test_every_change_is_an_event(alice, thing):
    for state in ("doing", "done", "done", "todo", "skipped"):
        alice.mark(thing.pk, state)
    changes = [(1, "todo", "doing"), (2, "doing", "done"), (3, "done", "todo"), (4, "todo", "skipped")]
    assert events(alice, thing) == changes
    assert set(alice.events.values_list("origin", flat=True)) == {"person"}


def test_first_done_is_written_once(alice, thing):
    first = datetime(2026, 11, 9, 18, 30, tzinfo=UTC)
    for days, state in enumerate(["done", "todo", "done"]):
        with time_machine.travel(first + timedelta(days=days), tick=False):
            alice.mark(thing.pk, state)
    progress = alice.progress.get(checkpoint=thing)
    assert progress.first_done_at == first
    assert progress.changed_at == first + timedelta(days=2)


def test_a_tick_leaves_the_texts_alone(alice, thing):
    alice.save_texts(thing, note="Mine", link="https://a.example", evidence="https://b.example", note_version=0)
    alice.mark(thing.pk, "done")
    progress = alice.progress.get(checkpoint=thing)
    assert (progress.note, progress.link, progress.evidence) == ("Mine", "https://a.example", "https://b.example")


def test_the_answer_shows_the_texts_of_the_ticked_one(as_alice, alice, thing, htmx):
    alice.save_texts(thing, note="Mine", link="https://a.example/x", evidence="", note_version=0)
    page = mark(as_alice, thing, headers=htmx).text
    assert f"/my/checkpoints/{thing.pk}/#note" in page
    assert "https://a.example/x" in page


def test_the_page_shows_the_true_state_afterwards(as_alice, alice, thing):
    mark(as_alice, thing)
    page = as_alice.get("/my/roadmaps/made-up/").text
    assert f'id="checkpoint-{thing.pk}" data-state="done"' in page
    assert '<progress value="1" max="10"' in page


# ---- where one lands without JavaScript


def test_only_what_is_left_stays_chosen(as_alice, thing):
    assert mark(as_alice, thing, left="1")["Location"].startswith("/my/roadmaps/made-up/?left=1&undo=")


def test_from_today_back_to_today(as_alice, thing):
    assert mark(as_alice, thing, back="today")["Location"] == f"/my/?undo={thing.pk}&was=todo"


def test_from_its_own_page_back_to_it(as_alice, thing):
    assert mark(as_alice, thing, back="checkpoint")["Location"] == f"/my/checkpoints/{thing.pk}/"


# ---- cost


def test_a_tick_is_three_statements_without_a_transaction(as_alice, thing, htmx, django_assert_num_queries):
    mark(as_alice, thing, "doing", headers=htmx)  # now the contents are in memory
    # session, user, the mark; the health check of the connection is the fourth at the server
    with django_assert_num_queries(3):
        mark(as_alice, thing, headers=htmx)
