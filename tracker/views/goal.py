from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from roadmaps.facts import facts
from roadmaps.models import Seniority
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
    posted = request.POST if request.method == "POST" else None
    form = GoalForm(posted, instance=stored, initial=_proposed(request), today=request.user.today())
    if request.method == "POST" and form.is_valid():
        Goal.set(request.user, **form.cleaned_data)
        messages.success(request, "Saved. It stands on Today.")
        return see_other("today")
    context = {"form": form, "is_set": stored.pk is not None}
    return render(request, "tracker/goal/goal.html", context, status=400 if form.is_bound else 200)


def _proposed(request):
    """What `?role=&level=` fills in, for who chose it on the page of their skills: saved is what they send."""
    role = facts().by_slug("roles").get(request.GET["role"]) if request.GET.get("role") else None
    level = request.GET.get("level", "")
    return {"role": role, "seniority": level if level in Seniority.values else ""} if role else {}
