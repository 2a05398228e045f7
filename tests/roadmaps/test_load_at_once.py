"""Several processes load at once, and people go on meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import OperationalError, connection, transaction

from roadmaps import facts, loading, publishing
from roadmaps.models import Checkpoint, LevelTitle, Roadmap, Skill
from tests import factories
from tests.conftest import signed_in
from tests.roadmaps import staff as as_browser
from tests.roadmaps.folders import FACTS, ROADMAP, ROLES, write

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


def test_two_loads_of_facts_at_once_make_each_change_once(tmp_path):
    loading.load(write(tmp_path, facts=FACTS))
    write(tmp_path, facts={**FACTS, "levels": FACTS["levels"].replace("title: Lead", "title: First"), "targets": ""})
    said = elsewhere(*[lambda: loading.load(tmp_path)] * 2)
    assert sorted(said) == [[], ["level analyst-senior: changed", "target queries: retired"]]
    assert LevelTitle.objects.count() == 2


def test_a_load_waits_for_whoever_changes_facts(tmp_path):
    loading.load(write(tmp_path))
    with transaction.atomic():
        facts.lock()
        with pytest.raises(OperationalError, match="lock timeout"):
            elsewhere(lambda: loading.load(tmp_path))


def test_facts_are_read_while_somebody_changes_them(tmp_path):
    loading.load(write(tmp_path))
    with transaction.atomic():
        facts.lock()
        Skill.objects.update(name="Changed")
        facts.changed()
        ((skill, _),) = elsewhere(lambda: facts.facts().skills)
    assert skill.name == "Python"
    assert facts.facts().skills[0].name == "Changed"


def test_of_two_administrators_who_save_at_once_one_is_refused(tmp_path):
    loading.load(write(tmp_path))
    skill = Skill.objects.get(slug="sql")
    clients = [signed_in(factories.administrator(email=f"{name}@example.org")) for name in ("one", "two")]
    forms = [as_browser.Form(client.get(as_browser.address(skill)).content.decode()).values for client in clients]

    def save(client, form, name):
        return client.post(as_browser.address(skill), {**form, "name": name}).status_code

    calls = [partial(save, *who) for who in zip(clients, forms, ("One", "Two"), strict=True)]
    assert sorted(elsewhere(*calls)) == [200, 302]


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
