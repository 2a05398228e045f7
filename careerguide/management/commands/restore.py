"""The way back from a backup, all of it or nothing."""

import subprocess
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from careerguide.management.commands.backup import client, path_of

# What is there goes, also what the backup does not know; nobody waits for ever on a server that still runs.
BEFORE = "BEGIN; SET LOCAL lock_timeout = '10s'; DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n"
AFTER = "\nCOMMIT;\n"


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
    reader = subprocess.Popen(
        [*psql, "--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1"],
        env=environment,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    reader.stdin.write(BEFORE.encode())
    reader.stdin.flush()
    script = [path_of("pg_restore"), "--no-owner", "--no-privileges", "--file=-", file]
    writer = subprocess.run(script, stdout=reader.stdin, stderr=subprocess.PIPE)
    said = reader.communicate(AFTER.encode() if writer.returncode == 0 else None)[1]
    if writer.returncode or reader.returncode:
        said = (said + writer.stderr).decode(errors="replace").strip()
        raise CommandError(f"Nothing was restored, the database is as before.\n{said}")
