from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from tracker.forms.reports import ReportForm
from tracker.models.reports import TooManyReports
from tracker.views.answers import see_other
from tracker.views.checkpoints import own_checkpoint, page_of

SHOWN = 100


@require_POST
def report(request, pk):
    """“Something is wrong here”, to the authors; what cannot be sent stays typed. One's own roadmap has no others."""
    checkpoint = own_checkpoint(request, pk)
    if checkpoint.roadmap.personal:
        raise Http404
    form = ReportForm(request.POST)
    if not form.is_valid():
        return page_of(request, checkpoint, report_form=form, status=400)
    try:
        request.user.report(checkpoint, **form.cleaned_data)
    except TooManyReports as refusal:
        form.add_error(None, str(refusal))
        return page_of(request, checkpoint, report_form=form, status=429)
    messages.success(request, "Sent to the authors. Thank you; an answer will show here and on Today.")
    return see_other("my_checkpoint", pk)


@require_safe
def my_reports(request):
    """What one has reported, with the answers: one query."""
    reports = list(request.user.reports.for_list()[: SHOWN + 1])
    context = {"reports": reports[:SHOWN], "more": len(reports) > SHOWN, "shown": SHOWN}
    return render(request, "tracker/reports/list.html", context)


@require_POST
def report_seen(request, pk):
    """The answer was read."""
    report = get_object_or_404(request.user.reports, pk=pk)
    report.see()
    if request.POST.get("back") == "checkpoint":
        return see_other("my_checkpoint", report.checkpoint_id)
    return see_other("my_reports")
