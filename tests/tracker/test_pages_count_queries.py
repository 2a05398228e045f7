"""Every page asks the database as often at a thousand checkpoints as at ten, at fifty followed roadmaps as at one."""

import pytest
from django.utils import timezone

from roadmaps import contents
from roadmaps.models import Roadmap, Role, Skill
from tests import factories
from tests.years import spend_years

SIZES = pytest.mark.parametrize("size", [10, 1000], ids="{} checkpoints".format)
FOLLOWED = pytest.mark.parametrize("number", [1, 50], ids="{} followed".format)


@pytest.fixture
def cold():
    """As after a restart: no contents in memory."""
    contents._kept.clear()


@pytest.fixture
def followed(alice, size):
    """A followed roadmap of `size` checkpoints with skills, some of them done."""
    Skill.objects.create(slug="statistics", name="Statistics")
    roadmap = factories.roadmap(factories.roadmap_text(slug="made-up", attributes=" skill=statistics"))
    factories.grow(roadmap, milestones=(size - 10) // 5)
    assert roadmap.checkpoints.count() == size
    alice.follow(roadmap)
    for thing in roadmap.checkpoints.all()[:30:3]:
        alice.mark(thing.pk, "done")
    return roadmap


@pytest.fixture
def many(alice, number):
    """`number` followed roadmaps, and some that were stopped."""
    for turn in range(number + 3):
        roadmap = factories.roadmap(milestones=1, checkpoints=2)
        enrollment = alice.follow(roadmap)
        alice.mark(roadmap.checkpoints.first().pk, "done")
        if turn < 3:
            enrollment.stop()


# ---- a followed roadmap


@SIZES
def test_a_followed_roadmap(as_alice, followed, size, cold, django_assert_num_queries):
    # session, user, enrollment with its roadmap, phases, milestones, checkpoints with skills, resources, progress
    with django_assert_num_queries(8):
        assert as_alice.get("/my/roadmaps/made-up/").status_code == 200
    # with contents in memory: session, user, enrollment with its roadmap, progress
    with django_assert_num_queries(4):
        assert as_alice.get("/my/roadmaps/made-up/").status_code == 200


@SIZES
def test_one_checkpoint(as_alice, followed, size, django_assert_num_queries):
    pk = followed.checkpoints.first().pk
    # session, user, checkpoint with its places, resources, skills, progress, events
    with django_assert_num_queries(7):
        assert as_alice.get(f"/my/checkpoints/{pk}/").status_code == 200


@SIZES
def test_the_pace(as_alice, followed, size, django_assert_num_queries):
    # session, user, enrollment with its roadmap, archives
    with django_assert_num_queries(4):
        assert as_alice.get("/my/roadmaps/made-up/follow").status_code == 200


@SIZES
def test_a_tick_with_htmx(as_alice, followed, size, htmx, django_assert_num_queries):
    address = f"/my/checkpoints/{followed.checkpoints.last().pk}/state"
    as_alice.post(address, {"state": "doing"}, headers=htmx)
    # session, user, the mark
    with django_assert_num_queries(3):
        assert as_alice.post(address, {"state": "done"}, headers=htmx).status_code == 200


@SIZES
def test_a_tick_with_a_form(as_alice, followed, size, django_assert_num_queries):
    address = f"/my/checkpoints/{followed.checkpoints.last().pk}/state"
    # session, user, the mark, the roadmap's address
    with django_assert_num_queries(4):
        assert as_alice.post(address, {"state": "done"}).status_code == 303


# ---- all of one's roadmaps


@FOLLOWED
def test_all_of_ones_roadmaps(as_alice, many, number, cold, django_assert_num_queries):
    # session, user, enrollments with their roadmaps, phases, milestones, checkpoints with skills, resources, progress
    with django_assert_num_queries(8):
        assert as_alice.get("/my/roadmaps/").status_code == 200
    # with contents in memory: session, user, enrollments with their roadmaps, progress
    with django_assert_num_queries(4):
        assert as_alice.get("/my/roadmaps/").status_code == 200


@pytest.fixture
def years(alice):
    spend_years(alice)


@FOLLOWED
def test_today(as_alice, many, years, number, cold, django_assert_num_queries):
    # as below, and phases, milestones, checkpoints with skills, resources
    with django_assert_num_queries(12):
        assert as_alice.get("/my/").status_code == 200
    # session, user, enrollments with roadmaps, pace, goal and timer, progress; log, ticks, days off and reviews;
    # changes of the plan, a warning, targets
    with django_assert_num_queries(8):
        assert as_alice.get("/my/").status_code == 200


@pytest.mark.parametrize("number", [1, 50])
def test_today_of_a_newcomer(as_alice, number, django_assert_num_queries):
    for turn in range(number):
        Roadmap.objects.create(slug=f"roadmap-{turn}", title="Made up", published_at=timezone.now())
        Role.objects.create(slug=f"role-{turn}", name=f"Role {turn}")
    # session, user, no enrollments, the person with answers to reports, roadmaps, roles with their numbers of roadmaps
    with django_assert_num_queries(6):
        assert as_alice.get("/my/").status_code == 200


# ---- what everyone sees


@SIZES
def test_a_roadmap_in_memory(as_nobody, followed, size, django_assert_num_queries):
    as_nobody.get("/roadmaps/made-up/")
    # roadmap, sources, roles, whether facts were changed
    with django_assert_num_queries(4):
        assert as_nobody.get("/roadmaps/made-up/").status_code == 200


@SIZES
def test_a_roadmap_as_markdown(as_nobody, followed, size, django_assert_num_queries):
    # roadmap, its newest revision
    with django_assert_num_queries(2):
        assert as_nobody.get("/roadmaps/made-up.md").status_code == 200


@pytest.mark.parametrize("number", [1, 50])
def test_public_lists(as_nobody, number, cold, django_assert_num_queries):
    first = Role.objects.create(slug="first", name="The first role")
    for turn in range(number):
        role = Role.objects.create(slug=f"role-{turn}", name=f"Role {turn}")
        factories.roadmap(milestones=1, checkpoints=4).roles.add(role, first)
    for path in ("/", "/roadmaps/", "/roles/first/"):
        as_nobody.get(path)
    # roadmaps, roles with their numbers of roadmaps, the number of questions
    with django_assert_num_queries(3):
        assert as_nobody.get("/").status_code == 200
    # roadmaps
    with django_assert_num_queries(1):
        assert as_nobody.get("/roadmaps/").status_code == 200
    # roles with their numbers of roadmaps
    with django_assert_num_queries(1):
        assert as_nobody.get("/roles/").status_code == 200
    # whether facts were changed, the role's roadmaps, the number of its questions
    with django_assert_num_queries(3):
        assert as_nobody.get("/roles/first/").status_code == 200
