import pytest
from django.core.management import CommandError, call_command

from tracker.models import User


def create(monkeypatch, email, password):
    monkeypatch.setenv("EMAIL", email)
    monkeypatch.setenv("PASSWORD", password)
    call_command("createadmin")


def test_it_creates_an_administrator(db, monkeypatch, client):
    create(monkeypatch, "Chief@example.org", "a-long-enough-password")
    chief = User.objects.get(email="chief@example.org")
    assert chief.is_staff
    assert chief.is_superuser
    client.post("/accounts/login/", {"login": "chief@example.org", "password": "a-long-enough-password"})
    assert client.get("/admin/").status_code == 200


def test_an_account_that_exists_becomes_one_with_the_given_password(alice, monkeypatch):
    alice.set_password("the-first-password")
    alice.save()
    create(monkeypatch, alice.email, "another-password")
    alice.refresh_from_db()
    assert alice.is_superuser
    assert alice.check_password("another-password")


def test_a_weak_password_is_refused(db, monkeypatch):
    with pytest.raises(CommandError, match="too short"):
        create(monkeypatch, "chief@example.org", "abc")
    assert not User.objects.exists()
