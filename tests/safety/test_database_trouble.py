"""Trouble of the database that will pass is a 503 in our design, never a 500; then everything is as it was."""

from contextlib import contextmanager

import psycopg
import pytest
from django.db import close_old_connections, connection

from tests import factories
from tests.conftest import signed_in
from tests.factories import checkpoint

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def another_connection():
    """Somebody else on the same database."""
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as other:
        yield other


@contextmanager
def no_server():
    host = connection.settings_dict["HOST"]
    connection.close()
    connection.settings_dict["HOST"] = "/nowhere"
    try:
        yield
    finally:
        connection.settings_dict["HOST"] = host
        connection.close()


@contextmanager
def setting(name, value):
    with connection.cursor() as cursor:
        cursor.execute(f"SET {name} = {value}")
        yield
        cursor.execute(f"RESET {name}")


@contextmanager
def progress_locked():
    with another_connection() as other, other.transaction():
        other.execute("LOCK TABLE tracker_progress IN ACCESS EXCLUSIVE MODE")
        yield


@contextmanager
def connection_killed_at(word):
    """The server ends our connection when the first statement with `word` is on its way."""
    ended = []

    def kill(execute, sql, params, many, context):
        if word in sql and not ended:
            with another_connection() as other:
                other.execute("SELECT pg_terminate_backend(%s, 1000)", [connection.connection.info.backend_pid])
            ended.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(kill):
        yield
    assert ended


@pytest.fixture
def alice(transactional_db):
    return factories.person(email="alice@example.org", name="Alice")


@pytest.fixture
def roadmap(transactional_db):
    return factories.roadmap(slug="made-up", checkpoints=2)


@pytest.fixture
def client(alice, roadmap):
    alice.follow(roadmap)
    return signed_in(alice)


@pytest.fixture
def tick(client, roadmap):
    """Ticks the first checkpoint as a request in production begins: with a look at the connection."""
    path = f"/my/checkpoints/{checkpoint(roadmap, 'thing-1-1').pk}/state"

    def send(**headers):
        close_old_connections()
        return client.post(path, {"state": "done"}, headers=headers)

    return send


def is_unavailable(answer):
    return (
        answer.status_code == 503
        and answer["Retry-After"] == "5"
        and answer["Cache-Control"] == "no-store"
        and 'href="/static/css/site.css"' in answer.text
        and "503" in answer.text
    )


def states(alice):
    return list(alice.progress.values_list("state", flat=True))


def test_no_server(client, tick, alice):
    with no_server():
        assert is_unavailable(client.get("/"))
        assert is_unavailable(client.get("/my/"))
        assert is_unavailable(client.get("/admin/"))
        assert is_unavailable(client.get("/accounts/login/"))
        assert is_unavailable(client.post("/accounts/login/", {"login": "a@example.org", "password": "x"}))
        assert is_unavailable(tick())
        assert client.get("/nowhere/").status_code == 404
        assert client.get("/static/css/site.css").status_code == 200
    assert client.get("/my/").status_code == 200
    assert states(alice) == []
    assert tick().status_code == 303
    assert states(alice) == ["done"]


def test_the_probes(client):
    with no_server():
        alive, ready = client.get("/livez"), client.get("/readyz")
        assert (alive.status_code, alive.text) == (200, "alive\n")
        assert (ready.status_code, ready.text) == (503, "no database\n")
    assert client.get("/readyz").status_code == 200


def test_read_only(client, tick, alice):
    """As after a failover: pages are shown, nothing can be written."""
    with setting("default_transaction_read_only", "on"):
        assert client.get("/").status_code == 200
        assert client.get("/my/roadmaps/made-up/").status_code == 200
        assert is_unavailable(tick())
        assert is_unavailable(tick(**{"HX-Request": "true"}))
        assert is_unavailable(client.post("/my/roadmaps/made-up/pause"))
        assert is_unavailable(client.post("/my/settings/", {"name": "Changed", "time_zone": "UTC"}))
    alice.refresh_from_db()
    assert (states(alice), alice.name) == ([], "Alice")
    assert tick().status_code == 303


@pytest.mark.parametrize("limit", ["lock_timeout", "statement_timeout"])
def test_a_table_is_locked(limit, client, tick, alice):
    with setting(limit, "'30ms'"), progress_locked():
        assert is_unavailable(tick())
        assert is_unavailable(client.get("/my/roadmaps/made-up/"))
        assert client.get("/my/settings/").status_code == 200
        assert client.get("/roadmaps/made-up/").status_code == 200
    assert states(alice) == []
    assert tick().status_code == 303


@pytest.mark.parametrize("place", ["django_session", "tracker_user", "tracker_progress"])
def test_the_server_stops_in_the_middle(place, tick, alice):
    with connection_killed_at(place):
        assert is_unavailable(tick())
    assert tick().status_code == 303
    assert states(alice) == ["done"]


def test_the_server_stops_under_a_public_page(client):
    with connection_killed_at("roadmaps_roadmap"):
        assert is_unavailable(client.get("/roadmaps/"))
    close_old_connections()
    assert client.get("/roadmaps/").status_code == 200


def test_a_restart_between_two_requests_is_not_noticed(tick):
    with another_connection() as other:
        other.execute("SELECT pg_terminate_backend(%s, 1000)", [connection.connection.info.backend_pid])
    assert tick().status_code == 303
