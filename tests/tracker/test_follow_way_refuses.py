"""What is no way that was proposed, or is none any more, is not followed; what is no moment undoes nothing."""

import pytest
from django.utils import timezone

from roadmaps.models import Roadmap
from tests import factories
from tests.tracker.ways import FOLLOW, LEAVE, a_way, followed, states
from tracker.models import Enrollment


@pytest.fixture
def way(roadmap):
    return a_way(roadmap, factories.roadmap(slug="other"))


def test_a_milestone_that_moved_is_followed_and_one_that_went_is_told(as_alice, alice, way, roadmap):
    text = factories.roadmap_text(slug="made-up")
    factories.republish(roadmap, text.replace("# Month 1: The start {#start}", "# Another {#another}"))
    assert "followed=" in as_alice.post(FOLLOW, way)["Location"]
    as_alice.post(LEAVE, {"at": f"{alice.enrollments.first().followed_at:%Y-%m-%dT%H:%M:%S.%fZ}"})
    roadmap.milestones.filter(slug="week-2").delete()
    answer = as_alice.post(FOLLOW, way)
    assert (answer.status_code, answer["Location"]) == (303, "/my/skills/")
    assert set(followed(alice).values()) == {"stopped"}
    assert "A roadmap changed meanwhile. Nothing was followed" in as_alice.get("/my/skills/").text


def test_milestones_are_those_of_the_roadmaps(as_alice, alice, way):
    as_alice.post(FOLLOW, way | {"roadmap": "made-up"})
    assert followed(alice) == {}


def test_no_roadmap_is_skipped_whole(as_alice, alice, way):
    as_alice.post(FOLLOW, way | {"milestone": way["milestone"][:1]})
    assert followed(alice) == {}


@pytest.mark.parametrize("slug", ["no-such", "draft", "retired"])
def test_there_is_no_other(as_alice, alice, way, slug):
    factories.roadmap(slug="draft", published=False)
    Roadmap.objects.filter(pk=factories.roadmap(slug="retired").pk).update(retired_at=timezone.now())
    assert as_alice.post(FOLLOW, way | {"roadmap": ["made-up", slug]}).status_code == 404
    assert not Enrollment.objects.exists()


@pytest.mark.parametrize("only", [True, False], ids=["alone", "among others"])
def test_somebodys_own_roadmap_is_not_there(as_bob, alice, bob, way, only):
    own = factories.personal(alice)
    slugs = [own.slug] if only else [*way["roadmap"], own.slug]
    before = states(alice)
    assert as_bob.post(FOLLOW, {"roadmap": slugs}).status_code == 404
    assert as_bob.post(FOLLOW, way | {"roadmap": slugs}).status_code == 404
    assert as_bob.post(FOLLOW, way | {"milestone": own.milestones.first().pk}).status_code == 303
    assert (followed(bob), states(bob), states(alice)) == ({}, {}, before)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"roadmap": ""},
        {"roadmap": "Made_Up"},
        {"roadmap": "made-up", "milestone": "x"},
        {"roadmap": "made-up", "milestone": "-1"},
        {"roadmap": "made-up", "milestone": "٣"},
        {"roadmap": "made-up", "milestone": "9" * 30},
        {"roadmap": "made-up", "milestone": list(range(1, 22))},
        {"roadmap": [f"roadmap-{number}" for number in range(21)]},
        {"roadmap": "made-up", "role": "../admin"},
    ],
    ids=str,
)
def test_what_is_no_way_is_refused(as_alice, alice, roadmap, sent):
    assert as_alice.post(FOLLOW, sent).status_code == 400
    assert followed(alice) == {}


@pytest.mark.parametrize("at", ["", "x", "2026-13-45T99:99", "9999999", "0001-01-01T00:00:00+23:59"])
def test_an_undo_of_no_moment_does_nothing(as_alice, alice, way, at):
    as_alice.post(FOLLOW, way)
    assert as_alice.post(LEAVE, {"at": at}).status_code in (303, 400)
    assert as_alice.get("/my/skills/", {"followed": at}).status_code == 200
    assert set(followed(alice).values()) == {"active"}
