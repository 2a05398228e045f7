"""One file with everything in the database; `restore` reads it."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import psycopg
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.utils import timezone

from careerguide import postgres


class Command(BaseCommand):
    help = "Write the whole database to a file. People may go on working meanwhile."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", help="default: careerguide-<date and time>.dump in this folder")

    def handle(self, file, **options):
        file = Path(file or f"careerguide-{timezone.now():%Y-%m-%dT%H%M%SZ}.dump")
        if file.exists():
            raise CommandError(f"{file} exists already: choose another name.")
        pg_dump, environment = client("pg_dump")
        unfinished = file.with_name(f"{file.name}.unfinished")
        try:
            # For nobody else's eyes: it holds what people wrote.
            os.close(os.open(unfinished, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
        except OSError as error:
            raise CommandError(f"{unfinished} cannot be written: {error.strerror}.") from error
        try:
            dump = subprocess.run(
                [*pg_dump, "--format=custom", f"--file={unfinished}"],
                env=environment,
                stderr=subprocess.PIPE,
                text=True,
            )
            if dump.returncode:
                raise CommandError(f"The backup failed, nothing was written.\n{dump.stderr.strip()}")
            unfinished.rename(file)
        finally:
            unfinished.unlink(missing_ok=True)
        self.stdout.write(f"{file}: {file.stat().st_size:,} bytes. To read it back: manage.py restore {file}")


def client(program):
    """The command line and the environment for a program of PostgreSQL on the configured database."""
    known = {option.keyword.decode() for option in psycopg.pq.Conninfo.get_defaults()}
    parameters = {name: value for name, value in connection.get_connection_params().items() if name in known}
    password = parameters.pop("password", None)
    environment = {**os.environ, "PGPASSWORD": password} if password else dict(os.environ)
    address = psycopg.conninfo.make_conninfo(**parameters)
    return [path_of(program), "--no-password", f"--dbname={address}"], environment


def path_of(program):
    """The program of the server's own major version, else ours, else the one on the PATH."""
    if os.environ.get("POSTGRES_BIN"):
        return postgres.bindir() / program
    candidates = [path for path in (_ours(program), shutil.which(program)) if path and Path(path).exists()]
    if not candidates:
        raise CommandError(f"{program} was not found: install PostgreSQL's client programs.")
    try:
        with connection.temporary_connection():
            major = connection.pg_version // 10000
    except OperationalError as error:
        raise CommandError(f"The database cannot be reached: {error}") from error
    return next((path for path in candidates if _major_version(path) == major), candidates[0])


def _ours(program):
    try:
        return postgres.bindir() / program
    except postgres.PostgresError:
        return None


def _major_version(program):
    said = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
    found = re.search(r"\d+", said)
    return found and int(found.group())
