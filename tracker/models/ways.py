"""Following a way that was proposed, over several roadmaps at once, and its undo."""

from django.db import transaction
from django.utils import timezone

from roadmaps.models import Checkpoint

from .skips import skip, take_back
from .users import User


@transaction.atomic
def follow_way(user, roadmaps, milestones=(), at=None):
    """Follow the roadmaps that are not followed yet; returns them. One that is followed stays as it is.

    With `milestones`, everything else in the new ones that is to do is skipped, so that totals and plan count these.
    What was begun or done before stays, and so does what one should have before. All of it bears the moment `at`.
    """
    at = at or timezone.now()
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # one at a time looks and follows
    followed = set(user.enrollments.filter(roadmap__in=roadmaps, stopped_at=None).values_list("roadmap_id", flat=True))
    new = [roadmap for roadmap in roadmaps if roadmap.pk not in followed]
    if not new:
        return []
    for roadmap in new:
        user.follow(roadmap)
    user.enrollments.filter(roadmap__in=new).update(followed_at=at)
    if milestones:
        rest = Checkpoint.objects.filter(roadmap__in=new, retired_at=None, is_prerequisite=False).only(
            "is_prerequisite"
        )
        touched = user.progress.exclude(state="todo").values("checkpoint")
        skip(user, rest.exclude(milestone__in=milestones).exclude(pk__in=touched), at)
    return new


@transaction.atomic
def leave_way(user, at):
    """Undo what was followed at that moment; returns the roadmaps. Again, nothing happens.

    What was ticked or changed since stays as it is: only rows that still bear the moment are taken back.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    enrollments = list(user.enrollments.filter(followed_at=at, stopped_at=None).select_related("roadmap"))
    roadmaps = [enrollment.roadmap for enrollment in enrollments]
    rows = user.progress.filter(checkpoint__roadmap__in=roadmaps, changed_at=at, state="skipped", was="todo")
    rows = rows.order_by("checkpoint_id").select_for_update(of=("self",))
    take_back(user, dict(rows.values_list("checkpoint_id", "was")))
    for enrollment in enrollments:
        enrollment.stop()
    return roadmaps
