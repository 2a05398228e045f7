"""What authors work on before anybody sees it: drafts, what was done to them, and links for a preview."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .outlines import Roadmap


class Draft(models.Model):
    """A roadmap's next text, or a new roadmap's first. Canonical Markdown, every part with its slug; see `drafting`."""

    roadmap = models.OneToOneField(Roadmap, on_delete=models.CASCADE, null=True, blank=True, related_name="draft")
    title = models.CharField(max_length=200)
    text = models.TextField()
    # What was stored when the draft began: what differs from it now was changed by somebody else meanwhile.
    base_text = models.TextField(blank=True, default="")
    # The text before the last change, for one step back; empty when there is none.
    before_text = models.TextField(blank=True, default="")
    # Rises with each change: a page that was opened before is told what it has missed.
    version = models.PositiveIntegerField(default=1)
    began_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-changed_at"]

    def __str__(self):
        return self.title


class DraftChange(models.Model):
    """One thing that somebody did to a draft, in words."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="changes")
    version = models.PositiveIntegerField()
    said = models.CharField(max_length=1000)
    by_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["draft", "version"], name="one_change_per_version")]

    def __str__(self):
        return self.said


class PreviewLinkQuerySet(models.QuerySet):
    def open(self):
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())

    def of_key(self, key):
        return self.open().filter(key_hash=_hash(key)).select_related("draft").first()


class PreviewLink(models.Model):
    """Lets somebody without an account read a draft for some days. Its key is shown once and stored hashed."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="preview_links")
    key_hash = models.CharField(max_length=64, unique=True)
    by_name = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="a_link_expires_after_it_was_made")
        ]

    def __str__(self):
        return f"link to {self.draft}"

    @classmethod
    def make(cls, draft, *, days, by):
        """(the link, its key)"""
        key = secrets.token_urlsafe(24)
        now = timezone.now()
        link = cls.objects.create(
            draft=draft,
            key_hash=_hash(key),
            by_name=str(by)[:200],
            made_at=now,
            expires_at=now + timedelta(days=days),
        )
        return link, key

    def revoke(self, *, at=None):
        self.revoked_at = self.revoked_at or at or timezone.now()
        self.save(update_fields=["revoked_at"])

    @property
    def is_open(self):
        return self.revoked_at is None and self.expires_at > timezone.now()


def _hash(key):
    return hashlib.sha256(key.encode()).hexdigest()
