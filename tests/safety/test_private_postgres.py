"""The private PostgreSQL starts for anybody, and says what is wrong where it cannot."""

import shutil
from pathlib import Path

import pytest

from careerguide import postgres
from tests.safety.postgres_machine import (
    IS_ROOT,
    Machine,
    changed_module,
    is_running,
    nothing_left_of,
    parent_of,
    remember,
    remembered,
    until,
)


def test_starts_and_goes_with_its_user(machine, tmp_path):
    user = machine.use(tmp_path / "new" / "folder")
    url = machine.address(user)
    remember(url, "once")
    gone = nothing_left_of(url)
    user.communicate()  # closes its input, and it ends
    until(gone)
    again = machine.address(machine.use(tmp_path / "new" / "folder"))
    assert again == url
    assert remembered(again) == ["once"]


if IS_ROOT:  # what a normal user does is tested by all the others, where a normal user runs them

    def test_a_normal_user_can(normal_user):
        where = normal_user.module / "db"
        url = normal_user.address(normal_user.use(where))
        remember(url, "once")
        assert remembered(url) == ["once"]
        assert where.stat().st_uid == (where / "data").stat().st_uid == postgres.NOBODY

    def test_root_changes_no_folder_above_and_owns_the_data(machine, tmp_path):
        tmp_path.chmod(0o700)
        remember(machine.address(machine.use(tmp_path / "db")), "once")
        assert tmp_path.stat().st_mode & 0o777 == 0o700
        assert (tmp_path / "db" / "data").stat().st_uid in (0, postgres.NOBODY)

    def test_root_where_user_namespaces_are_forbidden(tmp_path):
        tmp_path.chmod(0o700)
        machine = Machine(changed_module(tmp_path, "CLONE_NEWUSER = 0x10000000", "CLONE_NEWUSER = 1"))
        remember(machine.address(machine.use(tmp_path / "db")), "as nobody")
        machine.leave()
        usual = Machine()
        assert remembered(usual.address(usual.use(tmp_path / "db"))) == ["as nobody"]
        usual.leave()


def test_eight_at_once_on_a_new_folder_share_one_server(machine, tmp_path):
    users = [machine.use(tmp_path / "db") for _ in range(8)]
    urls = {machine.address(user) for user in users}
    assert len(urls) == 1
    servers = {
        int(process.name)
        for process in Path("/proc").glob("[0-9]*")
        if is_running(process.name) and f"-D\0{tmp_path}".encode() in (process / "cmdline").read_bytes()
    }
    servers = [pid for pid in servers if parent_of(pid) not in {None, *servers}]  # without its forks of this moment
    assert len(servers) == 1
    remember(urls.pop(), "once")


def test_a_long_path(machine, tmp_path):
    where = tmp_path / ("long" * 40) / ("and a space " * 5)
    remember(machine.address(machine.use(where)), "once")
    assert (where / "data" / "PG_VERSION").exists()
    shutil.rmtree(postgres.Folder(where).socket)


def test_other_servers_settings_do_not_matter(machine, tmp_path):
    elsewhere = {
        "PGHOST": "db.invalid",
        "PGPORT": "1",
        "PGDATA": "/nowhere",
        "PGUSER": "me",
        "LC_ALL": "xx_XX",
    }
    user = machine.use(tmp_path, DATABASE_URL="postgresql://db.invalid/x", **elsewhere)
    remember(machine.address(user), "once")


def test_a_half_made_folder_is_made_anew(machine, tmp_path):
    (tmp_path / "data.new").mkdir()
    (tmp_path / "data.new" / "PG_VERSION").write_text("18")
    remember(machine.address(machine.use(tmp_path)), "once")


def test_data_of_another_major_version_is_left_alone_and_the_way_out_named(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "PG_VERSION").write_text("14\n")
    with pytest.raises(postgres.PostgresError) as stop:
        postgres.url(tmp_path, fast=True)
    said = str(stop.value)
    assert "written by PostgreSQL 14" in said
    assert "POSTGRES_BIN=/usr/lib/postgresql/14/bin" in said
    assert "manage.py restore" in said
    assert f"mv {tmp_path}/data {tmp_path}/data-14" in said
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["PG_VERSION"]


def test_a_server_that_does_not_start_says_why(machine, tmp_path):
    user = machine.use(tmp_path)
    gone = nothing_left_of(machine.address(user))
    user.communicate()
    until(gone)
    (tmp_path / "data" / "postgresql.conf").write_text("no_such_setting = 1")
    with pytest.raises(postgres.PostgresError, match="no_such_setting"):
        postgres.url(tmp_path, fast=True)


def test_a_folder_that_cannot_be_used(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(postgres.PostgresError, match="make it writable"):
        postgres.url(tmp_path / "file")


def test_no_programs(tmp_path, monkeypatch):
    monkeypatch.setenv("POSTGRES_BIN", str(tmp_path / "nothing"))
    with pytest.raises(postgres.PostgresError, match="does not run"):
        postgres.url(tmp_path)
    monkeypatch.delenv("POSTGRES_BIN")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(postgres.PostgresError, match="or set DATABASE_URL"):
        postgres.bindir()
