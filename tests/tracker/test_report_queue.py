"""The queue of reports in admin: what waits comes first, each is answered or closed, and nobody's name is in it."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests import factories
from tests.conftest import signed_in
from tests.roadmaps import staff as as_browser
from tracker.models import Report

QUEUE = "/admin/tracker/report/"


@pytest.fixture
def thing(alice, bob, roadmap):
    alice.follow(roadmap)
    bob.follow(roadmap)
    return factories.checkpoint(roadmap, "thing-1-1")


@pytest.fixture
def report(alice, thing):
    return alice.report(thing, message="The link is dead", form_id=uuid4())


def now(report):
    return Report.objects.get(pk=report.pk)


def reader(*codenames):
    helper = factories.person(is_staff=True)
    helper.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return signed_in(helper)


def test_what_waits_comes_first(as_staff, alice, report, thing):
    closed, answered = (alice.report(thing, message=text, form_id=uuid4()) for text in ("Closed one", "Answered one"))
    closed.close()
    answered.reply("Yes", by="Ada")
    page = as_staff.get(QUEUE).text
    places = [page.index(text) for text in ("The link is dead", "Closed one", "Answered one")]
    assert places == sorted(places)


def test_it_leads_to_the_checkpoint_and_says_what_else_is_open(as_staff, alice, bob, report, thing):
    bob.report(thing, message="For me too", form_id=uuid4())
    alice.report(thing, message="Old", form_id=uuid4()).close()
    page = as_staff.get(as_browser.address(report)).text
    assert f'<a href="{reverse("admin:roadmaps_checkpoint_change", args=[thing.pk])}">Thing 1.1</a>' in page
    others = page.partition("Other open reports on it")[2]
    assert others.partition('<div class="readonly">')[2].startswith("1<")


def test_nobodys_name_or_address_is_shown(as_staff, alice, report):
    for path in (QUEUE, as_browser.address(report), f"{QUEUE}{report.pk}/history/"):
        page = as_staff.get(path).text
        assert alice.email not in page
        assert "Alice" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=link", True), ("q=Thing+1.1", True), ("q=nothing", False), ("q=alice", False), ("state__exact=closed", False)],
)
def test_search_and_filters(as_staff, report, query, found):
    assert ("The link is dead" in as_staff.get(f"{QUEUE}?{query}").text) == found


def test_the_filter_names_only_roadmaps_with_reports(as_staff, report):
    factories.roadmap(slug="another")
    page = as_staff.get(QUEUE).text
    assert "checkpoint__roadmap__id__exact" not in page or "Roadmap another" not in page


def test_an_answer(as_staff, report):
    assert as_browser.errors(as_browser.save(as_staff, report, answer="Mended.\r\nThank you")) == ""
    stored = now(report)
    assert (stored.state, stored.answer, stored.answered_by_name) == ("answered", "Mended.\nThank you", "Staff")
    assert stored.answered_at > stored.at


def test_the_same_answer_again_changes_nothing(as_staff, report):
    as_browser.save(as_staff, report, answer="Mended")
    before = now(report)
    before.see()
    as_browser.save(as_staff, report)
    assert now(report).answered_at == before.answered_at
    assert now(report).seen_at


def test_better_words_wait_to_be_read_again(as_staff, report):
    as_browser.save(as_staff, report, answer="Mended")
    now(report).see()
    as_browser.save(as_staff, report, answer="Mended for good")
    assert now(report).is_unseen


def test_closed_without_an_answer(as_staff, report):
    as_browser.save(as_staff, report, _close="1")
    assert (now(report).state, now(report).answer, now(report).answered_at) == ("closed", "", None)


def test_a_typed_answer_is_not_thrown_away_by_closing(as_staff, report):
    answer = as_browser.save(as_staff, report, answer="Half an answer", _close="1")
    assert "save it, or empty it to close" in as_browser.errors(answer)
    assert "Half an answer" in answer.text
    assert now(report).state == "open"


def test_an_answered_one_stays_answered(as_staff, report):
    as_browser.save(as_staff, report, answer="Mended")
    assert 'name="_close"' not in as_staff.get(as_browser.address(report)).text
    as_browser.save(as_staff, report, answer="", _close="1")
    as_browser.choose(as_staff, "close_selected", [report])
    assert (now(report).state, now(report).answer) == ("answered", "Mended")


@pytest.mark.parametrize("answer", ["", "   ", "x" * 1001])
def test_what_is_no_answer(as_staff, report, answer):
    assert as_browser.errors(as_browser.save(as_staff, report, answer=answer))
    assert now(report).state == "open"


def test_a_closed_one_can_still_be_answered(as_staff, report):
    report.close()
    as_browser.save(as_staff, report, answer="After all")
    assert now(report).state == "answered"


def test_several_are_closed_at_once(as_staff, alice, thing, report):
    other = alice.report(thing, message="Another", form_id=uuid4())
    as_browser.choose(as_staff, "close_selected", [report, other])
    assert set(Report.objects.values_list("state", flat=True)) == {"closed"}


def test_only_the_answer_is_anybodys_to_write(as_staff, bob, report):
    smuggled = {"message": "Other words", "user": bob.pk, "state": "closed", "answered_by_name": "Somebody"}
    as_browser.save(as_staff, report, answer="Mended", **smuggled)
    stored = now(report)
    assert (stored.message, stored.user, stored.state) == ("The link is dead", report.user, "answered")
    assert stored.answered_by_name == "Staff"


def test_a_report_is_neither_made_nor_deleted_here(as_staff, report):
    assert as_staff.get(f"{QUEUE}add/").status_code == 403
    assert as_staff.post(f"{QUEUE}{report.pk}/delete/", {"post": "yes"}).status_code == 403
    as_browser.choose(as_staff, "delete_selected", [report], post="yes")
    assert Report.objects.count() == 1


def test_who_may_only_look_answers_nothing(report):
    client = reader("view_report")
    page = client.get(as_browser.address(report))
    assert page.status_code == 200
    assert "Send the answer" not in page.text
    assert client.post(as_browser.address(report), {"answer": "Mine"}).status_code == 403
    as_browser.choose(client, "close_selected", [report])
    assert now(report).state == "open"


def test_who_may_not_look_sees_nothing(report):
    assert reader().get(QUEUE).status_code == 403


@pytest.mark.parametrize("number", [1, 60])
def test_queries(as_staff, alice, thing, number, django_assert_max_num_queries):
    Report.objects.bulk_create(
        Report(user=alice, checkpoint=thing, form_id=uuid4(), message=f"Number {n}") for n in range(number)
    )
    with django_assert_max_num_queries(9):
        assert as_staff.get(QUEUE).status_code == 200
