"""I am stuck: ways on from what is really there."""

import re

import pytest

from roadmaps import contents
from roadmaps.models import Skill
from tests import factories
from tests.factories import checkpoint
from tracker.models import Goal

PAGE = "/my/stuck/"
TEXT = factories.short_text(
    "Vectors {#vectors hours=3 skill=maths}",
    "Set up Python {#python hours=2 skill=programming}",
    "Gradients {#gradients hours=8 skill=maths}",
    "Read a paper {#paper hours=1}",
    "Back-propagation {#backprop hours=9 skill=maths}",
    "A tiny script {#script hours=0.5 skill=programming}",
    slug="path",
    title="The path",
)


@pytest.fixture
def path(alice):
    for slug in ("maths", "programming"):
        Skill.objects.create(slug=slug, name=slug.capitalize())
    roadmap = factories.roadmap(TEXT)
    alice.follow(roadmap)
    return roadmap


def opened(client, path, slug):
    answer = client.get(PAGE, {"checkpoint": checkpoint(path, slug).pk})
    assert answer.status_code == 200
    return answer


def titles(answer):
    return [row.checkpoint.title for _, row in answer.context["fundamentals"]]


def test_it_begins_where_one_is(as_alice, path):
    answer = as_alice.get(PAGE)
    assert answer.context["row"].checkpoint.slug == "vectors"
    assert "I am working on “Vectors” (The path)." in answer.text


def test_fundamentals_are_earlier_ones_of_its_skill_the_nearest_first(as_alice, path):
    assert titles(opened(as_alice, path, "backprop")) == ["Gradients", "Vectors"]


def test_what_is_not_done_yet_comes_first(as_alice, alice, path):
    alice.mark(checkpoint(path, "gradients").pk, "done")
    assert titles(opened(as_alice, path, "backprop")) == ["Vectors", "Gradients"]


def test_without_a_skill_it_is_what_stands_before_it(as_alice, path):
    assert titles(opened(as_alice, path, "paper")) == ["Gradients", "Set up Python", "Vectors"]


def test_other_roadmaps_help_too(as_alice, alice, path):
    other = factories.short_text("Sums {#sums hours=1 skill=maths}", "Cook {#cook hours=1}", slug="other")
    alice.follow(factories.roadmap(other))
    assert "Sums" in titles(opened(as_alice, path, "backprop"))
    assert "Cook" not in titles(opened(as_alice, path, "backprop"))


def test_the_first_stands_on_nothing_and_says_so(as_alice, path):
    answer = opened(as_alice, path, "vectors")
    assert titles(answer) == []
    assert "Nothing in your roadmaps comes before this one" in answer.text


def test_easier_is_the_shortest_of_what_comes_soon(as_alice, alice, path):
    assert opened(as_alice, path, "backprop").context["easier"][1].checkpoint.slug == "script"
    assert opened(as_alice, path, "script").context["easier"][1].checkpoint.slug == "paper"
    alice.mark(checkpoint(path, "script").pk, "done")
    assert opened(as_alice, path, "backprop").context["easier"][1].checkpoint.slug == "paper"


def test_a_paused_roadmap_has_nothing_easier(as_alice, alice, path):
    alice.enrollments.get().pause()
    answer = opened(as_alice, path, "backprop")
    assert answer.context["easier"] is None
    assert "Nothing else waits" in answer.text


def test_the_reason_one_started(as_alice, alice, path):
    assert "One sentence</a> is enough" in as_alice.get(PAGE).text
    Goal.set(alice, why="For the children")
    assert "<blockquote" in as_alice.get(PAGE).text
    assert "For the children" in as_alice.get(PAGE).text


def test_ones_own_list_has_no_authors_to_tell(as_alice, alice, path):
    assert "Something is wrong here" in as_alice.get(PAGE).text
    own = factories.personal(alice)
    assert "Something is wrong here" not in opened(as_alice, own, own.checkpoints.first().slug).text


def test_what_was_stopped_or_retired_has_a_page_too(as_alice, alice, path):
    alice.mark(checkpoint(path, "gradients").pk, "doing")
    factories.republish(path, TEXT.replace("- [ ] Gradients {#gradients hours=8 skill=maths}\n", ""))
    alice.enrollments.get().stop()
    assert "Vectors" in titles(opened(as_alice, path, "gradients"))


def test_somebody_who_follows_nothing_is_helped(as_alice):
    answer = as_alice.get(PAGE)
    assert answer.status_code == 200
    assert "Take a break" in answer.text


def test_the_timer_that_one_starts_is_seen(as_alice):
    fields = re.findall(r'name="(\w+)" value="([^"]*)"', as_alice.get(PAGE).text.partition("timer/start")[2])
    page = as_alice.post("/my/log/timer/start", dict(fields), follow=True)
    assert 'id="timer"' in page.text


@pytest.mark.parametrize("wrong", ["", "0", "x", "-1", "²", "9" * 30, "99999"])
def test_what_is_no_checkpoint_of_ones_own_is_404(as_alice, path, wrong):
    assert as_alice.get(PAGE, {"checkpoint": wrong}).status_code == 404


def test_somebody_elses_is_404(as_bob, path):
    assert as_bob.get(PAGE, {"checkpoint": checkpoint(path, "vectors").pk}).status_code == 404


def test_nobody_and_other_methods(as_nobody, as_alice):
    assert as_nobody.get(PAGE).status_code == 302
    assert as_alice.post(PAGE).status_code == 405


@pytest.mark.parametrize("size", [10, 1000])
def test_the_page_in_five_queries(as_alice, alice, size, django_assert_num_queries):
    roadmap = factories.roadmap(slug="made-up")
    factories.grow(roadmap, milestones=(size - 10) // 5)
    alice.follow(roadmap)
    contents._kept.clear()
    # session, user, enrollments, phases, milestones, checkpoints, resources, progress, goal
    with django_assert_num_queries(9):
        as_alice.get(PAGE)
    # session, user, enrollments, progress, goal
    with django_assert_num_queries(5):
        as_alice.get(PAGE)
