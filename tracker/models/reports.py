from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from roadmaps.models import Checkpoint

A_DAY = 10
OPEN = 100


class TooManyReports(Exception):
    """Said to the person: what they typed was not sent, and when it can be."""


class ReportQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=Report.State.OPEN)

    def unseen(self):
        """Answered, and the person has not said that they read it."""
        return self.filter(state=Report.State.ANSWERED, seen_at=None)

    def number_of(self, user):
        """How many of these the person of a row of another query has, as a column of that."""
        mine = self.filter(user=models.OuterRef(user)).order_by().values("user")
        return Coalesce(models.Subquery(mine.annotate(number=models.Count("pk")).values("number")), 0)

    def for_queue(self):
        """Each with its place and `others_open`, how many other reports on its checkpoint are open: one query."""
        others = Report.objects.open().filter(checkpoint=models.OuterRef("checkpoint"))
        others = others.exclude(pk=models.OuterRef("pk")).order_by().values("checkpoint")
        number = models.Subquery(others.annotate(number=models.Count("pk")).values("number"))
        return self.select_related("checkpoint__roadmap").annotate(others_open=Coalesce(number, 0))

    def for_list(self):
        """Answers to be seen first, then the newest, with where they belong: one query."""
        to_be_seen = models.Q(state=Report.State.ANSWERED, seen_at=None)
        places = self.select_related("checkpoint__roadmap")
        return places.annotate(to_be_seen=to_be_seen).order_by("-to_be_seen", "-at", "-pk")


class Report(models.Model):
    """“Something is wrong here”: a short message about a checkpoint to those who write the content."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        ANSWERED = "answered", "Answered"
        CLOSED = "closed", "Closed"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reports")
    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.RESTRICT, related_name="reports")
    # Made with the form: sending it twice makes one report.
    form_id = models.UUIDField()
    message = models.CharField(max_length=1000)
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    answer = models.CharField(max_length=1000, blank=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # When the person was shown the answer.
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "form_id"], name="one_report_per_form"),
            models.CheckConstraint(
                condition=~models.Q(state="answered") | ~models.Q(answer=""), name="what_is_answered_has_an_answer"
            ),
        ]

    def __str__(self):
        return f"{self.checkpoint}: {self.message[:60]}"

    @property
    def is_unseen(self):
        """Whether an answer waits to be read."""
        return self.state == self.State.ANSWERED and self.seen_at is None

    def reply(self, answer, *, by, at=None):
        """Answer it, or answer it anew; the same words again change nothing. A new answer waits to be seen."""
        if self.state == self.State.ANSWERED and self.answer == answer:
            return
        self.state, self.answer = self.State.ANSWERED, answer
        self.answered_by_name, self.answered_at, self.seen_at = str(by)[:200], at or timezone.now(), None
        self.save(update_fields=["state", "answer", "answered_by_name", "answered_at", "seen_at"])

    def close(self):
        """Without an answer; one that has an answer keeps it."""
        if self.state == self.State.OPEN:
            self.state = self.State.CLOSED
            self.save(update_fields=["state"])

    def see(self, *, at=None):
        """The person has read the answer."""
        if self.is_unseen:
            self.seen_at = at or timezone.now()
            self.save(update_fields=["seen_at"])


@transaction.atomic
def report(user, checkpoint, message, form_id):
    """Put a message into the queue; the same form sent again gives the same report. Raises TooManyReports."""
    # One at a time for each person: else several at once would each count before the others are there.
    type(user).objects.select_for_update(no_key=True).get(pk=user.pk)
    if sent := user.reports.filter(form_id=form_id).first():
        return sent
    if user.reports.filter(at__gt=timezone.now() - timedelta(days=1)).count() >= A_DAY:
        raise TooManyReports(
            f"You have sent {A_DAY} in a day, which is as many as the authors can read. "
            "This one is not sent yet; what you typed is still here. Please send it tomorrow."
        )
    if user.reports.open().count() >= OPEN:
        raise TooManyReports(
            f"{OPEN} of yours wait for the authors. This one is not sent yet; what you typed is still here. "
            "Please send it when some are answered."
        )
    return user.reports.create(checkpoint=checkpoint, message=message, form_id=form_id)
