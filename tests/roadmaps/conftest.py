import pytest

from tests import factories
from tests.roadmaps import people


@pytest.fixture(scope="module")
def thousand(module_db):
    """What a thousand people have on the roadmap of ten topics, once for all tests of a module."""
    people.people_on(factories.roadmap(people.text()), 1000)
    return people.ticks()


@pytest.fixture
def topics(db):
    """A published roadmap of ten topics."""
    return factories.roadmap(people.text())


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
