"""One checkpoint with everything about it (`/my/checkpoints/<id>/`), and what is kept of a retired one."""

from datetime import UTC, datetime

import pytest
import time_machine

from roadmaps.models import Skill
from tests import factories

TEXT = """---
slug: full
title: A full roadmap
---

# Month 1: The start {#start}

## Week 1: Part 1 {#week-1 weeks=1 study=10 practice=10}

### Learn

- [ ] Read the book {#read hours=4-8 skill=statistics optional}

  Slowly, with **pencil** and paper.
  - [The book](https://book.example/){.resource kind=book by="An Author" cost=paid remark="Second edition."}
- [ ] Watch the talk {#watch}

### Check

- [ ] Explain it {#explain}
"""
GONE = TEXT.replace("### Check\n\n- [ ] Explain it {#explain}\n", "")
SAME = factories.short_text("Explain it there {#explain-there same-as=full#explain}", slug="there")


@pytest.fixture
def full(alice):
    Skill.objects.create(slug="statistics", name="Statistics")
    stored = factories.roadmap(TEXT)
    alice.follow(stored)
    return stored


@pytest.fixture
def explain(full):
    return factories.checkpoint(full, "explain")


def page_of(client, checkpoint):
    return client.get(f"/my/checkpoints/{checkpoint.pk}/").text


# ---- who sees it


def test_the_person_who_follows_it_sees_it(as_alice, explain):
    answer = as_alice.get(f"/my/checkpoints/{explain.pk}/")
    assert answer.status_code == 200
    assert "<h1>Explain it</h1>" in answer.text
    assert 'href="/my/roadmaps/full/#checkpoint-' in answer.text


def test_somebody_who_does_not_follow_it_finds_nothing(as_bob, explain):
    assert as_bob.get(f"/my/checkpoints/{explain.pk}/").status_code == 404


def test_nobody_is_sent_to_sign_in_and_comes_back(as_nobody, explain):
    page = f"/my/checkpoints/{explain.pk}/"
    assert as_nobody.get(page)["Location"] == f"/accounts/login/?next={page}"


def test_it_is_only_read(as_alice, explain):
    assert as_alice.post(f"/my/checkpoints/{explain.pk}/").status_code == 405


def test_it_is_kept_by_no_cache(as_alice, explain):
    assert as_alice.get(f"/my/checkpoints/{explain.pk}/")["Cache-Control"] == "no-store"


# ---- what it shows


def test_text_resources_skills_and_hours(as_alice, full):
    page = page_of(as_alice, factories.checkpoint(full, "read"))
    assert "<strong>pencil</strong>" in page
    assert 'href="https://book.example/"' in page
    for shown in ("The book", "An Author", "paid", "Second edition.", "Statistics", "4 h", "8 h", "optional"):
        assert shown in page


def test_its_skills_lead_to_what_interviews_ask(as_alice, full, explain):
    assert 'href="/questions/?skill=statistics"' in page_of(as_alice, factories.checkpoint(full, "read"))
    assert "/questions/?skill=" not in page_of(as_alice, explain)


def test_unknown_hours_are_not_shown_as_0(as_alice, explain):
    page = page_of(as_alice, explain)
    assert "About <b>" not in page
    assert "0 h" not in page


def test_with_nothing_to_show_sections_are_left_out(as_alice, explain):
    page = page_of(as_alice, explain)
    for heading in ("<h2>Resources</h2>", "<h2>Skills</h2>", "<h2>The same, in other roadmaps</h2>"):
        assert heading not in page
    assert "Nothing yet. Each change of its state is written here." in page


@pytest.mark.parametrize("state", ["todo", "doing", "done", "skipped"])
def test_its_state_is_the_pressed_one(as_alice, alice, explain, state):
    alice.mark(explain.pk, state)
    page = page_of(as_alice, explain)
    assert f'value="{state}" aria-pressed="true"' in page
    assert page.count('aria-pressed="true"') == 1


def test_history_newest_first_with_days(as_alice, alice, explain):
    for day, state in ((9, "doing"), (12, "done")):
        with time_machine.travel(datetime(2026, 11, day, 12, 0, tzinfo=UTC), tick=False):
            alice.mark(explain.pk, state)
    page = page_of(as_alice, explain)
    last, first = "Doing → <b>Done</b>, 12 Nov 2026", "To do → <b>Doing</b>, 9 Nov 2026"
    assert page.index(last) < page.index(first)


def test_history_says_what_was_not_a_tick_of_ones_own(as_alice, alice, explain):
    alice.mark(explain.pk, "done")
    alice.enrollments.get().start_over()
    assert "Started over" in page_of(as_alice, explain)


def test_somebody_elses_history_is_not_shown(as_alice, bob, full, explain):
    bob.follow(full)
    bob.mark(explain.pk, "skipped")
    assert "Nothing yet." in page_of(as_alice, explain)


def test_the_same_in_other_followed_roadmaps(as_alice, alice, explain):
    there = factories.roadmap(SAME)
    assert "Explain it there" not in page_of(as_alice, explain)
    alice.follow(there)
    assert "Explain it there" in page_of(as_alice, explain)


# ---- retired


def test_a_retired_one_keeps_its_page_and_says_so(as_alice, full, explain):
    factories.republish(full, GONE)
    page = page_of(as_alice, explain)
    assert "no longer part of this roadmap, kept" in page
    assert "<h1>Explain it</h1>" in page


@pytest.mark.parametrize("state", ["doing", "done", "skipped"])
def test_a_retired_one_is_kept_below_the_roadmap(as_alice, alice, full, explain, state):
    alice.mark(explain.pk, state)
    factories.republish(full, GONE)
    page = as_alice.get("/my/roadmaps/full/").text
    kept = page.partition("No longer part of this roadmap, kept")[2]
    assert f'id="checkpoint-{explain.pk}" data-state="{state}"' in kept
    assert '<progress value="0" max="1"' in page


def test_a_retired_one_with_only_a_note_is_kept_too(as_alice, alice, full, explain):
    alice.save_texts(explain, note="Mine", link="", evidence="", note_version=0)
    factories.republish(full, GONE)
    assert "No longer part of this roadmap, kept" in as_alice.get("/my/roadmaps/full/").text


def test_a_retired_one_that_was_never_touched_is_not_listed(as_alice, full, explain):
    factories.republish(full, GONE)
    assert "No longer part of this roadmap" not in as_alice.get("/my/roadmaps/full/").text


def test_a_restored_one_counts_again(as_alice, alice, full, explain):
    alice.mark(explain.pk, "done")
    factories.republish(full, GONE)
    factories.republish(full, TEXT)
    page = as_alice.get("/my/roadmaps/full/").text
    assert "No longer part of this roadmap" not in page
    assert '<progress value="1" max="2"' in page
