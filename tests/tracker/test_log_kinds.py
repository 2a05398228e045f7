"""Kinds of one's own: add, rename, and remove what is not used."""

from uuid import uuid4

import pytest

from tracker.models import LogKind
from tracker.models.log import MOST_OWN_KINDS

PAGE = "/my/log/kinds/"


@pytest.fixture
def chess(alice):
    return LogKind.objects.create(user=alice, name="Chess")


def names(user):
    return list(user.log_kinds.values_list("name", flat=True))


def test_add_one_once(as_alice, alice, htmx):
    assert as_alice.post(PAGE, {"name": " German  lessons "}).status_code == 303
    assert as_alice.post(PAGE, {"name": "german lessons"}, headers=htmx).status_code == 400
    assert names(alice) == ["German lessons"]
    assert 'value="German lessons"' in as_alice.get(PAGE).text
    assert "German lessons</option>" in as_alice.get("/my/log/add").text


@pytest.mark.parametrize("name", ["", " ", "x" * 41, "Coding problems", "study", "CHESS"])
def test_a_name_that_is_taken_or_none(as_alice, alice, chess, name):
    assert as_alice.post(PAGE, {"name": name}).status_code == 400
    assert names(alice) == ["Chess"]


def test_fifty_are_as_many_as_fit(as_alice, alice):
    LogKind.objects.bulk_create(LogKind(user=alice, name=f"Kind {n}") for n in range(MOST_OWN_KINDS))
    answer = as_alice.post(PAGE, {"name": "One more"})
    assert (answer.status_code, "as many as fit" in answer.text) == (400, True)


def test_rename(as_alice, alice, chess):
    address = f"{PAGE}{chess.pk}/rename"
    assert [as_alice.post(address, {"name": "Go"}).status_code for _ in range(2)] == [303, 303]
    assert names(alice) == ["Go"]
    answer = as_alice.post(address, {"name": "Paper"})
    assert (answer.status_code, 'value="Paper"' in answer.text) == (400, True)
    assert names(alice) == ["Go"]


def test_remove_what_is_not_used(as_alice, alice, chess):
    assert as_alice.post(f"{PAGE}{chess.pk}/remove").status_code == 303
    assert as_alice.post(f"{PAGE}{chess.pk}/remove").status_code == 404
    assert names(alice) == []


def test_what_is_used_stays_and_it_is_said(as_alice, alice, chess):
    alice.log.create(form_id=uuid4(), on=alice.today(), kind="own", own_kind=chess)
    page = as_alice.get(PAGE).text
    assert f"{PAGE}{chess.pk}/remove" not in page
    as_alice.post(f"{PAGE}{chess.pk}/remove")
    assert "is in use, so it stays" in as_alice.get(PAGE).text
    assert names(alice) == ["Chess"]


def test_methods_and_other_people(as_alice, as_bob, as_nobody, alice, chess):
    for action in ("rename", "remove"):
        address = f"{PAGE}{chess.pk}/{action}"
        assert as_alice.get(address).status_code == 405
        assert as_bob.post(address, {"name": "Mine"}).status_code == 404
        assert as_nobody.post(address, {"name": "Mine"}).status_code == 302
    assert "Chess" not in as_bob.get(PAGE).text
    assert names(alice) == ["Chess"]


@pytest.mark.parametrize("number", [1, 50])
def test_queries(as_alice, alice, number, django_assert_num_queries):
    LogKind.objects.bulk_create(LogKind(user=alice, name=f"Kind {n}") for n in range(number))
    # session, user, kinds with how often each is used
    with django_assert_num_queries(3):
        as_alice.get(PAGE)
