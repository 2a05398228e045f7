from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tracker.forms.goal import GoalForm
from tracker.models import Goal
from tracker.views.answers import see_other


@require_http_methods(["GET", "HEAD", "POST"])
def goal(request):
    """What one is after, by when, and why: saved whole, or cleared."""
    stored = Goal.objects.filter(user=request.user).first() or Goal(user=request.user)
    if request.method == "POST" and "clear" in request.POST:
        Goal.clear(request.user)
        messages.success(request, "Cleared. You can set another whenever you like.")
        return see_other("goal")
    form = GoalForm(request.POST if request.method == "POST" else None, instance=stored, today=request.user.today())
    if request.method == "POST" and form.is_valid():
        Goal.set(request.user, **form.cleaned_data)
        messages.success(request, "Saved. It stands on Today.")
        return see_other("today")
    context = {"form": form, "is_set": stored.pk is not None}
    return render(request, "tracker/goal/goal.html", context, status=400 if form.is_bound else 200)
