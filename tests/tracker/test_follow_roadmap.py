"""Following a roadmap, with a pace or without: `/my/roadmaps/<slug>/follow`."""

from datetime import date

import pytest
from django.utils import timezone

from tests import factories

FOLLOW = "/my/roadmaps/made-up/follow"


@pytest.fixture
def followed(alice, roadmap):
    return alice.follow(roadmap, hours_per_week=10, started_on=date(2026, 11, 2))


@pytest.fixture
def draft(db):
    return factories.roadmap(slug="draft", published=False)


def unpublish(roadmap):
    roadmap.retired_at = timezone.now()
    roadmap.save(update_fields=["retired_at"])


# ---- the six answers


def test_it_works(as_alice, alice, roadmap):
    answer = as_alice.post(FOLLOW, {"hours_per_week": "12", "started_on": "2026-11-23"})
    assert (answer.status_code, answer["Location"]) == (303, "/my/roadmaps/made-up/")
    enrollment = alice.enrollments.get()
    assert (enrollment.roadmap, enrollment.state) == (roadmap, "active")
    assert (enrollment.hours_per_week, enrollment.started_on) == (12, date(2026, 11, 23))


def test_twice_is_the_same_as_once(as_alice, alice, roadmap):
    answers = [as_alice.post(FOLLOW, {"hours_per_week": "12"}) for _ in range(2)]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(303, "/my/roadmaps/made-up/")}
    assert alice.enrollments.get().hours_per_week == 12


def test_htmx_follows_to_the_roadmap_too(as_alice, alice, roadmap, htmx):
    answer = as_alice.post(FOLLOW, headers=htmx)
    assert (answer.status_code, answer["Location"]) == (303, "/my/roadmaps/made-up/")
    assert alice.enrollments.exists()


def test_get_asks_and_follows_nothing(as_alice, alice, roadmap):
    answer = as_alice.get(FOLLOW)
    assert answer.status_code == 200
    assert "Follow this roadmap" in answer.text
    assert not alice.enrollments.exists()


def test_other_methods_are_refused(as_alice, alice, roadmap):
    assert as_alice.delete(FOLLOW).status_code == 405
    assert as_alice.put(FOLLOW).status_code == 405


def test_nobody_is_sent_to_sign_in_and_comes_back(as_nobody, roadmap):
    answer = as_nobody.get(FOLLOW)
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/login/?next={FOLLOW}")


def test_somebody_else_follows_for_themselves(as_bob, bob, alice, followed):
    as_bob.post(FOLLOW, {"hours_per_week": "5"})
    assert bob.enrollments.get().hours_per_week == 5
    assert alice.enrollments.get().hours_per_week == 10


@pytest.mark.parametrize("verb", ["", "pause", "resume", "stop", "start-over"])
def test_somebody_who_does_not_follow_it_has_no_page_and_no_verbs(as_bob, alice, followed, verb):
    address = f"/my/roadmaps/made-up/{verb}"
    assert (as_bob.post(address) if verb else as_bob.get(address)).status_code == 404
    assert alice.enrollments.get().state == "active"


@pytest.mark.parametrize("verb", ["pause", "resume", "stop", "start-over"])
def test_a_verb_is_post(as_alice, alice, followed, verb):
    assert as_alice.get(f"/my/roadmaps/made-up/{verb}").status_code == 405
    assert alice.enrollments.get().state == "active"


# ---- pace and start


def test_both_may_stay_empty(as_alice, alice, roadmap):
    as_alice.post(FOLLOW, {"hours_per_week": "", "started_on": ""})
    assert alice.enrollments.values_list("hours_per_week", "started_on").get() == (None, alice.today())


def test_following_again_without_answers_keeps_them(as_alice, alice, followed):
    as_alice.post(FOLLOW)
    assert alice.enrollments.values_list("hours_per_week", "started_on").get() == (10, date(2026, 11, 2))


def test_the_page_shows_what_was_chosen(as_alice, followed):
    page = as_alice.get(FOLLOW).text
    assert 'value="10"' in page
    assert 'value="2026-11-02"' in page


@pytest.mark.parametrize("pace", ["0", "-3", "101", "2.5", "many", "9" * 30])
def test_a_bad_pace_is_refused_and_kept_as_typed(as_alice, alice, roadmap, pace):
    answer = as_alice.post(FOLLOW, {"hours_per_week": pace, "started_on": "2026-11-23"})
    assert answer.status_code == 400
    assert f'value="{pace}"' in answer.text
    assert 'value="2026-11-23"' in answer.text
    assert 'class="errorlist"' in answer.text
    assert not alice.enrollments.exists()


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "0000-01-01", "99999-01-01"])
def test_a_bad_start_is_refused_and_kept_as_typed(as_alice, alice, roadmap, day):
    answer = as_alice.post(FOLLOW, {"hours_per_week": "10", "started_on": day})
    assert answer.status_code == 400
    assert f'value="{day}"' in answer.text
    assert not alice.enrollments.exists()


def test_a_bad_pace_changes_nothing_of_a_followed_one(as_alice, alice, followed):
    as_alice.post(FOLLOW, {"hours_per_week": "101"})
    assert alice.enrollments.get().hours_per_week == 10


# ---- what can be followed


def test_a_draft_is_not_there(as_alice, alice, draft):
    assert as_alice.get("/my/roadmaps/draft/follow").status_code == 404
    assert as_alice.post("/my/roadmaps/draft/follow").status_code == 404
    assert not alice.enrollments.exists()


def test_an_unpublished_roadmap_is_not_there_for_newcomers(as_bob, roadmap):
    unpublish(roadmap)
    assert as_bob.post(FOLLOW).status_code == 404


def test_an_unpublished_roadmap_can_be_followed_again(as_alice, alice, followed, roadmap):
    followed.stop()
    unpublish(roadmap)
    assert as_alice.get(FOLLOW).status_code == 200
    as_alice.post(FOLLOW)
    assert alice.enrollments.get().state == "active"


def test_a_roadmap_that_never_was_is_not_there(as_alice):
    assert as_alice.post("/my/roadmaps/none/follow").status_code == 404


# ---- pause, resume, stop, again


def test_pause_and_resume(as_alice, alice, followed):
    assert as_alice.post("/my/roadmaps/made-up/pause")["Location"] == "/my/roadmaps/made-up/"
    assert alice.enrollments.get().state == "paused"
    assert "Paused since" in as_alice.get("/my/roadmaps/made-up/").text
    as_alice.post("/my/roadmaps/made-up/resume")
    assert alice.enrollments.get().state == "active"


def test_pausing_twice_keeps_the_first_moment(as_alice, alice, followed):
    as_alice.post("/my/roadmaps/made-up/pause")
    first = alice.enrollments.get().paused_at
    as_alice.post("/my/roadmaps/made-up/pause")
    assert alice.enrollments.get().paused_at == first


def test_changing_the_pace_while_paused_stays_paused(as_alice, alice, followed):
    followed.pause()
    as_alice.post(FOLLOW, {"hours_per_week": "5"})
    assert alice.enrollments.get().state == "paused"


def test_stop_takes_it_off_the_lists_and_keeps_the_page(as_alice, followed):
    assert as_alice.post("/my/roadmaps/made-up/stop")["Location"] == "/my/roadmaps/"
    assert "You follow no roadmap at the moment" in as_alice.get("/my/roadmaps/").text
    assert "Roadmap made-up" not in as_alice.get("/my/").text.partition("Start from a roadmap")[0]
    assert "Every tick and note was kept" in as_alice.get("/my/roadmaps/made-up/").text


@pytest.mark.parametrize("again", ["follow", "resume"])
def test_again_after_stop_keeps_ticks_and_pace(as_alice, alice, followed, roadmap, again):
    alice.mark(factories.checkpoint(roadmap, "thing-1-1").pk, "done")
    followed.pause()
    followed.stop()
    as_alice.post(f"/my/roadmaps/made-up/{again}")
    enrollment = alice.enrollments.get()
    assert (enrollment.state, enrollment.hours_per_week, enrollment.started_on.day) == ("active", 10, 2)
    assert '<progress value="1" max="10"' in as_alice.get("/my/roadmaps/made-up/").text
