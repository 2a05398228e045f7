from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from careerguide.errors import bad_request
from tracker import rhythm, warnings
from tracker.forms.reviews import DismissForm
from tracker.models import Dismissal
from tracker.views.answers import see_other

PERIODS = 12  # weeks or months


@require_safe
def rhythm_page(request):
    """A year of work, weeks in a row, hours by kind, and the first months beside what the sources expect of them."""
    user, today = request.user, request.user.today()
    starts_on = user.weeks_start_on()
    by_month = request.GET.get("by") == "month"
    year = rhythm.rhythm_of(user, today, rhythm.A_YEAR, starts_on)
    spans = rhythm.last_months(today, PERIODS) if by_month else rhythm.last_weeks(today, starts_on, PERIODS)
    started_on, stretches = rhythm.stretches_of(user, today)
    context = {
        "rhythm": year,
        "half": year.heat_map.last(rhythm.HALF_A_YEAR),
        "by_month": by_month,
        "periods": rhythm.periods_of(user, spans),
        "started_on": started_on,
        "stretches": stretches,
    }
    return render(request, "tracker/rhythm/rhythm.html", context)


@require_POST
def dismiss(request):
    """A warning is not shown for four weeks."""
    form = DismissForm(request.POST)
    if not form.is_valid():
        return bad_request(request)
    Dismissal.dismiss(request.user, form.cleaned_data["what"], request.user.today() + warnings.SPAN)
    return see_other("today")
