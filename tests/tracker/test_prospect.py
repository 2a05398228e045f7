"""When the road ends, in words."""

from datetime import date

import pytest

from tracker.prospect import leaves, road_ends

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 12, 12), date(2026, 12, 26), "The road ends between 12 and 26 December."),
        (date(2026, 11, 30), date(2026, 12, 26), "The road ends between 30 November and 26 December."),
        (date(2026, 12, 12), date(2027, 1, 3), "The road ends between 12 December and 3 January 2027."),
        (date(2027, 3, 12), date(2027, 3, 26), "The road ends between 12 and 26 March 2027."),
        (date(2027, 3, 12), date(2027, 3, 12), "The road ends about 12 March 2027."),
    ],
)
def test_a_range(first, last, words):
    assert road_ends(first, last, TODAY) == words


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (date(2027, 6, 30), "That leaves 13 weeks to search."),
        (date(2027, 3, 27), "That leaves a day to search."),
        (date(2027, 4, 5), "That leaves 10 days to search."),
        (date(2027, 3, 26), "Your day is within that range."),
        (date(2027, 3, 12), "Your day is within that range."),
        (date(2026, 11, 19), "Your day has come and gone; a later one can take its place."),
        (date(2026, 11, 20), "Your day is about 16 weeks before that. More hours a week or a later day fit both."),
        (date(2027, 2, 1), "Your day is about 5 weeks before that. More hours a week or a later day fit both."),
    ],
)
def test_what_it_leaves(by, words):
    assert leaves(date(2027, 3, 12), date(2027, 3, 26), by, TODAY) == words
