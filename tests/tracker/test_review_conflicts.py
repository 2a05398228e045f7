"""A review that was changed in another tab: both texts are shown, nothing is lost. Two at once make one row."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests import factories
from tests.tracker.test_reviews import PAGE, WEEK, answers, now, save  # noqa: F401
from tracker.models import WeeklyReview


@pytest.fixture
def stale(as_alice):
    """Two tabs opened the same week; the first has saved. What the second is answered."""
    save(as_alice, went_well="From the first", next_focus="Alike", version=0)
    return save(as_alice, went_well="From the second", to_improve="Mine alone", next_focus="Alike", version=0)


def test_both_texts_are_shown_and_nothing_is_stored(stale, alice):
    assert stale.status_code == 409
    assert "changed somewhere else in the meantime" in stale.text
    assert '<pre tabindex="0">From the second</pre>' in stale.text
    assert '<pre tabindex="0">From the first</pre>' in stale.text
    assert answers(alice) == (WEEK, "From the first", "", "Alike", 1)


def test_what_is_alike_is_not_shown_as_a_conflict(stale):
    assert '<pre tabindex="0">Alike</pre>' not in stale.text
    assert "Alike</textarea>" in stale.text


def test_the_form_holds_what_was_typed_and_saves_now(stale, as_alice, alice):
    assert "From the second</textarea>" in stale.text
    assert 'name="review_version" value="1"' in stale.text
    assert save(as_alice, went_well="From both", to_improve="Mine alone", version=1).status_code == 303
    assert answers(alice) == (WEEK, "From both", "Mine alone", "", 2)


def test_what_was_left_empty_is_filled_with_what_is_saved(as_alice):
    save(as_alice, went_well="Saved first")
    page = save(as_alice, to_improve="Typed second").text
    assert "Saved first</textarea>" in page
    assert "Typed second</textarea>" in page


def test_a_conflict_of_one_week_is_none_of_another(as_alice):
    save(as_alice, went_well="Mine")
    assert save(as_alice, "2026-11-09", went_well="Of the week before").status_code == 303


def test_a_stale_page_that_says_the_same_is_no_conflict(as_alice, alice):
    save(as_alice, went_well="Mine")
    save(as_alice, went_well="Changed", version=1)
    assert save(as_alice, went_well="Changed", version=0).status_code == 303
    assert answers(alice)[4] == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("version", [0, 1], ids=["a new one", "one that is there"])
def test_of_twenty_at_once_one_is_saved_and_the_others_are_told(version):
    user = factories.person()
    if version:
        user.reviews.create(week_on=WEEK, version=version)
    start = Barrier(20)

    def write(number):
        start.wait()
        try:
            empty = {"to_improve": "", "next_focus": ""}
            return WeeklyReview.write(user, WEEK, version=version, went_well=f"Number {number}", **empty)[1]
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as threads:
        saved = list(threads.map(write, range(20)))
    assert sum(saved) == 1
    assert answers(user) == (WEEK, f"Number {saved.index(True)}", "", "", version + 1)
