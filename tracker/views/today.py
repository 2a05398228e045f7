from django.shortcuts import render
from django.views.decorators.http import require_safe

from roadmaps.models import Roadmap, Role
from tracker.today import Today, today_of
from tracker.trail import trails_of
from tracker.views.progress import undo_asked


@require_safe
def today(request):
    """What to do now, over all followed roadmaps: eleven queries, six if there are none."""
    trails = trails_of(request.user, request.user.enrollments.followed().with_unseen_answers().with_person())
    if not trails:
        return _newcomers(request)
    active = [trail for trail in trails if trail.enrollment.state == "active"]
    continued = next((trail for trail in active if trail.next), None)
    context = {
        "page": today_of(request.user, trails),
        "undo": undo_asked(request, trails),
        "followed": trails,
        "continued": continued,
        "continue_row": continued.next if continued else None,
    }
    return render(request, "tracker/today/today.html", context)


def _newcomers(request):
    """Where to begin, for somebody who follows nothing."""
    page = Today(request.user, request.user.today(), [], unseen_answers=request.user.reports.unseen().count())
    context = {"page": page, "roles": Role.objects.with_roadmap_counts(), "roadmaps": Roadmap.objects.published()}
    return render(request, "tracker/today/newcomer.html", context)
