from django.contrib import messages
from django.views.decorators.http import require_POST

from tracker.forms.log import FormIdForm, TimerForm
from tracker.models import FocusTimer
from tracker.views.answers import see_other
from tracker.views.log import after_writing, log_page, where_from


@require_POST
def timer_start(request):
    """Start a focus timer; one that runs goes on."""
    form = TimerForm(request.user, request.POST)
    if not form.is_valid():
        return log_page(request, timer_form=form, status=400)
    timer = FocusTimer.start(request.user, **form.cleaned_data)
    if timer and timer.form_id != form.cleaned_data["form_id"]:
        messages.info(request, "A timer runs already, and goes on.")
    return see_other(where_from(request))


@require_POST
def timer_stop(request):
    """Write what was worked to the log. A timer that is over already stays over."""
    timer = _timer(request)
    entry = timer and timer.stop()
    if entry:
        return after_writing(request, entry)
    if timer:
        messages.info(request, "Not a minute had passed, so there is nothing to log.")
    return see_other(where_from(request))


@require_POST
def timer_cancel(request):
    """Throw it away."""
    if timer := _timer(request):
        timer.cancel()
        messages.success(request, "The timer is gone, and nothing was logged.")
    return see_other(where_from(request))


def _timer(request):
    """The one that the button belongs to, not another that was started since."""
    form = FormIdForm(request.POST)
    timers = FocusTimer.objects.filter(user=request.user).select_related("user", "checkpoint")
    return timers.filter(**form.cleaned_data).first() if form.is_valid() else None
