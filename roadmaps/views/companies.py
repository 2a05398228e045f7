from django.shortcuts import render

from roadmaps.facts import articles, facts_and_articles
from roadmaps.models import Question
from roadmaps.views.public import public, record_or_404


@public
def company_list(request):
    """How companies interview: their processes, the kinds of interview, tiers of companies. One query."""
    found, told = facts_and_articles()
    context = {
        "processes": told.interview_processes,
        "stages": [(stage, _kinds(stage)) for stage in told.interview_stages],
        "tiers": found.company_tiers,
    }
    return render(request, "roadmaps/company_list.html", context)


@public
def company_detail(request, slug):
    """The rounds of one company: one query."""
    found = articles()
    process = record_or_404(found, "interview_processes", slug)
    live = {stage.pk: stage for stage in found.interview_stages}
    context = {
        "process": process,
        "rounds": [(part, live.get(part.stage_id)) for part in process.rounds.all()],
        "others": [other for other in found.interview_processes if other.pk != process.pk],
    }
    return render(request, "roadmaps/company_detail.html", context)


def _kinds(stage):
    """[(kind, its label)] of the questions that are asked in it."""
    return [(kind, Question.Kind(kind).label) for kind in stage.question_kinds]
