from django.shortcuts import render

from roadmaps.models import SearchEntry
from roadmaps.search import LONGEST, Found, find
from roadmaps.views.public import public


@public
def search(request):
    """Everything public that has the words of `?q=`, of one `?kind=` or of all. Four queries at most."""
    asked = " ".join(request.GET.get("q", "").split())
    words, kind = asked[:LONGEST].strip(), request.GET.get("kind", "")
    kind = kind if kind in SearchEntry.Kind else ""
    found = find(words, kind) if words else Found()
    context = {
        "words": words,
        "is_cut": len(asked) > LONGEST,
        "longest": LONGEST,
        "kind": kind,
        "found": found,
        "kinds": [(value, SearchEntry.Kind(value).label, count) for value, count in found.counts.items()],
    }
    return render(request, "roadmaps/search.html", context)
