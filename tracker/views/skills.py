from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roadmaps.matrix import matrix
from roadmaps.models import Seniority
from tracker.growth import growth_of
from tracker.models import SkillRating
from tracker.skills import mine_of
from tracker.standing import SkillStanding, Standing, choice_of
from tracker.views.ways import followed_just_now
from tracker.ways import Reach


@require_safe
def my_skills(request):
    """What a job asks for against what one can, and what closes the gap. Eight queries, twelve with new contents."""
    mine = mine_of(request.user)
    choice = choice_of(mine, request.GET)
    followed = followed_just_now(request)
    context = {"mine": mine, "choice": choice, "seniorities": Seniority.choices, "followed": followed}
    if choice.role:
        context["standing"] = Standing(mine, choice)
    return render(request, "tracker/skills/my_skills.html", context)


@require_safe
def my_skill(request, slug):
    """One skill: my ratings, the next levels in words, what leads there. Eight queries, twelve with new contents."""
    history = list(SkillRating.objects.history_of(request.user).filter(skill__slug=slug))
    mine = mine_of(request.user, {rating.skill_id: rating for rating in history[:1]})
    skill = mine.facts.by_slug("skills").get(slug)
    if skill is None:
        raise Http404
    choice = choice_of(mine, request.GET)
    standing = SkillStanding(mine, choice, skill)
    context = {
        "skill": skill,
        "choice": choice,
        "standing": standing,
        "closers": Reach(mine).closers(skill.pk, standing.at, standing.to),
        "growth": next(iter(growth_of(history, mine.today)), None),
        "line": next(iter(matrix([skill], mine.facts.roles)), None),
    }
    return render(request, "tracker/skills/my_skill.html", context)
