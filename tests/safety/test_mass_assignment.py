"""Every form with fields that it does not have: nothing but what the form is for is changed."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

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
        ("rename_roadmap", {"title": "Changed"}, {"title", "version", "updated_at", "seen_version"}),
        ("see_changes", {"version": "1"}, set()),
        ("pause", {}, {"paused_at"}),
        ("resume", {}, set()),
        ("stop", {}, {"stopped_at"}),
    ],
)
def test_a_form_changes_what_it_shows(name, form, columns, as_alice, hers, smuggled):
    before = everything()
    args = {"settings": [], "report_seen": [hers.report], "rename_roadmap": [hers.own]}.get(name, [hers.roadmap])
    if name in ("save_note", "mark", "report"):
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


def test_following_follows_for_oneself(as_alice, alice, hers, smuggled, bob):
    as_alice.post(reverse("follow", args=[hers.roadmap]), smuggled)
    enrollment = Enrollment.objects.get(roadmap__slug=hers.roadmap)
    assert (enrollment.user, enrollment.stopped_at, enrollment.target_on) == (alice, None, None)


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
