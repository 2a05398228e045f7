from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from tracker.forms.imports import RenameForm
from tracker.models import PersonalRoadmap
from tracker.views.answers import see_other


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request, slug):
    """Another title for a list of one's own."""
    mine = _mine(request, slug)
    form = RenameForm(request.POST if request.method == "POST" else None, initial={"title": mine.roadmap.title})
    if request.method == "POST" and form.is_valid():
        mine.rename(form.cleaned_data["title"])
        messages.success(request, "Renamed.")
        return see_other("my_roadmap", slug)
    context = {"form": form, "roadmap": mine.roadmap}
    return render(request, "tracker/personal/rename.html", context, status=400 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, slug):
    """Says what goes, and erases it after the button."""
    mine = _mine(request, slug)
    if request.method == "POST":
        title = mine.roadmap.title
        PersonalRoadmap.objects.filter(pk=mine.pk).erase()
        messages.success(request, f"“{title}” is deleted, with everything on it.")
        return see_other("my_roadmaps")
    progress = request.user.progress.filter(checkpoint__roadmap=mine.roadmap)
    counts = {
        "things to tick": mine.roadmap.checkpoints.filter(retired_at=None).count(),
        "of them done": progress.filter(state="done").count(),
        "notes": progress.exclude(note="").count(),
        "entries in your history": request.user.events.filter(checkpoint__roadmap=mine.roadmap).count(),
    }
    return render(request, "tracker/personal/delete.html", {"roadmap": mine.roadmap, "counts": counts})


def _mine(request, slug):
    return get_object_or_404(request.user.personal_roadmaps.select_related("roadmap", "user"), roadmap__slug=slug)
