"""What was acknowledged before a backup is there after its restore; a restore does all or nothing."""

from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from threading import Event

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection

from careerguide.management.commands.backup import path_of
from roadmaps.models import Checkpoint, Phase, Roadmap
from tracker.models import Progress

pytestmark = pytest.mark.django_db(transaction=True)
CLIENTS = 4


def manage(*arguments, **options):
    said = StringIO()
    call_command(*map(str, arguments), stdout=said, **options)
    return said.getvalue()


def use_database(name):
    connection.close()
    connection.settings_dict["NAME"] = name


@pytest.fixture
def alice():
    return get_user_model().objects.create_user("alice@example.org")


@pytest.fixture
def empty_database(transactional_db):
    """The name of a second database, into which `use_database` leads."""
    usual, name = connection.settings_dict["NAME"], "careerguide_restored"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    yield name
    use_database(usual)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


@pytest.fixture
def checkpoints(alice):
    """Two hundred of them, which Alice may tick."""
    roadmap = Roadmap.objects.create(slug="ml-engineer", title="ML engineer")
    phase = Phase.objects.create(roadmap=roadmap, slug="phase", title="Phase")
    milestone = phase.milestones.create(roadmap=roadmap, slug="week-1", title="Week 1")
    alice.follow(roadmap)
    return Checkpoint.objects.bulk_create(
        Checkpoint(roadmap=roadmap, milestone=milestone, slug=f"checkpoint-{number}", title=f"Checkpoint {number}")
        for number in range(200)
    )


class Ticking:
    """Clients that tick while something else goes on; `done` has what was acknowledged to them."""

    def __init__(self, alice, checkpoints):
        self.alice, self.checkpoints = alice, checkpoints
        self.done = []
        self.enough, self.end = Event(), Event()

    def __enter__(self):
        self.pool = ThreadPoolExecutor(CLIENTS)
        self.clients = [self.pool.submit(self._tick, self.checkpoints[first::CLIENTS]) for first in range(CLIENTS)]
        assert self.enough.wait(10)
        return self

    def __exit__(self, *exception):
        self.end.set()
        for client in self.clients:
            client.result()
        self.pool.shutdown()

    def _tick(self, checkpoints):
        try:
            while not self.end.is_set():
                for checkpoint in checkpoints:
                    if self.end.is_set():
                        break
                    self.alice.mark(checkpoint.pk, "done")
                    self.done.append(checkpoint.pk)
                    if len(self.done) >= 20:
                        self.enough.set()
                checkpoints = []
                self.end.wait(0.01)
        finally:
            connection.close()


def test_every_tick_acknowledged_before_the_backup_is_restored(alice, checkpoints, empty_database, tmp_path):
    with Ticking(alice, checkpoints) as ticking:
        acknowledged = set(ticking.done)
        said = manage("backup", tmp_path / "backup")
    assert "manage.py restore" in said
    use_database(empty_database)
    manage("restore", tmp_path / "backup")
    restored = set(Progress.objects.filter(user=alice, state="done").values_list("checkpoint", flat=True))
    assert len(acknowledged) >= 20
    assert acknowledged <= restored <= set(ticking.done)
    assert alice.events.count() == len(restored)
    manage("migrate", check=True, check_unapplied=True, verbosity=0)  # exits where something is missing


def test_what_the_backup_does_not_know_is_gone_after_it(alice, empty_database, tmp_path):
    manage("backup", tmp_path / "backup")
    use_database(empty_database)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE of_a_later_version (number int)")
    manage("restore", tmp_path / "backup")
    assert "of_a_later_version" not in connection.introspection.table_names()
    assert get_user_model().objects.get() == alice


def test_a_database_with_people_is_replaced_only_when_asked(alice, tmp_path):
    users = get_user_model().objects
    manage("backup", tmp_path / "backup")
    users.create_user("bob@example.org")
    with pytest.raises(CommandError, match=r"2 accounts.*--replace"):
        manage("restore", tmp_path / "backup")
    assert users.count() == 2
    manage("restore", tmp_path / "backup", replace=True)
    assert users.get() == alice


def test_a_damaged_backup_changes_nothing(alice, checkpoints, tmp_path):
    manage("backup", tmp_path / "backup")
    whole = (tmp_path / "backup").read_bytes()
    (tmp_path / "damaged").write_bytes(whole[: len(whole) - 1500])
    get_user_model().objects.create_user("bob@example.org")
    with pytest.raises(CommandError, match="Nothing was restored"):
        manage("restore", tmp_path / "damaged", replace=True)
    assert get_user_model().objects.count() == 2


def test_a_backup_that_cannot_be_read_to_its_end_changes_nothing(alice, tmp_path, monkeypatch):
    (tmp_path / "backup").touch()
    pg_restore = tmp_path / "pg_restore"
    pg_restore.write_text("#!/bin/sh\n[ $1 = --list ] && exit\necho 'CREATE TABLE one_half (number int);'\nexit 1\n")
    pg_restore.chmod(0o755)
    (tmp_path / "psql").symlink_to(path_of("psql"))
    monkeypatch.setenv("POSTGRES_BIN", str(tmp_path))
    with pytest.raises(CommandError, match="Nothing was restored"):
        manage("restore", tmp_path / "backup", replace=True)
    assert get_user_model().objects.get() == alice


def test_what_is_no_backup_is_refused(tmp_path):
    (tmp_path / "letter").write_text("Dear Alice")
    with pytest.raises(CommandError, match="not a backup"):
        manage("restore", tmp_path / "letter")
    with pytest.raises(CommandError, match="no file"):
        manage("restore", tmp_path / "nothing")


def test_a_backup_is_for_its_owner_alone_and_overwrites_nothing(tmp_path):
    manage("backup", tmp_path / "backup")
    assert (tmp_path / "backup").stat().st_mode & 0o777 == 0o600
    with pytest.raises(CommandError, match="exists already"):
        manage("backup", tmp_path / "backup")
    with pytest.raises(CommandError, match="cannot be written"):
        manage("backup", tmp_path / "no" / "folder")
    assert [path.name for path in tmp_path.iterdir()] == ["backup"]


def test_no_database_is_said_in_words(empty_database, tmp_path):
    use_database("there_is_none_of_this_name")
    with pytest.raises(CommandError, match="cannot be reached"):
        manage("backup", tmp_path / "backup")
