"""A few words around what was searched for: nothing is added, and what was found is in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.excerpts import excerpt


@pytest.mark.parametrize(
    ("text", "words", "pieces"),
    [
        ("", "", []),
        ("Short", "", [("Short", False)]),
        ("One\n\n two", "", [("One two", False)]),
        ("Read the Paper twice", "paper", [("Read the ", False), ("Paper", True), (" twice", False)]),
        ("a.b axb", "a.b", [("a.b", True), (" axb", False)]),
        ("One\ntwo", "one  two", [("One two", True)]),
        ("Nothing of it", "paper", [("Nothing of it", False)]),
    ],
)
def test_pieces(text, words, pieces):
    assert excerpt(text, words) == pieces


def test_a_long_text_is_cut_around_what_was_found():
    text = f"{'before ' * 100}needle {'after ' * 100}"
    shown = excerpt(text, "NEEDLE")
    assert ("needle", True) in shown
    assert shown[0][0].startswith("… ")
    assert shown[-1][0].endswith(" …")
    assert sum(len(piece) for piece, _ in shown) < 300


@given(st.text(max_size=2000), st.text(max_size=30))
def test_every_text_has_an_excerpt_that_is_part_of_it(text, words):
    shown = "".join(piece for piece, _ in excerpt(text, words))
    whole = " ".join(text.split())
    if len(whole) <= 220:
        assert shown == whole
    assert shown.removeprefix("… ").removesuffix(" …") in whole
