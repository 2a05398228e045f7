from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from roadmaps.models import Checkpoint
from tracker import rows
from tracker.forms.progress import NoteForm
from tracker.views.answers import see_other


@require_safe
def my_checkpoint(request, pk):
    """One checkpoint with its resources and this person's texts and history."""
    checkpoint = _mine(request, pk)
    progress = request.user.progress_on(checkpoint)
    return _page(request, checkpoint, progress, NoteForm.of(progress))


@require_POST
def save_note(request, pk):
    """Save note, link and evidence; a stale page gets 409 with both texts and loses neither."""
    checkpoint = _mine(request, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, checkpoint, request.user.progress_on(checkpoint), form, status=400)
    progress, saved = request.user.save_texts(checkpoint, **form.cleaned_data)
    if saved:
        messages.success(request, "Saved.")
        return see_other("my_checkpoint", pk)
    yours = {name: form.cleaned_data[name] for name in ("note", "link", "evidence")}
    theirs = {name: getattr(progress, name) for name in yours}
    merged = {name: yours[name] or theirs[name] for name in yours}
    form = NoteForm(initial={**merged, "note_version": progress.note_version})
    conflict = {"yours": _in_one_piece(**yours), "theirs": _in_one_piece(**theirs)}
    return _page(request, checkpoint, progress, form, status=409, conflict=conflict)


def _in_one_piece(note, link, evidence):
    addresses = [f"{label}: {address}" for label, address in (("My link", link), ("Evidence", evidence)) if address]
    return "\n".join([note, *addresses])


def _mine(request, pk):
    checkpoints = request.user.checkpoints().select_related("roadmap", "milestone__phase")
    return get_object_or_404(checkpoints.prefetch_related("resources", "skills"), pk=pk)


def _page(request, checkpoint, progress, form, status=200, conflict=None):
    mine = (progress.state, progress.first_done_on, bool(progress.note), progress.link, progress.evidence)
    siblings = []
    if checkpoint.accomplishment_id:
        siblings = Checkpoint.objects.filter(accomplishment=checkpoint.accomplishment_id, retired_at=None)
        siblings = siblings.exclude(pk=checkpoint.pk).select_related("roadmap")
        siblings = siblings.filter(roadmap__in=request.user.enrollments.values("roadmap"))
    context = {
        "row": rows.row_of(checkpoint, mine, request.user.today()),
        "checkpoint": checkpoint,
        "milestone": checkpoint.milestone,
        "roadmap": checkpoint.roadmap,
        "resources": checkpoint.resources.all(),
        "skills": checkpoint.skills.all(),
        "progress": progress,
        "form": form,
        "conflict": conflict,
        "history": _history(request.user, checkpoint),
        "siblings": siblings,
    }
    return render(request, "tracker/checkpoints/detail.html", context, status=status)


def _history(user, checkpoint):
    """[(event, what it was, what it became)] in words, the newest first."""
    events = user.events.filter(checkpoint=checkpoint).order_by("-number")[:50]
    return [(event, rows.word(event.was, checkpoint), rows.word(event.state, checkpoint)) for event in events]
