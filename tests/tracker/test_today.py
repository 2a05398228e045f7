"""Today: what comes next, this week against its hours, what is due, the goal, the log, the rhythm."""

import re
import uuid
from datetime import date, timedelta

import pytest
import time_machine

from tests import factories
from tests.conftest import signed_in
from tests.factories import checkpoint
from tracker import due
from tracker.models import Goal, LogEntry, Pace, PlanChange

TEXT = factories.short_text(
    "Read {#read hours=2}", "Write {#write hours=3}", "Build {#build hours=4}", "Show {#show hours=5}", slug="path"
)
FRIDAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _friday():
    with time_machine.travel("2026-11-20T12:00Z"):
        yield


@pytest.fixture
def path(alice):
    """A roadmap of 2, 3, 4 and 5 hours at 6 hours a week, followed since Monday."""
    roadmap = factories.roadmap(TEXT)
    alice.follow(roadmap, started_on=date(2026, 11, 16))
    Pace.choose(alice, hours_per_week=6)
    return roadmap


@pytest.fixture
def opened(alice, path):
    def page():
        return signed_in(alice).get("/my/")

    return page


def log(user, minutes, on=FRIDAY, **columns):
    return LogEntry.objects.create(user=user, form_id=uuid.uuid4(), on=on, kind="study", minutes=minutes, **columns)


def week_of(answer):
    return answer.context["page"].week


def titles(rows):
    return [row.checkpoint.title for row in rows]


# ---- this week


def test_this_week_has_what_fits_its_hours(opened):
    answer = opened()
    assert "16 to 22 November" in re.sub(r"\s+", " ", answer.text)
    assert titles(week_of(answer).rows)[:2] == ["Read", "Write"]
    assert "Show" not in titles(week_of(answer).rows)


def test_what_is_logged_is_solid_and_takes_room(opened, alice):
    log(alice, 150)
    answer = opened()
    assert "2.5 h <small>of 6 h logged" in answer.text
    assert (week_of(answer).plan.spent, week_of(answer).plan.left) == (150, 210)
    spent, planned, budget = week_of(answer).plan.bar
    assert (spent, spent + planned, budget) == (417, 1000, 1000)


def test_the_log_of_last_week_is_no_part_of_it(opened, alice):
    log(alice, 150, on=date(2026, 11, 15))
    assert week_of(opened()).plan.spent == 0


def test_what_was_done_this_week_stands_below(opened, alice, path):
    alice.mark(checkpoint(path, "read").pk, "done")
    answer = opened()
    assert titles(week_of(answer).done) == ["Read"]
    assert "Done today" in answer.text
    assert "2 h <small>of 6 h done, by your ticks" in answer.text


def test_over_the_hours_it_offers_to_move_the_last_one(opened, alice, path):
    assert "than the week has room for" not in opened().text
    for slug in ("build", "show"):
        PlanChange.pull(alice, checkpoint(path, slug), FRIDAY)
    answer = opened()
    assert "than the week has room for" in answer.text
    last = week_of(answer).last_row
    moved = signed_in(alice).post(f"/my/checkpoints/{last.pk}/plan", {"kind": "push", "back": "today"})
    assert (moved.status_code, moved.url) == (303, "/my/")
    assert last.checkpoint.title not in titles(week_of(opened()).rows)


def test_without_hours_it_asks_for_them_and_shows_what_comes_next(opened):
    Pace.objects.update(hours_per_week=None)
    text = opened().text
    assert 'id="week"' not in text
    assert "Next on your roadmaps" in text
    assert "hours a week</a> you have" in text


def test_a_week_off_is_said_so(opened, alice):
    alice.time_off.create(form_id=uuid.uuid4(), first_on=date(2026, 11, 16), last_on=date(2026, 11, 22))
    text = opened().text
    assert "Nothing is planned for this week. Everything waits." in text
    assert "hours a week</a> you have" not in text


def test_everything_done_has_no_week(opened, alice, path):
    for thing in path.checkpoints.all():
        alice.mark(thing.pk, "done")
    text = opened().text
    assert "Nothing waits for you." in text
    assert 'id="week"' not in text


def test_unknown_hours_do_not_fill_the_page(as_alice, alice):
    boxes = ["Known {#known hours=1}", *(f"Unknown {n} {{#unknown-{n}}}" for n in range(60))]
    alice.follow(factories.roadmap(factories.short_text(*boxes, slug="long")), hours_per_week=5)
    answer = as_alice.get("/my/")
    assert len(week_of(answer).shown) <= 12


# ---- goal


def test_the_goal_with_the_end_of_the_road(opened, alice):
    Goal.set(alice, role=factories.role(name="ML Engineer"), seniority="mid", by_on=date(2027, 6, 30), why="To build")
    text = opened().text
    assert "Goal: ML Engineer, Mid-level" in text
    assert "by 30 June 2027" in text
    assert "The road ends" in text
    assert re.search(r"That leaves \d\d weeks to search\.", text)
    assert "“To build”" in text


def test_without_a_goal_it_offers_one(opened):
    assert "Set a goal" in opened().text


def test_somebody_elses_goal_is_not_there(opened, bob):
    Goal.set(bob, why="What nobody else may read")
    assert "What nobody else may read" not in opened().text


# ---- due


def test_a_review_that_waits_is_due(opened, alice):
    alice.date_joined -= timedelta(days=60)
    alice.save()
    Pace.choose(alice, review_on=FRIDAY.weekday())
    text = opened().text
    assert "Look back on the week" in text
    assert "/my/reviews/2026-11-16/" in text


def test_nothing_due_has_no_heading(opened):
    assert "<h2>Due</h2>" not in opened().text


def test_an_area_adds_its_own(opened, monkeypatch):
    def provider(page):
        yield due.Row("i-note", f"A card for {page.user}", "seen once", "/my/settings/", "Answer")

    monkeypatch.setattr(due, "providers", [*due.providers, provider])
    assert "A card for Alice" in opened().text


# ---- the log and the rhythm


def test_a_line_logged_on_today_comes_back_here(opened, alice):
    opened()
    form = {"text": "1h30 study", "form_id": str(uuid.uuid4()), "back": "today"}
    answer = signed_in(alice).post("/my/log/", form)
    assert (answer.status_code, answer.url.partition("?")[0].partition("#")[0]) == (303, "/my/")
    assert "1.5 h <small>of 6 h logged" in opened().text


def test_time_is_logged_from_what_one_continues(opened, path):
    assert f'/my/log/add?checkpoint={checkpoint(path, "read").pk}"' in opened().text


def test_it_says_how_much_is_logged_for_what_one_continues(opened, alice, path):
    assert "logged" not in re.search(r'id="here".*?</p>', opened().text, re.S)[0]
    log(alice, 45, checkpoint=checkpoint(path, "read"))
    log(alice, 45, on=date(2025, 11, 1), checkpoint=checkpoint(path, "read"))
    log(alice, 600, checkpoint=checkpoint(path, "write"))
    assert ", 1.5 h of about 2 h logged</p>" in opened().text


def test_the_rhythm_and_targets_stand_beside(opened, alice):
    log(alice, 90)
    alice.chosen_targets.create(
        form_id=uuid.uuid4(), kind="study", measure="minutes", amount=300, per="week", from_on=FRIDAY
    )
    text = opened().text
    assert 'class="heat' in text
    assert "Study, a week" in text


# ---- who


def test_somebody_new_sees_no_empty_cards(as_alice):
    text = as_alice.get("/my/").text
    assert "Welcome." in text
    for words in ('id="week"', "Due", "Set a goal", "Quick log", 'class="heat'):
        assert words not in text


def test_a_paused_roadmap_plans_nothing(opened, alice):
    alice.enrollments.get().pause()
    text = opened().text
    assert 'id="week"' not in text
    assert "Nothing waits for you." in text


def test_others_see_their_own(opened, bob, alice):
    log(alice, 60, text="What nobody else may read")
    assert "Welcome." in signed_in(bob).get("/my/").text


def test_nobody_signs_in(as_nobody):
    assert as_nobody.get("/my/").status_code == 302


def test_it_is_only_read(opened, as_alice):
    assert as_alice.post("/my/").status_code == 405
