import os

import pytest
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from roadmaps import facts
from tests import factories

# A busy machine is no fault of the code: speed is measured elsewhere, as ratios. Where a change is judged, examples
# are the same each time; on one's own machine others are tried with each run.
hypothesis_settings.register_profile(
    "calm", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI"))
)
hypothesis_settings.load_profile("calm")


@pytest.fixture(autouse=True)
def _fresh_facts():
    """What a test before this one kept in memory is not in this one's database."""
    facts.forget()


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
