"""What should be cleared away once a day; every part of it may run at any time, and again."""

from allauth.account.models import EmailConfirmation
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.cache.backends.db import BaseDatabaseCache
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from roadmaps import impact
from roadmaps.models import Roadmap


class Command(BaseCommand):
    help = "Remove what has expired, and finish what was interrupted. For cron, once a day."

    def handle(self, **options):
        for what, remove in (
            ("sessions", _sessions),
            ("cached values", _cached_values),
            ("e-mail confirmations", _email_confirmations),
        ):
            self.stdout.write(f"Removed {remove()} expired {what}.")
        for roadmap in Roadmap.objects.filter(personal=False):
            impact.run_after_publish(roadmap)
        self.stdout.write("Carried over what an interrupted edit of a roadmap had left.")


def _sessions():
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


def _cached_values():
    removed = 0
    for cache in caches.settings:
        if isinstance(caches[cache], BaseDatabaseCache):
            table = connection.ops.quote_name(caches[cache]._table)
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [timezone.now()])  # noqa: S608
                removed += cursor.rowcount
    return removed


def _email_confirmations():
    return EmailConfirmation.objects.all_expired().delete()[0]
