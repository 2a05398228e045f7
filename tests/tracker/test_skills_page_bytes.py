"""One's skills against all that is delivered: at most 40 kB in 6 requests."""

import pytest

from roadmaps.models import Skill
from tests.bytes import first_visit
from tracker.models import SkillRating


@pytest.fixture
def rated(delivered, alice):
    """Half of all skills rated low: each line of the gap has roadmaps that close it."""
    levels = {skill.pk: (1, "", "") for skill in Skill.objects.all()[::2]}
    SkillRating.objects.rate(alice, levels, alice.today())


@pytest.mark.parametrize("address", ["/my/skills/?role=research-scientist&level=senior", "/my/skills/ml-algorithms/"])
def test_a_first_visit(as_alice, rated, address):
    sizes = first_visit(as_alice, address)
    assert "/static/css/skills.css" in sizes
    assert len(sizes) <= 6, sizes
    assert sum(sizes.values()) <= 40_000, sizes
