from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe

from careerguide import errors
from roadmaps.facts import facts
from roadmaps.models import Milestone
from tracker.as_written import as_written
from tracker.forms.pace import PlanChangeForm, UndoSkipForm
from tracker.models import PlanChange
from tracker.models.skips import skip, take_back
from tracker.plan import in_a_month, next_week, plan_of
from tracker.views.answers import see_other

OPEN = 12  # weeks; what comes later is folded
MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"
BACK = {"plan": "plan", "today": "today"}


@require_safe
def plan(request):
    """The weeks ahead over all followed roadmaps: five queries and one for facts, and four while contents are new."""
    found = plan_of(request.user)
    context = {
        "plan": found,
        "this": found.weeks[0],
        "coming": found.weeks[1:OPEN],
        "later": [week for week in found.weeks[OPEN:] if week.rows],
        "written": as_written(found, facts()) if found.trails else [],
        "skipped": _skipped(request),
    }
    return render(request, "tracker/plan/plan.html", context)


@require_POST
def plan_change(request, pk):
    """Pull a checkpoint into this week, push it to a later one, or leave it to the plan again."""
    checkpoint = get_object_or_404(request.user.checkpoints(), pk=pk)
    form = PlanChangeForm(request.POST)
    if not form.is_valid():
        return errors.bad_request(request)
    today, starts_on = request.user.today(), request.user.weeks_start_on()
    match form.cleaned_data["kind"]:
        case "pull":
            PlanChange.pull(request.user, checkpoint, today)
        case "push":
            PlanChange.push(request.user, checkpoint, next_week(today, starts_on))
        case "later":
            PlanChange.push(request.user, checkpoint, in_a_month(today, starts_on))
        case _:
            PlanChange.take_back(request.user, checkpoint)
    return see_other(BACK.get(request.POST.get("back"), "plan"))


@require_POST
def skip_milestone(request, slug, milestone):
    """Skip all of a milestone that is left, or undo it: `states` are those before. The plan page offers the undo."""
    part = Milestone.objects.filter(slug=milestone, roadmap__slug=slug, roadmap__enrollments__user=request.user).first()
    if part is None:
        raise Http404
    checkpoints = part.checkpoints.filter(retired_at=None)
    if "states" not in request.POST:
        now = timezone.now()
        changed = skip(request.user, checkpoints, at=now)
        return see_other(f"{reverse('plan')}?skipped={part.pk}&at={now:{MOMENT}}" if changed else "plan")
    form = UndoSkipForm(request.POST)
    if not form.is_valid() or form.cleaned_data["states"].keys() - set(checkpoints.values_list("pk", flat=True)):
        return errors.bad_request(request)
    take_back(request.user, form.cleaned_data["states"])
    messages.success(request, "Back as it was.")
    return see_other("plan")


def _skipped(request):
    """What the address says was skipped just now, as the undo of it needs it; None when it was changed since."""
    pk, at = request.GET.get("skipped", ""), _moment(request.GET.get("at", ""))
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 19 and at):
        return None
    rows = request.user.progress.filter(checkpoint__milestone=pk, changed_at=at, state__in=["skipped", "done"])
    states = dict(rows.filter(was__in=["todo", "doing"]).values_list("checkpoint_id", "was"))
    part = Milestone.objects.filter(pk=pk).select_related("roadmap").first() if states else None
    return part and {"milestone": part, "count": len(states), "states": UndoSkipForm.written(states)}


def _moment(text):
    try:
        at = parse_datetime(text)
    except ValueError:
        return None
    return at if at and at.tzinfo else None
