from django.conf import settings
from django.db import models
from django.utils import timezone

from .outlines import Roadmap


class Revision(models.Model):
    """A published state of a roadmap's text: who, when, from where."""

    class Origin(models.TextChoices):
        FILE = "file", "file"
        ADMIN = "admin", "administrator"
        RESTORE = "restore", "restored"

    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=timezone.now)
    origin = models.CharField(max_length=7, choices=Origin)

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["roadmap", "version"], name="one_revision_per_version")]

    def __str__(self):
        return f"{self.roadmap}, version {self.version}"


class Rendering(models.Model):
    """One row: the renderer (`markdown.RENDERER`) that made the stored HTML."""

    version = models.PositiveSmallIntegerField()

    def __str__(self):
        return f"renderer {self.version}"
