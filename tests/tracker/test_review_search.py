"""Past reviews: in pages, newest first, and those that hold some words."""

from datetime import date, timedelta

import pytest

FIRST = date(2020, 1, 6)


@pytest.fixture
def written(alice):
    """A hundred weeks of reviews, the third of them with a word of its own in each answer."""
    for number in range(100):
        alice.reviews.create(week_on=FIRST + timedelta(weeks=number), went_well=f"Number {number}.", version=1)
    third = alice.reviews.get(week_on=FIRST + timedelta(weeks=2))
    third.went_well, third.to_improve, third.next_focus = "Went to the Meetup", "50% of_it", "Café\nwriting"
    third.save()


def weeks(page):
    """The addresses of the reviews on a page, in order."""
    listed = page.partition('<ol class="reviews')[2]
    return [part.partition('"')[0] for part in listed.split('href="/my/reviews/')[1:] if part[0] == "2"]


def test_they_come_newest_first_in_pages_without_gap_or_overlap(as_alice, written):
    path, seen = "/my/reviews/", []
    while path:
        page = as_alice.get(path).text
        seen += weeks(page)
        rest = page.partition("before=")[2].partition('"')[0]
        path = rest and f"/my/reviews/?before={rest}"
    assert seen == [f"{FIRST + timedelta(weeks=number)}/" for number in range(99, -1, -1)]


@pytest.mark.parametrize("words", ["meetup", "MEETUP", "to the meet", "50% of_", "  of_it "])
def test_words_are_found_in_any_answer_in_any_case(as_alice, written, words):
    page = as_alice.get("/my/reviews/", {"q": words}).text
    assert weeks(page) == ["2020-01-20/"]
    assert "<mark>" in page


def test_what_was_found_is_marked_and_kept_in_the_field(as_alice, written):
    page = as_alice.get("/my/reviews/", {"q": "meetup"}).text
    assert "Went to the <mark>Meetup</mark>" in page
    assert 'value="meetup"' in page
    assert "1 week with “meetup”." in page


@pytest.mark.parametrize("words", ["%", "_", "\\", "xyz", "' OR 1=1", "<b>"])
def test_signs_are_only_signs(as_alice, written, words):
    found = weeks(as_alice.get("/my/reviews/", {"q": words}).text)
    assert found == (["2020-01-20/"] if words in "%_" else [])


def test_a_search_goes_on_over_its_pages(as_alice, written):
    page = as_alice.get("/my/reviews/?q=number").text
    assert len(weeks(page)) == 20
    assert "?q=number&amp;before=" in page


def test_nothing_found_says_so(as_alice, written):
    assert "No week holds “xyz”." in as_alice.get("/my/reviews/?q=xyz").text


def test_nothing_written_says_how_to_begin(as_alice):
    page = as_alice.get("/my/reviews/").text
    assert "Nothing written yet." in page
    assert 'role="search"' not in page


def test_the_far_end_says_that_there_is_no_more(as_alice, written):
    assert "Nothing further back." in as_alice.get("/my/reviews/?before=2020-01-06").text


@pytest.mark.parametrize("before", ["x", "2020-99-99", "0001-01-01", "9999-12-31", ""])
def test_no_address_makes_it_fail(as_alice, written, before):
    assert as_alice.get("/my/reviews/", {"before": before, "q": "x" * 5000}).status_code == 200
