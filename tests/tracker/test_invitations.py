"""SIGN_UP=invited: whoever has a link signs up with the address that it was made for, and nobody else."""

from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.core.management import call_command

from tracker.models import User

PASSWORD = "a-long-enough-password"


@pytest.fixture(autouse=True)
def _only_invited(settings):
    settings.SIGN_UP = "invited"


@pytest.fixture
def link(capsys):
    call_command("invite", "Guest@example.org")
    return capsys.readouterr().out.split()[-1]


def sign_up(client, link, email):
    token = parse_qs(urlsplit(link).query)["invitation"][0]
    return client.post("/accounts/signup/", {"email": email, "password1": PASSWORD, "invitation": token})


def test_the_link_opens_the_form_and_carries_the_invitation(as_nobody, link):
    page = as_nobody.get(link).content.decode()
    assert 'name="invitation"' in page
    assert 'name="password1"' in page


def test_the_invited_address_signs_up(as_nobody, link):
    assert sign_up(as_nobody, link, "guest@example.org").status_code == 302
    assert User.objects.filter(email="guest@example.org").exists()


def test_another_address_does_not(as_nobody, link):
    assert "address that was invited" in sign_up(as_nobody, link, "other@example.org").content.decode()
    assert not User.objects.exists()


def test_nobody_signs_up_without_a_link(as_nobody):
    assert "Sign-up is closed" in as_nobody.get("/accounts/signup/").content.decode()
    as_nobody.post("/accounts/signup/", {"email": "guest@example.org", "password1": PASSWORD})
    assert not User.objects.exists()


def test_a_made_up_link_is_none(as_nobody, link):
    assert "Sign-up is closed" in as_nobody.get(f"{link}x").content.decode()


def test_a_link_ends_after_two_weeks(as_nobody, link):
    with time_machine.travel("2036-01-01"):
        assert "Sign-up is closed" in as_nobody.get(link).content.decode()
