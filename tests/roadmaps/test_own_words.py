"""The content that is delivered: everything the sources ask for is there, once, and in our own words."""

import json
import re
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings

from roadmaps import outline
from tests.roadmaps import make_shingles

CENSUS = json.loads(Path(__file__).with_name("census_map.json").read_text())
# The weekly checks C025 to C068, by the milestone that the source puts them in: the first number of each.
FIRST_OF = {
    "week-1": 25,
    "week-2": 28,
    "week-3": 32,
    "week-4": 36,
    "week-5": 40,
    "weeks-6-7": 44,
    "week-8": 48,
    "week-9": 52,
    "week-10": 56,
    "weeks-11-12": 60,
}


@pytest.fixture(scope="module")
def intensive():
    path = settings.BASE_DIR / "fixtures" / "roadmaps" / "production-ml-engineer.md"
    return outline.parse(path.read_text(encoding="utf-8"))


def number(name):
    return int(name.removeprefix("C"))


def test_the_census_is_c025_to_c101():
    assert [number(name) for name in CENSUS] == list(range(25, 102))


def test_each_of_the_77_has_a_checkpoint_of_its_own():
    assert len(set(CENSUS.values())) == 77


def test_each_of_the_77_is_there_exactly_once(intensive):
    there = Counter(checkpoint.slug for _, _, checkpoint in intensive.checkpoints())
    assert {name: there[slug] for name, slug in CENSUS.items()} == dict.fromkeys(CENSUS, 1)


def test_the_44_weekly_checks_stand_in_their_week(intensive):
    place = {checkpoint.slug: milestone.slug for _, milestone, checkpoint in intensive.checkpoints()}
    weeks = list(FIRST_OF)
    ends = [*list(FIRST_OF.values())[1:], 69]
    expected = {f"C{n:03d}": week for week, end in zip(weeks, ends, strict=True) for n in range(FIRST_OF[week], end)}
    assert len(expected) == 44
    assert {name: place[CENSUS[name]] for name in expected} == expected


def test_what_the_source_calls_paid_is_optional(intensive):
    optional = {c.slug for phase, m, c in intensive.checkpoints() if c.optional or m.optional or phase.optional}
    assert {CENSUS[f"C{n:03d}"] for n in range(76, 80)} <= optional


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
