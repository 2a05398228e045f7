"""`/my/roadmaps/<slug>/print/`: everything on one page, with notes and links."""

import pytest

from tests.factories import checkpoint

ADDRESS = "/my/roadmaps/made-up/print/"


@pytest.fixture
def walked(alice, roadmap):
    alice.follow(roadmap)
    first = checkpoint(roadmap, "thing-1-1")
    alice.mark(first.pk, "done")
    alice.save_texts(first, note="It was **hard**", link="https://a.example/", evidence="", note_version=0)
    return roadmap


def test_it_shows_every_checkpoint_with_its_state(as_alice, walked):
    page = as_alice.get(ADDRESS).content.decode()
    assert page.count("<li data-state=") == 10
    assert "Done today" in page


def test_it_shows_notes_and_links(as_alice, walked):
    page = as_alice.get(ADDRESS).content.decode()
    assert "<strong>hard</strong>" in page
    assert "https://a.example/" in page


def test_somebody_elses_is_not_there(as_bob, walked):
    assert as_bob.get(ADDRESS).status_code == 404


def test_nobody_is_asked_to_sign_in(as_nobody, walked):
    assert as_nobody.get(ADDRESS).status_code == 302


def test_it_is_read_only(as_alice, walked):
    assert as_alice.post(ADDRESS).status_code == 405


def test_queries(as_alice, walked, django_assert_num_queries):
    as_alice.get(ADDRESS)
    with django_assert_num_queries(5):  # session, person, enrollment with roadmap, progress, notes
        as_alice.get(ADDRESS)
