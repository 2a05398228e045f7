from urllib.parse import urlencode

from django.shortcuts import get_object_or_404, render

from roadmaps.facts import facts, facts_and_articles
from roadmaps.forms import QuestionFilter
from roadmaps.models import Question
from roadmaps.questions import as_json_ld, beside, checkpoints_for, in_groups, page_of
from roadmaps.term_links import as_html
from roadmaps.views.public import public


@public
def question_list(request):
    """The bank, narrowed by its form, a page of it: two queries."""
    found, questions = facts(), list(Question.objects.for_list())
    form = QuestionFilter(request.GET, facts=found, questions=questions)
    matching = form.matching(questions)
    page = page_of(matching, request.GET.get("after", ""))
    names = {role.slug: role.name for role in found.roles}
    for question in page.questions:
        question.role_names = [names[slug] for slug in question.roles_slugs if slug in names]
    context = {
        "form": form,
        "count": len(matching),
        "total": len(questions),
        "page": page,
        "groups": in_groups(page.questions, found.by_slug("roles").get(form.asked.get("role"))),
        "before": None if page.before is None else _query(form.asked, page.before),
        "after": page.after and _query(form.asked, page.after),
        "wider": [] if matching else [(*without, _query(asked)) for *without, asked in form.wider(questions)],
    }
    return render(request, "roadmaps/question_list.html", context)


@public
def question_detail(request, slug):
    """One question with its answer: four queries."""
    question = get_object_or_404(Question.objects.for_page(), slug=slug)
    found, told = facts_and_articles()
    points = (as_html(point) for point in question.key_points)
    *question.points_html, question.example_html = told.term_links.link_parts(*points, question.example_html)
    before, after = beside(question)
    context = {
        "question": question,
        "json_ld": as_json_ld(question),
        "before": before,
        "after": after,
        "checkpoints": checkpoints_for(question),
        "skills": _named(found, "skills", question.skills_slugs),
        "roles": _named(found, "roles", question.roles_slugs),
        "sources": _named(found, "sources", question.sources_slugs),
    }
    return render(request, "roadmaps/question_detail.html", context)


def _query(asked, after=""):
    """What stands behind the address: “?kind=coding&after=k-means”, or nothing."""
    query = urlencode({**asked, **({"after": after} if after else {})})
    return f"?{query}" if query else ""


def _named(found, table, slugs):
    known = found.by_slug(table)
    return [known[slug] for slug in slugs if slug in known]
