"""What an administrator does to a roadmap takes no tick from anybody and moves none to another topic."""

import pytest

from roadmaps.models import Checkpoint, Milestone, Revision
from tests.roadmaps import staff as as_browser
from tests.roadmaps.people import fifty_on, live, states, ticks


@pytest.fixture
def before(topics):
    fifty_on(topics)
    return ticks()


@pytest.fixture
def staff_does(as_staff, before, django_capture_on_commit_callbacks):
    """Call a verb of `staff` as staff, and run what follows the commit."""

    def does(verb, *args, **changes):
        with django_capture_on_commit_callbacks(execute=True):
            answer = verb(as_staff, *args, **changes)
        assert not as_browser.errors(answer) if answer.context and "adminform" in answer.context else True
        return answer

    return does


@pytest.fixture
def topic(topics):
    return lambda slug: topics.checkpoints.get(slug=slug)


@pytest.fixture
def add(staff_does, topics):
    def add(slug, **fields):
        week_1 = Milestone.objects.get(roadmap=topics, slug="week-1")
        staff_does(as_browser.add, Checkpoint, milestone=week_1.pk, slug=slug, title=f"Topic {slug}", **fields)

    return add


def test_rename(staff_does, before, topic):
    staff_does(as_browser.save, topic("a"), title="Topic a, said better")
    assert topic("a").title == "Topic a, said better"
    assert ticks() == before


def test_move_to_another_milestone(staff_does, before, topic, topics):
    week_2 = topics.milestones.get(slug="week-2")
    staff_does(as_browser.save, topic("a"), milestone=week_2.pk, position=9)
    assert live(topics) == {"week-1": list("bcde"), "week-2": list("fghija")}
    assert ticks() == before


def test_reorder(staff_does, before, topic, topics):
    staff_does(as_browser.save, topic("a"), position=9)
    assert live(topics)["week-1"] == list("bcdea")
    assert ticks() == before


def test_retire(staff_does, before, topic, topics):
    staff_does(as_browser.confirm, "retire_selected", [topic("a")])
    assert live(topics)["week-1"] == list("bcde")
    assert ticks() == before


def test_restore(staff_does, before, topic, topics):
    staff_does(as_browser.confirm, "retire_selected", [topic("a"), topic("b")])
    staff_does(as_browser.confirm, "restore_selected", [topic("a")])
    assert live(topics)["week-1"] == list("acde")
    assert ticks() == before


def test_add(add, before, topics):
    add("fresh", position=9)
    assert live(topics)["week-1"] == ["a", "b", "c", "d", "e", "fresh"]
    assert ticks() == before


def test_replace_one_for_one(staff_does, add, before, topic):
    staff_does(as_browser.confirm, "retire_selected", [topic("a")])
    add("instead", replaces="a")
    assert before <= ticks()
    assert all(new == (None if old == "todo" else old) for old, new in states("a", "instead").values())


def test_merge(staff_does, add, before, topic):
    staff_does(as_browser.confirm, "retire_selected", [topic("a"), topic("b")])
    add("both", replaces="a, b")
    assert before <= ticks()
    assert {new for a, b, new in states("a", "b", "both").values() if {a, b} == {"done"}} == {"done"}
    assert {new for a, b, new in states("a", "b", "both").values() if {a, b} == {"done", None}} == {"doing"}


def test_split(staff_does, add, before, topic):
    staff_does(as_browser.confirm, "retire_selected", [topic("a")])
    add("half-1", replaces="a")
    add("half-2", replaces="a")
    assert before <= ticks()
    assert all(
        first == second == (None if old == "todo" else old)
        for old, first, second in states("a", "half-1", "half-2").values()
    )


def test_back_to_an_earlier_revision(staff_does, before, topic, topics):
    staff_does(as_browser.save, topic("b"), title="Something else")
    staff_does(as_browser.confirm, "retire_selected", [topic("a")])
    staff_does(as_browser.save, topics.revisions.last(), _restore="Restore this version")
    assert live(topics) == {"week-1": list("abcde"), "week-2": list("fghij")}
    assert topic("b").title == "Topic b"
    assert ticks() == before


def test_a_restored_revision_is_a_revision(staff_does, topic, topics):
    staff_does(as_browser.save, topic("b"), title="Something else")
    staff_does(as_browser.save, topics.revisions.last(), _restore="Restore this version")
    assert topics.revisions.first().origin == Revision.Origin.RESTORE
    assert topics.revisions.first().text == topics.revisions.last().text


@pytest.mark.parametrize("action", ["retire_selected", "restore_selected"])
def test_a_page_asks_first_and_says_how_many_people_are_affected(staff_does, topic, action):
    if action == "restore_selected":
        staff_does(as_browser.confirm, "retire_selected", [topic("a")])
    state = topic("a").retired_at
    answer = staff_does(as_browser.choose, action, [topic("a")])
    people = topic("a").progress.count()
    assert 30 < people < 50
    assert f"<td>{people}</td>" in answer.content.decode()
    assert topic("a").retired_at == state


def test_the_form_says_how_many_people_have_progress(as_staff, before, topic):
    page = as_staff.get(as_browser.address(topic("a"))).content.decode()
    assert f"{topic('a').progress.count()}. A change of words reaches them" in page
