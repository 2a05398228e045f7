"""What the page of a draft's outline shows: its rows, what is new in them, who has progress, what is retired."""

import pickle
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from django.template.loader import render_to_string
from django.urls import reverse

from roadmaps import changes, impact, outline, outline_attributes, outline_edits, publishing
from roadmaps.models import Checkpoint, Skill

from .outline_forms import FORMS

TAGS = {"added": "new", "renamed": "renamed", "moved": "moved", "reordered": "reordered", "changed": "changed"}
MOST_ROWS = 3000  # checkpoints on one page; of a longer outline only the milestone that is open shows its own
MOST_SINCE = 20  # sentences on what others did; the rest is counted


@dataclass(frozen=True)
class Line:
    """What the page says of a part in one line."""

    slug: str
    title: str
    kind: str = ""
    section: str = ""  # where it is another one than above
    hours: str = ""
    skills: tuple = ()
    optional: bool = False
    stands_for: int = 0
    tags: tuple = ()
    people: int = 0
    is_chosen: bool = False


@dataclass
class Row:
    """A part with its line; `form` where it is open, and the rows of what stands in it."""

    part: object
    line: Line
    page: str
    form: object = None
    rows: list = field(default_factory=list)
    closed: int = 0  # rows that are not shown

    @property
    def html(self):
        """The line of a checkpoint: a thousand of them take long, and an edit changes one or two."""
        return _html(self.line, self.page)


@dataclass
class Told:
    """What an answer says beside the outline."""

    said: str = ""  # what was done
    focus: str = ""  # the id of what gets the focus
    since: list = field(default_factory=list)  # what others did since the page was opened
    refused: list = field(default_factory=list)  # why an edit was not made
    clashes: list = field(default_factory=list)  # (what, what is there now, what was typed)
    typed: dict = field(default_factory=dict)  # {edit: what was typed for it}
    lost: list = field(default_factory=list)  # (what, what was typed) that has no place on the page any more
    chosen: list = field(default_factory=list)


class Editor:
    """The outline of a draft with all around it. Read when it is shown: seven queries, however long it is."""

    def __init__(self, draft, *, opened="", form=None, told=None):
        self.draft, self.opened, self.form = draft, opened, form
        self.told = told or Told()

    @cached_property
    def outline(self):
        return read(self.draft.text)

    @cached_property
    def phases(self):
        """Rows of phases, with those of milestones, with those of checkpoints."""
        return [self._phase(phase) for phase in self.outline.phases]

    @cached_property
    def retired(self):
        """[(checkpoint, people)] of what is or was in the stored roadmap and is not in the draft."""
        gone = publishing.gone_from(self.draft.roadmap, self.outline) if self.draft.roadmap else []
        return [(checkpoint, self._people.get(checkpoint.slug, 0)) for checkpoint in gone]

    @cached_property
    def milestones(self):
        """[(phase's title, [(slug, title)])] to choose from."""
        return [
            (phase.title, [(milestone.slug, milestone.title) for milestone in phase.milestones])
            for phase in self.outline.phases
            if phase.milestones
        ]

    @cached_property
    def undo(self):
        """What the button says that goes one step back; empty when there is none."""
        last = self.draft.changes.first() if self.draft.before_text else None
        if last is None:
            return ""
        again = last.said.removeprefix(TOOK_BACK)
        return f"Undo: {last.said}" if again == last.said else f"Again: {again}"

    def _phase(self, phase):
        row = self._row(phase)
        row.rows = [self._milestone(milestone) for milestone in phase.milestones]
        return row

    def _milestone(self, milestone):
        row, section = self._row(milestone), ""
        if self._is_long and self.opened not in (milestone.slug, *(inner.slug for inner in milestone.checkpoints)):
            row.closed = len(milestone.checkpoints)
            return row
        for checkpoint in milestone.checkpoints:
            row.rows.append(self._row(checkpoint, "" if checkpoint.section == section else checkpoint.section))
            section = checkpoint.section
        return row

    def _row(self, part, section=""):
        form = None
        if part.slug == self.opened:
            form = self.form or form_of(part, self)
        around = {"tags": tuple(self._tags.get(part.slug, ())), "people": self._people.get(part.slug, 0)}
        if isinstance(part, outline.Checkpoint):
            around |= {"kind": part.kind, "section": section, "hours": _range(part.hours), "skills": tuple(part.skills)}
            around |= {"stands_for": len(part.replaces), "is_chosen": part.slug in self.told.chosen}
        else:
            around["hours"] = _hours_of(part)
        return Row(part, Line(part.slug, part.title, optional=part.optional, **around), self.page, form)

    @cached_property
    def _is_long(self):
        return sum(1 for _ in self.outline.checkpoints()) > MOST_ROWS

    @cached_property
    def page(self):
        return reverse("admin:roadmaps_draft_change", args=[self.draft.pk])

    @cached_property
    def _tags(self):
        """{slug: what differs from the roadmap as it was when the draft began}; nothing for a new one."""
        tags = {}
        if not self.draft.base_text:
            return tags
        found = changes.compare(read(self.draft.base_text), self.outline)
        lines = [(kind, change.slug) for kind in TAGS for change in getattr(found, kind)]
        lines += [(type(change).__name__.lower(), change.slug) for part, change in found.around if part != "roadmap"]
        for kind, slug in lines:
            if kind in TAGS:
                is_restored = kind == "added" and slug in self._numbers
                tags.setdefault(slug, []).append("restored" if is_restored else TAGS[kind])
        return tags

    @cached_property
    def _numbers(self):
        """{slug: id} of the stored checkpoints, retired ones too."""
        if not self.draft.roadmap:
            return {}
        return dict(Checkpoint.objects.filter(roadmap=self.draft.roadmap).values_list("slug", "pk"))

    @cached_property
    def _people(self):
        people = impact.people_by_checkpoint(self._numbers.values()) if self._numbers else {}
        return {slug: people[pk] for slug, pk in self._numbers.items() if pk in people}


TOOK_BACK = "took back: "


@lru_cache(maxsize=10_000)
def _html(line, page):
    return render_to_string("admin/roadmaps/draft/_line.html", {"line": line, "page": page})


def _hours_of(part):
    """The hours that a milestone says; a phase says none."""
    named = [(name, getattr(part, name, None)) for name in ("study", "practice")]
    return ", ".join(f"{name} {_range((minutes, minutes))}" for name, minutes in named if minutes is not None)


def _range(hours):
    if hours is None:
        return ""
    low, high = map(outline_attributes.hours, hours)
    return f"{low} h" if low == high else f"{low}–{high} h"


def read(text):
    """The outline of a text, one's own to change. An edit reads the text again that the one before has written."""
    return pickle.loads(_read(text))  # noqa: S301  (written two lines below)


@lru_cache(maxsize=16)
def _read(text):
    return pickle.dumps(outline.parse(text))


def form_of(part, editor, posted=None):
    """The form of a part, empty or with what was typed."""
    around = {}
    if isinstance(part, outline.Checkpoint):
        around = {"places": editor.milestones, "skills": list(Skill.objects.values_list("slug", "name"))}
    elif isinstance(part, outline.Milestone):
        around = {"places": [(phase.slug, phase.title) for phase in editor.outline.phases]}
    return FORMS[type(part)](part, posted, **around)


def opened(editor, slug):
    """The slug, when there is such a row to open."""
    return slug if any(place.part.slug == slug for place in outline_edits.places(editor.outline)) else ""


def since(draft, seen, *, but=None):
    """What others did to the draft after the version `seen`, in sentences, the first thing first."""
    found = draft.changes.filter(version__gt=seen).exclude(version=but)
    lines = [f"{change.by_name or 'somebody'} {change.said}" for change in found[:MOST_SINCE]][::-1]
    more = found.count() - len(lines)
    return [f"{more} more changes, and then:", *lines] if more else lines
