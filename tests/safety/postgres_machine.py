"""Users of the private PostgreSQL as processes of their own, to be killed, and what is left of them."""

import fcntl
import os
import shutil
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
    """The id of the process that began it; None when it is gone."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except FileNotFoundError:
        return None


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


def connects(url):
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True
