"""Somebody who has been here for years: much that is followed, and a log, targets and reviews of all that time."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from tests import factories
from tracker.models import FocusTimer, Goal, LogEntry, Pace, PlanChange, User


def follow_many(user, number, *, sizes=(10, 15, 20), largest=200):
    """`number` roadmaps of 10 to 20 checkpoints and one of 200, half of the small ones done."""
    for turn in range(number - 1):
        roadmap = factories.roadmap(milestones=sizes[turn % len(sizes)] // 5, checkpoints=5)
        user.follow(roadmap, started_on=user.today() - timedelta(weeks=turn))
        user.tick(dict.fromkeys(roadmap.checkpoints.values_list("pk", flat=True)[::2], "done"))
    user.follow(
        factories.roadmap(milestones=largest // 10, checkpoints=10), started_on=user.today() - timedelta(days=9)
    )


def spend_years(user):
    """Three years of log with two entries a day, a pace, a goal, targets, reviews, a timer, days off, changed plans."""
    today = user.today()
    Pace.choose(user, hours_per_week=20, review_on=today.weekday())
    Goal.set(user, by_on=today + timedelta(days=300), why="To build")
    LogEntry.objects.bulk_create(
        LogEntry(user=user, form_id=uuid4(), on=today - timedelta(days=n // 2), kind="study", minutes=30)
        for n in range(2 * 3 * 365)
    )
    for kind in ("study", "coding", "mock"):
        user.chosen_targets.create(form_id=uuid4(), kind=kind, amount=3, per="week", from_on=today)
    for weeks in range(1, 150):
        user.reviews.create(week_on=today - timedelta(days=today.weekday() + 7 * weeks), went_well="Much")
    FocusTimer.start(user, form_id=uuid4(), checkpoint=user.checkpoints().first())
    user.time_off.create(form_id=uuid4(), first_on=today + timedelta(days=20), last_on=today + timedelta(days=25))
    PlanChange.pull(user, user.checkpoints().last(), today)
    User.objects.filter(pk=user.pk).update(date_joined=timezone.now() - timedelta(days=1200))
