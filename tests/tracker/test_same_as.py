"""The same accomplishment in two roadmaps is ticked once."""

import pytest

from roadmaps.models import Checkpoint
from tests import factories
from tests.factories import short_text
from tracker import carry

HERE = short_text("Show it {#show hours=2}", "Other {#other hours=1}", slug="here")
THERE = short_text("Show it there {#shown hours=5 same-as=here#show}", "More {#more}", slug="there")
UNLINKED = THERE.replace(" same-as=here#show", "")
BEYOND = short_text("Show it too {#show-too same-as=there#shown}", slug="beyond")


@pytest.fixture(autouse=True)
def publish_runs_its_jobs(monkeypatch):
    """What follows a publication runs after its commit; here at once."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda job, **options: job())


@pytest.fixture
def show(db):
    return factories.roadmap(HERE).checkpoints.get(slug="show")


@pytest.fixture
def shown(show):
    return factories.roadmap(THERE).checkpoints.get(slug="shown")


@pytest.fixture
def both(alice, show, shown):
    """Alice follows both."""
    alice.follow(show.roadmap)
    alice.follow(shown.roadmap)
    return Checkpoint.objects.get(pk=show.pk), shown


def states(user):
    return dict(user.progress.values_list("checkpoint__slug", "state"))


def test_done_is_written_to_all_of_the_group(alice, both):
    alice.mark(both[0].pk, "done")
    assert states(alice) == {"show": "done", "shown": "done"}


def test_it_works_from_the_other_side(alice, both):
    alice.mark(both[1].pk, "done")
    assert states(alice) == {"show": "done", "shown": "done"}


def test_back_to_do_is_written_to_all_of_the_group(alice, both):
    alice.mark(both[0].pk, "done")
    alice.mark(both[1].pk, "todo")
    assert states(alice) == {"show": "todo", "shown": "todo"}


@pytest.mark.parametrize("state", ["doing", "skipped"])
def test_doing_and_skipped_are_local(alice, both, state):
    alice.mark(both[0].pk, state)
    assert states(alice) == {"show": state}


def test_back_to_do_leaves_alone_what_is_not_done(alice, both):
    alice.mark(both[0].pk, "skipped")
    alice.mark(both[1].pk, "doing")
    alice.mark(both[1].pk, "todo")
    assert states(alice) == {"show": "skipped", "shown": "todo"}


def test_to_do_on_what_was_never_touched_is_no_change(as_alice, alice, both):
    alice.mark(both[0].pk, "todo")
    assert set(states(alice).values()) <= {"todo"}
    assert not alice.events.exists()


def test_done_comes_to_a_roadmap_that_is_followed_later(alice, show, shown):
    alice.follow(show.roadmap)
    alice.mark(show.pk, "done")
    alice.follow(shown.roadmap)
    assert states(alice)["shown"] == "done"


def test_each_of_the_group_has_its_event(alice, both):
    alice.mark(both[0].pk, "done")
    found = alice.events.values_list("checkpoint__slug", "was", "state", "origin")
    assert set(found) == {("show", "todo", "done", "person"), ("shown", "todo", "done", "same")}


def test_ticking_all_of_the_group_is_one_change_each(alice, both):
    for member in both:
        alice.mark(member.pk, "done")
    assert alice.events.count() == 2


def test_other_people_are_left_alone(alice, bob, both):
    bob.follow(both[0].roadmap)
    alice.mark(both[0].pk, "done")
    assert states(bob) == {}


def test_htmx_gets_only_the_rows_of_its_page(as_alice, both, htmx):
    answer = as_alice.post(f"/my/checkpoints/{both[0].pk}/state", {"state": "done"}, headers=htmx)
    assert answer.status_code == 200
    assert f'id="checkpoint-{both[0].pk}"' in answer.text
    assert f"checkpoint-{both[1].pk}" not in answer.text


def test_htmx_gets_all_rows_of_the_group_on_its_page(as_alice, alice, both, htmx):
    text = HERE.replace("{#other hours=1}", "{#other hours=1 same-as=there#shown}")
    other = factories.republish(both[0].roadmap, text).checkpoints.get(slug="other")
    alice.save_texts(other, note="Mine", link="", evidence="", note_version=0)
    page = as_alice.post(f"/my/checkpoints/{both[0].pk}/state", {"state": "done"}, headers=htmx).text
    for member in (both[0], other):
        assert f'id="checkpoint-{member.pk}" data-state="done"' in page
    assert f"/my/checkpoints/{other.pk}/#note" in page
    assert '<progress value="2" max="2"' in page


def test_totals_read_only_the_own_row(as_alice, alice, both):
    alice.mark(both[0].pk, "done")
    assert '<progress value="1" max="2"' in as_alice.get("/my/roadmaps/there/").text
    alice.mark(both[1].pk, "skipped")
    assert '<progress value="0" max="1"' in as_alice.get("/my/roadmaps/there/").text
    assert '<progress value="1" max="2"' in as_alice.get("/my/roadmaps/here/").text


def test_starting_over_is_local(alice, both):
    alice.mark(both[0].pk, "done")
    alice.enrollments.get(roadmap=both[0].roadmap).start_over()
    assert states(alice) == {"show": "todo", "shown": "done"}
    carry.carry_over(both[0].roadmap)  # as after the next edit, and every night
    assert states(alice) == {"show": "todo", "shown": "done"}


def test_groups_join_through_others(alice, both):
    beyond = factories.roadmap(BEYOND)
    alice.follow(beyond)
    alice.mark(beyond.checkpoints.get().pk, "done")
    assert states(alice) == {"show": "done", "shown": "done", "show-too": "done"}


# ---- linking later


@pytest.fixture
def unlinked(alice, show):
    there = factories.roadmap(UNLINKED)
    alice.follow(show.roadmap)
    alice.follow(there)
    return show, there.checkpoints.get(slug="shown")


def link():
    factories.republish(Checkpoint.objects.get(slug="shown").roadmap, THERE)


def test_linking_later_raises_the_missing_one(alice, unlinked):
    alice.mark(unlinked[0].pk, "done")
    first = alice.progress.get().first_done_at
    link()
    assert states(alice) == {"show": "done", "shown": "done"}
    assert alice.progress.get(checkpoint=unlinked[1]).first_done_at == first


def test_linking_later_raises_what_was_begun(alice, unlinked):
    alice.mark(unlinked[0].pk, "done")
    alice.mark(unlinked[1].pk, "doing")
    link()
    assert states(alice) == {"show": "done", "shown": "done"}


def test_linking_later_lowers_nothing(alice, unlinked):
    alice.mark(unlinked[0].pk, "done")
    alice.mark(unlinked[0].pk, "todo")
    alice.mark(unlinked[1].pk, "done")
    link()
    assert states(alice) == {"show": "done", "shown": "done"}


def test_linking_later_leaves_what_was_skipped(alice, unlinked):
    alice.mark(unlinked[0].pk, "done")
    alice.mark(unlinked[1].pk, "skipped")
    link()
    assert states(alice) == {"show": "done", "shown": "skipped"}


def test_linking_twice_is_the_same_as_once(alice, unlinked):
    alice.mark(unlinked[0].pk, "done")
    link()
    before = list(alice.progress.order_by("checkpoint").values())
    link()
    factories.republish(unlinked[1].roadmap, THERE.replace("More", "Even more"))
    assert list(alice.progress.order_by("checkpoint").values()) == before
    assert alice.events.count() == 2


def test_linking_later_does_not_count_as_work(alice, unlinked):
    alice.mark(unlinked[0].pk, "done")
    link()
    assert alice.events.get(checkpoint=unlinked[1]).origin != "person"


def test_unlinking_changes_nothing(alice, both):
    alice.mark(both[0].pk, "done")
    factories.republish(both[1].roadmap, UNLINKED)
    assert states(alice) == {"show": "done", "shown": "done"}


def test_after_unlinking_each_goes_its_own_way(alice, both):
    alice.mark(both[0].pk, "done")
    factories.republish(both[1].roadmap, UNLINKED)
    alice.mark(both[0].pk, "todo")
    assert states(alice) == {"show": "todo", "shown": "done"}
