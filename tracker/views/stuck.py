from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker import stuck as ways
from tracker.forms.log import TimerForm
from tracker.models import Goal
from tracker.trail import trails_of
from tracker.views.log import BY_CHECKPOINT


@require_safe
def stuck(request):
    """Ways on from `?checkpoint=`, or from what comes next: five queries, and four while contents are not in memory."""
    trails = trails_of(request.user, request.user.enrollments.ever_followed())
    found = _asked(request, trails) if "checkpoint" in request.GET else ways.where_one_is(trails)
    goal = Goal.objects.filter(user=request.user).first()
    context = {"why": goal.why if goal else "", "timer_form": TimerForm(request.user)}
    if found:
        trail, row = found
        context |= {
            "row": row,
            "checkpoint": row.checkpoint,
            "roadmap": trail.roadmap,
            "timer_form": _timer_form(request.user, row.checkpoint),
            "fundamentals": ways.fundamentals_of(row.checkpoint, trail, trails),
        }
    context["easier"] = ways.easier_than(found[1].pk if found else None, trails)
    return render(request, "tracker/stuck/stuck.html", context)


def _timer_form(user, checkpoint):
    return TimerForm(user, initial={"checkpoint": checkpoint.pk, "kind": BY_CHECKPOINT[checkpoint.kind]})


def _asked(request, trails):
    pk = request.GET["checkpoint"]
    found = ways.place_of(int(pk), trails) if pk.isascii() and pk.isdecimal() and len(pk) < 19 else None
    if found is None:
        raise Http404
    return found
