"""The projects that are delivered: what builds one is about it."""

import pytest

from roadmaps.models import Checkpoint, ProjectFamily
from roadmaps.projects import checkpoints_that_build

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("delivered")]
FEWEST = 5


def test_each_has_checkpoints_that_name_its_topics():
    few = {}
    for family in ProjectFamily.objects.live():
        named = [checkpoint for checkpoint in checkpoints_that_build(family) if checkpoint.named]
        if len(named) < FEWEST:
            few[family.slug] = [checkpoint.title for checkpoint in named]
    assert few == {}


def test_each_topic_names_a_checkpoint_of_its_skills():
    lost = []
    for family in ProjectFamily.objects.live():
        builds = Checkpoint.objects.filter(skills__in=family.skills.all(), retired_at=None)
        lost += [(family.slug, topic) for topic in family.topics if not builds.filter(title__icontains=topic).exists()]
    assert lost == []
