from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from roadmaps.facts import facts_and_articles
from roadmaps.models import Question, Roadmap
from roadmaps.views.public import public

PAGES = (
    *("home", "role_list", "role_compare", "role_fit", "skill_list", "salary_explorer", "question_list"),
    *("project_list", "company_list", "guide_list", "glossary", "source_list", "disagreement_list", "target_list"),
    "roadmap_list",
)
# What is somebody's, and what only asks the same pages in other words.
CLOSED = ("/my/", "/accounts/", "/admin/", "/search/", "/calendar/", "/preview/")


@public
def sitemap(request):
    """The address of every public page: three queries."""
    found, read = facts_and_articles()
    records = [*found.roles, *found.skills, *read.project_families, *read.interview_processes, *read.guides]
    records += Question.objects.live().only("slug").order_by("slug")
    addresses = [(reverse(name), None) for name in PAGES]
    addresses += [(record.get_absolute_url(), None) for record in records]
    roadmaps = Roadmap.objects.published().only("slug", "updated_at")
    addresses += [(roadmap.get_absolute_url(), roadmap.updated_at) for roadmap in roadmaps]
    context = {"addresses": addresses}
    return render(request, "roadmaps/sitemap.xml", context, content_type="application/xml; charset=utf-8")


@public
def robots(request):
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED)]
    lines += ["", f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
