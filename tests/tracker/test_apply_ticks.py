"""A list that a published roadmap holds: its ticks are set there, after they were shown."""

import uuid

import pytest

from roadmaps.outline import Checkpoint
from tests import factories
from tracker.models import Progress
from tracker.offers import pairs_of

LIST = """- [x] Thing 1.1
- [x] **Thing 1.2**
- [X] [Thing 1.3](https://a.example/)
- [ ] Thing 1.4
- [x] Something else
"""


def send(client, confirmed="", text=LIST):
    return client.post("/my/import/", {"text": text, "form_id": uuid.uuid4(), "confirmed": confirmed})


def states(user):
    return dict(user.progress.values_list("checkpoint__slug", "state"))


# ---- the offer


def test_it_is_offered_with_what_is_in_it(as_alice, alice, roadmap):
    page = send(as_alice)
    assert "3 of your 4 ticks are in it" in page.text
    assert "Tick 3 there and follow it" in page.text
    (offer,) = page.context["offers"]
    assert [checkpoint.slug for checkpoint in offer.to_tick] == ["thing-1-1", "thing-1-2", "thing-1-3"]
    assert (offer.already, offer.missing) == ([], ["Something else"])
    assert not alice.enrollments.exists()


def test_what_is_ticked_there_is_said(as_alice, alice, roadmap):
    alice.follow(roadmap)
    alice.mark(factories.checkpoint(roadmap, "thing-1-1").pk, "done")
    alice.mark(factories.checkpoint(roadmap, "thing-1-2").pk, "skipped")
    (offer,) = send(as_alice).context["offers"]
    assert [checkpoint.slug for checkpoint in offer.to_tick] == ["thing-1-3"]
    assert [checkpoint.slug for checkpoint in offer.already] == ["thing-1-1", "thing-1-2"]


def test_somebody_elses_ticks_are_not(as_alice, bob, roadmap):
    bob.follow(roadmap)
    bob.mark(factories.checkpoint(roadmap, "thing-1-1").pk, "done")
    (offer,) = send(as_alice).context["offers"]
    assert (len(offer.to_tick), offer.already, offer.followed) == (3, [], False)


@pytest.mark.parametrize(
    "text",
    [
        "- [x] Thing 1.1\n- [x] Thing 1.2\n",
        "- [x] Thing 1.1\n- [x] Thing 1.2\n- [x] Thing 1.3\n" + "".join(f"- [ ] Other {n}\n" for n in range(13)),
        "- [x] Thing 1.1\n- [x] Thing 1.1\n- [x] Thing 1.2\n- [x] Thing 1.3\n",
    ],
    ids=["too few", "too small a share", "not sure which"],
)
def test_what_hardly_matches_is_not_offered(as_alice, roadmap, text):
    assert send(as_alice, text=text).context["offers"] == []


def test_drafts_and_lists_of_ones_own_are_not_offered(as_alice, alice):
    factories.roadmap(slug="draft", published=False)
    factories.personal(alice, LIST)
    assert send(as_alice).context["offers"] == []


def test_the_best_three_are_offered(as_alice, roadmap):
    for number in range(4):
        factories.roadmap(slug=f"other-{number}", milestones=1, checkpoints=3 + number % 2)
    offers = send(as_alice).context["offers"]
    assert [offer.boxes for offer in offers] == [4, 4, 4]


def test_by_slug_where_the_text_says_that_it_is_this_one(as_alice, roadmap):
    boxes = [f"Reworded {n} {{#thing-1-{n}}}" for n in (1, 2, 3)]
    text = factories.short_text(*boxes, slug="made-up").replace("- [ ]", "- [x]")
    assert [offer.boxes for offer in send(as_alice, text=text).context["offers"]] == [3]
    assert send(as_alice, text=text.replace("slug: made-up", "slug: another")).context["offers"] == []


def test_the_same_words_twice_are_paired_in_order():
    boxes = [Checkpoint("Revise", slug=slug) for slug in ("a", "b")]
    theirs = [Checkpoint("revise.", slug=slug) for slug in ("x", "y")]
    for number, checkpoint in enumerate(theirs):
        checkpoint.pk = number
    assert [(box.slug, other.slug) for box, other in pairs_of(boxes, theirs, by_slug=False)] == [("a", "x"), ("b", "y")]
    assert pairs_of(boxes[:1], theirs, by_slug=False) == []


# ---- ticking there


def test_it_follows_and_ticks(as_alice, alice, roadmap):
    answer = send(as_alice, confirmed="made-up")
    assert (answer.status_code, answer["Location"]) == (303, "/my/roadmaps/made-up/")
    assert states(alice) == dict.fromkeys(["thing-1-1", "thing-1-2", "thing-1-3"], "done")
    assert set(alice.events.values_list("state", "on", "origin")) == {("done", alice.today(), "person")}
    assert (alice.enrollments.get().roadmap, alice.personal_roadmaps.exists()) == (roadmap, False)


def test_twice_is_the_same_as_once(as_alice, alice, roadmap):
    for _ in range(2):
        assert send(as_alice, confirmed="made-up").status_code == 303
    assert (len(states(alice)), alice.events.count()) == (3, 3)


def test_it_only_raises(as_alice, alice, roadmap):
    enrollment = alice.follow(roadmap, hours_per_week=7)
    things = [factories.checkpoint(roadmap, f"thing-1-{n}") for n in (1, 2, 3, 4)]
    for thing, state in zip(things, ["doing", "skipped", "done", "done"], strict=True):
        alice.mark(thing.pk, state)
    Progress.objects.filter(checkpoint=things[2]).update(first_done_on="2026-01-01")
    send(as_alice, confirmed="made-up")
    assert [states(alice)[thing.slug] for thing in things] == ["done", "skipped", "done", "done"]
    assert str(alice.progress.get(checkpoint=things[2]).first_done_on) == "2026-01-01"
    enrollment.refresh_from_db()
    assert enrollment.hours_per_week == 7


def test_what_was_stopped_is_followed_again(as_alice, alice, roadmap):
    alice.follow(roadmap).stop()
    send(as_alice, confirmed="made-up")
    assert alice.enrollments.get().state == "active"


def test_the_same_in_another_roadmap_is_ticked_too(as_alice, alice):
    factories.roadmap(factories.short_text("One {#one}", "Two {#two}", "Three {#three}", slug="first"))
    second = factories.roadmap(factories.short_text("Uno {#uno same-as=first#one}", slug="second"))
    send(as_alice, confirmed="first", text="- [x] One\n- [x] Two\n- [ ] Three\n")
    assert states(alice) == {"one": "done", "two": "done", "uno": "done"}
    assert alice.events.get(checkpoint__roadmap=second).origin == "same"


def test_a_tick_needs_a_followed_roadmap(alice, roadmap):
    pk = factories.checkpoint(roadmap, "thing-1-1").pk
    assert (alice.tick({pk: "done"}), alice.tick({}), states(alice)) == (set(), set(), {})


def test_the_other_answers(as_nobody, as_bob, as_alice, bob, alice, roadmap, htmx):
    assert send(as_nobody, confirmed="made-up").status_code == 401
    assert as_bob.get("/my/import/", {"confirmed": "made-up", "text": LIST}).status_code == 200
    assert not Progress.objects.exists()
    form = {"text": LIST, "confirmed": "made-up"}
    assert as_bob.post("/my/import/", form, headers=htmx)["Location"] == "/my/roadmaps/made-up/"
    assert (len(states(bob)), states(alice)) == (3, {})


@pytest.mark.parametrize("size", [10, 1000])
def test_queries(as_alice, alice, roadmap, size, django_assert_num_queries):
    factories.grow(roadmap, milestones=(size - 10) // 5)
    titles = list(roadmap.checkpoints.values_list("title", flat=True))
    text = "".join(f"- [x] {title}\n" for title in titles)
    send(as_alice, text=text)
    # session, user, skills, published roadmaps, progress, followed ones
    with django_assert_num_queries(6):
        assert send(as_alice, text=text).context["offers"][0].boxes == size
    # those, whether stopped before, enrollment looked for and made in transactions (6), the ticks; in a transaction (2)
    with django_assert_num_queries(16):
        assert send(as_alice, confirmed="made-up", text=text).status_code == 303
    assert len(states(alice)) == size
