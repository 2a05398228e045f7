from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from tracker.weeks import week_of

LONGEST = 10_000  # characters of an answer
ANSWERS = ("went_well", "to_improve", "next_focus")
ASKED = timedelta(days=3)  # how long a review is asked for, from its day on


class WeeklyReviewQuerySet(models.QuerySet):
    def written(self):
        """Those with a word in them; one that was emptied again is none."""
        return self.exclude(went_well="", to_improve="", next_focus="")

    def matching(self, words):
        """Those that hold these words as they stand, in any of the answers, in small or capital letters."""
        found = Q()
        for answer in ANSWERS:
            found |= Q(**{f"{answer}__icontains": words})
        return self.filter(found) if words else self


class WeeklyReview(models.Model):
    """How a week went, in one's own words. `week_on` is its first day, as the person's weeks began then."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reviews")
    week_on = models.DateField()
    went_well = models.TextField(max_length=LONGEST, blank=True)
    to_improve = models.TextField(max_length=LONGEST, blank=True)
    next_focus = models.TextField(max_length=LONGEST, blank=True)
    # Rises with each save: a page that was opened before is told.
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)

    objects = WeeklyReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-week_on"]
        constraints = [models.UniqueConstraint(fields=["user", "week_on"], name="one_review_per_week")]

    def __str__(self):
        return f"week of {self.week_on}"

    @property
    def last_on(self):
        return self.week_on + timedelta(days=6)

    @property
    def answers(self):
        return {name: getattr(self, name) for name in ANSWERS}

    @classmethod
    @transaction.atomic
    def write(cls, user, week_on, *, version, **answers):
        """Save the answers of a week. Returns (review, saved).

        Not saved when somebody (the same person in another tab) saved other answers after `version` was read.
        """
        if any(answers.values()):
            cls.objects.bulk_create([cls(user=user, week_on=week_on)], ignore_conflicts=True)
        review = user.reviews.select_for_update().filter(week_on=week_on).first() or cls(user=user, week_on=week_on)
        if review.answers == answers:
            return review, True
        if review.version != version:
            return review, False
        for name, text in answers.items():
            setattr(review, name, text)
        review.version += 1
        review.saved_at = timezone.now()
        review.save(update_fields=[*answers, "version", "saved_at"])
        return review, True

    @classmethod
    def waiting_for(cls, user, today, pace, reviewed):
        """The first day of the week that asks to be looked back on, or None: from its day on, for three days.

        `reviewed` are the first days of the weeks that were, of the last three weeks at the least.
        """
        week_on, asked_on = to_review(today, pace.week_starts_on, pace.review_on)
        is_new = week_on + timedelta(days=6) < user.today(user.date_joined)
        if is_new or today - asked_on >= ASKED or week_on in reviewed:
            return None
        return week_on


def to_review(today, starts_on, review_on):
    """(first day of the week to look back on, day on which that is asked), as of `today`.

    On one of the last four days of a week it is that week, on one of the first three the week before.
    """
    asked_on = today - timedelta(days=(today.weekday() - review_on) % 7)
    return week_of(asked_on - timedelta(days=3), starts_on), asked_on


class Dismissal(models.Model):
    """A warning that somebody does not want to see again before `until`."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="dismissals")
    what = models.CharField(max_length=40)
    until = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "what"], name="one_dismissal_per_warning")]

    def __str__(self):
        return f"{self.what} until {self.until}"

    @classmethod
    def dismiss(cls, user, what, until):
        """Not to be seen before `until`; again gives the same row."""
        cls.objects.update_or_create(user=user, what=what, defaults={"until": until})
