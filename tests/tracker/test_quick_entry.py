"""One line becomes an entry: what stands at either end is understood, and nothing typed is lost."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.quick_entry import LONGEST_DAY, MOST, minutes_of, parse

TODAY = date(2026, 11, 20)  # a Friday
OWN = ["Chess", "German lessons"]

LINES = {
    # what the page shows as examples
    "45m coding problems x2 yesterday": {"kind": "coding", "minutes": 45, "count": 2, "on": date(2026, 11, 19)},
    "1h30 study gradients": {"kind": "study", "minutes": 90, "text": "gradients"},
    "1.5 h build": {"kind": "build", "minutes": 90},
    "mock interview 7/10": {"kind": "mock", "score": "7 of 10"},
    "3 applications": {"kind": "application", "count": 3},
    "paper: Attention is all you need": {"kind": "paper", "text": "Attention is all you need"},
    "2 medium coding problems on graphs 40m Monday": {
        "kind": "coding",
        "minutes": 40,
        "count": 2,
        "difficulty": "medium",
        "topic": "graphs",
        "on": date(2026, 11, 16),
    },
    "kaggle rank 120 of 2400": {"kind": "competition", "rank": "120 of 2400", "text": "kaggle"},
    # durations
    "45m": {"minutes": 45},
    "45 min reading": {"minutes": 45, "text": "reading"},
    "study 2 hours": {"minutes": 120},
    "1,5h study": {"minutes": 90},
    "1 h 30 min study": {"minutes": 90},
    "1h and 5 minutes study": {"minutes": 65},
    "1:30 study": {"minutes": 90},
    "90' study": {"minutes": 90},
    "half an hour of reading": {"minutes": 30, "text": "reading"},
    "an hour and a half study": {"minutes": 90},
    "quarter of an hour of study": {"minutes": 15},
    "two hours study": {"minutes": 120},
    "studied for an hour": {"minutes": 60},
    "(45m) study": {"minutes": 45},
    "24h study": {"minutes": 1440},
    "spent 2 hours on gradients": {"minutes": 120, "text": "on gradients"},
    "45 study gradients": {"minutes": 45, "text": "gradients"},
    "build 90": {"kind": "build", "minutes": 90},
    "90": {"minutes": 90},
    # days
    "study today": {},
    "this morning 1h study": {"minutes": 60},
    "yesterday evening: study": {"on": date(2026, 11, 19)},
    "last night 1h study": {"on": date(2026, 11, 19), "minutes": 60},
    "study Thurs": {"on": date(2026, 11, 19)},
    "study next Friday": {"on": date(2026, 11, 27)},  # the form says that it is still to come
    "study next monday": {"on": date(2026, 11, 23)},
    "yesterday: study": {"on": date(2026, 11, 19)},
    "study on Friday": {"on": TODAY},
    "study last friday": {"on": date(2026, 11, 13)},
    "study Thu": {"on": date(2026, 11, 19)},
    "study on Sat": {"on": date(2026, 11, 14)},
    "study 3 days ago": {"on": date(2026, 11, 17)},
    "study two weeks ago": {"on": date(2026, 11, 6)},
    "study 2026-10-31": {"on": date(2026, 10, 31)},
    "study 2027-01-01": {"on": date(2027, 1, 1)},  # the form says that it is still to come
    # kinds
    "system design of a news feed 1h": {"kind": "design", "minutes": 60, "text": "of a news feed"},
    "system design 1h": {"kind": "design", "minutes": 60},
    "mock: 8.5 of 10 with Ada": {"kind": "mock", "score": "8.5 of 10", "text": "with Ada"},
    "open source 2h": {"kind": "open-source", "minutes": 120},
    "2 PRs": {"kind": "open-source", "count": 2, "text": "PRs"},
    "meetup PyData": {"kind": "meetup", "text": "PyData"},
    "applied to DeepMind": {"kind": "application", "text": "applied to DeepMind"},
    "coffee with Jane": {"kind": "contact", "text": "coffee with Jane"},
    "read a paper on attention": {"kind": "paper", "text": "read a paper on attention"},
    "leetcode two sum easy": {"kind": "coding", "difficulty": "easy", "text": "leetcode two sum"},
    "3 problems": {"kind": "coding", "count": 3},
    "hard coding problem": {"kind": "coding", "difficulty": "hard"},
    "blog post about pipelines": {"kind": "post", "text": "about pipelines"},
    "competition top 10%": {"kind": "competition", "rank": "top 10%"},
    "competition ranked 12th of 2,400": {"kind": "competition", "rank": "12 of 2400"},
    "chess 30m": {"kind": "own", "own_kind": "Chess", "minutes": 30},
    "2 German lessons with Eva": {"kind": "own", "own_kind": "German lessons", "count": 2, "text": "with Eva"},
    # what only looks like something stays
    "": {},
    "problems with Docker": {"text": "problems with Docker"},
    "a 24h hackathon": {"text": "a 24h hackathon"},
    "study tomorrow": {"text": "tomorrow"},
    "99999m study": {"text": "99999m study"},
    "25h study": {"text": "25h study"},
    "0m study": {"text": "0m study"},
    "x2000 study": {"text": "x2000 study"},
    "study 2026-02-30": {"text": "2026-02-30"},
    "easy wins at work": {"text": "easy wins at work"},
    "study 7/10": {"text": "7/10"},
    "45m 30m study": {"minutes": 45, "text": "30m study"},
    "sat in the sun": {"text": "sat in the sun"},
    "3 study": {"count": 3},
    "study x45": {"count": 45},
    "study 2026": {"text": "2026"},
}


@pytest.mark.parametrize(("line", "expected"), LINES.items())
def test_a_line(line, expected):
    defaults = {"kind": "study", "on": TODAY, "minutes": None, "count": 1}
    empty = dict.fromkeys(["own_kind", "text", "topic", "difficulty", "score", "rank"], "")
    assert vars(parse(line, TODAY, OWN)) == defaults | empty | expected


PIECES = ["45m", "x2", "yesterday", "coding", "problems", "2", "easy", "7/10", "rank", "Monday", "an", "hour", "chess"]
PIECES += ["paper:", "1h30", "3", "days", "ago", "on", "last", "½", "٣h", "2026-11-01", "—", "kaggle", "top", "10%"]
lines = st.one_of(st.text(max_size=600), st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))


@given(lines)
def test_any_line_gives_an_entry_that_can_be_stored(line):
    entry = parse(line, TODAY, OWN)
    assert entry.minutes is None or 1 <= entry.minutes <= LONGEST_DAY
    assert 1 <= entry.count <= MOST
    assert isinstance(entry.on, date)
    assert (entry.kind == "own") == bool(entry.own_kind)
    assert len(entry.topic) <= 100
    assert max(len(entry.score), len(entry.rank)) <= 40


@given(lines)
def test_words_stay_in_their_order(line):
    entry = parse(line, TODAY, OWN)
    words = iter(line.split())
    kept = f"{entry.topic} {entry.text}".split()
    assert all(any(word.strip(" ,;:–—") == other.strip(" ,;:–—") for other in words) for word in kept)


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll"]), min_size=7, max_size=40).map(lambda word: f"q{word}q"))
def test_a_word_that_says_nothing_stays(word):
    assert parse(f"{word} 45m", TODAY).text == word


def test_a_long_line_costs_no_more_than_its_length():
    for line in ("45m " * 50_000, "a " * 100_000, "x" * 200_000, "1" * 200_000 + "h", "on last " * 50_000):
        assert parse(line, TODAY).on <= TODAY


@pytest.mark.parametrize("days", range(7))
def test_a_weekday_is_the_last_one_on_every_day(days):
    today = TODAY + timedelta(days=days)
    for name in ("Monday", "Thursday", "Sunday"):
        on = parse(f"study {name}", today).on
        assert (on.strftime("%A"), (today - on).days in range(7)) == (name, True)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        ("1h30", 90),
        ("1.5 h", 90),
        (" 2 Hours ", 120),
        ("0", None),
        ("1441", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_duration_of_its_own(text, minutes):
    assert minutes_of(text) == minutes
