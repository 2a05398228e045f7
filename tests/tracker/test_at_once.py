"""Many requests at the same moment, each on a connection of its own."""

from threading import Barrier, Event, Thread

import pytest
from django.db import connection, transaction
from django.test import Client

from roadmaps.models import Checkpoint
from tests import factories
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(calls, locked=None):
    """Run all, each in a thread with an open connection, from the same moment on; their results in order.

    With `locked` they come one after the other, and each waits for these rows before the first goes on.
    """
    calls = list(calls)
    results, clients = [None] * len(calls), [None] * len(calls)
    starts = [Event() for _ in calls]
    ready = Barrier(len(calls) + 1)

    def run(number, call):
        try:
            connection.ensure_connection()
            clients[number] = connection.connection.info.backend_pid
            ready.wait(timeout=30)
            starts[number].wait(timeout=30)
            results[number] = call()
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    ready.wait(timeout=30)
    with transaction.atomic():
        if locked is not None:
            assert locked.select_for_update()
        for number, start in enumerate(starts, start=1):
            start.set()
            while locked is not None and not are_waiting(clients[:number]):
                pass
    for thread in threads:
        thread.join(timeout=60)
    assert None not in results
    return results


def are_waiting(clients):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted AND pid = ANY(%s)", [clients])
        return cursor.fetchone()[0] == len(clients)


def ticks(user, *steps):
    """A call that sends these (checkpoint, state) one after the other and gives the answers' (status, page)."""
    client = Client(raise_request_exception=False)
    client.cookies = signed_in(user).cookies

    def call():
        answers = [
            client.post(f"/my/checkpoints/{thing.pk}/state", {"state": state}, headers={"HX-Request": "true"})
            for thing, state in steps
        ]
        return [(answer.status_code, answer.text) for answer in answers]

    return call


def statuses(results):
    return {status for answers in results for status, _ in answers}


def done_on_page(user):
    page = signed_in(user).get("/my/roadmaps/made-up/").text
    return int(page.partition('<progress value="')[2].partition('"')[0])


@pytest.fixture
def things(alice, roadmap):
    alice.follow(roadmap)
    return list(roadmap.checkpoints.order_by("milestone__position", "position"))


@pytest.fixture
def group(alice, things):
    """The same accomplishment in three roadmaps that Alice follows, in the order of their keys."""
    for slug in ("second", "third"):
        text = factories.short_text(f"Also {{#also-{slug} same-as=made-up#thing-1-1}}", slug=slug)
        alice.follow(factories.roadmap(text))
    return list(Checkpoint.objects.exclude(accomplishment=None).order_by("pk"))


def test_the_same_tick_64_times_is_one_row_and_one_event(alice, things):
    results = at_once(ticks(alice, (things[0], "done")) for _ in range(64))
    assert len({str(answers) for answers in results}) == 1
    assert statuses(results) == {200}
    assert alice.progress.values_list("state", "changes").get() == ("done", 1)
    assert alice.events.values_list("number", "was", "state").get() == (1, "todo", "done")


def test_the_same_tick_on_what_was_begun_earlier_gives_equal_answers(alice, things):
    alice.mark(things[0].pk, "doing")
    alice.progress.update(changed_at="2026-11-09T12:00Z")
    results = at_once((ticks(alice, (things[0], "done")) for _ in range(16)), locked=alice.progress)
    assert len({str(answers) for answers in results}) == 1
    assert "Done today" in results[0][0][1]
    assert alice.events.count() == 2


def test_tick_against_untick_leaves_one_unbroken_chain(alice, things):
    steps = [(things[0], "done"), (things[0], "todo")] * 5
    results = at_once(ticks(alice, *steps[turn % 2 :]) for turn in range(8))
    assert statuses(results) == {200}
    events = list(alice.events.order_by("number").values_list("number", "was", "state"))
    assert [number for number, _, _ in events] == list(range(1, len(events) + 1))
    assert [was for _, was, _ in events] == ["todo", *(state for _, _, state in events[:-1])]
    row = alice.progress.get()
    assert (row.state, row.was, row.changes) == (events[-1][2], events[-1][1], len(events))
    assert done_on_page(alice) == (row.state == "done")


def test_an_answer_to_a_tick_always_shows_it_ticked(alice, things):
    steps = [(things[0], "done"), (things[0], "todo")] * 5
    results = at_once(ticks(alice, *steps) for _ in range(8))
    for answers in results:
        for (_, state), (_, page) in zip(steps, answers, strict=True):
            assert f'id="checkpoint-{things[0].pk}" data-state="{state}"' in page


def test_totals_equal_the_rows_whoever_was_first(alice, things):
    results = at_once(ticks(alice, (thing, "done")) for thing in things for _ in range(3))
    assert statuses(results) == {200}
    assert done_on_page(alice) == alice.progress.filter(state="done").count() == len(things)
    assert alice.events.count() == len(things)


def test_two_people_do_not_meet(alice, bob, things, roadmap):
    bob.follow(roadmap)
    calls = [ticks(alice, (thing, "done")) for thing in things]
    results = at_once(calls + [ticks(bob, (thing, "doing")) for thing in things])
    assert statuses(results) == {200}
    assert set(alice.progress.values_list("state", flat=True)) == {"done"}
    assert set(bob.progress.values_list("state", flat=True)) == {"doing"}
    assert (done_on_page(alice), done_on_page(bob)) == (len(things), 0)


def test_totals_of_the_first_the_last_and_a_repeated_tick(alice, things):
    """The statement that writes does not see its own row: these are where that would show."""
    answers = ticks(alice, *((thing, "done") for thing in [things[0], *things, things[-1]]))()
    shown = [page.partition('<progress value="')[2].partition('"')[0] for _, page in answers]
    assert shown == ["1", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "10"]
    assert "10 of 10 done." in answers[-1][1]


def test_two_of_a_group_ticked_crosswise_do_not_lock_each_other_out(alice, group):
    first, middle, last = group
    alice.mark(first.pk, "done")
    alice.mark(first.pk, "todo")
    calls = [ticks(alice, (first, "done")), ticks(alice, (last, "done"))]
    assert statuses(at_once(calls, locked=alice.progress.filter(checkpoint=middle))) == {200}
    assert set(alice.progress.values_list("state", "changes")) == {("done", 3)}


def test_a_storm_on_a_group_locks_nobody_out(alice, group):
    calls = [ticks(alice, *[(group[turn % 3], "done"), (group[-turn % 3], "todo")] * 4) for turn in range(8)]
    assert statuses(at_once(calls)) == {200}
    assert len(set(alice.progress.values_list("state", flat=True))) == 1


@pytest.mark.parametrize("order", [1, -1])
def test_a_group_is_of_one_mind_whoever_was_last(alice, group, order):
    first, _, last = group
    alice.mark(first.pk, "done")
    alice.mark(first.pk, "todo")
    at_once([ticks(alice, (first, "done")), ticks(alice, (last, "todo"))][::order], locked=alice.progress)
    rows = list(alice.progress.values_list("state", "changes"))
    assert {state for state, _ in rows} == {"todo" if order == 1 else "done"}
    assert alice.events.count() == sum(changes for _, changes in rows)


def test_a_group_is_of_one_mind_where_one_had_no_row(alice, group):
    first, _, last = group
    alice.mark(last.pk, "doing")
    at_once([ticks(alice, (first, "done")), ticks(alice, (last, "todo"))], locked=alice.progress)
    assert set(alice.progress.values_list("state", flat=True)) == {"todo"}


def test_following_at_once_is_one_enrollment(alice, roadmap):
    client = signed_in(alice)

    def follow():
        mine = Client(raise_request_exception=False)
        mine.cookies = client.cookies
        return mine.post("/my/roadmaps/made-up/follow", {"hours_per_week": 10}).status_code

    assert set(at_once([follow] * 16)) == {303}
    assert alice.enrollments.get().hours_per_week == 10


def test_starting_over_at_once_is_one_archive(alice, things):
    alice.mark(things[0].pk, "done")
    client = signed_in(alice)

    def start_over():
        mine = Client(raise_request_exception=False)
        mine.cookies = client.cookies
        return mine.post("/my/roadmaps/made-up/start-over").status_code

    assert set(at_once([start_over] * 8)) == {303}
    assert alice.archives.get().done == 1


def save_note(user, thing, note):
    client = Client(raise_request_exception=False)
    client.cookies = signed_in(user).cookies
    fields = {"note": note, "link": "", "evidence": "", "note_version": 0}
    return lambda: client.post(f"/my/checkpoints/{thing.pk}/note", fields).status_code


def test_the_same_note_at_once_is_no_conflict(alice, things):
    assert set(at_once(save_note(alice, things[0], "The same") for _ in range(16))) == {303}
    assert alice.progress.values_list("note", "note_version").get() == ("The same", 1)


def test_of_different_notes_at_once_one_is_saved_and_the_others_are_told(alice, things):
    alice.mark(things[0].pk, "doing")
    calls = [save_note(alice, things[0], f"Note {turn}") for turn in range(8)]
    assert at_once(calls, locked=alice.progress) == [303] + [409] * 7
    assert alice.progress.values_list("note", "note_version").get() == ("Note 0", 1)
