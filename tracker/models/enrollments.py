from datetime import date, datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils import timezone

from roadmaps.models import Roadmap

from .ticks import replace


class EnrollmentQuerySet(models.QuerySet):
    def followed(self):
        """Those that were not stopped, as they come first in a week: by their order, the newest first."""
        return self.filter(stopped_at=None).select_related("roadmap").order_by("priority", "-followed_at", "-pk")

    def with_unseen_answers(self):
        """Each with `unseen_answers`, how many answers to its person's reports wait to be seen: no query of its own."""
        from .reports import Report

        return self.annotate(unseen_answers=Report.objects.unseen().number_of("user"))

    def with_old_ratings(self, today):
        """Each with `old_ratings`, how many of the person's skills are worth another look: no query of its own."""
        from .skills import SkillRating

        return self.annotate(old_ratings=SkillRating.objects.worth_another_look(today).number_of("user"))

    def in_turn(self):
        """The active ones of these."""
        return self.followed().filter(paused_at=None)

    def with_person(self):
        """Each with its person, and their pace, goal and timer where they have one: no query of its own."""
        return self.select_related("user__pace", "user__goal__role", "user__timer__checkpoint")

    def ever_followed(self):
        """The followed ones, newest first, and after them what was stopped, last stopped first."""
        stopped_last = models.F("stopped_at").desc(nulls_first=True)
        return self.select_related("roadmap").order_by(stopped_last, "-followed_at", "-pk")


class Enrollment(models.Model):
    """A person following a roadmap. Stopping hides it and keeps every tick."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrollments")
    roadmap = models.ForeignKey(Roadmap, on_delete=models.RESTRICT, related_name="enrollments")
    started_on = models.DateField()
    hours_per_week = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    target_on = models.DateField(null=True, blank=True)
    followed_at = models.DateTimeField(default=timezone.now)
    paused_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    # Which of several roadmaps comes first in a week: the lowest.
    priority = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    # The version of the roadmap whose changes this person has seen.
    seen_version = models.PositiveIntegerField(default=0, db_default=0, editable=False)

    objects = EnrollmentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "roadmap"], name="one_enrollment_per_roadmap")]

    def __str__(self):
        return f"{self.user} follows {self.roadmap}"

    @property
    def state(self):
        if self.stopped_at:
            return "stopped"
        return "paused" if self.paused_at else "active"

    def pause(self, *, at=None):
        """Stop the clock: nothing is due while an enrollment is paused."""
        self.paused_at = self.paused_at or at or timezone.now()
        self.save(update_fields=["paused_at"])

    def resume(self):
        self.paused_at = self.stopped_at = None
        self.save(update_fields=["paused_at", "stopped_at"])

    def stop(self, *, at=None):
        """Off the lists; ticks, notes and history stay, and following again brings all back."""
        self.stopped_at = self.stopped_at or at or timezone.now()
        self.save(update_fields=["stopped_at"])

    def see(self, version):
        """What changed up to this version is no news any more. What was seen stays seen; the future cannot be."""
        version = min(version, self.roadmap.version)
        Enrollment.objects.filter(pk=self.pk, seen_version__lt=version).update(seen_version=version)

    @transaction.atomic
    def start_over(self):
        """Everything to do again. The states go to an archive; notes, links, evidence and history stay."""
        rows = self._begun().exclude(state="todo", first_done_at=None)
        states = {row.checkpoint_id: row for row in rows.select_for_update()}
        if not states:
            return None
        archive = self.archives.create(
            user=self.user,
            on=self.user.today(),
            states={pk: [row.state, _iso(row.first_done_on), _iso(row.first_done_at)] for pk, row in states.items()},
        )
        replace(self.user, dict.fromkeys(states, ("todo", None, None)), "start-over")
        return archive

    @transaction.atomic
    def bring_back(self, archive):
        """Fill what is to do now from an archive; what was done since stays as it is."""
        rows = {row.checkpoint_id: row for row in self._begun().select_for_update()}
        wanted = {}
        for key, (state, on, first) in archive.states.items():
            row = rows.get(int(key))
            if row and row.state == "todo":
                wanted[int(key)] = (
                    state,
                    on and date.fromisoformat(on),
                    first and datetime.fromisoformat(first),
                )
        replace(self.user, wanted, "bring-back")

    def _begun(self):
        ids = self.roadmap.checkpoints.values_list("pk", flat=True)
        return self.user.progress.filter(checkpoint__in=list(ids)).order_by("checkpoint_id")


def _iso(moment):
    return moment.isoformat() if moment else None
