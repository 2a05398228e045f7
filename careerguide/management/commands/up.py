"""Bring everything up to date and serve: what `make run` does."""

import hashlib
import socket
import sys
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from gunicorn.app.base import BaseApplication

from careerguide import server


class Command(BaseCommand):
    help = "Migrate, load the content, collect static files, then serve. HOST and PORT choose another address."
    requires_system_checks = []

    def handle(self, **options):
        _check_address()
        try:
            _migrate()
            call_command("load_content")
            _collect_static_files()
            # The workers are forks of this process, and two processes must never talk on one connection.
            connections.close_all()
            Gunicorn(self.greet).run()
        except KeyboardInterrupt:  # before gunicorn has its own way with it
            sys.exit()

    def greet(self, arbiter):
        self.stdout.write(
            f"\n{settings.SITE_NAME} is at {settings.SITE_URL} (Ctrl-C ends it).\n"
            "To become an administrator, in another terminal: make admin\n"
        )
        self.stdout.flush()


def _check_address():
    family = socket.AF_INET6 if ":" in server.HOST else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((server.HOST, int(server.PORT)))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error).rstrip(".")
            raise CommandError(
                f"Cannot serve at {server.bind}: {reason}. Choose another, for example: make run PORT=8001"
            ) from error


def _migrate():
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


def _collect_static_files():
    """Collect if a file has changed since the last time: looking costs milliseconds, collecting seconds."""
    stamp = Path(f"{settings.STATIC_ROOT}.stamp")
    fingerprint = _fingerprint_of_static_files()
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.exists() and stamp.exists() and stamp.read_text() == fingerprint:
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(fingerprint)


def _fingerprint_of_static_files():
    fingerprint = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path)).stat()
            fingerprint.update(f"{path} {file.st_mtime_ns} {file.st_size}\n".encode())
    return fingerprint.hexdigest()


class Gunicorn(BaseApplication):
    """gunicorn in this process, which thereby stays a user of the private PostgreSQL."""

    def __init__(self, greet):
        self.greet = greet
        super().__init__()

    def load_config(self):
        for name, value in vars(server).items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)
        self.cfg.set("loglevel", "warning")
        self.cfg.set("when_ready", self.greet)

    def load(self):
        from careerguide.wsgi import application

        return application
