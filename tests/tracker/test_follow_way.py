"""A way that was proposed is followed with one click, over several roadmaps, and left again as if nothing had been."""

import pytest

from tests import factories
from tests.factories import checkpoint
from tests.tracker.ways import FOLLOW, LEAVE, a_way, followed, part, states, undo_of
from tracker.models import Enrollment, Progress
from tracker.plan import plan_of


@pytest.fixture
def way(roadmap):
    return a_way(roadmap, factories.roadmap(slug="other"))


def test_milestones_are_followed_and_the_rest_is_skipped(as_alice, alice, way):
    answer = as_alice.post(FOLLOW, way)
    assert answer.status_code == 303
    assert answer["Location"].startswith("/my/skills/?followed=")
    assert followed(alice) == {"made-up": "active", "other": "active"}
    assert states(alice) == {f"made-up thing-1-{n}": "skipped" for n in range(1, 6)} | {
        f"other thing-2-{n}": "skipped" for n in range(1, 6)
    }


def test_a_whole_roadmap_is_followed_as_it_is(as_alice, alice, roadmap):
    as_alice.post(FOLLOW, {"roadmap": "made-up"})
    assert followed(alice) == {"made-up": "active"}
    assert states(alice) == {}


def test_the_next_page_tells_it_and_offers_the_undo(as_alice, alice, way):
    page = as_alice.get(as_alice.post(FOLLOW, way)["Location"])
    assert "<b>You follow</b>" in page.text
    assert "10 checkpoints of other milestones are skipped there." in page.text
    answer = as_alice.post(LEAVE, undo_of(page))
    assert (answer.status_code, answer["Location"]) == (303, "/my/skills/")
    assert followed(alice) == {"made-up": "stopped", "other": "stopped"}
    assert set(states(alice).values()) == {"todo"}
    assert "Back as it was." in as_alice.get("/my/skills/").text


def test_the_page_is_the_same_gap_as_before(as_alice, way):
    back = {"role": "ml-engineer", "level": "junior", "by": ""}
    address = as_alice.post(FOLLOW, way | back)["Location"]
    assert address.startswith("/my/skills/?role=ml-engineer&level=junior&by=&followed=")
    assert as_alice.post(LEAVE, undo_of(as_alice.get(address)) | back)["Location"] == (
        "/my/skills/?role=ml-engineer&level=junior&by="
    )


def test_the_milestones_are_in_the_plan_with_dates(as_alice, alice, way, roadmap):
    as_alice.post(FOLLOW, way)
    alice.enrollments.update(hours_per_week=5)
    plan = plan_of(alice)
    dated = {(trail.roadmap.slug, milestone.slug) for trail, milestone, on in plan.milestones if on}
    assert dated == {("made-up", "week-2"), ("other", "week-1")}
    assert plan.span
    page = as_alice.get("/my/plan/").text
    assert f'"/my/checkpoints/{checkpoint(roadmap, "thing-2-1").pk}/"' in page
    assert f'"/my/checkpoints/{checkpoint(roadmap, "thing-1-1").pk}/"' not in page


def test_twice_is_the_same_as_once(as_alice, alice, way):
    first = as_alice.post(FOLLOW, way)["Location"]
    before = states(alice), followed(alice), alice.events.count()
    assert as_alice.post(FOLLOW, way)["Location"] == "/my/skills/"
    assert (states(alice), followed(alice), alice.events.count()) == before
    undo = undo_of(as_alice.get(first))
    for said in (True, False):
        assert as_alice.post(LEAVE, undo).status_code == 303
        assert ("Back as it was." in as_alice.get("/my/skills/").text) is said
    assert alice.events.filter(state="todo").count() == 10
    assert "You follow" not in as_alice.get(first).text


def test_what_is_followed_already_stays_as_it_is(as_alice, alice, way, roadmap):
    alice.follow(roadmap, hours_per_week=3)
    alice.mark(checkpoint(roadmap, "thing-1-2").pk, "doing")
    page = as_alice.get(as_alice.post(FOLLOW, way)["Location"])
    assert {name: state for name, state in states(alice).items() if name.startswith("made-up")} == {
        "made-up thing-1-2": "doing"
    }
    as_alice.post(LEAVE, undo_of(page))
    assert followed(alice) == {"made-up": "active", "other": "stopped"}
    assert alice.enrollments.get(roadmap=roadmap).hours_per_week == 3


def test_what_is_paused_stays_paused(as_alice, alice, way, roadmap):
    alice.follow(roadmap).pause()
    as_alice.post(FOLLOW, way)
    assert followed(alice) == {"made-up": "paused", "other": "active"}
    assert not any(name.startswith("made-up") for name in states(alice))


def test_what_was_stopped_is_followed_again_and_what_was_done_stays(as_alice, alice, way, roadmap):
    alice.follow(roadmap).stop()
    for slug, state in (("thing-1-1", "done"), ("thing-1-2", "doing"), ("thing-1-3", "skipped")):
        alice.mark(checkpoint(roadmap, slug).pk, state)
    before = states(alice)
    page = as_alice.get(as_alice.post(FOLLOW, way)["Location"])
    assert followed(alice)["made-up"] == "active"
    assert states(alice).items() >= before.items()
    assert states(alice)["made-up thing-1-4"] == "skipped"
    as_alice.post(LEAVE, undo_of(page))
    assert followed(alice)["made-up"] == "stopped"
    assert states(alice).items() >= before.items()
    assert states(alice)["made-up thing-1-4"] == "todo"


def test_the_undo_leaves_what_was_changed_meanwhile(as_alice, alice, way, roadmap):
    page = as_alice.get(as_alice.post(FOLLOW, way)["Location"])
    alice.mark(checkpoint(roadmap, "thing-1-1").pk, "done")
    alice.mark(checkpoint(roadmap, "thing-1-2").pk, "todo")
    alice.mark(checkpoint(roadmap, "thing-1-2").pk, "skipped")
    as_alice.post(LEAVE, undo_of(page))
    found = states(alice)
    assert (found["made-up thing-1-1"], found["made-up thing-1-2"]) == ("done", "skipped")
    assert found["made-up thing-1-3"] == "todo"


def test_what_one_should_have_before_is_not_called_held(as_alice, alice, roadmap):
    text = factories.roadmap_text(slug="before").replace(
        "{#week-1 weeks=1 study=10 practice=10}", "{#week-1 prerequisites}"
    )
    stored = factories.roadmap(text)
    as_alice.post(FOLLOW, {"roadmap": "before", "milestone": part(stored, "week-2")})
    assert states(alice) == {}


def test_htmx_is_answered_alike(as_alice, way, htmx):
    answer = as_alice.post(FOLLOW, way, headers=htmx)
    assert answer.status_code == 303
    assert as_alice.post(LEAVE, undo_of(as_alice.get(answer["Location"])), headers=htmx).status_code == 303


@pytest.mark.parametrize("address", [FOLLOW, LEAVE])
def test_it_is_only_posted_to(as_alice, address):
    assert as_alice.get(address).status_code == 405


def test_nobody_is_sent_to_sign_in(as_nobody, alice, way):
    assert as_nobody.post(FOLLOW, way).status_code == 302
    assert as_nobody.post(LEAVE, {"at": "2026-11-21T12:00:00Z"}).status_code == 302
    assert not Enrollment.objects.exists()


def test_somebody_else_leaves_nothing_of_it(as_alice, as_bob, alice, bob, way):
    page = as_alice.get(as_alice.post(FOLLOW, way)["Location"])
    before = states(alice), followed(alice)
    assert as_bob.post(LEAVE, undo_of(page)).status_code == 303
    assert "You follow" not in as_bob.get(f"/my/skills/?followed={undo_of(page)['at']}").text
    assert (states(alice), followed(alice)) == before
    as_bob.post(FOLLOW, way)
    assert (states(alice), followed(alice)) == before


@pytest.mark.parametrize("size", [10, 1000], ids="{} checkpoints".format)
def test_queries_do_not_grow_with_checkpoints(as_alice, alice, way, roadmap, size, django_assert_num_queries):
    factories.grow(roadmap, milestones=1, checkpoints=size)
    # session, user, roadmaps, milestones, the person locked, what is followed; seven for each roadmap; the moment, what
    # to skip, the one that writes; two for the transaction
    with django_assert_num_queries(25):
        page = as_alice.post(FOLLOW, way)["Location"]
    assert Progress.objects.filter(user=alice, state="skipped").count() == 10 + size
    undo = {"at": page.partition("followed=")[2].replace("%3A", ":")}
    # session, user, the person locked, enrollments, what was skipped, the one that writes; one for each; as above
    with django_assert_num_queries(10):
        as_alice.post(LEAVE, undo)
    assert not Progress.objects.filter(user=alice, state="skipped").exists()
