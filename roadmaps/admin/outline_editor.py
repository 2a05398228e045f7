"""The outline of a draft on one page, edited row by row; each edit is a POST of its own."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render

from roadmaps import drafting, outline_edits
from roadmaps.outline_edits import EditError

from .outline_actions import KEEPS_FORM, Action, Refused, apply
from .outline_rows import Editor, Told, form_of, opened, since

WRITTEN = {
    "title": "Title",
    "section": "Section",
    "description": "Text",
    "titles": "Split into",
    "merged_title": "Title of the merged one",
}


def page(admin, request, draft):
    """What the editor adds to the page of a draft; `?edit=slug` opens a row."""
    editor = Editor(draft)
    editor.opened = opened(editor, request.GET.get("edit", ""))
    return {"editor": editor}


def fragment(admin, request, draft):
    """The outline alone, for htmx."""
    editor = page(admin, request, draft)["editor"]
    closed = opened(editor, request.GET.get("closed", ""))
    editor.told.focus = "edit-title" if editor.opened else f"open-{closed}" if closed else ""
    return _rows(request, editor)


def edit(admin, request, draft):
    """Make one edit in the draft as it is now, also when the page showed an older one; tell what others did since."""
    action = None
    try:
        with transaction.atomic():
            draft = drafting.locked(draft.pk)
            if draft is None:
                raise Http404
            action = Action(draft, request.POST)
            changed, said = apply(action)
            if said:
                drafting.change(draft, changed, said, request.user)
    except EditError as error:
        status = 409 if _seen(request) < draft.version else 400
        return _refused(admin, request, action, Refused([str(error)], status=status))
    except Refused as refused:
        return _refused(admin, request, action, refused)
    return _done(request, action, changed, said)


def _done(request, action, changed, said):
    draft = action.draft
    told = Told(said or "Nothing was to be changed.", action.focus, since(draft, _seen(request), but=draft.version))
    if request.htmx:
        editor = Editor(draft, told=told)
        editor.outline = changed
        editor.opened = opened(editor, request.POST.get("open", "")) if action.verb in KEEPS_FORM else ""
        return _rows(request, editor)
    messages.success(request, f"Done: {said}." if said else told.said)
    if told.since:
        messages.warning(request, f"Since you opened this page: {'; '.join(told.since)}.")
    return HttpResponseRedirect(_page_at(request, action), status=303)


def _page_at(request, action):
    """Where the row is that was edited, or the line that adds to it; what was open is."""
    there, still = action.editor.page, opened(action.editor, request.POST.get("open", ""))
    if still and action.verb in KEEPS_FORM:
        there = f"{there}?edit={still}"
    anchor = action.focus.replace("open-", "row-", 1) or (f"row-{action.slug}" if action.slug else "outline")
    return f"{there}#{anchor}"


def _refused(admin, request, action, refused):
    """The page with the reasons, and with everything that was typed in its place, or beside it if that is gone."""
    told = Told(refused=refused.reasons, clashes=refused.clashes, since=since(action.draft, _seen(request)))
    editor = Editor(action.draft, told=told)
    place = next((place for place in outline_edits.places(editor.outline) if place.part.slug == action.slug), None)
    told.chosen = request.POST.getlist("chosen")
    told.typed = {name: request.POST.get(name, "") for name in (*WRITTEN, "kind", "edit")}
    if "was" in request.POST and place:
        editor.opened = action.slug
        editor.form = refused.form or form_of(place.part, editor, request.POST)
        told.focus = "edit-title"
    elif action.slug and not place:
        told.lost = [(label, request.POST[name]) for name, label in WRITTEN.items() if request.POST.get(name)]
    if request.htmx:
        return _rows(request, editor, refused.status)
    return admin.page(request, action.draft, status=refused.status, editor=editor)


def _rows(request, editor, status=200):
    context = {"editor": editor, "draft": editor.draft, "alone": True}
    return render(request, "admin/roadmaps/draft/_rows.html", context, status=status)


def _seen(request):
    """The version that the page showed; 0 when it says none."""
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else 0
