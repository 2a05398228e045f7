from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Case, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from roadmaps.models import Checkpoint, Target

PER_PAGE = 50
MOST_OWN_KINDS = 50
MOST_TARGETS = 50


class LogEntryQuerySet(models.QuerySet):
    def between(self, user, first, last):
        """One person's entries of the days from `first` to `last`, both included: one range of their key."""
        return self.filter(user=user, on__gte=first, on__lte=last).order_by()

    def minutes_by_day(self, user, first, last):
        """{day: minutes} of each day with an entry, 0 where no entry of it says how long: one query."""
        days = self.between(user, first, last).values_list("on")
        return dict(days.annotate(minutes=Coalesce(Sum("minutes"), 0)))

    def by_kind(self, user, first, last):
        """[(label of the kind, minutes, count)], own kinds by their names, the most minutes first: one query."""
        kinds = self.between(user, first, last).values_list("kind", "own_kind__name")
        rows = kinds.annotate(minutes=Coalesce(Sum("minutes"), 0), times=Sum("count"))
        labelled = [(own or LogEntry.Kind(kind).label, minutes, times) for kind, own, minutes, times in rows]
        return sorted(labelled, key=lambda row: (-row[1], -row[2], row[0]))

    def of_kind(self, value):
        """Those of one kind, given as `kind_value` says it."""
        kind, _, own_kind = value.partition("own-")
        return self.filter(own_kind=own_kind) if own_kind else self.filter(kind=kind)

    def page(self, user, before=None):
        """One person's newest entries, of which one more than a page holds; `before` is (day, id) of the last shown.

        One range of the key that ends at what was shown: the far end costs what the first page costs.
        """
        entries = self.filter(user=user).select_related("own_kind", "checkpoint").order_by("-on", "-pk")
        if before:
            on, pk = before
            entries = entries.filter(on__lte=on).exclude(on=on, pk__gte=pk)
        return entries[: PER_PAGE + 1]


class LogKind(models.Model):
    """A kind of log entry that somebody made up."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="log_kinds")
    name = models.CharField(max_length=40)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="one_log_kind_per_name")]

    def __str__(self):
        return self.name


class LogEntry(models.Model):
    """Something done on a day: how long, how many, and how it went."""

    class Kind(models.TextChoices):
        STUDY = "study", "Study"
        BUILD = "build", "Build"
        CODING = "coding", "Coding problems"
        DESIGN = "design", "System design"
        MOCK = "mock", "Mock interview"
        PAPER = "paper", "Paper"
        POST = "post", "Post"
        OPEN_SOURCE = "open-source", "Open source"
        COMPETITION = "competition", "Competition"
        MEETUP = "meetup", "Meetup"
        CONTACT = "contact", "Contact"
        APPLICATION = "application", "Application"
        OWN = "own", "Own kind"

    class Difficulty(models.TextChoices):
        EASY = "easy", "easy"
        MEDIUM = "medium", "medium"
        HARD = "hard", "hard"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="log", db_index=False)
    # Made with the form: sending it twice makes one entry.
    form_id = models.UUIDField()
    on = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=11, choices=Kind)
    own_kind = models.ForeignKey(LogKind, on_delete=models.RESTRICT, null=True, blank=True, related_name="entries")
    minutes = models.PositiveIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(24 * 60)]
    )
    count = models.PositiveIntegerField(default=1, validators=[MinValueValidator(1), MaxValueValidator(1000)])
    text = models.CharField(max_length=500, blank=True)
    topic = models.CharField(max_length=100, blank=True)
    difficulty = models.CharField(max_length=6, choices=Difficulty, blank=True)
    score = models.CharField(max_length=40, blank=True, help_text="Of a mock interview: 7 of 10.")
    rank = models.CharField(max_length=40, blank=True, help_text="Of a competition: 120 of 2,400.")
    link = models.URLField(max_length=500, blank=True)
    checkpoint = models.ForeignKey(
        Checkpoint, on_delete=models.RESTRICT, null=True, blank=True, related_name="log_entries"
    )

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "log entries"
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["user", "-on", "-id"], name="log_of_a_person_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["user", "form_id"], name="one_log_entry_per_form"),
            models.CheckConstraint(
                condition=models.Q(kind="own") ^ models.Q(own_kind=None), name="own_kind_is_of_own_kind"
            ),
        ]

    def __str__(self):
        return f"{self.on}: {self.kind_label}"

    @property
    def kind_label(self):
        return self.own_kind.name if self.own_kind else self.get_kind_display()

    @property
    def kind_value(self):
        """The kind in forms and addresses, where each own kind is one of its own."""
        return f"own-{self.own_kind_id}" if self.own_kind_id else self.kind

    @property
    def key(self):
        """Where a page of the list ends, in its address."""
        return f"{self.on}-{self.pk}"


class FocusTimer(models.Model):
    """A stretch of work that runs: it survives a reload, and writes to the log when it is over."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="timer")
    started_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=25)
    rest_minutes = models.PositiveSmallIntegerField(default=5)
    kind = models.CharField(max_length=11, choices=LogEntry.Kind, default=LogEntry.Kind.STUDY)
    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.RESTRICT, null=True, blank=True, related_name="+")
    form_id = models.UUIDField()

    def __str__(self):
        return f"{self.minutes} minutes since {self.started_at}"

    @property
    def ends_at(self):
        return self.started_at + timedelta(minutes=self.minutes)

    def seconds_left(self, at=None):
        """Of the work; below zero when it is over."""
        return round((self.ends_at - (at or timezone.now())).total_seconds())

    def minutes_worked(self, at=None):
        """Whole minutes that really passed until its end: then there is rest, or it was forgotten."""
        passed = ((at or timezone.now()) - self.started_at).total_seconds() // 60
        return min(max(0, int(passed)), self.minutes)

    @classmethod
    def start(cls, user, *, form_id, at=None, **plan):
        """Start it; one that runs goes on, and a form that was sent and stopped before starts nothing."""
        if user.log.filter(form_id=form_id).exists():
            return None
        defaults = {"form_id": form_id, "started_at": at or timezone.now(), **plan}
        return cls.objects.get_or_create(user=user, defaults=defaults)[0]

    @transaction.atomic
    def stop(self, *, at=None):
        """Write the minutes that were worked to the log, once, on the day it began; less than one is no entry."""
        entry, minutes = None, self.minutes_worked(at)
        if minutes:
            on = self.user.today(self.started_at)
            written = {"on": on, "kind": self.kind, "minutes": minutes, "checkpoint": self.checkpoint}
            entry, _ = self.user.log.get_or_create(form_id=self.form_id, defaults=written)
        self.cancel()
        return entry

    def cancel(self):
        """Throw it away; another one that was started meanwhile goes on."""
        FocusTimer.objects.filter(pk=self.pk, form_id=self.form_id).delete()


class ChosenTargetQuerySet(models.QuerySet):
    def with_done(self, today, week_on):
        """Each with `done`, the minutes or times logged in its day, week, month, or since it counts: one query."""
        first = Case(
            When(per="day", then=Value(today)),
            When(per="week", then=Value(week_on)),
            When(per="month", then=Value(today.replace(day=1))),
            default=F("from_on"),
        )
        targets = self.annotate(first=Cast(first, models.DateField()))
        logged = LogEntry.objects.filter(
            Q(own_kind=None) | Q(own_kind=OuterRef("own_kind")),
            user=OuterRef("user"),
            kind=OuterRef("kind"),
            on__gte=OuterRef("first"),
            on__lte=today,
        )
        logged = logged.order_by().values("user")
        minutes = Subquery(logged.annotate(done=Sum("minutes")).values("done"))
        times = Subquery(logged.annotate(done=Sum("count")).values("done"))
        done = Case(When(measure="minutes", then=minutes), default=times)
        return targets.annotate(done=Coalesce(done, 0)).select_related("own_kind", "suggested_by__source")


class ChosenTarget(models.Model):
    """How much of something a person wants to do, of their own or as a source recommends it."""

    class Measure(models.TextChoices):
        MINUTES = "minutes", "hours"
        COUNT = "count", "times"

    class Per(models.TextChoices):
        DAY = "day", "a day"
        WEEK = "week", "a week"
        MONTH = "month", "a month"
        TOTAL = "total", "in all"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="chosen_targets")
    form_id = models.UUIDField()
    kind = models.CharField(max_length=11, choices=LogEntry.Kind)
    own_kind = models.ForeignKey(LogKind, on_delete=models.RESTRICT, null=True, blank=True, related_name="targets")
    measure = models.CharField(max_length=7, choices=Measure, default=Measure.COUNT)
    amount = models.PositiveIntegerField(validators=[MinValueValidator(1), MaxValueValidator(100_000)])
    per = models.CharField(max_length=5, choices=Per, default=Per.WEEK)
    from_on = models.DateField()
    suggested_by = models.ForeignKey(Target, on_delete=models.RESTRICT, null=True, blank=True, related_name="+")

    objects = ChosenTargetQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "form_id"], name="one_target_per_form"),
            models.CheckConstraint(
                condition=models.Q(kind="own") ^ models.Q(own_kind=None), name="own_kind_of_target_is_of_own_kind"
            ),
        ]

    def __str__(self):
        return f"{self.amount} {self.get_measure_display()} {self.get_per_display()}"

    @property
    def kind_label(self):
        return self.own_kind.name if self.own_kind else self.get_kind_display()
