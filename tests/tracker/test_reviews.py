"""Weekly reviews: `/my/reviews/`, one week, and `POST …/save`. What two tabs do is in test_review_conflicts."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from tests import factories
from tracker.models import Pace, WeeklyReview

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)  # a Saturday
WEEK = date(2026, 11, 16)
BEFORE = WEEK - timedelta(days=7)
PAGE = f"/my/reviews/{WEEK}/"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def save(client, day=WEEK, *, went_well="", to_improve="", next_focus="", version=0, **options):
    answers = {"went_well": went_well, "to_improve": to_improve, "next_focus": next_focus}
    return client.post(f"/my/reviews/{day}/save", {**answers, "review_version": version}, **options)


def answers(user):
    return user.reviews.values_list("week_on", "went_well", "to_improve", "next_focus", "version").get()


# ---- the six answers


def test_it_works(as_alice, alice):
    answer = save(as_alice, went_well="Shipped it", to_improve="Sleep", next_focus="Tests")
    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    assert answers(alice) == (WEEK, "Shipped it", "Sleep", "Tests", 1)
    page = as_alice.get(PAGE).text
    assert "Shipped it</textarea>" in page
    assert "<p>Saved.</p>" in page
    assert 'name="review_version" value="1"' in page


def test_twice_is_the_same_as_once_and_no_conflict(as_alice, alice):
    assert [save(as_alice, went_well="The same").status_code for _ in range(2)] == [303, 303]
    assert answers(alice) == (WEEK, "The same", "", "", 1)


def test_htmx_is_answered_alike(as_alice, htmx):
    assert save(as_alice, went_well="Mine", headers=htmx).status_code == 303
    assert save(as_alice, went_well="Other", headers=htmx).status_code == 409


def test_the_method_is_post(as_alice, alice):
    assert as_alice.get(f"{PAGE}save", {"went_well": "Mine"}).status_code == 405
    assert as_alice.post(PAGE, {"went_well": "Mine"}).status_code == 405
    assert not alice.reviews.exists()


@pytest.mark.parametrize("name", ["went_well", "to_improve", "next_focus"])
def test_nobody_keeps_the_text_and_is_told_how_to_save_it(as_nobody, alice, name):
    answer = save(as_nobody, **{name: "An hour of writing"}, headers={"Referer": f"http://testserver{PAGE}"})
    assert answer.status_code == 401
    assert "An hour of writing" in answer.text
    assert f'href="{PAGE}"' in answer.text
    assert "review_version" not in answer.text
    assert not WeeklyReview.objects.exists()


def test_somebody_else_sees_and_writes_only_their_own(as_alice, as_bob, alice):
    save(as_alice, went_well="Of Alice")
    for path in (PAGE, "/my/reviews/", "/my/reviews/?q=of"):
        assert "Of Alice" not in as_bob.get(path).text
    assert save(as_bob, went_well="Of Bob").status_code == 303
    assert answers(alice)[1] == "Of Alice"


# ---- weeks


@pytest.mark.parametrize("day", [WEEK + timedelta(days=n) for n in range(1, 7)])
def test_any_day_leads_to_its_week(as_alice, day):
    answer = as_alice.get(f"/my/reviews/{day}/")
    assert (answer.status_code, answer["Location"]) == (302, PAGE)


def test_weeks_begin_as_the_person_chose(as_alice, alice):
    Pace.objects.create(user=alice, week_starts_on=6)
    sunday = date(2026, 11, 15)
    assert as_alice.get(PAGE)["Location"] == f"/my/reviews/{sunday}/"
    save(as_alice, WEEK, went_well="Mine")
    assert answers(alice)[0] == sunday


def test_a_review_is_found_where_it_was_written_after_weeks_begin_otherwise(as_alice, alice):
    save(as_alice, went_well="Of a Monday")
    Pace.objects.create(user=alice, week_starts_on=6)
    assert "Of a Monday" in as_alice.get(PAGE).text
    assert save(as_alice, went_well="Changed", version=1).status_code == 303
    assert answers(alice) == (WEEK, "Changed", "", "", 2)


@pytest.mark.parametrize("day", ["2026-11-23", "2999-12-31", "2026-02-30", "2026-13-01", "1999-12-31", "20261116", "x"])
def test_a_week_to_come_and_what_is_no_day_are_not_there(as_alice, alice, day):
    assert as_alice.get(f"/my/reviews/{day}/").status_code == 404
    assert save(as_alice, day, went_well="Mine").status_code == 404
    assert not alice.reviews.exists()


@pytest.mark.parametrize("day", ["2000-01-01", "2016-11-14"])
def test_weeks_go_back_ten_years_as_the_log_does(as_alice, alice, day):
    assert as_alice.get(f"/my/reviews/{day}/").status_code == 404
    assert save(as_alice, day, went_well="Mine").status_code == 404
    first = as_alice.get("/my/reviews/2016-11-21/")
    assert (first.status_code, "Week before" in first.text) == (200, False)
    WeeklyReview.write(alice, date.fromisoformat(day), version=0, went_well="Kept", to_improve="", next_focus="")
    assert "Kept" in as_alice.get(f"/my/reviews/{day}/").text


@pytest.mark.parametrize(("zone", "day"), [("Pacific/Kiritimati", 23), ("Etc/GMT+12", 21)])
def test_it_was_saved_on_the_persons_day(as_alice, alice, now, zone, day):
    now.move_to(datetime(2026, 11, 22, 11, 30, tzinfo=UTC))
    save(as_alice, went_well="Mine")
    now.shift(24 * 3600)
    type(alice).objects.update(time_zone=zone)
    assert f"Saved {day} November 2026" in as_alice.get(PAGE).text


@pytest.mark.parametrize(("zone", "status"), [("Pacific/Kiritimati", 200), ("Etc/GMT+12", 404)])
def test_a_week_begins_where_the_person_is(as_alice, alice, now, zone, status):
    now.move_to(datetime(2026, 11, 22, 11, tzinfo=UTC))  # there it is Monday the 23rd, and still the 21st
    type(alice).objects.update(time_zone=zone)
    assert as_alice.get("/my/reviews/2026-11-23/").status_code == status


# ---- what a week shows


def test_the_week_is_summed_up(as_alice, alice, roadmap):
    alice.follow(roadmap)
    inside, outside = (factories.checkpoint(roadmap, slug) for slug in ("thing-1-1", "thing-1-2"))
    alice.mark(inside.pk, "done", at=NOW - timedelta(days=2))
    alice.mark(outside.pk, "done", at=NOW - timedelta(days=7))
    for on, kind, minutes in ((WEEK, "study", 90), (WEEK, "mock", None), (BEFORE, "build", 600)):
        alice.log.create(form_id=uuid4(), on=on, kind=kind, minutes=minutes)
    page = as_alice.get(PAGE).text
    assert "1 checkpoint done" in page
    assert f'href="/my/checkpoints/{inside.pk}/"' in page
    assert f'href="/my/checkpoints/{outside.pk}/"' not in page
    assert "<dt>Study</dt><dd>1.5 h</dd>" in page
    assert "<dt>Mock interview</dt><dd>1 ×</dd>" in page
    assert "Build" not in page


def test_the_focus_of_the_week_before_stands_above(as_alice):
    save(as_alice, BEFORE, next_focus="Write the README")
    page = as_alice.get(PAGE).text.partition("<form")[0]
    assert "What this week was for" in page
    assert "Write the README" in page
    assert "Write the README" not in as_alice.get(f"/my/reviews/{BEFORE - timedelta(days=7)}/").text


def test_texts_are_escaped(as_alice):
    bad = "<script>bad()</script>"
    save(as_alice, BEFORE, went_well=bad, next_focus=bad)
    for path in (PAGE, f"/my/reviews/{BEFORE}/", "/my/reviews/", "/my/reviews/?q=<script>bad"):
        assert "<script>bad" not in as_alice.get(path).text


# ---- saving


def test_nothing_written_makes_no_review(as_alice, alice):
    assert save(as_alice).status_code == 303
    assert not alice.reviews.exists()


def test_everything_can_be_emptied_again(as_alice, alice):
    save(as_alice, went_well="Mine")
    assert save(as_alice, version=1).status_code == 303
    assert answers(alice) == (WEEK, "", "", "", 2)
    assert str(WEEK) not in as_alice.get("/my/reviews/").text.partition("<ol")[2]


def test_a_text_that_is_too_long_is_refused_in_words_and_kept(as_alice, alice):
    answer = save(as_alice, went_well="x" * 10_001, next_focus="Keep me")
    assert answer.status_code == 400
    assert "An answer holds 10,000 characters at most." in answer.text
    assert "Keep me</textarea>" in answer.text
    assert "x" * 10_001 in answer.text
    assert not alice.reviews.exists()


@pytest.mark.parametrize("version", ["", "x", "-1"])
def test_a_form_without_its_version_is_refused_and_kept(as_alice, alice, version):
    answer = save(as_alice, went_well="Keep me", version=version)
    assert (answer.status_code, "Keep me</textarea>" in answer.text) == (400, True)
    assert not alice.reviews.exists()


def test_erasing_the_account_erases_them(as_alice, alice):
    save(as_alice, went_well="Mine")
    alice.erase()
    assert not WeeklyReview.objects.exists()


@pytest.mark.parametrize("size", [10, 1000], ids="{} days of log".format)
def test_queries(as_alice, alice, size, django_assert_num_queries):
    for n in range(0, size, 7):
        alice.reviews.create(week_on=WEEK - timedelta(days=n), went_well="Went well", version=1)
    for n in range(size):
        alice.log.create(form_id=uuid4(), on=WEEK - timedelta(days=n), kind="study", minutes=30)
    # session, user, reviews near, pace, log by kind, checkpoints done, targets
    with django_assert_num_queries(7):
        assert as_alice.get(PAGE).status_code == 200
    # session, user, pace, reviews
    with django_assert_num_queries(4):
        assert as_alice.get("/my/reviews/").status_code == 200
