"""Delete an entry, and bring it back whole from what the answer holds: the server keeps nothing for it."""

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.forms import model_to_dict

from tests import factories
from tracker.models import LogKind


@pytest.fixture
def entry(alice, roadmap):
    alice.follow(roadmap)
    chess = LogKind.objects.create(user=alice, name="Chess")
    texts = {"text": 'Openings & "traps" <b>', "link": "https://chess.example/1"}
    more = {"own_kind": chess, "minutes": 45, "count": 3, "checkpoint": factories.checkpoint(roadmap, "thing-1-1")}
    return alice.log.create(form_id=uuid4(), on=alice.today(), kind="own", **texts, **more)


def delete(client, entry, **options):
    return client.post(f"/my/log/{entry.pk}/delete", **options)


def form_in(answer):
    """What the undo button of an answer sends."""
    form = answer.text.partition('action="/my/log/restore"')[2].partition("</form>")[0]
    return {name: unescape(value) for name, value in re.findall(r'name="(\w+)"(?: value="([^"]*)")?', form)}


def columns(entry):
    return {name: value for name, value in model_to_dict(entry).items() if name not in ("id", "at")}


def test_it_is_deleted_and_brought_back_whole(as_alice, alice, entry):
    answer = delete(as_alice, entry)
    assert (answer.status_code, "<b>Deleted.</b>" in answer.text) == (200, True)
    assert not alice.log.exists()
    restored = as_alice.post("/my/log/restore", form_in(answer))
    again = alice.log.get()
    assert (restored.status_code, restored.url) == (303, f"/my/log/?logged={again.pk}")
    assert columns(again) == columns(entry)


@pytest.mark.parametrize("kind", ["study", "coding", "mock", "competition"])
def test_each_kind_keeps_its_fields(as_alice, alice, kind):
    fields = {
        "coding": {"difficulty": "hard", "topic": "graphs"},
        "mock": {"score": "7 of 10"},
        "competition": {"rank": "1 of 9"},
    }
    entry = alice.log.create(form_id=uuid4(), on=alice.today(), kind=kind, **fields.get(kind, {}))
    as_alice.post("/my/log/restore", form_in(delete(as_alice, entry)))
    assert columns(alice.log.get()) == columns(entry)


def test_of_a_day_that_is_ahead_where_one_is_now(as_alice, alice):
    on = alice.today() + timedelta(days=1)
    entry = alice.log.create(form_id=uuid4(), on=on, kind="study")
    as_alice.post("/my/log/restore", form_in(delete(as_alice, entry)))
    assert columns(alice.log.get()) == columns(entry)


def test_older_pages_are_the_logs(as_alice, alice, entry):
    for _ in range(51):
        alice.log.create(form_id=uuid4(), on=alice.today(), kind="study")
    assert 'href="/my/log/?before=' in delete(as_alice, entry).text


def test_undo_twice_is_one_entry(as_alice, alice, entry):
    form = form_in(delete(as_alice, entry))
    assert [as_alice.post("/my/log/restore", form).status_code for _ in range(2)] == [303, 303]
    assert alice.log.count() == 1


def test_what_is_deleted_is_not_there_a_second_time(as_alice, entry, htmx):
    assert delete(as_alice, entry, headers=htmx).status_code == 200
    assert delete(as_alice, entry).status_code == 404


def test_it_is_only_posted_to(as_alice, alice, entry):
    assert as_alice.get(f"/my/log/{entry.pk}/delete").status_code == 405
    assert as_alice.get("/my/log/restore").status_code == 405
    assert alice.log.exists()


def test_nobody_and_somebody_else_delete_nothing(as_nobody, as_bob, alice, entry):
    assert delete(as_nobody, entry).status_code == 302
    assert delete(as_bob, entry).status_code == 404
    assert alice.log.exists()


def test_somebody_else_can_restore_only_what_they_may_write(as_alice, as_bob, bob, entry):
    form = form_in(delete(as_alice, entry))
    answer = as_bob.post("/my/log/restore", form)
    assert answer.status_code == 404  # neither the kind nor the checkpoint is Bob's
    del form["checkpoint"]
    assert as_bob.post("/my/log/restore", form).status_code == 400
    assert not bob.log.exists()


def test_what_was_tampered_with_is_a_form_again(as_alice, alice, entry):
    answer = as_alice.post("/my/log/restore", form_in(delete(as_alice, entry)) | {"on": "2999-01-01"})
    assert (answer.status_code, "still to come" in answer.text) == (400, True)
    assert not alice.log.exists()


def test_undo_of_what_was_just_logged(as_alice, alice):
    answer = as_alice.post("/my/log/", {"text": "45m study", "form_id": str(uuid4())})
    page = as_alice.get(answer.url).text
    address = re.search(r'action="(/my/log/\d+/delete)" class="undo', page)[1]
    as_alice.post(address)
    assert not alice.log.exists()
