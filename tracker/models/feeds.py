import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone


class CalendarFeedQuerySet(models.QuerySet):
    def of_key(self, key):
        """The feed that this key opens, with its person and their pace, or None: one query."""
        feeds = self.filter(key_hash=_hash(key), user__is_active=True)
        return feeds.select_related("user__pace").first()


class CalendarFeed(models.Model):
    """A person's private calendar, read by whoever has its key. The key is shown once and stored hashed."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")
    key_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = CalendarFeedQuerySet.as_manager()

    def __str__(self):
        return f"calendar of {self.user}"

    @classmethod
    def make(cls, user):
        """A new key, which ends the one before; returns it."""
        key = secrets.token_urlsafe(24)
        cls.objects.update_or_create(user=user, defaults={"key_hash": _hash(key), "made_at": timezone.now()})
        return key

    @classmethod
    def end(cls, user):
        """The key opens nothing any more."""
        cls.objects.filter(user=user).delete()


def _hash(key):
    return hashlib.sha256(key.encode()).hexdigest()
