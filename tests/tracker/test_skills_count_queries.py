"""The pages of one's skills ask as often at a thousand checkpoints as at ten, at fifty roadmaps as at one."""

from datetime import timedelta

import pytest

from roadmaps import contents
from tests import factories
from tracker.models import Goal, Pace, SkillRating

SIZES = pytest.mark.parametrize(("size", "number"), [(10, 1), (1000, 1), (10, 50)])


@pytest.fixture
def in_reach(alice, analyst, rated, size, number):
    """`number` published roadmaps, of which the first has `size` checkpoints and is followed, and a goal and a pace."""
    roadmaps = [
        factories.roadmap(factories.roadmap_text(slug=f"made-up-{n}", attributes=" skill=sql")) for n in range(number)
    ]
    factories.grow(roadmaps[0], milestones=(size - 10) // 5)
    for roadmap in roadmaps:
        roadmap.roles.add(analyst)
    alice.follow(roadmaps[0])
    for thing in roadmaps[0].checkpoints.all()[:30:3]:
        alice.mark(thing.pk, "done")
    Goal.set(alice, role=analyst, seniority="mid")
    Pace.choose(alice, hours_per_week=8)
    alice.time_off.create(form_id="5e7a9c1d-0000-4000-8000-000000000008", first_on=alice.today(), last_on=alice.today())


def first_and_again(client, address, count):
    """Twice: with what is read once for each process, and without."""
    client.get(address)
    contents._kept.clear()
    # and phases, milestones, checkpoints with skills, resources
    with count(12):
        assert client.get(address).status_code == 200
    with count(8):
        assert client.get(address).status_code == 200


@SIZES
def test_the_gap(as_alice, in_reach, size, number, django_assert_num_queries):
    # session, user, whether facts were changed, the person with pace and goal, ratings, roadmaps, days off, progress
    first_and_again(as_alice, "/my/skills/", django_assert_num_queries)


@SIZES
def test_one_skill(as_alice, in_reach, size, number, django_assert_num_queries):
    # the same, but the ratings of this skill alone
    first_and_again(as_alice, "/my/skills/sql/", django_assert_num_queries)


@pytest.mark.parametrize("days", [1, 400])
def test_however_often_it_was_rated(as_alice, alice, skills, days, django_assert_num_queries):
    SkillRating.objects.bulk_create(
        SkillRating(user=alice, skill=skill, level=1 + n % 5, on=alice.today() - timedelta(days=n))
        for skill in skills.values()
        for n in range(days)
    )
    for address in ("/my/skills/", "/my/skills/sql/"):
        as_alice.get(address)
        # as above, without progress: there is no roadmap
        with django_assert_num_queries(7):
            assert as_alice.get(address).status_code == 200
