"""What the authors answer to a report: shown on its checkpoint, in a list and on Today until it is read."""

from uuid import uuid4

import pytest

from tests import factories
from tracker.models import Report


@pytest.fixture
def thing(alice, roadmap):
    alice.follow(roadmap)
    return factories.checkpoint(roadmap, "thing-1-1")


def sent(user, checkpoint, number):
    return Report.objects.bulk_create(
        Report(user=user, checkpoint=checkpoint, form_id=uuid4(), message=f"Number {n}") for n in range(number)
    )


def answered(user, checkpoint, answer="Thank you, <i>mended</i>."):
    report = user.report(checkpoint, message="The link is dead", form_id=uuid4())
    report.reply(answer, by="Ada")
    return report


# ---- shown


def test_the_list_says_that_there_is_nothing_yet(as_alice):
    assert "Nothing yet. On the page of each checkpoint" in as_alice.get("/my/reports/").text


def test_the_list_is_ones_own(as_alice, bob, thing, roadmap):
    bob.follow(roadmap)
    sent(bob, thing, 1)
    assert "Number 0" not in as_alice.get("/my/reports/").text
    assert "Number 0" not in as_alice.get(f"/my/checkpoints/{thing.pk}/").text


def test_answers_are_shown_escaped_and_without_a_name(as_alice, alice, thing):
    answered(alice, thing)
    for path in ("/my/reports/", f"/my/checkpoints/{thing.pk}/"):
        page = as_alice.get(path).text
        assert "Thank you, &lt;i&gt;mended&lt;/i&gt;." in page
        assert "Answered" in page
        assert "Ada" not in page


def test_closed_without_an_answer(as_alice, alice, thing):
    sent(alice, thing, 1)[0].close()
    assert "Read and closed without an answer." in as_alice.get("/my/reports/").text


def test_today_says_that_there_is_an_answer(as_alice, alice, thing):
    assert "The authors answered" not in as_alice.get("/my/").text
    answered(alice, thing)
    assert "The authors answered what you reported." in as_alice.get("/my/").text
    answered(alice, thing)
    assert "The authors answered 2 of your reports." in as_alice.get("/my/").text
    alice.enrollments.get().stop()
    assert "The authors answered 2 of your reports." in as_alice.get("/my/").text


def test_today_does_not_speak_of_somebody_elses(as_alice, bob, thing, roadmap):
    bob.follow(roadmap)
    answered(bob, thing)
    assert "The authors answered" not in as_alice.get("/my/").text


# ---- having read an answer


@pytest.fixture
def report(alice, thing):
    return answered(alice, thing)


def test_read_once_it_waits_no_more(as_alice, report):
    answer = as_alice.post(f"/my/reports/{report.pk}/seen")
    assert (answer.status_code, answer.url) == (303, "/my/reports/")
    assert "I have read it" not in as_alice.get("/my/reports/").text
    assert "The authors answered" not in as_alice.get("/my/").text


def test_read_on_the_page_of_the_checkpoint_one_stays_there(as_alice, thing, report):
    answer = as_alice.post(f"/my/reports/{report.pk}/seen", {"back": "checkpoint"})
    assert answer.url == f"/my/checkpoints/{thing.pk}/"


def test_read_twice_keeps_the_first_time(as_alice, report):
    as_alice.post(f"/my/reports/{report.pk}/seen")
    report.refresh_from_db()
    first = report.seen_at
    assert as_alice.post(f"/my/reports/{report.pk}/seen").status_code == 303
    report.refresh_from_db()
    assert report.seen_at == first


def test_a_new_answer_waits_again(as_alice, report):
    as_alice.post(f"/my/reports/{report.pk}/seen")
    report.refresh_from_db()
    report.reply("Better words", by="Ada")
    assert "The authors answered what you reported." in as_alice.get("/my/").text


def test_opening_the_pages_reads_nothing(as_alice, thing, report):
    for path in ("/my/", "/my/reports/", f"/my/checkpoints/{thing.pk}/"):
        as_alice.get(path)
    report.refresh_from_db()
    assert report.seen_at is None


def test_an_open_one_cannot_be_read(as_alice, alice, thing):
    report = sent(alice, thing, 1)[0]
    assert as_alice.post(f"/my/reports/{report.pk}/seen").status_code == 303
    report.refresh_from_db()
    assert report.seen_at is None


def test_reading_is_posted_by_its_owner(as_alice, as_bob, as_nobody, report, htmx):
    action = f"/my/reports/{report.pk}/seen"
    assert as_alice.get(action).status_code == 405
    assert as_bob.post(action).status_code == 404
    assert as_nobody.post(action).url == "/accounts/login/?next=/my/"
    report.refresh_from_db()
    assert report.seen_at is None
    assert as_alice.post(action, headers=htmx).status_code == 303


# ---- the rest


def test_an_erased_account_takes_its_reports_along(alice, report):
    alice.erase()
    assert not Report.objects.exists()


@pytest.mark.parametrize("number", [1, 90])
def test_queries(as_alice, alice, thing, number, django_assert_num_queries):
    sent(alice, thing, number)
    # session, user, reports with their places
    with django_assert_num_queries(3):
        assert as_alice.get("/my/reports/").status_code == 200
    # session, user, checkpoint with its places, resources, skills, progress, events, reports
    with django_assert_num_queries(8):
        assert as_alice.get(f"/my/checkpoints/{thing.pk}/").status_code == 200


def test_a_long_list_ends_and_says_so(as_alice, alice, thing):
    sent(alice, thing, 101)
    page = as_alice.get("/my/reports/").text
    assert page.count('id="report-') == 100
    assert "These are the last 100." in page
