"""A person's own texts on a checkpoint: `POST /my/checkpoints/<id>/note`."""

import pytest
from django.test import Client
from django.utils.html import escape

from roadmaps.markdown import LONGEST
from tests import factories

LINK, EVIDENCE = "https://notes.example/mine", "https://git.example/mine"


@pytest.fixture
def thing(alice, roadmap):
    alice.follow(roadmap)
    return factories.checkpoint(roadmap, "thing-1-1")


def save(client, thing, note="", link="", evidence="", version=0, headers=None):
    fields = {"note": note, "link": link, "evidence": evidence, "note_version": version}
    return client.post(f"/my/checkpoints/{thing.pk}/note", fields, headers=headers)


def texts(user):
    return user.progress.values_list("note", "link", "evidence", "note_version").get()


def page_of(client, thing):
    return client.get(f"/my/checkpoints/{thing.pk}/").text


# ---- the six answers


def test_it_works(as_alice, alice, thing):
    answer = save(as_alice, thing, "Read chapter 3", LINK, EVIDENCE)
    assert (answer.status_code, answer["Location"]) == (303, f"/my/checkpoints/{thing.pk}/")
    assert texts(alice) == ("Read chapter 3", LINK, EVIDENCE, 1)
    page = page_of(as_alice, thing)
    assert "<p>Read chapter 3</p>" in page
    assert f'value="{LINK}"' in page
    assert f'value="{EVIDENCE}"' in page


def test_twice_is_the_same_as_once_and_no_conflict(as_alice, alice, thing):
    answers = [save(as_alice, thing, "The same", LINK) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert texts(alice) == ("The same", LINK, "", 1)


def test_htmx_is_answered_alike(as_alice, alice, thing, htmx):
    assert save(as_alice, thing, "Mine", headers=htmx).status_code == 303
    assert save(as_alice, thing, "Other", headers=htmx).status_code == 409


def test_the_method_is_post(as_alice, alice, thing):
    assert as_alice.get(f"/my/checkpoints/{thing.pk}/note", {"note": "Mine"}).status_code == 405
    assert not alice.progress.exists()


def test_nobody_keeps_the_text_and_is_told_how_to_save_it(as_nobody, alice, thing):
    page = f"/my/checkpoints/{thing.pk}/"
    answer = save(as_nobody, thing, "My **long** note", headers={"Referer": f"http://testserver{page}"})
    assert answer.status_code == 401
    assert "My **long** note" in answer.content.decode()
    assert f'href="{page}"' in answer.content.decode()
    assert not alice.progress.exists()


def test_nobody_without_a_text_is_sent_to_sign_in_and_back_to_the_page(as_nobody, thing):
    page = f"/my/checkpoints/{thing.pk}/"
    answer = save(as_nobody, thing, "", headers={"Referer": f"http://testserver{page}"})
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={page}")


def test_somebody_who_does_not_follow_it_finds_nothing(as_bob, bob, alice, thing):
    assert save(as_bob, thing, "Mine").status_code == 404
    assert not bob.progress.exists()


def test_somebody_who_follows_it_too_sees_and_writes_only_their_own(as_alice, as_bob, bob, alice, thing):
    bob.follow(thing.roadmap)
    save(as_alice, thing, "Of Alice")
    assert "Of Alice" not in page_of(as_bob, thing)
    save(as_bob, thing, "Of Bob")
    assert texts(alice)[0] == "Of Alice"


# ---- what is saved


def test_a_note_ticks_nothing(as_alice, alice, thing):
    save(as_alice, thing, "Mine")
    assert alice.progress.get().state == "todo"
    assert not alice.events.exists()


def test_everything_can_be_emptied_again(as_alice, alice, thing):
    save(as_alice, thing, "Mine", LINK, EVIDENCE)
    save(as_alice, thing, version=1)
    assert texts(alice) == ("", "", "", 2)


def test_lines_and_indents_stay_as_typed(as_alice, alice, thing):
    save(as_alice, thing, "    code\r\n\r\n- one\r\n")
    assert texts(alice)[0] == "    code\n\n- one"


def test_a_link_needs_no_scheme(as_alice, alice, thing):
    save(as_alice, thing, link="git.example/alice")
    assert texts(alice)[1] == "https://git.example/alice"


def test_the_list_shows_that_there_are_texts(as_alice, thing):
    save(as_alice, thing, "Mine", LINK, EVIDENCE)
    page = as_alice.get("/my/roadmaps/made-up/").text
    for shown in (f"/my/checkpoints/{thing.pk}/#note", LINK, EVIDENCE):
        assert f'href="{shown}"' in page


def test_markdown_is_rendered_safely(as_alice, thing):
    save(as_alice, thing, "**bold** <script>bad()</script> <b hx-get='/x'>x</b> [go](javascript:bad())")
    rendered = page_of(as_alice, thing).partition("<textarea")[0]
    assert "<strong>bold</strong>" in rendered
    assert "&lt;script&gt;bad()" in rendered
    for bad in ("<script>bad", "<b hx-get", 'href="javascript'):
        assert bad not in rendered


# ---- two tabs


def test_a_stale_page_gets_both_texts_and_loses_neither(as_alice, alice, thing):
    save(as_alice, thing, "From the first tab", version=0)
    answer = save(as_alice, thing, "From the second tab", version=0)
    assert answer.status_code == 409
    assert "changed somewhere else in the meantime" in answer.text
    assert '<pre tabindex="0">From the second tab' in answer.text
    assert '<pre tabindex="0">From the first tab' in answer.text
    assert texts(alice) == ("From the first tab", "", "", 1)


def test_after_a_conflict_the_form_holds_what_was_typed_and_saves(as_alice, alice, thing):
    save(as_alice, thing, "From the first tab")
    page = save(as_alice, thing, "From the second tab").text
    assert "From the second tab</textarea>" in page
    assert 'name="note_version" value="1"' in page
    assert save(as_alice, thing, "From both", version=1).status_code == 303
    assert texts(alice)[0] == "From both"


def test_a_conflict_shows_links_and_evidence_too(as_alice, thing):
    save(as_alice, thing, "Mine", evidence=EVIDENCE)
    page = save(as_alice, thing, "Mine", LINK).text
    assert f"My link: {LINK}</pre>" in page
    assert f"Evidence: {EVIDENCE}</pre>" in page
    assert f'value="{LINK}"' in page
    assert f'value="{EVIDENCE}"' in page


def test_a_tick_in_between_is_no_conflict(as_alice, alice, thing):
    alice.mark(thing.pk, "done")
    assert save(as_alice, thing, "Mine").status_code == 303
    assert alice.progress.get().state == "done"


# ---- what is refused, and kept


def test_a_note_of_64_kb_is_saved(as_alice, alice, thing):
    assert save(as_alice, thing, "ü" * LONGEST).status_code == 303
    assert texts(alice)[0] == "ü" * LONGEST


def test_a_longer_note_is_refused_in_words_and_kept(as_alice, alice, thing):
    answer = save(as_alice, thing, "ü" * (LONGEST + 1), LINK)
    assert answer.status_code == 400
    assert "A note holds 64 kB at most." in answer.text
    assert "ü" * (LONGEST + 1) in answer.text
    assert f'value="{LINK}"' in answer.text
    assert not alice.progress.exists()


@pytest.mark.parametrize("field", ["link", "evidence"])
@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JaVaScRiPt://x.example/%0aalert(1)", "data:text/html,x", "not an address"]
)
def test_an_address_that_is_none_is_refused_in_words_and_kept(as_alice, alice, thing, field, address):
    answer = save(as_alice, thing, "Do not lose this", **{field: address})
    assert answer.status_code == 400
    assert "This is no web address." in answer.text
    assert "Not saved yet" in answer.text
    assert f'value="{escape(address)}"' in answer.text
    assert "Do not lose this</textarea>" in answer.text
    assert not alice.progress.exists()


def test_an_expired_form_shows_what_was_typed(alice, thing):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    answer = save(client, thing, "An hour of <b>writing</b>", LINK)
    assert answer.status_code == 403
    assert "An hour of &lt;b&gt;writing&lt;/b&gt;" in answer.text
    assert LINK in answer.text
    assert not alice.progress.exists()


# ---- what a note survives


def test_it_survives_retiring_and_starting_over(as_alice, alice, thing, roadmap):
    save(as_alice, thing, "Mine")
    alice.mark(thing.pk, "done")
    alice.enrollments.get().start_over()
    factories.republish(roadmap, factories.roadmap_text(slug="made-up", checkpoints=0))
    assert texts(alice)[0] == "Mine"
    assert "<p>Mine</p>" in page_of(as_alice, thing)


def test_a_retired_one_still_takes_notes(as_alice, alice, thing, roadmap):
    factories.republish(roadmap, factories.roadmap_text(slug="made-up", checkpoints=0))
    assert save(as_alice, thing, "Later").status_code == 303
    assert texts(alice)[0] == "Later"


def test_a_saved_note_says_so_once(as_alice, thing):
    page = f"/my/checkpoints/{thing.pk}/"
    save(as_alice, thing, "Mine")
    assert "<p>Saved.</p>" in as_alice.get(page).text
    assert "<p>Saved.</p>" not in as_alice.get(page).text


def test_the_browser_does_not_cut_a_long_note(as_alice, thing):
    assert (
        "maxlength" not in as_alice.get(f"/my/checkpoints/{thing.pk}/").text.partition("<textarea")[2].partition(">")[0]
    )
