from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from roadmaps.facts import facts
from tracker.as_written import study_times
from tracker.forms.pace import OrderForm, PaceForm, TimeOffForm, WayForm
from tracker.models import Pace, TimeOff
from tracker.models.pace import MOST_TIMES_OFF, TooMuchTimeOff, move
from tracker.views.answers import see_other

LESS = 10  # hours a week, offered beside what the sources say


@require_http_methods(["GET", "HEAD", "POST"])
def pace(request):
    """Hours a week, weeks, and of each roadmap its share, start and target; saves all and moves one if asked."""
    sent = request.POST if request.method == "POST" else None
    chosen = {"hours_per_week": hours} if (hours := _asked(request)) else {}
    form = PaceForm(sent, instance=Pace.of(request.user), initial=chosen)
    ways, order = _ways(request, sent), OrderForm(sent)
    if sent is not None and all([form.is_valid(), order.is_valid(), *(way.is_valid() for way in ways if way.is_sent)]):
        _save(request.user, form, [way for way in ways if way.is_sent])
        if move([way.instance for way in ways], **order.cleaned_data):
            return see_other("pace")
        messages.success(request, "Saved. The plan follows.")
        return see_other("plan")
    return _page(request, form, ways, TimeOffForm(), 200 if sent is None else 400)


@require_POST
def time_off(request):
    """Days off; said beside the form where they make no sense."""
    form = TimeOffForm(request.POST)
    try:
        if form.is_valid():
            TimeOff.add(request.user, **form.cleaned_data)
            messages.success(request, "Those days are free. The plan goes around them.")
            return see_other("pace")
    except TooMuchTimeOff:
        form.add_error(None, f"There are {MOST_TIMES_OFF} already. Please remove one that is over.")
    return _page(request, PaceForm(instance=Pace.of(request.user)), _ways(request), form, 400)


@require_POST
def time_off_remove(request, pk):
    get_object_or_404(request.user.time_off, pk=pk).delete()
    messages.success(request, "Removed. Those days count again.")
    return see_other("pace")


def _ways(request, sent=None):
    """The form of each followed roadmap in turn; one that was followed since the page was made has nothing sent."""
    forms = []
    for enrollment in request.user.enrollments.in_turn():
        prefix = f"way-{enrollment.pk}"
        is_sent = sent is not None and f"{prefix}-started_on" in sent
        forms.append(WayForm(sent if is_sent else None, instance=enrollment, prefix=prefix))
    return forms


@transaction.atomic
def _save(user, form, ways):
    Pace.choose(user, **form.cleaned_data)
    for way in ways:
        way.instance.save(update_fields=list(way.cleaned_data))


def _asked(request):
    """The hours of a preset, which fill the field."""
    hours = request.GET.get("hours", "")
    return int(hours) if hours.isascii() and hours.isdecimal() and len(hours) < 4 and 1 <= int(hours) <= 100 else None


def _page(request, form, ways, time_off_form, status):
    """Six queries: session, user, pace, roadmaps, facts, time off."""
    found = study_times(facts())
    context = {
        "form": form,
        "ways": ways,
        "presets": found,
        "less": LESS if all(target.low != LESS for target in found) else None,
        "time_off": request.user.time_off.filter(last_on__gte=request.user.today()),
        "time_off_form": time_off_form,
    }
    return render(request, "tracker/plan/pace.html", context, status=status)
