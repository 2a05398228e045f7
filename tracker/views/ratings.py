from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from roadmaps.facts import facts
from tracker.bar import asked_by_each, asked_of
from tracker.forms.ratings import RatingForm
from tracker.growth import growth_of
from tracker.models import SkillRating
from tracker.skills import courses_of, states_of
from tracker.suggesting import suggestions, walked_in
from tracker.views.answers import see_other
from tracker.views.log import posted


@require_http_methods(["GET", "HEAD", "POST"])
def rate(request):
    """All skills, or with `?role=` those that its sources rate, each with five levels in words: six queries."""
    user, found, today = request.user, facts(), request.user.today()
    role = found.by_slug("roles").get(request.GET.get("role", ""))
    latest = SkillRating.objects.latest_of(user)
    form = RatingForm(found.skills, latest, today, posted(request))
    if request.method == "POST" and form.is_valid():
        written = SkillRating.objects.rate(user, form.judged, today)
        messages.success(request, _said(len(written)))
        return see_other(f"{reverse('my_skills')}{_back(request, role)}")
    asked = asked_of(role) if role else {}
    shown = [skill for skill in found.skills if skill.pk in asked] or found.skills
    rows = form.rows(shown, _suggested(user, found, latest))
    context = {
        "form": form,
        "rows": rows,
        "rated": sum(row.rating is not None for row in rows),
        "old": sum(row.is_old for row in rows),
        "role": role,
        "is_for_role": bool(asked),
        "is_unknown": bool(request.GET.get("role")) and role is None,
        "roles": [role for role in found.roles if role.requires.all()],
        "back": _back(request, role),
    }
    return render(request, "tracker/skills/rate.html", context, status=400 if form.is_bound else 200)


@require_safe
def growth(request):
    """How the ratings grew: three queries."""
    today = request.user.today()
    context = {"skills": growth_of(SkillRating.objects.history_of(request.user), today), "today": today}
    return render(request, "tracker/skills/growth.html", context)


def _suggested(user, found, latest):
    """{skill id: Suggestion} by what is ticked: two queries, and four where contents are not in memory."""
    courses = courses_of(user)
    walked = walked_in(courses, states_of(user, courses), asked_by_each(found.roles))
    return suggestions(walked, {skill_id: rating.level for skill_id, rating in latest.items()})


def _back(request, role):
    """The query of the gap that one came from."""
    if role is None:
        return ""
    more = {name: request.GET[name][:80] for name in ("level", "by") if name in request.GET}
    return f"?{urlencode({'role': role.slug} | more)}"


def _said(number):
    if not number:
        return "Nothing has changed."
    return f"Saved: {number} rating{'s' if number != 1 else ''}."
