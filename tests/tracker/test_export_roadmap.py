"""A followed roadmap as a file: `/my/roadmaps/<slug>.md`."""

import pytest

from roadmaps import contents
from tests import factories

ADDRESS = "/my/roadmaps/made-up.md"


@pytest.fixture
def walked(alice, roadmap):
    alice.follow(roadmap)
    first, second = factories.checkpoint(roadmap, "thing-1-1"), factories.checkpoint(roadmap, "thing-1-2")
    alice.mark(first.pk, "done")
    alice.mark(second.pk, "skipped")
    alice.save_texts(first, note="It was **hard**", link="", evidence="", note_version=0)
    return roadmap


def test_it_is_a_file_with_ticks(as_alice, alice, walked):
    answer = as_alice.get(ADDRESS)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/markdown; charset=utf-8")
    assert answer["Content-Disposition"] == 'attachment; filename="made-up.md"'
    assert answer["Cache-Control"] == "no-store"
    today = alice.today()
    assert answer.text.startswith(f"# Roadmap made-up\n\n1 of 9 done (11 %), {today.day} {today:%b %Y}\n")
    assert "- [x] Thing 1.1\n" in answer.text
    assert "- [ ] ~~Thing 1.2~~\n" in answer.text
    assert "#### Build" in answer.text


def test_notes_come_when_they_are_asked_for(as_alice, walked):
    assert "hard" not in as_alice.get(ADDRESS).text
    assert "  > It was **hard**\n" in as_alice.get(f"{ADDRESS}?notes=1").text


def test_a_stopped_one_can_be_taken_out(as_alice, alice, walked):
    alice.enrollments.get().stop()
    assert as_alice.get(ADDRESS).status_code == 200


def test_the_page_leads_there(as_alice, walked):
    page = as_alice.get("/my/roadmaps/made-up/").text
    assert all(address in page for address in (f'"{ADDRESS}"', f'"{ADDRESS}?notes=1"', "?notes=1&amp;text=1"))


def test_the_other_answers(as_alice, as_bob, as_nobody, bob, walked, htmx):
    assert as_alice.get(ADDRESS, headers=htmx).status_code == 200
    assert as_alice.post(ADDRESS).status_code == 405
    assert as_bob.get(ADDRESS).status_code == 404
    assert as_nobody.get(ADDRESS)["Location"] == f"/accounts/login/?next={ADDRESS}"
    bob.follow(walked)
    assert "0 of 10 done" in as_bob.get(f"{ADDRESS}?notes=1").text
    assert "hard" not in as_bob.get(f"{ADDRESS}?notes=1").text


def test_it_moves_in_as_it_was(as_alice, as_bob, walked):
    """Somebody's export, brought to another account: the roadmap that it was of is offered with its ticks."""
    text = as_alice.get(ADDRESS).text
    (offer,) = as_bob.post("/my/import/", {"text": text}).context["offers"]
    assert ([checkpoint.slug for checkpoint in offer.to_tick], offer.boxes) == (["thing-1-1"], 10)
    as_bob.post("/my/import/", {"text": text, "confirmed": "made-up"})
    assert as_bob.get(ADDRESS).text == text


@pytest.mark.parametrize("size", [10, 1000])
def test_queries(as_alice, walked, size, django_assert_num_queries):
    factories.grow(walked, milestones=(size - 10) // 5)
    contents._kept.clear()
    # session, user, enrollment with its roadmap, phases, milestones, checkpoints, resources, progress
    with django_assert_num_queries(8):
        assert as_alice.get(ADDRESS).text.count("- [") == size
    # with contents in memory: session, user, enrollment with its roadmap, progress, notes
    with django_assert_num_queries(5):
        assert as_alice.get(f"{ADDRESS}?notes=1&text=1").status_code == 200
