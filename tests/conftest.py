import os

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from roadmaps import facts, loading
from tests import factories

# A busy machine is no fault of the code: speed is measured elsewhere, as ratios. Where a change is judged, examples
# are the same each time; on one's own machine others are tried with each run.
hypothesis_settings.register_profile(
    "calm", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI"))
)
hypothesis_settings.load_profile("calm")


FIXTURES = settings.BASE_DIR / "fixtures"


@pytest.fixture(autouse=True)
def _fresh_facts():
    """What a test before this one kept in memory is not in this one's database."""
    facts.forget()


@pytest.fixture(scope="module")
def module_db(django_db_setup, django_db_blocker):
    """For what every test of a module begins with: stored once, and taken back after the last of them.

    Only where no test of the module is transactional.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def _tables():
    models = apps.get_app_config("roadmaps").get_models(include_auto_created=True)
    return [model._meta.db_table for model in models]


@pytest.fixture(scope="session")
def loaded(django_db_setup, django_db_blocker):
    """{table: its rows} once the folder `fixtures/` is loaded: that takes seconds, copying them does not."""
    with django_db_blocker.unblock(), transaction.atomic():
        facts.forget()
        loading.load(FIXTURES)
        with connection.cursor() as cursor:
            rows = {}
            for table in _tables():
                with cursor.copy(f"COPY {table} TO STDOUT") as copy:
                    rows[table] = b"".join(copy)
        transaction.set_rollback(True)
    return rows


@pytest.fixture(scope="module")
def delivered(loaded, module_db):
    """The folder `fixtures/`, loaded for all tests of a module that only read."""
    facts.forget()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # in any order: references are not checked
        for table, rows in loaded.items():
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(rows)
        cursor.execute("SET LOCAL session_replication_role = origin")
    return FIXTURES


@pytest.fixture
def alice(db):
    """Owns what the test is about."""
    return factories.person(email="alice@example.org", name="Alice")


@pytest.fixture
def bob(db):
    """Signed in, and must not see it."""
    return factories.person(email="bob@example.org", name="Bob")


@pytest.fixture
def staff(db):
    return factories.administrator(email="staff@example.org", name="Staff")


def signed_in(user):
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@pytest.fixture
def as_alice(alice):
    return signed_in(alice)


@pytest.fixture
def as_bob(bob):
    return signed_in(bob)


@pytest.fixture
def as_staff(staff):
    return signed_in(staff)


@pytest.fixture
def as_nobody(db):
    return Client(raise_request_exception=False)


@pytest.fixture
def roadmap(db):
    """Two milestones of five checkpoints."""
    return factories.roadmap(slug="made-up")


@pytest.fixture
def htmx():
    return {"HX-Request": "true"}
