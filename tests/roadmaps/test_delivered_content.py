"""The folder `fixtures/` loads, and holds what the first release promises."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roadmaps import outline, publishing
from roadmaps.models import Milestone, Roadmap, Role, Skill, Source
from tests.roadmaps.folders import load

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("delivered")]


@pytest.fixture
def intensive(delivered):
    return Roadmap.objects.published().get(slug="production-ml-engineer")


@pytest.fixture
def weeks(intensive):
    return Milestone.objects.filter(roadmap=intensive).exclude(weeks=None)


@pytest.mark.parametrize(("model", "count"), [(Role, 8), (Skill, 14), (Source, 5)])
def test_tables(delivered, model, count):
    assert model.objects.count() == count


def test_the_skills_keep_the_names_of_the_two_matrices(delivered):
    names = set(Skill.objects.values_list("name", flat=True))
    assert {"Math (Linear Algebra, Calculus)", "Programming", "Statistics"} <= names


def test_every_role_says_where_it_comes_from(delivered):
    assert not Role.objects.filter(sources=None).exists()


def test_the_intensive_roadmap_has_as_many_checkpoints_as_planned(intensive):
    assert 150 <= intensive.checkpoints.filter(retired_at=None).count() <= 230


def test_it_has_ten_milestones_of_a_week_or_two(weeks):
    assert weeks.count() == 10
    assert sum(milestone.weeks for milestone in weeks) == 12


def test_it_takes_460_hours(weeks):
    assert sum(milestone.minutes for milestone in weeks) == 460 * 60


def test_every_hour_is_some_checkpoints(weeks):
    for milestone in weeks:
        shared = sum(c.minutes or 0 for c in milestone.checkpoints.all())
        assert (milestone.slug, shared) == (milestone.slug, milestone.minutes)


def test_checks_take_no_hours(intensive):
    assert not intensive.checkpoints.filter(kind="check").exclude(minutes=None).exists()


def test_every_checkpoint_says_what_to_do(intensive):
    assert not intensive.checkpoints.filter(description="").exists()


def test_nothing_of_the_file_is_lost(delivered, intensive):
    path = delivered / "roadmaps" / "production-ml-engineer.md"
    assert publishing.outline_of(intensive) == publishing.normalised(outline.parse(path.read_text(encoding="utf-8")))


def test_a_second_load_is_a_few_queries_for_each_table_and_no_write(delivered):
    with CaptureQueriesContext(connection) as queries:
        assert load(delivered) == []
    written = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert written == []
    assert len(queries) < 120
