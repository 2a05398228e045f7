"""The way back from a backup, all of it or nothing."""

import subprocess
from contextlib import suppress
from itertools import islice
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from careerguide.management.commands.backup import client, path_of

# What is there goes, also what the backup does not know; nobody waits for ever on a server that still runs.
BEFORE = b"""
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL lock_timeout = '10s';
DROP SCHEMA public CASCADE;
CREATE SCHEMA public;
"""
AFTER = b"\nCOMMIT;\n"
# New programs write this at the top also for servers before PostgreSQL 17, which refuse it.
UNKNOWN_TO_OLD_SERVERS = b"SET transaction_timeout = 0;\n"
LINES_AT_THE_TOP = 20


class Command(BaseCommand):
    help = "Put the content of a backup in the place of the database's. Stop the web servers first."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--replace", action="store_true", help="though there are people in the database")

    def handle(self, file, replace, **options):
        _check(file)
        if (people := _people()) and not replace:
            accounts = "1 account" if people == 1 else f"{people} accounts"
            raise CommandError(
                f"This database holds {accounts}, and all of it would go. "
                f"Make a backup of it first, then: manage.py restore --replace {file}"
            )
        connection.close()
        _restore(file)
        self.stdout.write(f"Restored {file}. Next: manage.py migrate, and start the web servers.")


def _check(file):
    if not Path(file).is_file():
        raise CommandError(f"There is no file {file}.")
    listing = subprocess.run([path_of("pg_restore"), "--list", file], capture_output=True, text=True)
    if listing.returncode:
        raise CommandError(f"{file} is not a backup that can be read.\n{listing.stderr.strip()}")


def _people():
    users = get_user_model()
    if users._meta.db_table not in connection.introspection.table_names():
        return 0
    return users.objects.count()


def _restore(file):
    """One transaction, which is committed only when the file was read to its end."""
    psql, environment = client("psql")
    psql += ["--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1"]
    pg_restore = [path_of("pg_restore"), "--no-owner", "--no-privileges", "--file=-", file]
    with TemporaryFile() as said:
        reader = subprocess.Popen(psql, env=environment, stdin=subprocess.PIPE, stderr=said)
        writer = subprocess.Popen(pg_restore, stdout=subprocess.PIPE, stderr=said)
        with suppress(BrokenPipeError):  # psql gave up, and has said why
            reader.stdin.write(BEFORE)
            for line in islice(writer.stdout, LINES_AT_THE_TOP):
                if line != UNKNOWN_TO_OLD_SERVERS:
                    reader.stdin.write(line)
            copyfileobj(writer.stdout, reader.stdin)
        writer.stdout.close()
        whole = writer.wait() == 0
        reader.communicate(AFTER if whole else None)
        if not whole or reader.returncode:
            said.seek(0)
            words = said.read().decode(errors="replace").strip()
            raise CommandError(f"Nothing was restored, the database is as before.\n{words}")
