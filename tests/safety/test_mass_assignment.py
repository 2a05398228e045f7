"""Every form with fields that it does not have: nothing but what the form is for is changed."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from tests import factories
from tests.safety.policy import ENTRY, TARGET
from tests.safety.rows import everything
from tracker.models import Enrollment, PersonalRoadmap, Progress, Report

SMUGGLED = {
    "id": "4711",
    "pk": "4711",
    "is_staff": "on",
    "is_superuser": "on",
    "is_active": "",
    "last_login": "2001-01-01",
    "date_joined": "2001-01-01",
    "created_at": "2001-01-01",
    "groups": "1",
    "user_permissions": "1",
    "followed_at": "2001-01-01",
    "paused_at": "2001-01-01",
    "stopped_at": "2001-01-01",
    "target_on": "2001-01-01",
    "changes": "1000",
    "first_done_on": "2001-01-01",
    "first_done_at": "2001-01-01",
    "note_html": "<script>alert(1)</script>",
    "seen_version": "4711",
    "seen_at": "2001-01-01",
    "at": "2001-01-01",
    "answer": "Of course",
    "answered_at": "2001-01-01",
    "answered_by_name": "Somebody",
}


@pytest.fixture
def smuggled(bob):
    """What an attacker adds to a form, Bob's id and address among it."""
    return SMUGGLED | {"user": bob.pk, "user_id": bob.pk, "email": "evil@example.org", "password": "evil-evil-evil"}


def changed(before, after):
    """{(model, column)} of what differs, and the model of rows that came or went."""
    found = set()
    for model in after:
        if len(before[model]) != len(after[model]):
            found.add(model)
            continue
        for old, new in zip(before[model], after[model], strict=True):
            found |= {(model, column) for column in new if old[column] != new[column]}
    return found


@pytest.mark.parametrize(
    ("name", "form", "columns"),
    [
        ("settings", {"name": "Changed", "handle": "new", "time_zone": "Asia/Tokyo"}, {"name", "handle", "time_zone"}),
        ("follow", {"hours_per_week": "7", "started_on": "2026-01-01"}, {"hours_per_week", "started_on"}),
        ("save_note", {"note": "Mine", "note_version": "1"}, {"note", "note_html", "note_version"}),
        (
            "mark",
            {"state": "done"},
            {"state", "was", "changed_at", "changes", "first_done_at", "first_done_on", "tracker.ProgressEvent"},
        ),
        ("report", {"message": "Wrong", "form_id": "5e7a9c1d-0000-4000-8000-000000000001"}, {"tracker.Report"}),
        ("report_seen", {}, {"seen_at"}),
        ("pace", {"hours_per_week": "9", "week_starts_on": "6", "review_on": "5"}, {"tracker.Pace"}),
        (
            "time_off",
            {"first_on": "2026-12-24", "last_on": "2026-12-26", "form_id": "5e7a9c1d-0000-4000-8000-000000000006"},
            {"tracker.TimeOff"},
        ),
        ("plan_change", {"kind": "push", "on": "2001-01-01"}, {"tracker.PlanChange"}),
        ("rate", {"level-some-skill": "5", "level": "1", "on": "2001-01-01", "skill": "1"}, {"level"}),
        ("follow_way", {"roadmap": "made-up"}, set()),
        ("job_ads", {"text": "SQL", "form_id": "5e7a9c1d-0000-4000-8000-000000000007"}, {"tracker.JobAd"}),
        ("leave_way", {"at": "2001-01-01T00:00:00Z"}, set()),
        ("skip_milestone", {}, {"state", "was", "changed_at", "changes", "tracker.ProgressEvent"}),
        ("rename_roadmap", {"title": "Changed"}, {"title", "version", "updated_at", "seen_version"}),
        ("goal", {"seniority": "senior", "by_on": "2040-01-01", "why": "To build"}, {"tracker.Goal"}),
        (
            "review_save",
            {"went_well": "Mine", "review_version": "1", "week_on": "2001-01-01", "version": "4711"},
            {"went_well", "version", "saved_at"},
        ),
        ("dismiss", {"what": "endless", "until": "2001-01-01"}, {"tracker.Dismissal"}),
        ("log", {"text": "45m study", "form_id": "5e7a9c1d-0000-4000-8000-000000000002"}, {"tracker.LogEntry"}),
        ("log_add", ENTRY, {"tracker.LogEntry"}),
        ("log_restore", ENTRY, {"tracker.LogEntry"}),
        ("log_edit", ENTRY, {"on", "minutes", "text"}),
        ("log_kinds", {"name": "Changed"}, {"tracker.LogKind"}),
        ("log_kind_rename", {"name": "Changed"}, {"name"}),
        ("timer_start", {"minutes": "25", "rest_minutes": "5", **ENTRY}, {"tracker.FocusTimer"}),
        ("target_add", TARGET, {"tracker.ChosenTarget"}),
        ("target_change", {"amount": "5", "per": "day", "kind": "post"}, {"amount"}),
        ("see_changes", {"version": "1"}, set()),
        ("pause", {}, {"paused_at"}),
        ("resume", {}, set()),
        ("stop", {}, {"stopped_at"}),
    ],
)
def test_a_form_changes_what_it_shows(name, form, columns, as_alice, hers, smuggled):
    before = everything()
    args = {"settings": [], "report_seen": [hers.report], "rename_roadmap": [hers.own]}.get(name, [hers.roadmap])
    args = {"pace": [], "time_off": [], "skip_milestone": [hers.roadmap, hers.milestone]}.get(name, args)
    args = {"review_save": [hers.week], "dismiss": [], "goal": []}.get(name, args)
    args = {"log_edit": [hers.entry], "log_kind_rename": [hers.kind], "target_change": [hers.target]}.get(name, args)
    if name in ("log", "log_add", "log_restore", "log_kinds", "timer_start", "target_add"):
        args = []
    if name in ("rate", "follow_way", "leave_way", "job_ads"):
        args = []
    if name in ("save_note", "mark", "report", "plan_change"):
        args = [hers.checkpoint]
    assert as_alice.post(reverse(name, args=args), smuggled | form).status_code == 303
    assert {place[1] if isinstance(place, tuple) else place for place in changed(before, everything())} == columns


def test_what_is_written_says_what_happened_and_not_what_was_sent(as_alice, alice, hers, smuggled):
    as_alice.post(reverse("mark", args=[hers.checkpoint]), smuggled | {"state": "done"})
    as_alice.post(reverse("save_note", args=[hers.checkpoint]), smuggled | {"note": "Mine", "note_version": "1"})
    progress = Progress.objects.get(checkpoint=hers.checkpoint)
    assert (progress.user, progress.changes, progress.first_done_on) == (alice, 2, alice.today())
    assert progress.first_done_at.date().year > 2001
    assert progress.note_html == "<p>Mine</p>\n"


def test_a_report_is_open_and_ones_own(as_alice, alice, hers, smuggled):
    form = {"message": "Wrong", "form_id": "5e7a9c1d-0000-4000-8000-000000000001"}
    as_alice.post(reverse("report", args=[hers.checkpoint]), smuggled | form)
    report = Report.objects.get(form_id=form["form_id"])
    assert (report.user, report.state, report.answer, report.answered_at) == (alice, "open", "", None)
    assert (report.checkpoint_id, report.at.date().year > 2001, report.seen_at) == (hers.checkpoint, True, None)


def test_a_list_becomes_ones_own_and_nothing_else(as_alice, alice, hers, smuggled):
    form = {"text": "- [x] Read\n", "form_id": "5e7a9c1d-0000-4000-8000-000000000002", "confirmed": "own"}
    published = {"personal": "", "published_at": "2001-01-01", "slug": "made-up", "version": "1"}
    assert as_alice.post(reverse("move_in"), smuggled | published | form).status_code == 303
    made = PersonalRoadmap.objects.get(form_id=form["form_id"])
    assert (made.user, made.roadmap.personal, made.roadmap.published_at) == (alice, True, None)
    assert made.roadmap.slug.startswith("own-")
    progress = Progress.objects.get(checkpoint__roadmap=made.roadmap)
    assert (progress.user, progress.changes, progress.first_done_on) == (alice, 1, alice.today())


def test_what_is_logged_is_ones_own(as_alice, alice, hers, smuggled):
    as_alice.post(reverse("log_add"), smuggled | ENTRY | {"own_kind": hers.kind, "own_kind_id": hers.kind})
    entry = alice.log.get(form_id=ENTRY["form_id"])
    assert (entry.user, entry.at.date().year > 2001, entry.own_kind) == (alice, True, None)
    plan = {"minutes": "25", "rest_minutes": "5", "kind": "study", "started_at": "2001-01-01"}
    as_alice.post(reverse("timer_start"), smuggled | plan | {"form_id": "5e7a9c1d-0000-4000-8000-000000000004"})
    assert (alice.timer.started_at.year > 2001, alice.timer.pk != 4711) == (True, True)


def test_following_follows_for_oneself(as_alice, alice, hers, smuggled, bob):
    as_alice.post(reverse("follow", args=[hers.roadmap]), smuggled)
    enrollment = Enrollment.objects.get(roadmap__slug=hers.roadmap)
    assert (enrollment.user, enrollment.stopped_at, enrollment.target_on) == (alice, None, None)


def test_following_a_way_follows_for_oneself(as_alice, alice, hers, smuggled):
    another = factories.roadmap(slug="another")
    as_alice.post(reverse("follow_way"), smuggled | {"roadmap": "another"})
    enrollment = Enrollment.objects.get(roadmap=another)
    assert (enrollment.user, enrollment.state, enrollment.target_on) == (alice, "active", None)
    assert (enrollment.followed_at.year > 2001, enrollment.seen_version) == (True, another.version)


def test_sign_up_makes_a_plain_account(as_nobody, bob, smuggled):
    form = smuggled | {"email": "carol@example.org", "password1": "of-no-consequence-1"}
    assert as_nobody.post("/accounts/signup/", form).status_code == 302
    carol = get_user_model().objects.get(email="carol@example.org")
    assert (carol.is_staff, carol.is_superuser, carol.is_active) == (False, False, True)
    assert carol.groups.count() + carol.user_permissions.count() == 0
    assert carol.pk not in {4711, bob.pk}
    assert carol.date_joined.year > 2001
    assert carol.check_password("of-no-consequence-1")


def test_sign_up_with_somebodys_id_leaves_them_alone(as_nobody, alice, hers):
    before = everything()
    form = {"id": alice.pk, "pk": alice.pk, "email": "carol@example.org", "password1": "of-no-consequence-1"}
    as_nobody.post("/accounts/signup/", form)
    carol = get_user_model().objects.get(email="carol@example.org")
    assert carol.pk != alice.pk
    assert changed(before, everything()) <= {"tracker.User", "account.EmailAddress"}
