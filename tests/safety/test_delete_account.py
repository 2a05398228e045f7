from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from roadmaps import publishing
from roadmaps.models import Revision
from tests.safety.rows import rows_of
from tracker.models import CalendarFeed, Dismissal, FocusTimer, Goal, Pace, PlanChange

PATH = "/my/settings/delete"
PASSWORD = "of-no-consequence"


@pytest.fixture(autouse=True)
def _with_password(settings, alice):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    alice.set_password(PASSWORD)
    alice.save()


def test_the_page_says_what_goes(as_alice, hers):
    page = as_alice.get(PATH).text
    for words in ("Followed roadmaps</dt><dd>2<", "Checkpoints with your progress or notes</dt><dd>2<"):
        assert words in page


@pytest.fixture
def planned(alice, hers):
    """A pace, a goal, a feed, a timer and what else a person may have one of; some on a list of their own."""
    thing = alice.checkpoints().get(slug="secret")
    Pace.choose(alice, hours_per_week=10)
    PlanChange.pull(alice, thing, alice.today())
    Goal.objects.create(user=alice, why="To build")
    CalendarFeed.make(alice)
    FocusTimer.objects.create(user=alice, started_at=timezone.now(), checkpoint=thing, form_id=uuid4())
    Dismissal.objects.create(user=alice, what="endless", until=alice.today())
    alice.log.create(form_id=uuid4(), on=alice.today(), kind="study", checkpoint=thing)


def test_everything_goes_at_once(as_alice, alice, hers, planned):
    before = rows_of(alice.pk)
    kinds = {"account", "tracker.Enrollment.user", "tracker.Progress.user", "tracker.ProgressEvent.user"}
    kinds |= {"tracker.Archive.user", "account.EmailAddress.user", "tracker.PersonalRoadmap.user"}
    kinds |= {"tracker.Report.user", "tracker.LogEntry.user", "tracker.LogKind.user", "tracker.ChosenTarget.user"}
    kinds |= {"tracker.WeeklyReview.user", "tracker.TimeOff.user", "tracker.Pace.user", "tracker.PlanChange.user"}
    kinds |= {"tracker.Goal.user", "tracker.CalendarFeed.user", "tracker.FocusTimer.user", "tracker.Dismissal.user"}
    kinds |= {"tracker.SkillRating.user", "tracker.JobAd.user"}
    assert {kind for kind, rows in before.items() if rows} == kinds
    answer = as_alice.post(PATH, {"password": PASSWORD})
    assert (answer.status_code, answer.url) == (303, "/")
    assert [kind for kind, rows in rows_of(hers.user).items() if rows] == []
    assert as_alice.get("/my/").status_code == 302


def test_others_keep_theirs(as_alice, bob, roadmap, hers):
    bob.follow(roadmap)
    bob.mark(hers.checkpoint, "done")
    before = rows_of(bob.pk)
    as_alice.post(PATH, {"password": PASSWORD})
    assert rows_of(bob.pk) == before


def test_other_devices_are_signed_out(as_alice, client, alice):
    client.force_login(alice)
    as_alice.post(PATH, {"password": PASSWORD})
    assert client.get("/my/").status_code == 302


@pytest.mark.parametrize("form", [{}, {"password": ""}, {"password": "wrong"}, {"password": f" {PASSWORD}"}])
def test_nothing_goes_without_the_password(form, as_alice, alice, hers):
    before = rows_of(alice.pk)
    answer = as_alice.post(PATH, form)
    assert answer.status_code == 400
    assert "wrong" not in answer.text
    assert rows_of(alice.pk) == before
    assert as_alice.get("/my/").status_code == 200


def test_the_password_of_another_does_not_help(as_bob, alice, bob, hers):
    bob.set_password("bobs-own-words")
    bob.save()
    as_bob.force_login(bob)
    assert as_bob.post(PATH, {"password": PASSWORD}).status_code == 400
    assert as_bob.post(PATH, {"password": "bobs-own-words", "user": alice.pk, "id": alice.pk}).status_code == 303
    assert list(get_user_model().objects.all()) == [alice]


def test_nobody_is_asked_to_sign_in(as_nobody):
    assert as_nobody.post(PATH, {"password": PASSWORD}).url == "/accounts/login/?next=/my/"


def test_what_was_written_for_everybody_stays_with_the_name(as_staff, staff, roadmap):
    roadmap.phases.update(title="Another beginning")
    publishing.publish(roadmap, origin=Revision.Origin.ADMIN, by=staff)
    staff.set_password(PASSWORD)
    staff.save()
    as_staff.force_login(staff)
    assert as_staff.post(PATH, {"password": PASSWORD}).status_code == 303
    revision = roadmap.revisions.first()
    assert (revision.by, revision.by_name) == (None, "Staff")
    assert as_staff.get("/roadmaps/made-up/").status_code == 200


def test_the_address_may_be_used_again(as_alice, as_nobody, hers):
    as_alice.post(PATH, {"password": PASSWORD})
    form = {"email": "alice@example.org", "password1": "some-long-words-1"}
    assert as_nobody.post("/accounts/signup/", form).status_code == 302
    assert not get_user_model().objects.get().progress.exists()


def test_guessing_the_password_has_a_limit(as_alice, alice):
    answers = [as_alice.post(PATH, {"password": "a guess"}).status_code for _ in range(10)]
    assert answers == [400] * 10
    assert as_alice.post(PATH, {"password": PASSWORD}).status_code == 429
    assert get_user_model().objects.filter(pk=alice.pk).exists()
