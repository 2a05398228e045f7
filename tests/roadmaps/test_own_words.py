"""What is delivered is told in our own words: no nine in a row of a source's."""

import re
from itertools import chain

import pytest
from django.conf import settings

from tests.roadmaps import make_shingles


def texts():
    """Everything that we wrote for people to read."""
    paths = chain((settings.BASE_DIR / "fixtures").rglob("*.*"), (settings.BASE_DIR / "templates").rglob("*.*"))
    return [path for path in sorted(paths) if path.suffix in {".md", ".yaml", ".html", ".txt"}]


def without_markup(text):
    return re.sub(r"\{[%{#].*?[%}#]\}|<[^>]*>", " ", text, flags=re.DOTALL)


@pytest.mark.parametrize("path", texts(), ids=lambda path: path.relative_to(settings.BASE_DIR).as_posix())
def test_no_nine_words_in_a_row_are_a_sources(path):
    seeds, text = make_shingles.stored(), path.read_text(encoding="utf-8")
    ours = make_shingles.shingles(text) | make_shingles.shingles(without_markup(text))
    assert [row for shingle, row in ours.items() if shingle in seeds] == []


def test_the_shingles_are_of_five_documents():
    assert 8_000 < len(make_shingles.stored()) < 20_000


def test_nine_words_are_found_whatever_stands_between_them():
    seeds = make_shingles.shingles("One, two three. Four's five (six) seven eight nine — ten.")
    ours = make_shingles.shingles("zero one two <b>three</b> fours\nfive **six** seven eight nine")
    assert not seeds.keys() & ours.keys()  # the tag's name counts as a word
    ours = make_shingles.shingles(without_markup("zero one two <b>three</b> fours\nfive **six** seven eight nine"))
    assert [seeds[shingle] for shingle in seeds.keys() & ours.keys()] == [
        "one two three fours five six seven eight nine"
    ]
