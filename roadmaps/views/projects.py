from django.shortcuts import render

from roadmaps.facts import articles
from roadmaps.forms import ProjectFilter
from roadmaps.projects import by_level, by_roadmap, checkpoints_that_build
from roadmaps.views.public import public, record_or_404

GUIDES = ("portfolio", "deployment-checklist")  # which go with projects, where they are there


@public
def project_list(request):
    """Families of projects, narrowed by the form, and all exercises: two queries."""
    found = articles()
    form = ProjectFilter(request.GET, families=found.project_families)
    matching = form.matching(found.project_families)
    context = {
        "form": form,
        "count": len(matching),
        "total": len(found.project_families),
        "groups": by_level(matching),
        "exercises": by_roadmap(found.exercises, found),
        "guides": _guides(found),
    }
    return render(request, "roadmaps/project_list.html", context)


@public
def project_detail(request, slug):
    """One family with what sources propose: three queries."""
    found = articles()
    family = record_or_404(found, "project_families", slug)
    exercises = [exercise for exercise in found.exercises if exercise.family_id == family.pk]
    context = {
        "family": family,
        "skills": family.skills.all(),
        "ideas": family.ideas.all(),
        "questions": [question for question in family.questions.all() if question.retired_at is None],
        "exercises": by_roadmap(exercises, found),
        "checkpoints": checkpoints_that_build(family),
        "guides": _guides(found),
    }
    return render(request, "roadmaps/project_detail.html", context)


def _guides(found):
    known = found.by_slug("guides")
    return [known[slug] for slug in GUIDES if slug in known]
