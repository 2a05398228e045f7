from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tracker.forms.accounts import DeleteAccountForm, SettingsForm
from tracker.views.answers import see_other


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request):
    form = SettingsForm(request.POST if request.method == "POST" else None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return see_other("settings")
    status = 400 if form.is_bound and form.errors else 200
    if form.errors:
        request.user.refresh_from_db()  # the form has put what was typed on the person of this request
    return render(request, "tracker/settings/settings.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit(action="reauthenticate")
def delete_account(request):
    """Asks for the password, says what goes, and erases it at once."""
    form = DeleteAccountForm(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user = request.user
        logout(request)
        user.erase()
        return see_other("home")
    counts = {
        "followed roadmaps": request.user.enrollments.count(),
        "checkpoints with your progress or notes": request.user.progress.count(),
        "entries in your history": request.user.events.count(),
        "reports to the authors": request.user.reports.count(),
        "entries in your log": request.user.log.count(),
        "weekly reviews": request.user.reviews.count(),
    }
    context = {"form": form, "counts": counts}
    return render(request, "tracker/settings/delete.html", context, status=400 if form.is_bound else 200)
