from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from roadmaps.contents import contents_of, with_ridges
from roadmaps.facts import facts
from roadmaps.models import Roadmap
from roadmaps.outline import render as render_outline
from roadmaps.publishing import outline_of
from roadmaps.views.public import public


@public
def roadmap_list(request):
    return render(request, "roadmaps/roadmap_list.html", {"roadmaps": with_ridges(Roadmap.objects.published())})


@public
def roadmap_detail(request, slug):
    """A roadmap with everything in it: four queries, and four while its contents are not in memory."""
    roadmap, found = _published(slug), facts()
    contents = contents_of(roadmap)
    context = {
        "roadmap": with_ridges([roadmap])[0],
        "contents": contents,
        "skills": [skill for skill in found.skills if skill.pk in contents.by_skill],
        "sources": roadmap.sources.all(),
        "roles": roadmap.roles.all(),
        "disagreements": found.disagreements_about(roadmap),
        "targets": found.targets_of(roadmap),
    }
    return render(request, "roadmaps/roadmap_detail.html", context)


@public
def roadmap_markdown(request, slug):
    """The text as published last, which is the newest revision: two queries."""
    roadmap = _published(slug)
    revision = roadmap.revisions.first()
    text = revision.text if revision else render_outline(outline_of(roadmap))
    return HttpResponse(text, content_type="text/markdown; charset=utf-8")


def _published(slug):
    return get_object_or_404(Roadmap.objects.published(), slug=slug)
