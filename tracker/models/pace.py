from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q

from roadmaps.models import Checkpoint, Role, Seniority
from tracker.weeks import week_of

from .users import User

MOST_TIMES_OFF = 100  # of one person


class Weekday(models.IntegerChoices):
    """As `date.weekday()` counts."""

    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"
    SATURDAY = 5, "Saturday"
    SUNDAY = 6, "Sunday"


class Pace(models.Model):
    """How somebody's weeks are, over all roadmaps; of one roadmap's share and start its enrollment knows."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="pace")
    hours_per_week = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    week_starts_on = models.PositiveSmallIntegerField(choices=Weekday, default=Weekday.MONDAY)
    review_on = models.PositiveSmallIntegerField(choices=Weekday, default=Weekday.SUNDAY)

    def __str__(self):
        return f"pace of {self.user}"

    @classmethod
    def of(cls, user):
        """Their pace; an unsaved one of the defaults where they have chosen none. One query, once for each `user`."""
        try:
            return user.pace
        except cls.DoesNotExist:
            return cls(user=user)

    @classmethod
    def choose(cls, user, **values):
        """Set what their weeks are like; the same again changes nothing."""
        return cls.objects.update_or_create(user=user, defaults=values)[0]


def move(enrollments, up=None, down=None):
    """Let the one with this id come earlier (`up`) or later in a week; `enrollments` are in turn. Whether it moved."""
    ids = [enrollment.pk for enrollment in enrollments]
    pk, step = (up, -1) if up else (down, 1)
    if pk not in ids or not 0 <= ids.index(pk) + step < len(ids):
        return False
    place = ids.index(pk)
    moved = list(enrollments)
    moved.insert(place + step, moved.pop(place))
    for priority, enrollment in enumerate(moved):
        enrollment.priority = priority
    type(moved[0]).objects.bulk_update(moved, ["priority"])
    return True


class TooMuchTimeOff(Exception):
    """There are `MOST_TIMES_OFF` already; nothing was added."""


class TimeOffQuerySet(models.QuerySet):
    def spans(self, from_on):
        """((first, last), …) of what is not over by `from_on`: one query."""
        return tuple(self.filter(last_on__gte=from_on).values_list("first_on", "last_on"))


class TimeOff(models.Model):
    """Days on which nothing is planned: both ends belong to it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="time_off")
    form_id = models.UUIDField()
    first_on = models.DateField()
    last_on = models.DateField()

    objects = TimeOffQuerySet.as_manager()

    class Meta:
        ordering = ["first_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "form_id"], name="one_time_off_per_form"),
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="time_off_ends_after_it_begins"),
        ]

    def __str__(self):
        return f"{self.first_on} to {self.last_on}"

    @classmethod
    @transaction.atomic
    def add(cls, user, *, first_on, last_on, form_id):
        """Days off; the same form sent again gives the same. Raises TooMuchTimeOff."""
        User.objects.select_for_update(no_key=True).get(pk=user.pk)  # one at a time counts and adds
        if added := user.time_off.filter(form_id=form_id).first():
            return added
        if user.time_off.count() >= MOST_TIMES_OFF:
            raise TooMuchTimeOff
        return user.time_off.create(first_on=first_on, last_on=last_on, form_id=form_id)


class PlanChangeQuerySet(models.QuerySet):
    def of_today(self, today, week_starts_on):
        """(ids pulled into this week, {id: day that it is pushed to}), of what still says something: one query."""
        rows = self.filter(on__gte=week_of(today, week_starts_on)).values_list("checkpoint_id", "kind", "on")
        week_on = week_of(today, week_starts_on)
        pulled = {pk for pk, kind, on in rows if kind == "pull" and on < week_on + timedelta(days=7)}
        return pulled, {pk: on for pk, kind, on in rows if kind == "push" and on > today}


class PlanChange(models.Model):
    """A checkpoint pulled into the week of `on`, or pushed so that it does not come before `on`.

    A pull says nothing any more when its week is over, a push when its day has come: the plan repairs itself.
    """

    class Kind(models.TextChoices):
        PULL = "pull", "Pulled in"
        PUSH = "push", "Pushed later"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="plan_changes")
    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.RESTRICT, related_name="plan_changes")
    kind = models.CharField(max_length=4, choices=Kind)
    on = models.DateField()

    objects = PlanChangeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "checkpoint"], name="one_plan_change_per_checkpoint")]

    def __str__(self):
        return f"{self.checkpoint}: {self.get_kind_display()}, {self.on}"

    @classmethod
    def pull(cls, user, checkpoint, today):
        """Into the week of today, whatever fits there."""
        cls._set(user, checkpoint, kind=cls.Kind.PULL, on=today)

    @classmethod
    def push(cls, user, checkpoint, on):
        """Not before that day."""
        cls._set(user, checkpoint, kind=cls.Kind.PUSH, on=on)

    @classmethod
    def take_back(cls, user, checkpoint):
        """Where it comes by itself."""
        cls.objects.filter(user=user, checkpoint=checkpoint).delete()

    @classmethod
    def _set(cls, user, checkpoint, **values):
        cls.objects.update_or_create(user=user, checkpoint=checkpoint, defaults=values)


class Goal(models.Model):
    """What somebody is after, by when, and why they began."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="goal")
    role = models.ForeignKey(Role, on_delete=models.RESTRICT, null=True, blank=True, related_name="+")
    seniority = models.CharField(max_length=13, choices=Seniority, blank=True)
    by_on = models.DateField("by", null=True, blank=True)
    why = models.CharField(max_length=500, blank=True)

    def __str__(self):
        return f"goal of {self.user}"

    @classmethod
    def set(cls, user, **values):
        """Replace what was; of nothing there is no row."""
        if not any(values.values()):
            return cls.clear(user)
        cls.objects.update_or_create(user=user, defaults=values)

    @classmethod
    def clear(cls, user):
        cls.objects.filter(user=user).delete()
