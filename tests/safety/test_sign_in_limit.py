"""Guessing passwords comes to an end, through the admin's door as well, and tells nobody which address is known."""

import re

import pytest
from django.test import Client

PASSWORD = "of-no-consequence"
TOO_MANY = "Too many failed login attempts"
TRIES = 12


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def root(staff):
    staff.set_password(PASSWORD)
    staff.save()
    return staff


@pytest.fixture
def checked(monkeypatch):
    """The passwords that were compared with one that is stored."""
    passwords = []

    def check_password(user, password):
        passwords.append(password)
        return password == PASSWORD

    monkeypatch.setattr("tracker.models.User.check_password", check_password)
    return passwords


def guess(path, email, password="wrong", sender="10.0.0.1", **headers):  # noqa: S107
    """As the form at `path` would; follows to wherever it sends."""
    form = {"login": email, "username": email, "password": password}
    client = Client(REMOTE_ADDR=sender)
    answer = client.post(path, form, headers=headers)
    return client.post(answer.url, form, headers=headers) if answer.status_code == 302 else answer


@pytest.mark.parametrize("path", ["/accounts/login/", "/admin/login/", "/admin/login/?next=/admin/"])
def test_five_passwords_are_checked_and_no_more(path, root, checked):
    answers = [guess(path, root.email, f"wrong-{number}") for number in range(TRIES)]
    assert checked == [f"wrong-{number}" for number in range(5)]
    assert [TOO_MANY in answer.text for answer in answers] == [False] * 5 + [True] * (TRIES - 5)


def test_the_right_one_is_not_looked_at_either(root, checked):
    for _ in range(TRIES):
        guess("/admin/login/", root.email)
    assert TOO_MANY in guess("/accounts/login/", root.email, PASSWORD).text
    assert PASSWORD not in checked


@pytest.mark.parametrize(
    "forged", [{}, {"X-Forwarded-For": "1.2.3.{}", "X-Real-IP": "1.2.3.{}", "Forwarded": "for=1.2.3.{}"}]
)
def test_one_sender_over_many_accounts(forged, db):
    answers = []
    for number in range(TRIES):
        headers = {name: value.format(number) for name, value in forged.items()}
        answers.append(guess("/accounts/login/", f"person{number}@example.org", **headers))
    assert [TOO_MANY in answer.text for answer in answers] == [False] * 10 + [True] * 2


def test_a_known_address_is_limited_like_an_unknown_one(root):
    pages = {}
    for sender, email in (("10.0.0.1", root.email), ("10.0.0.2", "nobody@example.org")):
        texts = [guess("/accounts/login/", email, sender=sender).text for _ in range(7)]
        pages[email] = [re.sub(r'(csrfmiddlewaretoken" value=")\w+', "", text).replace(email, "…") for text in texts]
    known, unknown = pages.values()
    assert known == unknown
    assert [TOO_MANY in text for text in known] == [False] * 5 + [True] * 2


def test_somebody_else_can_still_sign_in(root, alice, checked):
    for _ in range(7):
        guess("/accounts/login/", root.email)
    answer = Client().post("/accounts/login/", {"login": alice.email, "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/my/")


def test_the_admin_has_no_door_of_its_own(root):
    client = Client()
    answer = client.post("/admin/login/?next=/admin/", {"username": root.email, "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/accounts/login/?next=%2Fadmin%2F")
    assert "session" not in client.cookies
    answer = client.post(answer.url, {"login": root.email, "password": PASSWORD, "next": "/admin/"}, follow=True)
    assert answer.redirect_chain == [("/admin/", 302)]
    assert answer.status_code == 200


def test_too_many_of_anything_is_a_page_of_ours(root, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    guess("/accounts/login/", root.email)
    answer = guess("/accounts/login/", root.email)
    assert answer.status_code == 429
    assert "Too many at once" in answer.text
    assert 'href="/static/css/site.css"' in answer.text


def test_changing_a_password_ends_other_sessions(root):
    here, there = Client(), Client()
    for client in (here, there):
        client.post("/accounts/login/", {"login": root.email, "password": PASSWORD})
    form = {"oldpassword": PASSWORD, "password1": "some-long-words-1", "password2": "some-long-words-1"}
    assert here.post("/accounts/password/change/", form).status_code == 302
    assert (here.get("/my/").status_code, there.get("/my/").status_code) == (200, 302)


def test_signing_in_makes_a_new_session(root):
    client = Client()
    client.cookies["session"] = "a" * 32
    client.post("/accounts/login/", {"login": root.email, "password": PASSWORD})
    assert client.cookies["session"].value != "a" * 32
