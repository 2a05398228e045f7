"""What of a text is what is there: by slug, by words, and by asking."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmaps import changes, matching, outline
from tests.roadmaps.test_outline_round_trip import numbered, outlines

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures" / "roadmaps").glob("*.md"))

STORED = """\
---
slug: stored
title: The stored one
---
# Phase one {#one}

## Week 1: Basics {#week-1 study=4 practice=2}

What the first week is for.

- [ ] Install Python {#install-python hours=1 skill=programming}

  From its own site.
- [ ] Read chapter 1 {#read-1}
- [ ] Learn about gradients {#gradients}

### Build

- [ ] Build project 1 {#project-1}

## Week 2: More {#week-2}

- [ ] Read chapter 2 {#read-2}
- [ ] Explain backpropagation to a friend {#explain}
"""


@pytest.fixture
def stored():
    return outline.parse(STORED)


def propose(stored, text, **options):
    return matching.propose(stored, outline.parse(text), **options)


def slugs(proposal):
    return [checkpoint.slug for _, _, checkpoint in proposal.outline.checkpoints()]


def edited(old, new):
    assert old in STORED
    return STORED.replace(old, new)


def bare(text):
    """Without front matter and attributes, as somebody else writes it."""
    return re.sub(r" ?\{[^{}]*\}", "", re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL))


# ---- what is sure


def test_the_same_text_changes_nothing(stored):
    proposal = propose(stored, STORED)
    assert proposal.outline == stored
    assert not proposal.unsure


def test_words_alone_are_recognised(stored):
    proposal = propose(stored, bare(STORED))
    assert proposal.outline == stored
    assert not proposal.unsure


@pytest.mark.parametrize(
    "title",
    ["**Install** Python", "install  python.", "[Install Python](https://python.org)", "<b>Install</b> `Python`"],
)
def test_marks_case_and_addresses_do_not_count(stored, title):
    assert slugs(propose(stored, f"## Week 1: Basics\n- [ ] {title}\n")) == ["install-python"]


def test_a_slug_holds_through_other_words(stored):
    proposal = propose(stored, edited("Learn about gradients", "Learn what gradients are good for"))
    assert "gradients" in slugs(proposal)
    assert not proposal.unsure


def test_what_moved_to_another_milestone_is_found_by_its_words(stored):
    text = "## Week 1: Basics\n- [ ] Read chapter 1\n## Week 2: More\n- [ ] Install Python\n- [ ] Read chapter 2\n"
    proposal = propose(stored, text)
    assert slugs(proposal) == ["read-1", "install-python", "read-2"]
    assert [str(change) for change in changes.compare(stored, proposal.outline).moved] == [
        "moved: Install Python: Week 1: Basics → Week 2: More"
    ]


def test_the_same_words_twice_are_told_apart_by_where_they_stand():
    text = "## A\n- [ ] Practise\n## B\n- [ ] Practise\n"
    old = propose(outline.Outline(), text).outline
    assert slugs(propose(old, "## B\n- [ ] Practise\n## A\n- [ ] Practise\n")) == ["practise-2", "practise"]


def test_what_was_retired_comes_back_by_its_words(stored):
    gone = [outline.Checkpoint("Draw a tree", slug="draw-a-tree")]
    proposal = propose(stored, bare(STORED) + "- [ ] Draw a tree\n", gone=gone)
    assert slugs(proposal)[-1] == "draw-a-tree"


def test_a_text_without_headings_leaves_everything_where_it_is(stored):
    text = "\n".join(f"- [ ] {c.title}" for _, _, c in stored.checkpoints()) + "\n- [ ] One thing more\n"
    proposal = propose(stored, text)
    assert [str(line) for line in changes.compare(stored, proposal.outline).lines()] == [
        "added: One thing more (in Week 2: More)"
    ]


# ---- what a text cannot say is kept


def test_hours_skills_kinds_and_texts_stay(stored):
    proposal = propose(stored, bare(STORED).replace("From its own site.", "").replace("### Build", ""))
    assert proposal.outline == stored


def test_a_text_in_our_form_is_taken_at_its_word(stored):
    proposal = propose(stored, edited(" hours=1 skill=programming", "").replace("  From its own site.\n", ""))
    checkpoint = next(c for _, _, c in proposal.outline.checkpoints())
    assert (checkpoint.hours, checkpoint.skills, checkpoint.description) == (None, [], "")


def test_an_untitled_list_gets_titles():
    proposal = propose(outline.Outline(), "- [ ] One\n- [ ] Two\n")
    (phase,) = proposal.outline.phases
    assert (proposal.outline.title, phase.title, phase.milestones[0].title) == ("My list", "My list", "Everything")


def test_a_title_that_is_too_long_goes_on_below():
    words = "word " * 100
    checkpoint = next(c for _, _, c in propose(outline.Outline(), f"- [ ] {words}\n").outline.checkpoints())
    assert len(checkpoint.title) <= 300
    assert checkpoint.title.endswith("…")
    assert checkpoint.description == words.strip()


def test_a_long_title_is_recognised_again():
    text = f"- [ ] {'word ' * 100}\n"
    old = propose(outline.Outline(), text).outline
    assert propose(old, text).outline == old


# ---- what is asked


def test_nearly_the_same_words_are_asked_and_suggested(stored):
    proposal = propose(stored, bare(STORED).replace("Learn about gradients", "Learn about the gradient"))
    (row,) = proposal.unsure
    assert (row.title, row.suggested, row.decided) == ("Learn about the gradient", "gradients", "")
    assert "gradients" in slugs(proposal)


def test_another_number_is_never_suggested(stored):
    proposal = propose(stored, bare(STORED).replace("Build project 1", "Build project 2"))
    (row,) = proposal.unsure
    assert row.suggested == ""
    assert proposal.undecided == 1
    assert "project-1" not in slugs(proposal)


def test_a_slug_with_quite_other_words_is_asked(stored):
    """How ticks got onto other topics elsewhere: an id that was given to something else."""
    proposal = propose(stored, edited("Explain backpropagation to a friend", "Set up Airflow"))
    (row,) = proposal.unsure
    assert (row.title, row.suggested) == ("Set up Airflow", "explain")


def test_a_new_slug_with_the_old_words_is_asked(stored):
    """How ticks got lost elsewhere: the same topic under another id."""
    proposal = propose(stored, edited("{#explain}", "{#explaining}"))
    (row,) = proposal.unsure
    assert row.suggested == "explain"
    assert slugs(proposal)[-1] == "explain"


def test_words_that_are_there_several_times_are_asked_without_a_suggestion():
    old = propose(outline.Outline(), "## A\n- [ ] Practise\n## B\n- [ ] Practise\n").outline
    proposal = propose(old, "## C\n- [ ] Practise\n## D\n- [ ] Rest\n")
    (row,) = proposal.unsure
    assert {candidate.slug for candidate in row.candidates} == {"practise", "practise-2"}
    assert row.answer == ""


def test_what_says_what_it_replaces_is_not_asked(stored):
    text = edited("- [ ] Read chapter 1 {#read-1}", "- [ ] Read chapter 1 twice {#read-twice replaces=read-1}")
    assert not propose(stored, text).unsure


# ---- answers


@pytest.fixture
def two(stored):
    """A text with two rows to decide."""
    text = bare(STORED).replace("Build project 1", "Build project 2").replace("Read chapter 1", "Read chapter 7")
    return text, [row.key for row in propose(stored, text).unsure]


def test_an_answer_that_it_is_the_same(stored, two):
    text, (_, key) = two
    proposal = propose(stored, text, decisions={key: "project-1"})
    assert "project-1" in slugs(proposal)
    assert proposal.undecided == 1


def test_an_answer_that_it_is_new(stored, two):
    text, keys = two
    proposal = propose(stored, text, decisions=dict.fromkeys(keys, "new"))
    assert proposal.undecided == 0
    assert {"build-project-2", "read-chapter-7"} <= set(slugs(proposal))


def test_new_with_the_slug_of_another_gets_a_slug_of_its_own(stored):
    text = edited("Explain backpropagation to a friend", "Set up Airflow")
    (row,) = propose(stored, text).unsure
    assert slugs(propose(stored, text, decisions={row.key: "new"}))[-1] == "set-up-airflow"


@pytest.mark.parametrize("answer", ["nonsense", "read-2", ""])
def test_an_answer_that_nobody_offered_does_not_count(stored, two, answer):
    text, keys = two
    proposal = propose(stored, text, decisions={keys[1]: answer})
    assert proposal.undecided == 2


def test_one_stored_checkpoint_is_given_once():
    old = propose(outline.Outline(), "## A\n- [ ] Practise the piano\n").outline
    text = "## A\n- [ ] Practise the piano 1\n- [ ] Practise the piano 2\n"
    keys = [row.key for row in propose(old, text).unsure]
    proposal = propose(old, text, decisions=dict.fromkeys(keys, "practise-the-piano"))
    assert slugs(proposal) == ["practise-the-piano", "practise-the-piano-2"]


# ---- slugs


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Learn C++ & Rust", "learn-c-rust"),
        ("Résumé überarbeiten", "resume-uberarbeiten"),
        ("学习 Python", "python"),
        ("学习", "checkpoint"),
        ("[Read](https://example.org/a-b) it", "read-it"),
        ("x" * 90, "x" * 60),
    ],
)
def test_a_fresh_slug(title, slug):
    assert matching.fresh_slug(title, set()) == slug


def test_a_fresh_slug_is_one_that_nothing_had():
    assert matching.fresh_slug("Read", {"read", "read-2"}) == "read-3"


def test_no_part_gets_the_slug_of_a_retired_one(stored):
    gone = [outline.Checkpoint("Quite different words", slug="one-thing-more")]
    proposal = propose(stored, bare(STORED) + "- [ ] One thing more\n", gone=gone)
    assert slugs(proposal)[-1] == "one-thing-more-2"


# ---- at large


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_what_we_ship_is_recognised_word_by_word(path):
    stored = outline.parse(path.read_text(encoding="utf-8"))
    proposal = propose(stored, bare(path.read_text(encoding="utf-8")))
    assert sorted(slugs(proposal)) == sorted(c.slug for _, _, c in stored.checkpoints())
    assert not proposal.unsure


@settings(max_examples=150, deadline=None)
@given(outlines.map(numbered))
def test_whatever_is_written_and_read_again_changes_nothing(made):
    proposal = matching.propose(made, outline.parse(outline.render(made)))
    assert proposal.outline == made
    assert not proposal.unsure


@settings(max_examples=150, deadline=None)
@given(outlines.map(numbered), outlines.map(numbered), st.booleans())
def test_every_part_gets_one_slug_and_none_twice(old, new, ours):
    if not ours:
        new.slug = ""
    proposal = matching.propose(old, new)
    parts = [phase.slug for phase in proposal.outline.phases]
    parts += [milestone.slug for phase in proposal.outline.phases for milestone in phase.milestones]
    parts += slugs(proposal)
    assert all(parts)
    assert len(set(parts)) == len(parts)


def test_ten_thousand_others_are_taken_as_new():
    old = propose(outline.Outline(), "\n".join(f"- [ ] Alpha {n} beta {n * 7919}" for n in range(1000))).outline
    proposal = propose(old, "\n".join(f"- [ ] Gamma {n} delta {n * 7907}" for n in range(1000)))
    assert proposal.crowded
    assert not set(slugs(proposal)) & {c.slug for _, _, c in old.checkpoints()}


def test_the_same_title_many_times_over():
    proposal = propose(outline.Outline(), "- [ ] Practise\n" * 3000)
    assert len(set(slugs(proposal))) == 3000
    assert slugs(proposal)[2999] == "practise-3000"


def test_a_word_of_an_address_is_no_slug():
    assert matching.fresh_slug("Compare", set()) == "compare-2"
