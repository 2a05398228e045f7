from datetime import date
from itertools import groupby

from django.contrib import messages
from django.db.models import Count
from django.forms import model_to_dict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST

from tracker.forms.log import EntryForm, KindForm, QuickForm, RestoreForm, TimerForm, kind_choices
from tracker.models.log import PER_PAGE
from tracker.targets import bars_of, running_timer
from tracker.views.answers import see_other

BY_CHECKPOINT = {"learn": "study", "build": "build", "deliver": "build", "check": "study"}


@require_http_methods(["GET", "HEAD", "POST"])
def log(request):
    """What was done, by day, and one line to add to it: see `log_page`."""
    if request.method != "POST":
        return log_page(request)
    form = QuickForm(request.user, request.POST)
    if not form.is_valid():
        return log_page(request, form=form, status=400)
    written = {"form_id": form.cleaned_data["form_id"], "defaults": form.cleaned_data["entry"]}
    return after_writing(request, request.user.log.get_or_create(**written)[0])


@require_http_methods(["GET", "HEAD", "POST"])
def log_add(request):
    """All that can be said of an entry; `?kind=` and `?checkpoint=` say what it begins with."""
    checkpoint = _checkpoint(request)
    initial = {"on": request.user.today(), "kind": request.GET.get("kind", "study"), "checkpoint": checkpoint}
    if checkpoint:
        initial |= {"kind": BY_CHECKPOINT[checkpoint.kind], "text": checkpoint.title[:500]}
    form = EntryForm(request.user, posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        return after_writing(request, _write(request.user, form))
    return _entry_page(request, form, checkpoint)


@require_http_methods(["GET", "HEAD", "POST"])
def log_edit(request, pk):
    """Change an entry."""
    entry = get_object_or_404(request.user.log.select_related("checkpoint", "own_kind"), pk=pk)
    checkpoint = entry.checkpoint
    form = EntryForm(request.user, posted(request), instance=entry)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return see_other(f"{reverse('log')}#entry-{pk}")
    return _entry_page(request, form, checkpoint)


@require_POST
def log_delete(request, pk):
    """Delete an entry; the answer holds all of it in a form that brings it back."""
    entry = get_object_or_404(request.user.log.select_related("own_kind"), pk=pk)
    initial = model_to_dict(entry, fields=EntryForm.Meta.fields)
    initial |= {"kind": entry.kind_value, "form_id": entry.form_id}
    entry.delete()
    return log_page(request, deleted=EntryForm(request.user, initial=initial, auto_id=False))


@require_POST
def log_restore(request):
    """Bring a deleted entry back, once."""
    checkpoint = _checkpoint(request)
    form = RestoreForm(request.user, request.POST)
    if not form.is_valid():
        return _entry_page(request, form, checkpoint)
    return after_writing(request, _write(request.user, form))


def log_page(request, form=None, timer_form=None, deleted=None, status=200):
    """The log: seven queries, one less while it is empty, one more for what was just logged."""
    user, today = request.user, request.user.today()
    kinds = kind_choices(user)
    kind = request.GET.get("kind", "") if request.GET.get("kind") in dict(kinds) else ""
    entries = user.log.of_kind(kind) if kind else user.log.all()
    found = list(entries.page(user, _before(request)))
    shown = found[:PER_PAGE]
    context = {
        "days": _by_day(entries, user, shown),
        "older": shown[-1].key if len(found) > PER_PAGE else "",
        "is_first": _before(request) is None,
        "kinds": kinds,
        "kind": kind,
        "form": form or QuickForm(user),
        "timer": running_timer(user),
        "timer_form": timer_form or TimerForm(user),
        "bars": bars_of(user, today),
        "logged": _logged(request, shown),
        "deleted": deleted,
        "today": today,
    }
    return render(request, "tracker/log/log.html", context, status=status)


def after_writing(request, entry):
    """Back to where it was written, where it is said and can be changed or taken back."""
    if where_from(request) == "today":
        messages.success(request, f"Logged: {entry.kind_label}, {date_format(entry.on, 'j F')}.")
        return see_other("today")
    return see_other(f"{reverse('log')}?logged={entry.pk}")


def posted(request):
    """What a form is bound to: nothing while its page is only opened."""
    return request.POST if request.method == "POST" else None


def where_from(request):
    """The name of the page that a form stands on."""
    return "today" if request.POST.get("back") == "today" else "log"


def _write(user, form):
    return user.log.get_or_create(form_id=form.cleaned_data["form_id"], defaults=form.columns)[0]


def _by_day(entries, user, shown):
    """[(day, minutes of all of that day, entries on this page)]"""
    if not shown:
        return []
    minutes = entries.minutes_by_day(user, shown[-1].on, shown[0].on)
    return [(on, minutes[on], list(group)) for on, group in groupby(shown, key=lambda entry: entry.on)]


def _logged(request, shown):
    """The entry that was just written, which may stand on a later page."""
    pk = _number(request.GET.get("logged", ""))
    if not pk:
        return None
    here = next((entry for entry in shown if entry.pk == pk), None)
    return here or request.user.log.select_related("own_kind").filter(pk=pk).first()


def _before(request):
    """(day, id) of `?before=2026-11-20-4711`, None for anything else."""
    on, _, pk = request.GET.get("before", "").rpartition("-")
    try:
        return (date.fromisoformat(on), _number(pk)) if _number(pk) else None
    except ValueError:
        return None


def _number(text):
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def _checkpoint(request):
    """Of `?checkpoint=`: one that this person may tick."""
    asked = request.GET.get("checkpoint") or request.POST.get("checkpoint")
    if not asked:
        return None
    if request.method == "POST" and _number(asked) is None:
        return None  # the form says so
    return get_object_or_404(request.user.checkpoints(), pk=_number(asked))


def _entry_page(request, form, checkpoint):
    context = {"form": form, "entry": form.instance if form.instance.pk else None, "checkpoint": checkpoint}
    if not form.instance.pk:
        initial = {"checkpoint": checkpoint, "kind": form["kind"].value()}
        context["timer_form"] = TimerForm(request.user, initial=initial)
    return render(request, "tracker/log/entry.html", context, status=400 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def log_kinds(request):
    """One's own kinds, and how often each is used: add one."""
    form = KindForm(request.user, posted(request))
    if request.method == "POST" and form.is_valid():
        request.user.log_kinds.get_or_create(name=form.cleaned_data["name"])
        messages.success(request, "Added.")
        return see_other("log_kinds")
    return _kinds_page(request, form)


@require_POST
def log_kind_rename(request, pk):
    """Another name, in the log too."""
    kind = get_object_or_404(request.user.log_kinds, pk=pk)
    form = KindForm(request.user, request.POST, kind=kind)
    if not form.is_valid():
        return _kinds_page(request, KindForm(request.user), refused=(pk, form))
    kind.name = form.cleaned_data["name"]
    kind.save(update_fields=["name"])
    messages.success(request, "Renamed.")
    return see_other("log_kinds")


@require_POST
def log_kind_remove(request, pk):
    """A kind goes when nothing is of it."""
    kind = get_object_or_404(request.user.log_kinds, pk=pk)
    if kind.entries.exists() or kind.targets.exists():
        messages.error(request, f"“{kind}” is in use, so it stays. Rename it, or change what is of it first.")
    else:
        kind.delete()
        messages.success(request, "Removed.")
    return see_other("log_kinds")


def _kinds_page(request, form, refused=(None, None)):
    pk, refusal = refused
    kinds = request.user.log_kinds.annotate(used=Count("entries", distinct=True), aimed=Count("targets", distinct=True))
    context = {"form": form, "kinds": [(kind, refusal if kind.pk == pk else None) for kind in kinds]}
    status = 400 if refusal or form.is_bound else 200
    return render(request, "tracker/log/kinds.html", context, status=status)
