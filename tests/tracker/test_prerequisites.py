"""What one should have before a roadmap is held rather than done: marked like all else, and counted apart."""

import re

import pytest

from tests import factories

TEXT = """---
slug: with-before
title: With something before
---
# Before {#before}

## What you bring {#bring prerequisites}

- [ ] Python {#python}
- [ ] Git {#git}
- [ ] SQL {#sql}

# Month 1: The start {#start}

## Week 1: Rows {#week-1 weeks=1 study=10}

- [ ] Select {#select}
- [ ] Dance {#dance optional}

## Useful {#useful prerequisites}

- [ ] A shell {#shell}
"""
ALL = TEXT.replace(" prerequisites", "")
PAGE, PAPER = "/my/roadmaps/with-before/", "/my/roadmaps/with-before/print/"


@pytest.fixture
def roadmap(alice):
    stored = factories.roadmap(TEXT)
    alice.follow(stored)
    return stored


@pytest.fixture
def python(roadmap):
    return factories.checkpoint(roadmap, "python")


@pytest.fixture
def hold(alice, roadmap):
    """Mark these, by slug."""
    return lambda *slugs: [alice.mark(factories.checkpoint(roadmap, slug).pk, "done") for slug in slugs]


def mark(client, checkpoint, state="done", headers=None, **fields):
    return client.post(f"/my/checkpoints/{checkpoint.pk}/state", {"state": state, **fields}, headers=headers)


def row(page, checkpoint):
    return re.search(rf'<li[^>]* id="checkpoint-{checkpoint.pk}".*?</li>', page, re.DOTALL)[0]


def words(element):
    """Its text without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", element).split())


def head(page, roadmap, slug):
    """What the head of a milestone says."""
    milestone = roadmap.milestones.get(slug=slug)
    return words(re.search(rf'<summary id="stop-{milestone.pk}".*?</summary>', page, re.DOTALL)[0])


def phase_head(page, roadmap, slug):
    phase = roadmap.phases.get(slug=slug)
    return words(re.search(rf'<p id="leg-{phase.pk}".*?</p>', page, re.DOTALL)[0])


def gauge(page):
    return words(re.search(r'<div id="gauge".*?<svg', page, re.DOTALL)[0])


# ---- the row


def test_a_held_one_says_held_and_no_day(as_alice, hold, python):
    hold("python")
    assert '<span class="s">Held</span>' in row(as_alice.get(PAGE).text, python)


def test_a_done_one_beside_it_says_its_day(as_alice, hold, roadmap):
    hold("select")
    page = as_alice.get(PAGE).text
    assert '<span class="s">Done today</span>' in row(page, factories.checkpoint(roadmap, "select"))


@pytest.mark.parametrize(("state", "label"), [("todo", "To do"), ("doing", "Doing"), ("skipped", "Skipped")])
def test_its_other_states_have_their_usual_words(as_alice, alice, python, state, label):
    alice.mark(python.pk, state)
    assert f'<span class="s">{label}</span>' in row(as_alice.get(PAGE).text, python)


def test_its_row_does_not_call_it_optional(as_alice, python):
    assert "optional" not in row(as_alice.get(PAGE).text, python)


def test_what_was_held_is_done_when_it_counts_again(as_alice, hold, roadmap, python):
    hold("python")
    factories.republish(roadmap, ALL)
    assert '<span class="s">Done today</span>' in row(as_alice.get(PAGE).text, python)


# ---- totals


def test_it_is_no_part_of_the_totals(as_alice, hold):
    hold("python", "git")
    page = as_alice.get(PAGE).text
    assert '<progress value="0" max="1"' in page
    assert "optional" not in gauge(page)


def test_what_is_optional_is_counted_without_it(as_alice, hold):
    hold("python", "dance")
    assert "+1 optional" in gauge(as_alice.get(PAGE).text)


def test_all_is_complete_without_it(as_alice, hold):
    hold("select")
    assert "Complete" in gauge(as_alice.get(PAGE).text)


def test_the_head_of_its_milestone_says_how_many_are_held(as_alice, hold, roadmap):
    hold("python")
    assert "1 of 3 held" in head(as_alice.get(PAGE).text, roadmap, "bring")


def test_the_head_says_that_one_has_them_already(as_alice, roadmap):
    assert "What you bring have already 0 of 3 held" in head(as_alice.get(PAGE).text, roadmap, "bring")


def test_a_phase_of_nothing_else_says_how_many_are_held(as_alice, hold, roadmap):
    hold("python", "git")
    assert phase_head(as_alice.get(PAGE).text, roadmap, "before") == "2 of 3 held"


def test_a_phase_with_work_counts_the_work(as_alice, hold, roadmap):
    hold("shell")
    assert phase_head(as_alice.get(PAGE).text, roadmap, "start") == "0 of 1, 10 h left"


def test_holding_one_begins_its_milestone(as_alice, hold, roadmap):
    hold("python")
    assert f'id="stop-{roadmap.milestones.get(slug="bring").pk}" data-state="mid"' in as_alice.get(PAGE).text


# ---- what comes next


def next_on_today(client):
    return re.search(r'<h2 id="here"><a[^>]*>([^<]+)</a>', client.get("/my/").text)[1]


def test_real_work_is_proposed_before_it(as_alice, roadmap):
    assert next_on_today(as_alice) == "Select"


def test_what_is_optional_is_proposed_before_it(as_alice, hold):
    hold("select")
    assert next_on_today(as_alice) == "Dance"


def test_it_is_proposed_after_everything_else_also_when_begun(as_alice, alice, python):
    alice.mark(python.pk, "doing")
    assert next_on_today(as_alice) == "Select"


def test_today_asks_whether_one_has_it(as_alice, hold):
    hold("select", "dance")
    page = as_alice.get("/my/").text
    assert next_on_today(as_alice) == "Python"
    assert "I have it" in page
    assert "Mark done" not in page


# ---- marking


def test_htmx_gets_the_row_that_says_held(as_alice, python, htmx):
    assert '<span class="s">Held</span>' in row(mark(as_alice, python, headers=htmx).text, python)


def test_htmx_gets_the_changed_heads(as_alice, roadmap, python, htmx):
    page = mark(as_alice, python, headers=htmx).text
    assert "1 of 3 held" in head(page, roadmap, "bring")
    assert phase_head(page, roadmap, "before") == "1 of 3 held"


@pytest.mark.parametrize("said", ["Held: Python. 0 of 1 done.", "<b>Held</b> Python"], ids=["aloud", "in the strip"])
def test_htmx_says_what_happened(as_alice, python, htmx, said):
    assert said in mark(as_alice, python, headers=htmx).text


def test_twice_is_the_same_as_once(as_alice, python, htmx):
    assert mark(as_alice, python, headers=htmx).content == mark(as_alice, python, headers=htmx).content


def test_undo_takes_it_back(as_alice, roadmap, python):
    mark(as_alice, python)
    mark(as_alice, python, "todo", was="done")
    page = as_alice.get(PAGE).text
    assert '<span class="s">To do</span>' in row(page, python)
    assert "0 of 3 held" in head(page, roadmap, "bring")


# ---- other pages


def test_on_paper_it_is_held_and_a_prerequisite(as_alice, hold):
    hold("python")
    page = as_alice.get(PAPER).text
    assert '<b>Python</b> <span class="mute">Learn, Held, prerequisite</span>' in page
    assert "optional done" not in page


def test_on_paper_it_is_out_of_the_totals(as_alice, hold):
    hold("python")
    assert "<span><b>0</b> of 1 done</span>" in as_alice.get(PAPER).text


@pytest.mark.parametrize("shown", ['<span class="tag">prerequisite</span>', "State <b>Held</b>", "To do → <b>Held</b>"])
def test_its_own_page_says_held_and_prerequisite(as_alice, hold, python, shown):
    hold("python")
    assert shown in as_alice.get(f"/my/checkpoints/{python.pk}/").text


@pytest.mark.parametrize(("slug", "word"), [("python", "Held"), ("select", "Done")])
def test_its_own_page_offers_held_where_others_offer_done(as_alice, roadmap, slug, word):
    page = as_alice.get(f"/my/checkpoints/{factories.checkpoint(roadmap, slug).pk}/").text
    assert re.findall(r'name="state" value="done" aria-pressed="false">(\w+)<', page) == [word]
