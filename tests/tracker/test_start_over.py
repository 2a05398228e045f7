"""Starting a roadmap over: the states go to an archive that can be brought back."""

from datetime import UTC, datetime

import pytest
import time_machine

from tests import factories

START_OVER = "/my/roadmaps/made-up/start-over"
NINTH = datetime(2026, 11, 9, 18, 0, tzinfo=UTC)


@pytest.fixture
def things(alice, roadmap):
    """Done on the 9th, skipped, doing and untouched."""
    alice.follow(roadmap)
    things = [factories.checkpoint(roadmap, f"thing-1-{number}") for number in range(1, 5)]
    with time_machine.travel(NINTH, tick=False):
        for thing, state in zip(things, ["done", "skipped", "doing"], strict=False):
            alice.mark(thing.pk, state)
    return things


def states(user):
    return dict(user.progress.values_list("checkpoint__slug", "state"))


def bring_back(client, archive):
    return client.post(f"/my/roadmaps/made-up/archives/{archive.pk}/bring-back")


def test_it_archives_and_clears_states_and_dates(as_alice, alice, things):
    answer = as_alice.post(START_OVER)
    assert (answer.status_code, answer["Location"]) == (303, "/my/roadmaps/made-up/")
    assert states(alice) == {"thing-1-1": "todo", "thing-1-2": "todo", "thing-1-3": "todo"}
    assert set(alice.progress.values_list("first_done_on", "first_done_at")) == {(None, None)}
    archive = alice.archives.get()
    assert (archive.on, archive.done, len(archive.states)) == (alice.today(), 1, 3)


def test_twice_is_the_same_as_once(as_alice, alice, things):
    as_alice.post(START_OVER)
    assert as_alice.post(START_OVER).status_code == 303
    assert alice.archives.count() == 1


def test_with_nothing_begun_there_is_nothing_to_archive(as_alice, alice, roadmap):
    alice.follow(roadmap)
    as_alice.post(START_OVER)
    assert not alice.archives.exists()


def test_notes_links_and_evidence_stay(as_alice, alice, things):
    alice.save_texts(things[0], note="Mine", link="https://a.example", evidence="https://b.example", note_version=0)
    as_alice.post(START_OVER)
    row = alice.progress.get(checkpoint=things[0])
    assert (row.state, row.note, row.link, row.evidence) == (
        "todo",
        "Mine",
        "https://a.example",
        "https://b.example",
    )


def test_events_stay_and_say_so(as_alice, alice, things):
    as_alice.post(START_OVER)
    events = list(alice.events.filter(checkpoint=things[0]).order_by("number").values_list("number", "was", "state"))
    assert events == [(1, "todo", "done"), (2, "done", "todo")]
    assert alice.events.get(checkpoint=things[0], number=2).origin == "start-over"


def test_totals_begin_at_nothing(as_alice, things):
    assert '<progress value="1" max="9"' in as_alice.get("/my/roadmaps/made-up/").text
    as_alice.post(START_OVER)
    assert '<progress value="0" max="10"' in as_alice.get("/my/roadmaps/made-up/").text


def test_other_roadmaps_stay(as_alice, alice, things):
    other = factories.roadmap(slug="other")
    alice.follow(other)
    alice.mark(other.checkpoints.first().pk, "done")
    as_alice.post(START_OVER)
    assert alice.progress.filter(checkpoint__roadmap=other, state="done").exists()


def test_other_people_stay(as_alice, bob, things, roadmap):
    bob.follow(roadmap)
    bob.mark(things[0].pk, "done")
    as_alice.post(START_OVER)
    assert states(bob) == {"thing-1-1": "done"}


def test_first_done_is_written_anew_in_the_next_run(as_alice, alice, things):
    as_alice.post(START_OVER)
    alice.mark(things[0].pk, "done")
    assert alice.progress.get(checkpoint=things[0]).first_done_at > NINTH


# ---- bringing back


def test_bringing_back_restores_states_and_dates(as_alice, alice, things):
    before = set(alice.progress.values_list("checkpoint", "state", "first_done_on", "first_done_at"))
    as_alice.post(START_OVER)
    answer = bring_back(as_alice, alice.archives.get())
    assert (answer.status_code, answer["Location"]) == (303, "/my/roadmaps/made-up/")
    assert set(alice.progress.values_list("checkpoint", "state", "first_done_on", "first_done_at")) == before


def test_bringing_back_fills_only_what_is_to_do(as_alice, alice, things):
    as_alice.post(START_OVER)
    alice.mark(things[0].pk, "doing")
    bring_back(as_alice, alice.archives.get())
    assert states(alice) == {"thing-1-1": "doing", "thing-1-2": "skipped", "thing-1-3": "doing"}


def test_bringing_back_twice_is_the_same_as_once(as_alice, alice, things):
    as_alice.post(START_OVER)
    archive = alice.archives.get()
    bring_back(as_alice, archive)
    before = (states(alice), alice.events.count())
    assert bring_back(as_alice, archive).status_code == 303
    assert (states(alice), alice.events.count()) == before


def test_the_archive_is_kept_after_bringing_back(as_alice, alice, things):
    as_alice.post(START_OVER)
    bring_back(as_alice, alice.archives.get())
    assert alice.archives.count() == 1


def test_bringing_back_is_an_event(as_alice, alice, things):
    as_alice.post(START_OVER)
    bring_back(as_alice, alice.archives.get())
    last = alice.events.filter(checkpoint=things[0]).latest("number")
    assert (last.number, last.state, last.origin) == (3, "done", "bring-back")


def test_totals_after_bringing_back(as_alice, alice, things):
    as_alice.post(START_OVER)
    bring_back(as_alice, alice.archives.get())
    assert '<progress value="1" max="9"' in as_alice.get("/my/roadmaps/made-up/").text


def test_earlier_runs_are_listed_with_the_pace(as_alice, alice, things):
    as_alice.post(START_OVER)
    page = as_alice.get("/my/roadmaps/made-up/follow").text
    assert f"/archives/{alice.archives.get().pk}/bring-back" in page
    assert "1 done" in page


# ---- not theirs


def test_somebody_elses_archive_is_not_found(as_alice, as_bob, alice, bob, things, roadmap):
    bob.follow(roadmap)
    as_alice.post(START_OVER)
    assert bring_back(as_bob, alice.archives.get()).status_code == 404
    assert set(states(alice).values()) == {"todo"}


def test_an_archive_of_another_roadmap_is_not_found(as_alice, alice, things):
    alice.follow(factories.roadmap(slug="other"))
    as_alice.post(START_OVER)
    pk = alice.archives.get().pk
    assert as_alice.post(f"/my/roadmaps/other/archives/{pk}/bring-back").status_code == 404


def test_the_method_is_post(as_alice, alice, things):
    as_alice.post(START_OVER)
    assert as_alice.get(f"/my/roadmaps/made-up/archives/{alice.archives.get().pk}/bring-back").status_code == 405


def test_nobody_is_sent_to_sign_in(as_nobody, alice, things):
    assert as_nobody.post(START_OVER)["Location"] == "/accounts/login/?next=/my/"
    assert not alice.archives.exists()


def test_htmx_of_nobody_is_told_to_go_to_sign_in(as_nobody, things, htmx):
    assert as_nobody.post(START_OVER, headers=htmx).status_code == 401


def test_what_was_taken_back_before_begins_anew_too(alice, roadmap):
    enrollment = alice.follow(roadmap)
    first, second = roadmap.checkpoints.all()[:2]
    alice.mark(first.pk, "done")
    alice.mark(first.pk, "todo")
    alice.mark(second.pk, "done")
    enrollment.start_over()
    assert set(alice.progress.values_list("first_done_at", "first_done_on")) == {(None, None)}
