from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from careerguide import errors
from roadmaps.models import Milestone, Roadmap
from tracker.forms.ways import FollowWayForm, LeaveWayForm
from tracker.models.ways import follow_way as follow
from tracker.models.ways import leave_way as leave
from tracker.views.answers import see_other

MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"


@require_POST
def follow_way(request):
    """Follow a way that was proposed; `my_skills` offers the undo. Only what is public or was followed before."""
    form = FollowWayForm(request.POST)
    if not form.is_valid():
        return errors.bad_request(request)
    slugs, ids = form.cleaned_data["roadmap"], form.cleaned_data["milestone"]
    in_reach = Roadmap.objects.published().values("pk").union(request.user.enrollments.values("roadmap"))
    roadmaps = list(Roadmap.objects.filter(pk__in=in_reach, slug__in=slugs))
    if len(roadmaps) < len(slugs):
        raise Http404
    milestones = list(Milestone.objects.filter(pk__in=ids, roadmap__in=roadmaps)) if ids else []
    if ids and (len(milestones) < len(ids) or len({part.roadmap_id for part in milestones}) < len(roadmaps)):
        messages.warning(request, "A roadmap changed meanwhile. Nothing was followed: this is the way as it is now.")
        return _to_skills(form.back)
    at = timezone.now()
    if not follow(request.user, roadmaps, milestones, at):
        messages.success(request, "You follow all of it already.")
        return _to_skills(form.back)
    return _to_skills(form.back | {"followed": f"{at:{MOMENT}}"})


@require_POST
def leave_way(request):
    """Undo following a way; what was changed since stays."""
    form = LeaveWayForm(request.POST)
    if not form.is_valid():
        return errors.bad_request(request)
    if leave(request.user, form.cleaned_data["at"]):
        messages.success(request, "Back as it was. What you ticked meanwhile is kept.")
    return _to_skills(form.back)


def followed_just_now(request):
    """What the address says was followed just now, as the undo of it needs it; None when it was left since.

    Two queries where the address says something, otherwise none.
    """
    form = LeaveWayForm({"at": request.GET.get("followed", "")})
    if not form.is_valid():
        return None
    at = form.cleaned_data["at"]
    enrollments = request.user.enrollments.filter(followed_at=at, stopped_at=None).select_related("roadmap")
    roadmaps = [enrollment.roadmap for enrollment in enrollments.order_by("pk")]
    if not roadmaps:
        return None
    skipped = request.user.progress.filter(checkpoint__roadmap__in=roadmaps, changed_at=at, state="skipped").count()
    return {"at": f"{at:{MOMENT}}", "roadmaps": roadmaps, "skipped": skipped}


def _to_skills(back):
    return see_other(f"{reverse('my_skills')}?{urlencode(back)}" if back else "my_skills")
