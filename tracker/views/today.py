from django.shortcuts import render
from django.views.decorators.http import require_safe

from roadmaps.models import Roadmap, Role
from tracker.trail import trails_of
from tracker.views.progress import undo_asked


@require_safe
def today(request):
    """What to do now, over all followed roadmaps: four queries, six if there are none."""
    trails = trails_of(request.user, request.user.enrollments.followed().with_unseen_answers())
    active = [trail for trail in trails if trail.enrollment.state == "active"]
    continued = next((trail for trail in active if trail.next), None)
    context = {
        "today": request.user.today(),
        "undo": undo_asked(request, trails),
        "followed": trails,
        "continued": continued,
        "continue_row": continued.next if continued else None,
        "unseen_answers": trails[0].enrollment.unseen_answers if trails else request.user.reports.unseen().count(),
    }
    if not trails:
        context["roles"] = Role.objects.with_roadmap_counts()
        context["roadmaps"] = Roadmap.objects.published()
    return render(request, "tracker/today/today.html", context)
