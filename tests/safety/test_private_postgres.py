"""The private PostgreSQL starts for anybody, outlives nobody, and recovers from every kill."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from careerguide import postgres

SECONDS = 15  # to wait for what must happen
USE_IT = """
import os, sys
sys.path.insert(0, sys.argv[1])
import postgres
print(postgres.url(sys.argv[2]), flush=True)
if sys.argv[3:] == ["fork"] and os.fork() == 0:
    print(os.getpid(), flush=True)
sys.stdin.read()
"""
IS_ROOT = os.geteuid() == 0


def until(condition):
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def parent_of(pid):
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def is_locked(path):
    with path.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


class Machine:
    """Where programs that use the private server run, and as whom."""

    def __init__(self, module=Path(postgres.__file__).parent, python=sys.executable, **popen):
        self.module, self.python, self.popen = module, python, popen
        self.users = []

    def use(self, where, *arguments, **environment):
        user = subprocess.Popen(
            [self.python, "-c", USE_IT, self.module, where, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            **{**self.popen, "env": {**os.environ, **self.popen.get("env", {}), **environment}},
        )
        self.users.append(user)
        return user

    def address(self, user):
        url = user.stdout.readline().strip()
        assert url, "the private PostgreSQL did not start"
        return url

    def leave(self):
        for user in self.users:
            user.kill()
            user.communicate()


@pytest.fixture
def machine():
    machine = Machine()
    yield machine
    machine.leave()


def become_nobody():
    os.setgroups([])
    os.setgid(postgres.NOBODY)
    os.setuid(postgres.NOBODY)


def runs_as_nobody(*command):
    try:
        return subprocess.run(command, capture_output=True, preexec_fn=become_nobody).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def python_for_nobody(folder):
    """This interpreter, copied with its library where it lies in a folder that only root may enter."""
    python = sys._base_executable
    if runs_as_nobody(python, "-c", "import ctypes"):
        return python, {}
    version = f"python{sysconfig.get_python_version()}"
    leave_out = shutil.ignore_patterns("site-packages", "test", "__pycache__", "config-*", "idlelib", "tkinter")
    shutil.copytree(sysconfig.get_path("stdlib"), folder / "lib" / version, ignore=leave_out)
    (folder / "bin").mkdir()
    python = shutil.copy(python, folder / "bin" / version)
    if sysconfig.get_config_var("Py_ENABLE_SHARED"):
        shared = sysconfig.get_config_var("INSTSONAME")
        shutil.copy(Path(sysconfig.get_config_var("LIBDIR"), shared), folder / "lib" / shared)
    return python, {"PYTHONHOME": str(folder), "LD_LIBRARY_PATH": str(folder / "lib")}


@pytest.fixture(scope="module")
def open_folder():
    """A folder that everybody can reach: pytest's own are for root alone."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def normal_user(open_folder):
    """For root: a normal user's machine and a folder of theirs."""
    home = open_folder / "home"
    home.mkdir()
    shutil.copy(postgres.__file__, home)
    python, environment = python_for_nobody(open_folder)
    programs = postgres.bindir()
    if not runs_as_nobody(programs / "postgres", "--version"):
        programs = shutil.copytree(programs.parent, open_folder / "programs") / "bin"
    os.chown(home, postgres.NOBODY, postgres.NOBODY)
    environment |= {"POSTGRES_BIN": str(programs), "PYTHONDONTWRITEBYTECODE": "1"}
    machine = Machine(home, python, preexec_fn=become_nobody, env=environment)
    yield machine
    machine.leave()


def changed_module(folder, before, after):
    """A folder with our module as on a machine where a call of the system does not do its work."""
    source = Path(postgres.__file__).read_text()
    assert source.count(before) == 1
    (folder / "postgres.py").write_text(source.replace(before, after))
    return folder


def server_processes(url):
    """The process ids of the keeper, the server, and everything the server runs."""
    with psycopg.connect(url) as connection:
        children = connection.execute("SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()").fetchall()
        server = connection.execute("SELECT pg_read_file('postmaster.pid')").fetchone()[0].split()[0]
    return parent_of(int(server)), int(server), [pid for (pid,) in children]


def nothing_left_of(url):
    keeper, server, children = server_processes(url)
    return lambda: not any(map(is_running, [keeper, server, *children]))


def remember(url, word):
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS words (word text)")
        connection.execute("INSERT INTO words VALUES (%s)", [word])


def remembered(url):
    with psycopg.connect(url) as connection:
        return [word for (word,) in connection.execute("SELECT word FROM words ORDER BY word")]


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
    servers = [pid for pid in servers if parent_of(pid) not in servers]  # without its forks of this moment
    assert len(servers) == 1
    remember(urls.pop(), "once")


def test_a_killed_user_leaves_nothing(machine, tmp_path):
    user = machine.use(tmp_path)
    url = machine.address(user)
    remember(url, "before")
    gone = nothing_left_of(url)
    user.kill()
    until(gone)
    assert remembered(machine.address(machine.use(tmp_path))) == ["before"]


def test_the_server_stays_while_a_fork_of_its_user_lives(machine, tmp_path):
    user = machine.use(tmp_path, "fork")
    url = machine.address(user)
    fork = int(user.stdout.readline())
    gone = nothing_left_of(url)
    user.kill()
    user.wait()
    machine.address(machine.use(tmp_path))  # a third comes and goes
    machine.users.pop().communicate()
    remember(url, "still there")
    os.kill(fork, signal.SIGKILL)
    until(gone)


@pytest.mark.parametrize("victims", ["keeper", "server", "children", "all"])
def test_the_next_call_recovers_from_a_kill(machine, tmp_path, victims):
    url = machine.address(machine.use(tmp_path))
    remember(url, "before")
    gone = nothing_left_of(url)
    keeper, server, children = server_processes(url)
    for pid in {"keeper": [keeper], "server": [server], "children": children[:1]}.get(
        victims, [keeper, server, *children]
    ):
        os.kill(pid, signal.SIGKILL)

    other = machine.use(tmp_path)
    url = machine.address(other)
    if victims == "children":  # the server itself recovers
        until(lambda: connects(url))
    else:
        until(gone)
    remember(url, "later")
    assert remembered(url) == ["before", "later"]

    gone = nothing_left_of(url)
    machine.leave()
    until(gone)


def connects(url):
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def test_a_killed_keeper_takes_the_server_with_it(machine, tmp_path):
    url = machine.address(machine.use(tmp_path))
    gone = nothing_left_of(url)
    keeper, _, _ = server_processes(url)
    os.kill(keeper, signal.SIGKILL)
    until(gone)


def test_a_server_that_outlived_its_keeper_is_replaced(tmp_path):
    """Only Linux ends a process with its parent."""
    machine = Machine(changed_module(tmp_path, "PR_SET_PDEATHSIG = 1", "PR_SET_PDEATHSIG = 0"))
    url = machine.address(machine.use(tmp_path / "db"))
    remember(url, "before")
    gone = nothing_left_of(url)
    keeper, server, _ = server_processes(url)
    os.kill(keeper, signal.SIGKILL)
    until(lambda: not is_running(keeper))
    assert is_running(server)
    url = machine.address(machine.use(tmp_path / "db"))
    until(gone)
    assert remembered(url) == ["before"]
    machine.leave()


def test_who_comes_while_the_server_is_stopping_gets_a_new_one(machine, tmp_path):
    first = machine.use(tmp_path)
    url = machine.address(first)
    gone = nothing_left_of(url)
    _, server, _ = server_processes(url)
    os.kill(server, signal.SIGSTOP)  # so that stopping takes as long as we like
    first.communicate()
    until(lambda: is_locked(tmp_path / "users.lock"))
    second = machine.use(tmp_path)
    until(lambda: is_locked(tmp_path / "starting.lock"))
    os.kill(server, signal.SIGCONT)
    remember(machine.address(second), "once")
    assert gone()


def test_ctrl_c_is_not_for_the_server(machine, tmp_path):
    user = machine.use(tmp_path)
    keeper, server, _ = server_processes(machine.address(user))
    assert os.getpgid(user.pid) not in {os.getpgid(keeper), os.getpgid(server)}


def test_a_number_left_behind_that_is_now_somebody_elses(machine, tmp_path):
    """After a reboot, and in every new container, the server's old process id is another program's."""
    url = machine.address(machine.use(tmp_path))
    remember(url, "before")
    pid_file = tmp_path / "data" / "postmaster.pid"
    left = pid_file.read_text().splitlines()
    gone = nothing_left_of(url)
    machine.leave()
    until(gone)
    pid_file.write_text("\n".join([str(os.getpid()), *left[1:]]) + "\n")
    assert remembered(machine.address(machine.use(tmp_path))) == ["before"]


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
