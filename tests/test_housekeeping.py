"""What has expired is cleared away, and nothing else."""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from tests import factories

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(days=365)


def run():
    said = StringIO()
    call_command("housekeeping", stdout=said)
    return said.getvalue()


def test_what_an_interrupted_edit_left_is_carried_over(alice):
    old = factories.roadmap(slug="changing")
    alice.follow(old)
    alice.mark(factories.checkpoint(old, "thing-1-1").pk, "done")
    text = factories.roadmap_text(slug="changing").replace("{#thing-1-1}", "{#instead replaces=thing-1-1}")
    factories.republish(old, text)  # in a test nothing is committed, so what follows a commit did not happen
    run()
    assert alice.progress.get(checkpoint__slug="instead").state == "done"


def cached():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache")
        return cursor.fetchone()[0]


def test_expired_sessions_go():
    Session.objects.create(session_key="old", expire_date=LONG_AGO)
    Session.objects.create(session_key="new", expire_date=timezone.now() + timedelta(days=1))
    assert "1 expired sessions" in run()
    assert [session.session_key for session in Session.objects.all()] == ["new"]


def test_expired_cached_values_go():
    cache.set("old", "value")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cache SET expires = %s", [LONG_AGO])
    cache.set("new", "value")
    assert "1 expired cached values" in run()
    assert cached() == 1
    assert cache.get("new") == "value"


def test_expired_email_confirmations_go():
    alice = get_user_model().objects.create(email="alice@example.org")
    address = EmailAddress.objects.create(user=alice, email=alice.email)
    EmailConfirmation.objects.create(email_address=address, key="old", sent=LONG_AGO)
    EmailConfirmation.objects.create(email_address=address, key="new", sent=timezone.now())
    assert "1 expired e-mail confirmations" in run()
    assert [confirmation.key for confirmation in EmailConfirmation.objects.all()] == ["new"]
    assert EmailAddress.objects.exists()


def test_twice_is_the_same_as_once():
    run()
    assert run().count("Removed 0 expired") == 3
