from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from roadmaps import outline, preview
from roadmaps.models import PreviewLink


@login_not_required
@require_safe
def preview_link(request, key):
    """A draft for whoever has its link, as long as it is open. Five queries; kept by no cache, found by no search."""
    link = PreviewLink.objects.of_key(key)
    if link is None:
        raise Http404
    said = (
        f"It is not published, and may still change. This link is good until {date_format(link.expires_at, 'j M Y')}."
    )
    return as_page(request, outline.parse(link.draft.text), "A preview of a draft.", said)


def as_page(request, read, what, said):
    """An outline as its public page would show it, with words above it on what it is."""
    roadmap, contents, roles, sources = preview.roadmap_of(read)
    context = {
        "roadmap": roadmap,
        "contents": contents,
        "roles": roles,
        "sources": sources,
        "what": what,
        "said": said,
    }
    response = render(request, "roadmaps/preview.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
