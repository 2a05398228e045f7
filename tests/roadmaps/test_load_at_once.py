"""Several processes load at once, and people go on meanwhile."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from roadmaps import loading, publishing
from roadmaps.models import Checkpoint, Roadmap
from tests import factories
from tests.roadmaps.folders import ROADMAP, ROLES, write

pytestmark = pytest.mark.django_db(transaction=True)


def elsewhere(*calls):
    """What the calls return, each on a thread and a connection of its own; a lock is waited for two seconds at most."""

    def run(call):
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '2s'")
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_two_loads_at_once_load_once(tmp_path):
    write(tmp_path)
    said = elsewhere(*[lambda: loading.load(tmp_path)] * 2)
    assert sorted(map(len, said)) == [0, 5]
    assert Checkpoint.objects.count() == 5


def test_two_loads_of_a_change_at_once_make_it_once(tmp_path):
    loading.load(write(tmp_path))
    write(tmp_path, roles=ROLES + "- slug: clerk\n  name: Clerk\n", tables=ROADMAP.replace("Sort rows", "Order rows"))
    said = elsewhere(*[lambda: loading.load(tmp_path)] * 2)
    assert sorted(said) == [[], ["role clerk: added", "roadmap tables: renamed: Sort rows → Order rows"]]


def test_one_may_follow_and_tick_while_somebody_publishes():
    roadmap, alice = factories.roadmap(slug="made-up"), factories.person()
    first = factories.checkpoint(roadmap, "thing-1-1")

    def follow_and_tick():
        alice.follow(roadmap)
        alice.mark(first.pk, "done")
        return alice.progress.get().state

    with transaction.atomic():
        publishing.store(publishing.outline_of(publishing.locked("made-up")))
        Checkpoint.objects.get(pk=first.pk).save()
        publishing.publish(roadmap, origin="admin")
        assert elsewhere(follow_and_tick) == ["done"]


def test_two_who_publish_the_same_roadmap_wait_for_each_other():
    roadmap = factories.roadmap(slug="made-up")
    elsewhere(*[lambda: publishing.publish(roadmap, origin="admin")] * 4)
    assert Roadmap.objects.get().version == 5
