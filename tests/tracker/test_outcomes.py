"""How a roadmap fares: who follows, who finished, where people stop and what they skip."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from roadmaps import impact
from tests import factories
from tests.roadmaps.people import text
from tracker import outcomes
from tracker.models import Enrollment, Progress, ProgressEvent, User
from tracker.totals import count

NOW = timezone.now()
LONG_AGO, LATELY = NOW - timedelta(days=40), NOW - timedelta(days=2)
TEN = "abcdefghij"


@pytest.fixture
def topics(db):
    return factories.roadmap(text())


def people(roadmap, number, *, done="", doing="", skipped="", at=LONG_AGO, followed_at=LONG_AGO, **enrollment):
    """So many people who follow it, with the same states, all of them set at the same time."""
    users = User.objects.bulk_create(User(email=f"{factories.numbers.__next__()}@example.org") for _ in range(number))
    Enrollment.objects.bulk_create(
        Enrollment(user=user, roadmap=roadmap, started_on=NOW.date(), followed_at=followed_at, **enrollment)
        for user in users
    )
    pks = dict(roadmap.checkpoints.values_list("slug", "pk"))
    states = {
        slug: state for state, slugs in (("done", done), ("doing", doing), ("skipped", skipped)) for slug in slugs
    }
    Progress.objects.bulk_create(
        Progress(user=user, checkpoint_id=pks[slug], state=state, changes=1, changed_at=at)
        for user in users
        for slug, state in states.items()
    )
    ProgressEvent.objects.bulk_create(
        ProgressEvent(
            user=user, checkpoint_id=pks[slug], number=1, was="todo", state=state, on=at.date(), at=at, origin="person"
        )
        for user in users
        for slug, state in states.items()
    )
    return users


def halts(roadmap):
    """{slug of the furthest done one, None for nothing done: people}"""
    slugs = dict(roadmap.checkpoints.values_list("pk", "slug"))
    return {pk and slugs[pk]: number for pk, number in outcomes.outcomes_of(roadmap).halts.items()}


def test_nobody(topics, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert outcomes.outcomes_of(topics) == impact.Outcomes(0)


def test_who_follows(topics):
    people(topics, 6)
    people(topics, 3, paused_at=NOW)
    people(topics, 2, stopped_at=NOW)
    people(topics, 1, stopped_at=NOW, paused_at=NOW)
    people(factories.roadmap(), 4)
    found = outcomes.outcomes_of(topics)
    assert (found.followers, found.paused, found.stopped, found.looked_at) == (12, 3, 3, 12)


def test_active_is_who_changed_something_lately(topics):
    people(topics, 5, done="a", at=LATELY)
    people(topics, 4, doing="b", at=LATELY)
    people(topics, 3, done="a", at=LONG_AGO)
    assert outcomes.outcomes_of(topics).active == 9


def test_what_was_carried_over_is_no_work(topics):
    people(topics, 5, done="a", at=LATELY)
    ProgressEvent.objects.update(origin="carried")
    assert outcomes.outcomes_of(topics).active == 0


def test_finished_is_all_done_that_counts_for_them(topics):
    people(topics, 3, done=TEN)
    people(topics, 2, done="abcdefgh", skipped="ij")
    people(topics, 4, skipped=TEN)  # of nothing there is nothing to finish
    people(topics, 5, done="abcdefghi")
    people(topics, 1, done="abcdefghi", doing="j")
    assert outcomes.outcomes_of(topics).finished == 5


def test_optional_and_retired_ones_are_not_needed(topics):
    week_1 = ["Topic a {#a}", "Topic b {#b optional}", "Topic c {#c}"]
    factories.republish(topics, text(week_1, ["Topic f {#f}"]))
    topics.refresh_from_db()
    people(topics, 5, done="acf")
    people(topics, 2, done="bc", skipped="a")
    assert outcomes.outcomes_of(topics).finished == 5


def test_finished_agrees_with_the_totals_of_each_person(topics):
    checkpoints = list(topics.checkpoints.all())
    combinations = [(TEN[:n], TEN[n:m]) for n in range(11) for m in range(n, 11)]
    expected = 0
    for done, skipped in combinations:
        people(topics, 1, done=done, skipped=skipped)
        states = {c.pk: "done" if c.slug in done else "skipped" for c in checkpoints if c.slug in done + skipped}
        expected += count(checkpoints, states).is_complete
    assert outcomes.outcomes_of(topics).finished == expected > 5


def test_where_people_stop(topics):
    people(topics, 5, done="abf")
    people(topics, 4, done="c", skipped="defg")
    people(topics, 3, doing="a")
    people(topics, 2)
    people(topics, 7, done="ab", at=LATELY)
    people(topics, 6, done="ab", at=LATELY, stopped_at=NOW)
    people(topics, 8, followed_at=LATELY)
    people(topics, 9, done=TEN, stopped_at=NOW)
    assert halts(topics) == {"f": 5, "c": 4, "b": 6, None: 5}


def test_states_of_each_checkpoint(topics):
    people(topics, 5, done="ab", doing="c", skipped="d")
    people(topics, 2, done="a", skipped="b")
    found = outcomes.outcomes_of(topics).states
    slugs = dict(topics.checkpoints.values_list("pk", "slug"))
    assert {slugs[pk]: tuple(states.values()) for pk, states in found.items()} == {
        "a": (7, 0, 0),
        "b": (5, 0, 2),
        "c": (0, 5, 0),
        "d": (0, 0, 5),
    }


def test_other_roadmaps_of_the_same_people_do_not_count(topics):
    other = factories.roadmap(text().replace("ten-topics", "other-topics"))
    users = people(topics, 5, done="a")
    pks = other.checkpoints.values_list("pk", flat=True)
    Progress.objects.bulk_create(
        Progress(user=user, checkpoint_id=pk, state="done", changes=1, changed_at=NOW) for user in users for pk in pks
    )
    found = outcomes.outcomes_of(topics)
    assert (found.finished, found.active, len(found.states)) == (0, 0, 1)


def test_of_very_many_an_even_choice_is_looked_at_always_the_same(topics, monkeypatch):
    monkeypatch.setattr(outcomes, "LOOKED_AT", 100)
    people(topics, 200, done="a")
    people(topics, 200, done="b")
    found = outcomes.outcomes_of(topics)
    assert (found.followers, found.looked_at) == (400, 100)
    done = Counter({pk: states["done"] for pk, states in found.states.items()})
    assert sum(done.values()) == 100
    assert min(done.values()) > 25
    assert outcomes.outcomes_of(topics) == found


@pytest.mark.parametrize("number", [5, 300])
def test_two_statements_for_any_number_of_people(topics, number, django_assert_num_queries):
    people(topics, number, done="abc", skipped="d")
    outcomes.outcomes_of(topics)  # and the contents, once
    with django_assert_num_queries(2):
        outcomes.outcomes_of(topics)
