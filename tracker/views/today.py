from django.shortcuts import render
from django.views.decorators.http import require_safe

from roadmaps.models import Roadmap, Role
from tracker.today import today_of, today_without
from tracker.trail import trails_of
from tracker.views.progress import undo_asked


@require_safe
def today(request):
    """What to do now, over all followed roadmaps: eight queries, and as many at the most if there are none."""
    followed = request.user.enrollments.followed().with_unseen_answers().with_person()
    trails = trails_of(request.user, followed.with_old_ratings(request.user.today()))
    if not trails:
        return _without(request)
    context = {"page": today_of(request.user, trails), "undo": undo_asked(request, trails), "followed": trails}
    return render(request, "tracker/today/today.html", context)


def _without(request):
    """Where to begin, for somebody who follows nothing; beside it what they have all the same."""
    context = {
        "page": today_without(request.user),
        "roles": Role.objects.with_roadmap_counts(),
        "roadmaps": Roadmap.objects.published(),
    }
    return render(request, "tracker/today/without.html", context)
