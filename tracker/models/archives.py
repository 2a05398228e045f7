from django.conf import settings
from django.db import models
from django.utils import timezone

from .enrollments import Enrollment


class Archive(models.Model):
    """The states of a roadmap as they were when somebody started over. Never changed; brought back on request."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="archives")
    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="archives")
    at = models.DateTimeField(default=timezone.now)
    on = models.DateField()
    # {checkpoint id: [state, first_done_on, first_done_at]}, dates in ISO 8601
    states = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return f"{self.enrollment}, {self.on}"

    @property
    def done(self):
        return sum(state == "done" for state, *_ in self.states.values())
