"""The address of the calendar: made for who knows the password, shown once, hashed, changed, ended, private."""

import re

import pytest
import vobject
from django.test import Client

from tests import factories
from tracker.models import CalendarFeed

PAGE, MAKE, END = "/my/calendar/", "/my/calendar/make", "/my/calendar/end"
PASSWORD = "of-no-consequence"


@pytest.fixture(autouse=True)
def _with_password(settings, alice):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    alice.set_password(PASSWORD)
    alice.save()


@pytest.fixture
def key(alice):
    return CalendarFeed.make(alice)


def address_in(page):
    return re.search(r'value="http://testserver(/calendar/[^"]+\.ics)"', page)[1]


def calendar_of(client, key, **headers):
    return client.get(f"/calendar/{key}.ics", headers=headers)


# ---- making


def test_a_key_is_shown_once_and_opens_the_calendar(as_alice, alice, as_nobody):
    answer = as_alice.post(MAKE, {"password": PASSWORD})
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    address = address_in(answer.text)
    assert as_nobody.get(address).status_code == 200
    assert address not in as_alice.get(PAGE).text
    key = address.removeprefix("/calendar/").removesuffix(".ics")
    assert len(key) == 32
    assert key not in str(CalendarFeed.objects.values().get())


def test_another_ends_the_one_before(as_alice, as_nobody, key):
    address = address_in(as_alice.post(MAKE, {"password": PASSWORD}).text)
    assert calendar_of(as_nobody, key).status_code == 404
    assert as_nobody.get(address).status_code == 200
    assert CalendarFeed.objects.count() == 1


@pytest.mark.parametrize("form", [{}, {"password": ""}, {"password": "wrong"}, {"password": f" {PASSWORD}"}])
def test_none_is_made_without_the_password(form, as_alice, as_nobody, key):
    answer = as_alice.post(MAKE, form)
    assert answer.status_code == 400
    assert "testserver/calendar/" not in answer.text
    assert "wrong" not in answer.text
    assert calendar_of(as_nobody, key).status_code == 200


def test_guessing_the_password_has_a_limit(as_alice):
    assert {as_alice.post(MAKE, {"password": "a guess"}).status_code for _ in range(10)} == {400}
    assert as_alice.post(MAKE, {"password": PASSWORD}).status_code == 429
    assert not CalendarFeed.objects.exists()


def test_by_htmx_it_is_the_same_page(as_alice, htmx):
    assert as_alice.post(MAKE, {"password": PASSWORD}, headers=htmx).status_code == 200


# ---- ending


def test_an_ended_key_opens_nothing(as_alice, as_nobody, key):
    for _ in range(2):  # again changes nothing
        answer = as_alice.post(END)
        assert (answer.status_code, answer.url) == (303, PAGE)
    assert calendar_of(as_nobody, key).status_code == 404


def test_ones_own_alone_is_ended(as_bob, as_nobody, key):
    assert as_bob.post(END).status_code == 303
    assert calendar_of(as_nobody, key).status_code == 200


def test_it_ends_with_the_account(alice, as_nobody, key):
    alice.is_active = False
    alice.save()
    assert calendar_of(as_nobody, key).status_code == 404
    alice.erase()
    assert calendar_of(as_nobody, key).status_code == 404
    assert not CalendarFeed.objects.exists()


# ---- who and how


@pytest.mark.parametrize("address", [MAKE, END])
def test_actions_are_posted(as_alice, address):
    assert as_alice.get(address).status_code == 405


@pytest.mark.parametrize("address", [PAGE, MAKE, END])
def test_nobody_signs_in_first(as_nobody, address):
    answer = as_nobody.post(address) if address != PAGE else as_nobody.get(address)
    assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/accounts/login/")


def test_without_a_token_nothing_is_made(alice):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    assert client.post(MAKE, {"password": PASSWORD}).status_code == 403


def test_the_page_in_three_queries(as_alice, key, django_assert_num_queries):
    # session, user, the feed
    with django_assert_num_queries(3):
        assert "There is an address" in as_alice.get(PAGE).text


# ---- reading


def test_what_a_calendar_gets(as_alice, as_nobody, alice, key):
    answer = calendar_of(as_alice, key)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, max-age=0"
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert vobject.readOne(answer.text).x_wr_calname.value == "Careerguide: Alice"
    assert alice.email not in answer.text


def test_head_and_nothing_else(as_nobody, key):
    assert as_nobody.head(f"/calendar/{key}.ics").status_code == 200
    assert as_nobody.post(f"/calendar/{key}.ics").status_code == 405


@pytest.mark.parametrize("wrong", ["x", "x" * 32, "x" * 5000, "é", "..", "%2e%2e"])
def test_other_keys_open_nothing(as_nobody, key, wrong):
    assert calendar_of(as_nobody, wrong).status_code == 404
    assert calendar_of(as_nobody, f"{key}{wrong}").status_code == 404


def test_unchanged_is_304(as_nobody, alice, key):
    etag = calendar_of(as_nobody, key)["ETag"]
    assert calendar_of(as_nobody, key, **{"If-None-Match": etag}).status_code == 304
    alice.name = "Another"
    alice.save()
    assert calendar_of(as_nobody, key, **{"If-None-Match": etag}).status_code == 200


def test_the_key_is_in_no_log(as_nobody, key, caplog):
    with caplog.at_level("INFO", "careerguide.request"):
        calendar_of(as_nobody, key)
        calendar_of(as_nobody, f"{key}x")
    assert len(caplog.records) == 2
    assert key not in caplog.text


def test_each_has_its_own(alice, bob, as_nobody, key):
    factories.roadmap(slug="hers")
    other = CalendarFeed.make(bob)
    assert other != key
    assert "Bob" in calendar_of(as_nobody, other).text
    assert "Bob" not in calendar_of(as_nobody, key).text
