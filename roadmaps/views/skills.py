from itertools import groupby

from django.db.models import Count, Window
from django.shortcuts import render

from roadmaps.facts import facts, facts_and_articles
from roadmaps.matrix import matrix
from roadmaps.models import Checkpoint, Question, Resource, Roadmap
from roadmaps.views.public import public, record_or_404

FEW = 5  # questions and projects that a skill's page shows; their lists have all


@public
def skill_list(request):
    """The matrix of skills and roles: one query."""
    found = facts()
    context = {
        "skills": found.skills,
        "roles": found.roles,
        "matrix": matrix(found.skills, found.roles),
        "sources": found.sources_of_matrices,
        "disagreements": found.disagreements_in("skills"),
    }
    return render(request, "roadmaps/skill_list.html", context)


@public
def skill_detail(request, slug):
    """One skill: what its levels mean, who needs it, what builds it and shows it, what interviews ask. Four queries."""
    found, told = facts_and_articles()
    skill = record_or_404(found, "skills", slug)
    checkpoints = (
        Checkpoint.objects.filter(
            skills=skill, retired_at=None, milestone__isnull=False, roadmap__in=Roadmap.objects.published()
        )
        .select_related("roadmap", "milestone")
        .order_by("roadmap__position", "roadmap__slug", "milestone__phase__position", "milestone__position", "position")
    )
    projects = [family for family in told.project_families if skill in family.skills.all()]
    context = {
        "skill": skill,
        "levels": list(enumerate(skill.levels, start=1)),
        "line": next(iter(matrix([skill], found.roles)), None),
        "roadmaps": [
            (roadmap, list(group)) for roadmap, group in groupby(checkpoints, key=lambda checkpoint: checkpoint.roadmap)
        ],
        "resources": _resources_of(skill),
        "questions": list(_questions_about(skill)[:FEW]),
        "projects": projects[:FEW],
        "projects_count": len(projects),
    }
    return render(request, "roadmaps/skill_detail.html", context)


def _questions_about(skill):
    """The easy ones of all kinds first, each with `of`, how many there are."""
    questions = Question.objects.for_list().filter(skills=skill)
    return questions.annotate(of=Window(Count("pk"))).order_by("difficulty", "position", "slug")


def _resources_of(skill):
    """What the checkpoints of a skill recommend, each address once."""
    resources = Resource.objects.filter(
        checkpoint__skills=skill, checkpoint__retired_at=None, checkpoint__roadmap__in=Roadmap.objects.published()
    ).exclude(url="")
    once = {}
    for resource in resources.order_by("kind", "title", "pk"):
        once.setdefault(resource.url, resource)
    return list(once.values())
