"""Which errors of the database are its state and pass (503), and which are ours (500 and a mail)."""

from contextlib import contextmanager

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from psycopg import errors as postgres

from tests.factories import checkpoint

# https://www.postgresql.org/docs/current/errcodes-appendix.html
PASSING = {
    "08000": "connection",
    "08006": "connection lost",
    "25006": "read-only",
    "25P03": "idle in a transaction for too long",
    "40001": "serialization",
    "40P01": "deadlock",
    "53100": "disk full",
    "53200": "out of memory",
    "53300": "too many connections",
    "55P03": "locked",
    "57014": "statement timeout",
    "57P01": "shutdown",
    "57P02": "crash",
    "57P03": "starting up",
    "58000": "system",
    "58030": "disk",
}
OURS = {
    "22P02": "text where a number belongs",
    "23505": "not unique",
    "25P02": "after an error in a transaction",
    "42501": "no permission",
    "42601": "syntax",
    "42703": "no such column",
    "42P01": "no such table",
    "55000": "not in the right state",
}
VIEW, SESSION = "tracker_enrollment", "django_session"


@contextmanager
def failing(state, place):
    """Every statement with `place` in it ends with this error."""

    def fail(execute, sql, params, many, context):
        if place in sql:
            with connection.wrap_database_errors:
                raise postgres.lookup(state)("made up")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fail):
        yield


@pytest.fixture
def mailed(settings, mailoutbox):
    settings.ADMINS = [("Admin", "admin@example.org")]
    settings.HAS_MAIL = True
    return mailoutbox


@pytest.mark.parametrize("state", PASSING)
def test_what_passes(state, as_alice, mailed):
    for place in (VIEW, SESSION):
        with failing(state, place):
            answer = as_alice.get("/my/")
        assert (answer.status_code, answer["Retry-After"]) == (503, "5"), place
    assert mailed == []


@pytest.mark.parametrize("state", OURS)
def test_what_is_ours(state, as_alice, mailed):
    for place in (VIEW, SESSION):
        with failing(state, place):
            answer = as_alice.get("/my/")
        assert answer.status_code == 500, place
        assert "Something broke on our side" in answer.text
    assert [mail.to for mail in mailed] == [["admin@example.org"]] * 2


def test_an_error_of_the_program_is_ours(as_alice, mailed, monkeypatch):
    monkeypatch.setattr("tracker.views.today.trails_of", None)
    assert as_alice.get("/my/").status_code == 500
    assert len(mailed) == 1


def test_without_a_mail_server_nobody_is_written_to(as_alice, mailed, settings):
    settings.HAS_MAIL = False
    with failing("42601", VIEW):
        assert as_alice.get("/my/").status_code == 500
    assert mailed == []


def test_the_mail_tells_no_secret(as_alice, alice, hers, mailed):
    secrets = {"note": "a private note", "password": "swordfish", "csrfmiddlewaretoken": "t" * 32}
    with failing("42601", "tracker_progress"):
        path = f"/my/checkpoints/{hers.checkpoint}/note"
        assert as_alice.post(path, secrets | {"note_version": "1"}).status_code == 500
    text = mailed[0].subject + mailed[0].body + str(mailed[0].alternatives)
    assert "made up" in text
    for secret in (*secrets.values(), as_alice.cookies["session"].value, alice.email):
        assert secret not in text


def test_an_error_at_the_first_word_of_a_transaction(as_bob, roadmap, bob):
    """What was begun is undone: the tick that gets a 503 is not there."""
    bob.follow(roadmap)
    path = f"/my/checkpoints/{checkpoint(roadmap, 'thing-1-1').pk}/state"
    with failing("40001", "INSERT INTO tracker_progress "):
        assert as_bob.post(path, {"state": "done"}).status_code == 503
    assert not bob.progress.exists()
    assert as_bob.post(path, {"state": "done"}).status_code == 303


@pytest.mark.parametrize("state", ["25006", "53100", "57P01"])
def test_a_session_that_cannot_be_written(state, as_alice, alice):
    """The session is written after the page was made, and Django calls that a bad request."""
    alice.set_password("of-no-consequence")
    alice.save()
    as_alice.force_login(alice)
    with failing(state, 'UPDATE "django_session"'):
        answer = as_alice.post("/accounts/reauthenticate/", {"password": "of-no-consequence"})
    assert answer.status_code == 503


def test_a_session_that_was_ended_elsewhere_is_no_trouble_of_the_database(as_alice, alice):
    alice.set_password("of-no-consequence")
    alice.save()
    as_alice.force_login(alice)

    def end(execute, sql, params, many, context):
        if sql.startswith('UPDATE "django_session"'):
            Session.objects.all().delete()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(end):
        answer = as_alice.post("/accounts/reauthenticate/", {"password": "of-no-consequence"})
    assert answer.status_code == 400
