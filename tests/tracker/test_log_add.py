"""The whole form of an entry: add, change, from a checkpoint, and kinds of one's own."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests import factories
from tracker.models import LogEntry, LogKind

ADD = "/my/log/add"


@pytest.fixture
def thing(alice, roadmap):
    alice.follow(roadmap)
    return factories.checkpoint(roadmap, "thing-1-1")


@pytest.fixture
def entry(alice):
    return alice.log.create(form_id=uuid4(), on=alice.today(), kind="study", minutes=60, text="Gradients")


def form(user, **fields):
    return {"kind": "study", "on": f"{user.today()}", "form_id": str(uuid4()), **fields}


# ---- adding


def test_everything_is_stored(as_alice, alice):
    fields = {"kind": "coding", "minutes": "1h30", "count": "2", "text": "Two sum", "difficulty": "easy"}
    answer = as_alice.post(ADD, form(alice, **fields, topic="hashing", link="git.example/alice"))
    entry = alice.log.get()
    assert (answer.status_code, answer.url) == (303, f"/my/log/?logged={entry.pk}")
    assert (entry.kind, entry.minutes, entry.count, entry.text) == ("coding", 90, 2, "Two sum")
    assert (entry.difficulty, entry.topic, entry.link) == ("easy", "hashing", "https://git.example/alice")
    page = as_alice.get("/my/log/").text
    for shown in ("Coding problems × 2: Two sum", "easy", "on hashing", "1.5 h", 'href="https://git.example/alice"'):
        assert shown in page


def test_the_form_sent_twice_is_one_entry(as_alice, alice):
    same = form(alice)
    assert [as_alice.post(ADD, same).status_code for _ in range(2)] == [303, 303]
    assert alice.log.count() == 1


def test_with_htmx_and_other_methods(as_alice, alice, htmx):
    assert as_alice.post(ADD, form(alice), headers=htmx).status_code == 303
    assert as_alice.delete(ADD).status_code == 405


def test_nobody_keeps_what_was_typed(as_nobody, alice):
    answer = as_nobody.post(ADD, form(alice, text="An hour of writing"))
    assert (answer.status_code, "An hour of writing" in answer.text) == (401, True)


@pytest.mark.parametrize(("kind", "kept"), [("mock", "score"), ("competition", "rank"), ("coding", "difficulty")])
def test_a_kind_has_its_own_fields(as_alice, alice, kind, kept):
    fields = {"score": "7 of 10", "rank": "1 of 9", "difficulty": "hard"}
    as_alice.post(ADD, form(alice, kind=kind, **fields))
    assert {name for name in fields if getattr(alice.log.get(), name)} == {kept}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"on": "2999-01-01"}, "That day is still to come."),
        ({"on": "2001-01-01"}, "ten years back"),
        ({"on": ""}, "This field is required"),
        ({"minutes": "soon"}, "How long was it?"),
        ({"minutes": "25h"}, "How long was it?"),
        ({"count": "1001"}, "less than or equal to 1000"),
        ({"kind": "own"}, "Select a valid choice"),
        ({"link": "javascript:alert(1)"}, "This is no web address."),
        ({"form_id": "x"}, "please open it anew"),
        ({"checkpoint": "4711"}, None),
    ],
)
def test_what_is_refused_stays_typed(as_alice, alice, fields, said):
    answer = as_alice.post(ADD, form(alice, text="Do not lose this", **fields))
    assert answer.status_code == (400 if said else 404)
    assert not alice.log.exists()
    if said:
        assert said in answer.text
        assert 'value="Do not lose this"' in answer.text


def test_ten_years_ago_is_not_too_early(as_alice, alice):
    on = alice.today() - timedelta(days=3650)
    assert as_alice.post(ADD, form(alice, on=f"{on}")).status_code == 303


# ---- from a checkpoint


def test_from_a_checkpoint(as_alice, alice, thing):
    assert f'href="/my/log/add?checkpoint={thing.pk}"' in as_alice.get(f"/my/checkpoints/{thing.pk}/").text
    page = as_alice.get(f"{ADD}?checkpoint={thing.pk}").text
    assert f'name="checkpoint" value="{thing.pk}"' in page
    assert '<option value="build" selected>' in page
    assert as_alice.post(ADD, form(alice, checkpoint=thing.pk)).status_code == 303
    assert alice.log.get().checkpoint == thing
    assert f'for <a href="/my/checkpoints/{thing.pk}/">{thing.title}</a>' in as_alice.get("/my/log/").text


@pytest.mark.parametrize(("slug", "kind"), [("4", "study"), ("1", "build"), ("2", "build"), ("3", "study")])
def test_the_kind_follows_the_checkpoints(as_alice, thing, slug, kind):
    other = factories.checkpoint(thing.roadmap, f"thing-1-{slug}")
    page = as_alice.get(f"{ADD}?checkpoint={other.pk}").text
    assert page.count(f'<option value="{kind}" selected>') == 2  # the form's and the timer's


def test_a_checkpoint_that_one_may_not_tick_is_none(as_bob, bob, thing):
    assert as_bob.get(f"{ADD}?checkpoint={thing.pk}").status_code == 404
    assert as_bob.post(ADD, form(bob, checkpoint=thing.pk)).status_code == 404
    assert as_bob.get(f"{ADD}?checkpoint={'9' * 30}").status_code == 404
    assert not LogEntry.objects.exists()


# ---- changing


def test_an_entry_is_changed(as_alice, alice, entry):
    page = as_alice.get(f"/my/log/{entry.pk}/").text
    assert 'value="1h"' in page
    answer = as_alice.post(f"/my/log/{entry.pk}/", form(alice, kind="build", minutes="45"))
    assert (answer.status_code, answer.url) == (303, f"/my/log/#entry-{entry.pk}")
    changed = alice.log.get()
    assert (changed.pk, changed.kind, changed.minutes, changed.text) == (entry.pk, "build", 45, "")
    assert changed.form_id == entry.form_id


def test_a_change_twice_is_the_same_and_bad_ones_change_nothing(as_alice, alice, entry):
    same = form(alice, minutes="45")
    assert [as_alice.post(f"/my/log/{entry.pk}/", same).status_code for _ in range(2)] == [303, 303]
    assert as_alice.post(f"/my/log/{entry.pk}/", form(alice, minutes="soon")).status_code == 400
    assert alice.log.get().minutes == 45


def test_a_day_that_is_ahead_where_one_is_now_may_stay(as_alice, alice, entry):
    on = alice.today() + timedelta(days=1)
    alice.log.update(on=on)
    assert f'max="{on}"' in as_alice.get(f"/my/log/{entry.pk}/").text
    assert as_alice.post(f"/my/log/{entry.pk}/", form(alice, on=f"{on}", minutes="45")).status_code == 303
    assert (alice.log.get().on, alice.log.get().minutes) == (on, 45)
    later = on + timedelta(days=1)
    assert as_alice.post(f"/my/log/{entry.pk}/", form(alice, on=f"{later}")).status_code == 400


def test_to_an_own_kind_and_back(as_alice, alice, entry):
    chess = LogKind.objects.create(user=alice, name="Chess")
    as_alice.post(f"/my/log/{entry.pk}/", form(alice, kind=f"own-{chess.pk}"))
    assert (alice.log.get().kind, alice.log.get().own_kind) == ("own", chess)
    assert f'<option value="own-{chess.pk}" selected>' in as_alice.get(f"/my/log/{entry.pk}/").text
    as_alice.post(f"/my/log/{entry.pk}/", form(alice))
    assert (alice.log.get().kind, alice.log.get().own_kind) == ("study", None)


def test_somebody_elses_entry_and_kind_do_not_exist(as_bob, bob, alice, entry):
    chess = LogKind.objects.create(user=alice, name="Chess")
    assert as_bob.get(f"/my/log/{entry.pk}/").status_code == 404
    assert as_bob.post(f"/my/log/{entry.pk}/", form(bob, text="Mine")).status_code == 404
    assert as_bob.post(ADD, form(bob, kind=f"own-{chess.pk}")).status_code == 400
    assert alice.log.get().text == "Gradients"


@pytest.mark.parametrize("number", [1, 50])
def test_queries(as_alice, alice, entry, number, django_assert_num_queries):
    LogKind.objects.bulk_create(LogKind(user=alice, name=f"Kind {n}") for n in range(number))
    # session, user, own kinds
    with django_assert_num_queries(3):
        as_alice.get(ADD)
    # session, user, entry, own kinds
    with django_assert_num_queries(4):
        as_alice.get(f"/my/log/{entry.pk}/")
