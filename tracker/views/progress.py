from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from careerguide import errors
from roadmaps.contents import contents_of_all
from roadmaps.models import Checkpoint
from tracker import rows
from tracker.forms.progress import MarkForm
from tracker.models.progress import State
from tracker.trail import Person, Trail
from tracker.views.answers import see_other


@require_POST
def mark(request, pk):
    """Set a state. Answers with the page, or for htmx with the elements that changed."""
    form = MarkForm(request.POST)
    if not form.is_valid():
        return errors.bad_request(request)
    try:
        marked = request.user.mark(pk, **form.cleaned_data)
    except Checkpoint.DoesNotExist:
        raise Http404 from None
    if not request.htmx:
        return see_other(_page(request, marked, pk))
    return render(request, "tracker/progress/_changed.html", _changed(request, marked, pk))


def _page(request, marked, pk):
    """Back to where it was ticked, with what an undo needs in the address: the server keeps nothing for it."""
    if request.POST.get("back") == "checkpoint":
        return reverse("my_checkpoint", args=[pk])
    if request.POST.get("back") == "today":
        return f"{reverse('today')}?undo={pk}&was={marked.was}"
    checkpoint = Checkpoint.objects.select_related("roadmap").get(pk=pk)
    page = reverse("my_roadmap", args=[checkpoint.roadmap.slug])
    left = "left=1&" if request.POST.get("left") or request.GET.get("left") else ""
    return f"{page}?{left}undo={pk}&was={marked.was}#checkpoint-{pk}"


def _changed(request, marked, pk):
    contents = contents_of_all([(marked.roadmap_id, marked.version)])[marked.roadmap_id]
    trail = Trail(contents, Person(marked.mine, request.user.today()))
    here = [checkpoint for other in marked.group if (checkpoint := contents.checkpoint(other))]
    places = [place for checkpoint in here if (place := trail.place_of(checkpoint.pk))]
    row = trail.person.row(contents.checkpoint(pk))
    return {
        "trail": trail,
        "row": row,
        "legs": _once(leg for leg, _ in places),
        "stops": _once(stop for _, stop in places),
        "rows": [rows.html(trail.person.row(checkpoint), contents.version) for checkpoint in here],
        "undo": undo_of(row, marked.was),
        "said": f"{row.state_label}: {row.checkpoint.title}. {trail.totals.done} of {trail.totals.of} done.",
    }


def undo_of(row, was):
    """What the strip under a changed row shows, or None when nothing changed."""
    if was == row.state:
        return None
    return {
        "row": row,
        "label": row.state_label,
        "was": was,
        "was_label": State(was).label,
        "state": row.state,
    }


def undo_asked(request, trails):
    """The same after a tick without JavaScript, when the address says what was changed, and from what."""
    form = MarkForm({"state": request.GET.get("was", "")})
    pk = request.GET.get("undo", "")
    if not (form.is_valid() and pk.isdecimal() and len(pk) < 19):
        return None
    for trail in trails:
        if checkpoint := trail.contents.checkpoint(int(pk)):
            return undo_of(trail.person.row(checkpoint), form.cleaned_data["state"])
    return None


def _once(parts):
    return list({id(part): part for part in parts}.values())
