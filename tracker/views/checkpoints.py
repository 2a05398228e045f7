from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from roadmaps.models import Checkpoint
from tracker import rows
from tracker.forms.progress import NoteForm
from tracker.forms.reports import ReportForm
from tracker.views.answers import see_other


@require_safe
def my_checkpoint(request, pk):
    """One checkpoint with its resources and this person's texts and history."""
    checkpoint = own_checkpoint(request, pk)
    return page_of(request, checkpoint)


@require_POST
def save_note(request, pk):
    """Save note, link and evidence; a stale page gets 409 with both texts and loses neither."""
    checkpoint = own_checkpoint(request, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return page_of(request, checkpoint, form=form, status=400)
    progress, saved = request.user.save_texts(checkpoint, **form.cleaned_data)
    if saved:
        messages.success(request, "Saved.")
        return see_other("my_checkpoint", pk)
    yours = {name: form.cleaned_data[name] for name in ("note", "link", "evidence")}
    theirs = {name: getattr(progress, name) for name in yours}
    merged = {name: yours[name] or theirs[name] for name in yours}
    form = NoteForm(initial={**merged, "note_version": progress.note_version})
    conflict = {"yours": _in_one_piece(**yours), "theirs": _in_one_piece(**theirs)}
    return page_of(request, checkpoint, progress, form, status=409, conflict=conflict)


def _in_one_piece(note, link, evidence):
    addresses = [f"{label}: {address}" for label, address in (("My link", link), ("Evidence", evidence)) if address]
    return "\n".join([note, *addresses])


def own_checkpoint(request, pk):
    """A checkpoint of one's roadmaps with its places, resources and skills, and whether one has `reported` on it."""
    checkpoints = request.user.checkpoints().select_related("roadmap", "milestone__phase")
    checkpoints = checkpoints.annotate(reported=Exists(request.user.reports.filter(checkpoint=OuterRef("pk"))))
    return get_object_or_404(checkpoints.prefetch_related("resources", "skills"), pk=pk)


def page_of(request, checkpoint, progress=None, form=None, status=200, conflict=None, report_form=None):
    """The page of a checkpoint, with what was typed into one of its forms and could not be saved."""
    progress = progress or request.user.progress_on(checkpoint)
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
        "form": form or NoteForm.of(progress),
        "conflict": conflict,
        "history": _history(request.user, checkpoint),
        "siblings": siblings,
        **_reports(request.user, checkpoint, report_form),
    }
    return render(request, "tracker/checkpoints/detail.html", context, status=status)


def _reports(user, checkpoint, form):
    """Reports go to the authors of what everybody reads: one's own roadmap has none."""
    if checkpoint.roadmap.personal:
        return {}
    reports = user.reports.filter(checkpoint=checkpoint)[:20] if checkpoint.reported else []
    return {"report_form": form or ReportForm(), "reports": reports}


def _history(user, checkpoint):
    """[(event, what it was, what it became)] in words, the newest first."""
    events = user.events.filter(checkpoint=checkpoint).order_by("-number")[:50]
    return [(event, rows.word(event.was, checkpoint), rows.word(event.state, checkpoint)) for event in events]
