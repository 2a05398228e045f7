"""“Something is wrong here”: from the page of a checkpoint to its authors, once, and what they answer."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from tests import factories
from tracker.models import Report
from tracker.models.reports import A_DAY, OPEN, TooManyReports

MESSAGE = "The link to the book is dead <b>now</b>.\r\nSince May, I think."
STORED = MESSAGE.replace("\r\n", "\n")


@pytest.fixture
def thing(alice, roadmap):
    alice.follow(roadmap)
    return factories.checkpoint(roadmap, "thing-1-1")


@pytest.fixture
def action(thing):
    return f"/my/checkpoints/{thing.pk}/report"


def form(message=MESSAGE, **fields):
    return {"message": message, "form_id": str(uuid4()), **fields}


def sent(user, checkpoint, number, **fields):
    return Report.objects.bulk_create(
        Report(user=user, checkpoint=checkpoint, form_id=uuid4(), message=f"Number {n}", **fields)
        for n in range(number)
    )


# ---- sending


def test_a_report_is_sent_and_shown(as_alice, alice, thing, action):
    answer = as_alice.post(action, form())
    assert (answer.status_code, answer.url) == (303, f"/my/checkpoints/{thing.pk}/")
    report = Report.objects.get()
    assert (report.user, report.checkpoint, report.message, report.state) == (alice, thing, STORED, "open")
    page = as_alice.get(answer.url).text
    assert "Sent to the authors." in page
    assert "The link to the book is dead &lt;b&gt;now&lt;/b&gt;.<br>Since May" in page
    assert "Open" in page


def test_the_form_sent_twice_is_one_report(as_alice, action):
    same = form()
    assert [as_alice.post(action, same).status_code for _ in range(2)] == [303, 303]
    assert Report.objects.count() == 1
    as_alice.post(action, form())
    assert Report.objects.count() == 2


def test_each_page_has_a_form_of_its_own(as_alice, thing):
    pages = [as_alice.get(f"/my/checkpoints/{thing.pk}/").text for _ in range(2)]
    ids = {page.partition('name="form_id" value="')[2][:36] for page in pages}
    assert len(ids) == 2


def test_with_htmx_the_same_page_follows(as_alice, action, htmx):
    assert as_alice.post(action, form(), headers=htmx).status_code == 303


def test_it_is_only_posted_to(as_alice, action):
    assert as_alice.get(action).status_code == 405


def test_nobody_keeps_what_was_typed(as_nobody, thing, action):
    answer = as_nobody.post(action, form(), headers={"Referer": f"http://testserver/my/checkpoints/{thing.pk}/"})
    assert answer.status_code == 401
    assert "dead &lt;b&gt;now&lt;/b&gt;" in answer.text
    assert f'href="/my/checkpoints/{thing.pk}/"' in answer.text
    assert "form_id" not in answer.text
    assert not Report.objects.exists()


def test_somebody_who_does_not_follow_it_finds_nothing(as_bob, action):
    assert as_bob.post(action, form()).status_code == 404
    assert not Report.objects.exists()


def test_ones_own_roadmap_has_no_authors_to_tell(as_alice, roadmap, thing, action):
    roadmap.personal = True
    roadmap.save()
    assert "Something is wrong here" not in as_alice.get(f"/my/checkpoints/{thing.pk}/").text
    assert as_alice.post(action, form()).status_code == 404
    assert not Report.objects.exists()


@pytest.mark.parametrize("message", ["", "  \n ", "x" * 1001])
def test_what_cannot_be_sent_stays_typed(as_alice, action, message):
    answer = as_alice.post(action, form(message))
    assert answer.status_code == 400
    assert '<details class="fold" open><summary>' in answer.text
    assert message.strip() in answer.text
    assert not Report.objects.exists()


def test_a_thousand_characters_with_line_breaks_as_people_count_them(as_alice, action):
    assert as_alice.post(action, form("x\r\n" * 500)).status_code == 303


@pytest.mark.parametrize("form_id", ["", "x", "1" * 40])
def test_without_its_id_a_form_is_not_taken(as_alice, action, form_id):
    assert as_alice.post(action, form(form_id=form_id)).status_code == 400
    assert not Report.objects.exists()


def test_a_note_being_typed_elsewhere_is_not_touched(as_alice, alice, thing, action):
    alice.save_texts(thing, note="My note", link="", evidence="", note_version=0)
    as_alice.post(action, form(note="smuggled", note_version="1"))
    assert alice.progress.get().note == "My note"


# ---- limits


def test_ten_a_day(as_alice, alice, thing, action):
    sent(alice, thing, A_DAY - 1, at=timezone.now() - timedelta(hours=23))
    last = form()
    assert as_alice.post(action, last).status_code == 303
    answer = as_alice.post(action, form("The eleventh"))
    assert answer.status_code == 429
    assert "The eleventh" in answer.text
    assert "You have sent 10 in a day" in answer.text
    assert Report.objects.count() == A_DAY
    assert as_alice.post(action, last).status_code == 303  # sent before: the same answer


def test_the_day_after_it_goes(as_alice, alice, thing, action):
    sent(alice, thing, A_DAY, at=timezone.now() - timedelta(hours=25))
    assert as_alice.post(action, form()).status_code == 303


def test_a_hundred_open_ones(as_alice, alice, thing, action):
    reports = sent(alice, thing, OPEN, at=timezone.now() - timedelta(days=9))
    answer = as_alice.post(action, form("One too many"))
    assert (answer.status_code, "One too many" in answer.text) == (429, True)
    reports[0].close()
    assert as_alice.post(action, form()).status_code == 303


def test_somebody_elses_reports_do_not_count(as_alice, alice, bob, thing, action):
    sent(bob, thing, OPEN)
    assert as_alice.post(action, form()).status_code == 303


@pytest.mark.django_db(transaction=True)
def test_the_limit_holds_for_many_at_once(alice, roadmap):
    alice.follow(roadmap)
    thing = factories.checkpoint(roadmap, "thing-1-1")

    def one(_):
        try:
            return alice.report(thing, message="At once", form_id=uuid4()).pk
        except TooManyReports:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        made = [pk for pk in threads.map(one, range(2 * A_DAY)) if pk]
    assert len(made) == Report.objects.count() == A_DAY
