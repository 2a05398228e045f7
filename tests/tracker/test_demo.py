import pytest
from django.core.management import CommandError, call_command

from tests import factories
from tracker.models import SkillRating, User


@pytest.fixture(autouse=True)
def _local(settings):
    settings.LOCAL = True


@pytest.fixture
def path(db):
    return factories.roadmap(milestones=8, checkpoints=10)


def test_the_demo_learner_is_half_way(path, client):
    call_command("demo")
    learner = User.objects.get(email="demo@example.org")
    assert learner.progress.filter(state="done").count() > 20
    assert learner.progress.filter(state="skipped").exists()
    assert learner.progress.exclude(note="").exists()
    assert learner.events.order_by("at").first().on < learner.today()


def test_again_gives_a_fresh_one(path):
    call_command("demo")
    first = User.objects.get(email="demo@example.org")
    first.mark(path.checkpoints.last().pk, "done")
    call_command("demo")
    assert User.objects.get(email="demo@example.org").pk != first.pk


def test_it_is_refused_where_people_are(path, settings):
    settings.LOCAL = False
    with pytest.raises(CommandError, match="local machine only"):
        call_command("demo")


def test_it_says_what_to_do_without_a_roadmap(db):
    with pytest.raises(CommandError, match="load_content"):
        call_command("demo")


def test_the_demo_learner_has_grown(path):
    skills = [factories.skill() for _ in range(6)]
    call_command("demo")
    learner = User.objects.get(email="demo@example.org")
    latest = SkillRating.objects.latest_of(learner)
    assert 0 < len(latest) < len(skills)
    assert learner.skill_ratings.count() > len(latest)
    assert all(rating.link for rating in latest.values() if rating.level >= 4)
