"""What each button of the outline does: from what was posted to an edit, checked as a whole before it is kept."""

from collections import Counter
from dataclasses import dataclass, field

from roadmaps import outline, outline_edits, problems, publishing
from roadmaps.models import Checkpoint, Milestone, Phase
from roadmaps.outline_edits import EditError, Gone

from .outline_rows import TOOK_BACK, Editor, form_of, read


class Refused(Exception):
    """An edit that is not made: the reasons, and what to show beside them."""

    def __init__(self, reasons, *, status=400, form=None, clashes=()):
        self.reasons, self.status, self.form, self.clashes = list(reasons), status, form, list(clashes)
        super().__init__(" ".join(self.reasons))


@dataclass
class Action:
    """One button pressed: on which draft, what it says, and what was typed around it."""

    draft: object
    posted: object  # request.POST
    verb: str = ""
    slug: str = ""
    more: str = ""
    focus: str = ""
    said: list = field(default_factory=list)

    def __post_init__(self):
        self.editor = Editor(self.draft)
        self.outline = self.editor.outline
        self.verb, self.slug, self.more = [*self.posted.get("edit", "").split(":", 2), "", ""][:3]

    @property
    def published(self):
        """The slugs of all parts that the stored roadmap has, and of checkpoints that it ever had."""
        of = {"roadmap": self.draft.roadmap}
        if not self.draft.roadmap:
            return frozenset()
        rows = [part.objects.filter(**of).order_by().values_list("slug") for part in (Checkpoint, Milestone, Phase)]
        return {slug for (slug,) in rows[0].union(*rows[1:])}

    def typed(self, name):
        return self.posted.get(name, "")


def apply(action):
    """Make the edit. Returns (the outline as it will be kept, what was done); (outline, "") when nothing was to do.

    Raises Refused, and EditError for what cannot be done in this outline.
    """
    edit = EDITS.get(action.verb)
    if edit is None:
        raise Refused(["This page does not know that button. Reload it."])
    if action.verb == "undo":
        return _step_back(action)
    if "was" in action.posted and action.verb != "retire":
        _save(action)
    if edit is not _save:
        action.said.append(edit(action))
    said = "; ".join(sentence for sentence in action.said if sentence)
    return (checked(action), said) if said else (action.outline, "")


def checked(action):
    """The outline as it is read again from its text; Refused when that is another one, or has a new problem."""
    changed = publishing.normalised(action.outline)
    try:
        again = read(outline.render(changed))
    except outline.OutlineError as error:
        raise Refused(problem.message for problem in error.problems) from None
    if _shape(again) != _shape(changed):
        raise Refused(["A text holds what would be read as a part of its own: a box (- [ ]) or the like."])
    if new := _new_problems(again, action.draft):
        raise Refused(new)
    return again


def _shape(parts):
    """What stands where, and what it is called."""
    return [
        (place.part.slug, place.part.title, len(getattr(place.part, "resources", ())))
        for place in outline_edits.places(parts)
    ]


def _new_problems(changed, draft):
    """Sentences on what could not be published; what was wrong before does not keep anybody from editing."""
    known = problems.stored()
    found = Counter(map(_problem, problems.of_outline(changed, known)))
    if found:
        found -= Counter(map(_problem, problems.of_outline(read(draft.text), known)))
    return list(found)


def _problem(found):
    """The sentence, without the numbers of a milestone whose hours do not add up: these differ each time."""
    _, message = found
    if message.startswith("checkpoints of"):
        return "The checkpoints of a milestone say more hours than it has."
    return message


# ---- the buttons


def _save(action):
    """What was changed in an open form. What others changed meanwhile is not written over."""
    part = outline_edits.find(action.outline, action.slug).part
    form = form_of(part, action.editor, action.posted)
    if not form.is_valid():
        raise Refused(["Something is not right yet, see below."], form=form)
    values, clashes = form.changed()
    if clashes:
        reason = (
            "Somebody else changed the same meanwhile. What you typed is kept below: save once more to put it there."
        )
        raise Refused([reason], status=409, form=form.as_now(), clashes=clashes)
    action.focus = f"open-{action.slug}"
    if "title" in values:
        action.said.append(outline_edits.rename(action.outline, action.slug, values.pop("title")))
    action.said.append(outline_edits.set_fields(action.outline, action.slug, **values))
    place = outline_edits.find(action.outline, action.slug)
    to = form.cleaned_data.get("to", "")
    if to and place.parent.slug != to:
        action.said.append(outline_edits.move(action.outline, action.slug, to))


def _add(action):
    outline_edits.find(action.outline, action.slug, outline.Milestone)
    action.focus = f"add-{action.slug}"
    kind = action.typed("kind") or "learn"
    return outline_edits.add_checkpoint(action.outline, action.slug, action.typed("title"), action.published, kind)


def _add_milestone(action):
    action.focus = f"add-{action.slug}"
    return outline_edits.add_milestone(action.outline, action.slug, action.typed("title"), action.published)


def _add_phase(action):
    action.focus = "add-phase"
    return outline_edits.add_phase(action.outline, action.typed("title"), action.published)


def _up(action):
    return outline_edits.move_up(action.outline, action.slug)


def _down(action):
    return outline_edits.move_down(action.outline, action.slug)


def _drop(action):
    action.focus = f"open-{action.slug}"
    return outline_edits.move_after(action.outline, action.slug, action.more)


def _retire(action):
    action.focus = _focus_after(action)
    return outline_edits.retire(action.outline, action.slug, action.published)


def _remove(action):
    action.focus = _focus_after(action)
    return outline_edits.remove(action.outline, action.slug)


def _split(action):
    slugs = {place.part.slug for place in outline_edits.places(action.outline)}
    titles = action.typed("titles").splitlines()
    said = outline_edits.split(action.outline, action.slug, titles, action.published)
    action.focus = _focus_on_new(action, slugs)
    return said


def _merge(action):
    return _merged(action, action.posted.getlist("chosen"), action.typed("merged_title"))


def _merge_with_next(action):
    place = outline_edits.find(action.outline, action.slug, outline.Checkpoint)
    if place.index + 1 == len(place.siblings):
        raise EditError("It is the last one of its milestone. Choose the two with their boxes instead.")
    return _merged(action, [action.slug, place.siblings[place.index + 1].slug], place.part.title)


def _merged(action, chosen, title):
    slugs = {place.part.slug for place in outline_edits.places(action.outline)}
    said = outline_edits.merge(action.outline, chosen, title, action.published)
    action.focus = _focus_on_new(action, slugs)
    return said


def _restore(action):
    gone = publishing.gone_from(action.draft.roadmap, action.outline) if action.draft.roadmap else []
    found = next((checkpoint for checkpoint in gone if checkpoint.slug == action.slug), None)
    if found is None:
        raise Gone("It is not retired any more.")
    action.focus = f"open-{action.slug}"
    return outline_edits.restore(action.outline, found, action.typed("to") or _home(action))


def _home(action):
    """The milestone that a retired checkpoint stood in, if it is still there, else the last one."""
    stored = Checkpoint.objects.filter(roadmap=action.draft.roadmap, slug=action.slug)
    home = stored.values_list("milestone__slug", flat=True).first()
    slugs = [milestone.slug for phase in action.outline.phases for milestone in phase.milestones]
    if not slugs:
        raise EditError("Add a milestone first.")
    return home if home in slugs else slugs[-1]


def _step_back(action):
    """The text before the last change, and with the same button forward again."""
    if str(action.draft.version) != action.typed("version"):
        raise Refused(["Meanwhile something else was changed last. Look at it before you go a step back."], status=409)
    if not action.draft.before_text:
        raise Refused(["There is no step back from here."])
    last = action.draft.changes.first()
    said = last.said if last else "the last change"
    back = said.removeprefix(TOOK_BACK) if said.startswith(TOOK_BACK) else f"{TOOK_BACK}{said}"
    return read(action.draft.before_text), back


def _focus_after(action):
    """The row after the one that goes, or before."""
    slugs = [place.part.slug for place in outline_edits.places(action.outline)]
    here = slugs.index(action.slug) if action.slug in slugs else 0
    return "".join(f"open-{slug}" for slug in (slugs[here + 1 :] or slugs[:here][-1:])[:1])


def _focus_on_new(action, before):
    new = [place.part.slug for place in outline_edits.places(action.outline) if place.part.slug not in before]
    return f"open-{new[0]}" if new else ""


EDITS = {
    "save": _save,
    "add": _add,
    "add-milestone": _add_milestone,
    "add-phase": _add_phase,
    "up": _up,
    "down": _down,
    "drop": _drop,
    "retire": _retire,
    "remove": _remove,
    "split": _split,
    "merge": _merge,
    "merge-next": _merge_with_next,
    "restore": _restore,
    "undo": _step_back,
}
# An open form stays open, with what is typed in it, when another row is edited.
KEEPS_FORM = {"up", "down", "drop", "retire", "remove", "add", "add-milestone", "add-phase", "merge", "restore"}
