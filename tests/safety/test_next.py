"""Wherever an address to go to comes from, the way leads to this site."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from tests.conftest import signed_in
from tests.safety.elements import elements
from tracker.models import Enrollment

PASSWORD = "of-no-consequence"
ELSEWHERE = [
    "https://evil.test/",
    "//evil.test/",
    "///evil.test/",
    "/\\evil.test/",
    "\\\\evil.test/",
    "/\t/evil.test/",
    "\t//evil.test/",
    " //evil.test/",
    "https:evil.test",
    "https:///evil.test",
    "http://testserver@evil.test/",
    "http://testserver:80@evil.test/",
    "http://evil.test\\@testserver/",
    "http://evil.test#testserver",
    "https://testserver.evil.test/",
    "javascript:alert(1)",
    "data:text/html,x",
    "%2F%2Fevil.test",
    "/%09/evil.test",
    "//evil%E3%80%82test",
    "http://[evil.test",
    "/\n/evil.test",
]


@pytest.fixture
def with_password(alice):
    alice.set_password(PASSWORD)
    alice.save()
    return alice


def stays(location):
    """As browsers read it: backslashes are slashes, tabs and line ends are nothing, spaces around are cut."""
    read = location.replace("\\", "/").translate({9: None, 10: None, 13: None}).strip()
    return (read.startswith("/") and not read.startswith("//")) or read.startswith("http://testserver/")


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ACCOUNT_RATE_LIMITS = False


def leading_away(follow):
    """Those of ELSEWHERE for which `follow` gives an address that is not here."""
    return [there for there in ELSEWHERE if not stays(follow(there))]


def test_after_sign_in(with_password):
    def sign_in(there):
        form = {"login": with_password.email, "password": PASSWORD, "next": there}
        return Client().post("/accounts/login/", form).url

    assert leading_away(sign_in) == []


def test_after_sign_in_by_the_address(with_password):
    def sign_in(there):
        page = f"/accounts/login/?{urlencode({'next': there})}"
        return Client().post(page, {"login": with_password.email, "password": PASSWORD}).url

    assert leading_away(sign_in) == []


def test_signed_in_already(as_alice):
    assert leading_away(lambda there: as_alice.get("/accounts/login/", {"next": there}).url) == []


def test_after_sign_up(alice, roadmap):
    def sign_up(there):
        form = {"email": f"{uuid4()}@example.org", "password1": "some-long-words-1", "next": there}
        return Client().post("/accounts/signup/", form).url

    assert leading_away(sign_up) == []
    assert not Enrollment.objects.exclude(user=alice).exists()


def test_after_sign_out(alice):
    assert leading_away(lambda there: signed_in(alice).post("/accounts/logout/", {"next": there}).url) == []


def test_in_the_links_of_a_page(db):
    for there in ELSEWHERE:
        for page in ("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"):
            links = elements(Client().get(page, {"next": there}).text)
            assert all(stays(link["href"]) for _, link in links if link.get("href", "#")[0] != "#"), (page, there)


def test_by_the_headers_of_htmx(hers):
    for there in map(str.strip, ELSEWHERE):
        headers = {"HX-Request": "true", "HX-Current-URL": there, "Referer": there}
        answer = Client().post(reverse("mark", args=[hers.checkpoint]), {"state": "done"}, headers=headers)
        assert (answer.status_code, answer["HX-Redirect"]) == (401, "/accounts/login/?next=/my/"), there


def test_by_the_page_one_came_from(hers):
    for there in map(str.strip, ELSEWHERE):
        answer = Client().post(reverse("pause", args=[hers.roadmap]), headers={"Referer": there})
        assert answer.url == "/accounts/login/?next=/my/", there


def test_in_the_form_of_a_tick(as_alice, hers):
    def tick(there):
        path = reverse("mark", args=[hers.checkpoint])
        return as_alice.post(
            path, {"state": "done", "back": there, "next": there}, headers={"Referer": there.strip()}
        ).url

    assert leading_away(tick) == []


def test_a_page_of_ours_is_gone_back_to(as_nobody, with_password):
    form = {"login": with_password.email, "password": PASSWORD, "next": "/my/settings/"}
    assert as_nobody.post("/accounts/login/", form).url == "/my/settings/"


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/my/roadmaps/made-up/?left=1#x", "/my/roadmaps/made-up/"),
        ("http://testserver/my/roadmaps/made-up/", "/my/roadmaps/made-up/"),
        ("http://testserver/roadmaps/made-up/", "/my/"),
        ("http://testserver//evil.test/my/", "/my/"),
        ("http://evil.test/my/settings/", "/my/"),
        ("/my/settings/", "/my/"),
        ("", "/my/"),
    ],
)
@pytest.mark.parametrize("how", ["plain", "htmx"])
def test_signed_out_meanwhile(how, referer, back, as_nobody, hers):
    headers = {"Referer": referer} | ({"HX-Request": "true"} if how == "htmx" else {})
    answer = as_nobody.post(reverse("mark", args=[hers.checkpoint]), {"state": "done"}, headers=headers)
    where = answer["HX-Redirect"] if how == "htmx" else answer.url
    assert where == f"/accounts/login/?next={back}"


def test_a_page_asked_for_is_shown_after_sign_in(as_nobody):
    answer = as_nobody.get("/my/roadmaps/made-up/?left=1")
    assert answer.url == "/accounts/login/?next=/my/roadmaps/made-up/%3Fleft%3D1"
