"""A role that two sources rate, and what Alice can of it."""

import pytest

from tests import factories
from tracker.models import SkillRating


@pytest.fixture
def guide(db):
    return factories.source(slug="guide", title="The long guide", short_name="Guide", mark="G", position=1)


@pytest.fixture
def survey(db):
    return factories.source(slug="survey", title="The large survey", short_name="Survey", mark="S", position=2)


@pytest.fixture
def skills(db):
    names = {"sql": "SQL", "git": "Git", "art": "Art", "maths": "Maths"}
    return {slug: factories.skill(slug=slug, name=name, position=n) for n, (slug, name) in enumerate(names.items())}


@pytest.fixture
def analyst(guide, survey, skills):
    """Asks for SQL 3 or 4, Git 3, Art 2, Maths 4: 13 by all sources at mid-level."""
    role = factories.role(slug="analyst", name="Analyst", position=1)
    for skill, level, source in [("sql", 3, guide), ("sql", 4, survey), ("git", 3, guide), ("art", 2, guide)]:
        factories.requirement(role=role, skill=skills[skill], level=level, source=source)
    factories.requirement(role=role, skill=skills["maths"], level=4, source=survey)
    return role


@pytest.fixture
def rated(alice, skills):
    """SQL 2, Git 3, Art 4; Maths was never rated. Had of 13: 2 + 3 + 2 = 7, 53.8 %."""
    levels = {"sql": 2, "git": 3, "art": 4}
    SkillRating.objects.rate(alice, {skills[s].pk: (n, "", "") for s, n in levels.items()}, alice.today())
