import pytest
from django.conf import settings
from django.db import transaction

from roadmaps import facts, loading
from tests import factories
from tests.roadmaps import people


@pytest.fixture(scope="module")
def delivered(django_db_setup, django_db_blocker):
    """The folder `fixtures/`, loaded once for all tests of a module that only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        facts.forget()
        loading.load(settings.BASE_DIR / "fixtures")
        yield settings.BASE_DIR / "fixtures"
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def thousand(django_db_setup, django_db_blocker):
    """What a thousand people have on a published roadmap of ten topics, once for all tests of a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        people.people_on(factories.roadmap(people.text()), 1000)
        yield people.ticks()
        transaction.set_rollback(True)


@pytest.fixture
def guide(db):
    """A source, marked G."""
    return factories.source(slug="guide", title="The long guide", short_name="Guide", mark="G", position=1)


@pytest.fixture
def survey(db):
    """Another, marked S."""
    return factories.source(slug="survey", title="The large survey", short_name="Survey", mark="S", position=2)


@pytest.fixture
def analyst(db):
    """A role of which nothing else is known."""
    return factories.role(slug="analyst", name="Analyst", position=1)


@pytest.fixture
def engineer(db):
    """Another."""
    return factories.role(slug="engineer", name="Engineer", position=2)
