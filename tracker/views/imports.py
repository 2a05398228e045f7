"""Moving in with a list, and bringing a newer version of it. Nothing is stored before it was shown."""

import hashlib
import uuid
from copy import deepcopy
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from roadmaps import changes, publishing
from roadmaps.outline import Outline
from roadmaps.outline import render as render_outline
from tracker.forms.imports import MoveInForm, UpdateListForm
from tracker.models import PersonalRoadmap
from tracker.models.personal import MOST, ChangedMeanwhile, TooMany
from tracker.offers import offers_for
from tracker.views.answers import see_other

OWN = "own"  # `confirmed`: make a roadmap of one's own; else the slug of the published one to tick on


# ---- moving in


@require_http_methods(["GET", "HEAD", "POST"])
def move_in(request):
    """Asks for a list, shows what would become of it, and does what is confirmed."""
    if request.method != "POST":
        return _asked(request, MoveInForm(initial={"form_id": uuid.uuid4()}))
    form = MoveInForm(request.POST, request.FILES)
    if not form.is_valid():
        return _asked(request, form, status=400)
    confirmed = request.POST.get("confirmed")
    if confirmed == OWN:
        return _make(request, form)
    offers = offers_for(request.user, form.cleaned_data["outline"], form.cleaned_data["own"])
    if offer := next((offer for offer in offers if offer.roadmap.slug == confirmed), None):
        return _tick_there(request, offer)
    return _shown(request, form, offers, gone=bool(confirmed))


def _asked(request, form, status=200):
    return render(request, "tracker/imports/move_in.html", {"form": form}, status=status)


def _shown(request, form, offers, gone=False):
    """`gone`: what was confirmed is no longer offered."""
    own = form.cleaned_data["own"]
    given = {name: form.cleaned_data[name] for name in ("text", "title", "form_id")}
    context = {
        "form": MoveInForm(initial=given),
        "own": own,
        "size": _size(own),
        "parts": _parts(own),
        "offers": offers,
        "gone": gone,
    }
    return render(request, "tracker/imports/move_in_preview.html", context, status=400 if gone else 200)


def _make(request, form):
    own = form.cleaned_data["own"]
    try:
        made = PersonalRoadmap.make(request.user, own, form_id=form.cleaned_data["form_id"])
    except TooMany:
        form.add_error(None, f"You have {MOST} lists of your own, which is as many as fit. Delete one that is over.")
        return _asked(request, form, status=400)
    ticks = len(own.done)
    messages.success(request, f"Your list is here{f', with {ticks} ticked' if ticks else ''}. Only you see it.")
    return see_other("my_roadmap", made.roadmap.slug)


@transaction.atomic
def _tick_there(request, offer):
    request.user.follow(offer.roadmap)
    request.user.tick(offer.states)
    ticked, before = len(offer.to_tick), len(offer.already)
    said = [f"{ticked} ticked"] if ticked else []
    said += [f"{before} done or skipped before, left as they are"] if before else []
    messages.success(request, f"{', '.join(said)}." if said else "You follow it. There was nothing to tick.")
    return see_other("my_roadmap", offer.roadmap.slug)


def _parts(own):
    """[(phase, [(milestone, [(box, its state or nothing)])])]"""
    return [
        (phase, [(m, [(box, own.states.get(box.slug, "")) for box in m.checkpoints]) for m in phase.milestones])
        for phase in own.outline.phases
    ]


def _size(own):
    return {
        "phases": len(own.outline.phases),
        "milestones": sum(len(phase.milestones) for phase in own.outline.phases),
        "boxes": sum(1 for _ in own.outline.checkpoints()),
        "ticked": len(own.done),
        "skipped": len(own.states) - len(own.done),
    }


# ---- a newer version


@dataclass
class Stored:
    """A list as it is now: `states` are {slug: state}, `notes` {slug: note}, of whoever owns it."""

    outline: Outline
    gone: list
    states: dict
    notes: dict

    def text(self):
        """The canonical text of now with its ticks."""
        ticked = deepcopy(self.outline)
        for _, _, checkpoint in ticked.checkpoints():
            checkpoint.done = self.states.get(checkpoint.slug) == "done"
        return render_outline(ticked)


@require_http_methods(["GET", "HEAD", "POST"])
def update_list(request, slug):
    """Asks for a newer version, or the text of now edited; shows what it changes, and stores it when confirmed."""
    mine = _mine(request, slug)
    stored = _stored(mine)
    if request.method != "POST":
        form = UpdateListForm(stored=stored, initial={"text": stored.text(), "version": mine.roadmap.version})
        return _update_asked(request, mine, form)
    form = UpdateListForm(request.POST, request.FILES, stored=stored)
    if not form.is_valid():
        return _update_asked(request, mine, form, status=400)
    is_seen = request.POST.get("seen", _seen(form)) == _seen(form)
    if "confirmed" not in request.POST or not is_seen:
        return _update_shown(request, mine, form, stored)
    if form.cleaned_data["version"] != mine.roadmap.version:
        return _update_shown(request, mine, form, stored, status=409)
    if form.cleaned_data["own"].undecided:
        return _update_shown(request, mine, form, stored, status=400)
    return _update(request, mine, form)


def _update_asked(request, mine, form, status=200):
    return render(request, "tracker/imports/update.html", {"form": form, "roadmap": mine.roadmap}, status=status)


def _update_shown(request, mine, form, stored, status=200):
    """What would change. The form goes on with the roadmap as it is now, whatever it was made with."""
    own = form.cleaned_data["own"]
    text = form.cleaned_data["text"]
    found = changes.compare(stored.outline, publishing.normalised(own.outline))
    context = {
        "form": UpdateListForm(stored=stored, initial={"text": text, "version": mine.roadmap.version}),
        "seen": _seen(form),
        "roadmap": mine.roadmap,
        "own": own,
        "size": _size(own),
        "parts": _parts(own),
        "changes": found,
        "to_tick": [slug for slug in own.done if stored.states.get(slug, "todo") in {"todo", "doing"}],
        "kept": [change for change in found.retired if change.slug in stored.states],
        "undecided": own.undecided if status == 400 else 0,
        "meanwhile": status == 409,
    }
    return render(request, "tracker/imports/update_preview.html", context, status=status)


def _update(request, mine, form):
    try:
        updated = mine.update(form.cleaned_data["own"], version=form.cleaned_data["version"])
    except ChangedMeanwhile:
        return update_list(request, mine.roadmap.slug)  # once more, with what it is now
    messages.success(request, _said(updated))
    return see_other("my_roadmap", mine.roadmap.slug)


def _said(updated):
    """“Updated: 2 new (A, B), 1 renamed; 3 ticked. Every tick you had is kept.”"""
    found = updated.changes
    counts = {"new": found.added, "renamed": found.renamed, "moved": found.moved, "no longer in it": found.retired}
    parts = [f"{len(changed)} {word}" for word, changed in counts.items() if changed]
    if found.added:
        titles = [change.title for change in found.added[:3]]
        more = len(found.added) - len(titles)
        parts[0] += f" ({', '.join(titles)}{f' and {more} more' if more else ''})"
    parts += [f"{updated.ticked} ticked"] if updated.ticked else []
    if not parts and found.is_empty:
        return "Nothing to tick or to add: the list is up to date."
    return f"Updated{': ' if parts else ''}{', '.join(parts)}. Every tick you had is kept."


def _mine(request, slug):
    return get_object_or_404(request.user.personal_roadmaps.select_related("roadmap", "user"), roadmap__slug=slug)


def _stored(mine):
    roadmap, user = mine.roadmap, mine.user
    outline = publishing.outline_of(roadmap)
    progress = user.progress.filter(checkpoint__roadmap=roadmap)
    rows = list(progress.values_list("checkpoint__slug", "state", "note"))
    states = {slug: state for slug, state, _ in rows}
    notes = {slug: note for slug, _, note in rows if note}
    return Stored(outline, publishing.gone_from(roadmap, outline), states, notes)


def _seen(form):
    """What tells whether the text is still the one that was shown: decisions belong to its rows."""
    return hashlib.sha256(form.cleaned_data["text"].encode()).hexdigest()[:16]
