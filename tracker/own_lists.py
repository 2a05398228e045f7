"""A list that somebody brings along, from wherever it was kept, as the outline of a roadmap of their own.

What an export of ours has written into it (`export_markdown`) is understood: the line of totals, struck-out titles,
links below a box, notes as quotations. No Django, no I/O.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property

from roadmaps import matching
from roadmaps.outline_parts import Outline
from tracker.export_markdown import STATUS, links_of, quoted, readable

LONGEST_TITLE = 200  # of a roadmap
_STRUCK = re.compile(r"~~(?=\S)((?:(?!~~).)+)(?<=\S)~~")


@dataclass
class OwnList:
    """What becomes of the list: `states` are {slug: "done" or "skipped"} as it says, `unsure` is to be decided."""

    outline: Outline
    states: dict[str, str]
    unsure: list = field(default_factory=list)
    undecided: int = 0

    @cached_property
    def done(self) -> list[str]:
        return [slug for slug, state in self.states.items() if state == "done"]


def propose(
    old: Outline,
    incoming: Outline,
    *,
    skills: set[str] | frozenset = frozenset(),
    gone=(),
    decisions: dict[str, str] | None = None,
    notes: dict[str, str] | None = None,
) -> OwnList:
    """What `incoming` makes of a roadmap of one's own that is `old` now (only a title: of a new one).

    `skills` are those that exist, `notes` the person's by slug; `gone` and `decisions` as for `matching.propose`.
    Nothing that points out of the list stays: it is nobody else's. `incoming` is made readable on the way.
    """
    read = _by_itself(incoming, skills)
    struck = _readable(read) if not read.slug else set()
    ticked = {checkpoint.line for _, _, checkpoint in read.checkpoints() if checkpoint.done}
    proposal = matching.propose(old, read, gone=gone, decisions=decisions)
    outline = proposal.outline
    if not incoming.slug:
        _without_what_was_exported(outline, old, notes or {})
    if incoming.slug != old.slug or not incoming.slug:  # not our own text, edited
        outline.title = _cut(old.title or outline.title)
    outline.slug = old.slug
    states = {}
    for _, _, checkpoint in outline.checkpoints():
        if checkpoint.line in ticked:
            states[checkpoint.slug] = "done"
        elif checkpoint.line in struck:
            states[checkpoint.slug] = "skipped"
        checkpoint.done = False
    return OwnList(outline, states, proposal.unsure, proposal.undecided)


def _cut(title):
    """What fits into the title of a roadmap; words stay whole."""
    if len(title) <= LONGEST_TITLE:
        return title
    return f"{title[: LONGEST_TITLE - 1].rpartition(' ')[0] or title[: LONGEST_TITLE - 1]}…"


def _by_itself(outline, skills):
    outline.roles, outline.sources, outline.position = [], [], 0
    for _, _, checkpoint in outline.checkpoints():
        checkpoint.same_as, checkpoint.replaces = "", []
        checkpoint.skills = [skill for skill in checkpoint.skills if skill in skills]
    return outline


def _readable(outline):
    """Titles as people read them, without the line of totals; returns the lines of boxes that were struck out."""
    outline.title = readable(outline.title)
    outline.introduction = STATUS.sub("", outline.introduction, count=1)
    struck = set()
    for phase in outline.phases:
        phase.title = readable(phase.title)
        for milestone in phase.milestones:
            milestone.title = readable(milestone.title)
            for checkpoint in milestone.checkpoints:
                if inside := _STRUCK.fullmatch(checkpoint.title):
                    struck.add(checkpoint.line)
                    checkpoint.title = inside[1]
                checkpoint.title = readable(checkpoint.title)
                checkpoint.section = readable(checkpoint.section)
    return struck


def _without_what_was_exported(outline, old, notes):
    """Links and notes that came back with the text are not its description."""
    milestones = {milestone.slug: milestone for phase in old.phases for milestone in phase.milestones}
    checkpoints = {checkpoint.slug: checkpoint for _, _, checkpoint in old.checkpoints()}
    for phase in outline.phases:
        for milestone in phase.milestones:
            _undo_export(milestone, milestones.get(milestone.slug), "")
            for checkpoint in milestone.checkpoints:
                before = checkpoints.get(checkpoint.slug)
                _undo_export(checkpoint, before, notes.get(checkpoint.slug, ""))
                if before and checkpoint.depth:  # headings say the kind of what they are above, not of what is in it
                    checkpoint.kind = before.kind


def _undo_export(part, before, note):
    if before is None or part.description == before.description:
        return
    links, quotation = links_of(before.resources), quoted(note)
    for text in ([], before.description.split("\n")):
        for told in (links, [*links, "", *quotation], quotation):
            if _lines([*text, "", *told]) == _lines(part.description.split("\n")):
                part.description = before.description
                return
    left = [line for line in part.description.split("\n") if line.strip() not in links]
    if quotation and (start := _place(quotation, left)) is not None:
        left[start : start + len(quotation)] = []
    part.description = "\n".join(left).strip("\n") or before.description


def _lines(lines):
    return [line.strip() for line in lines if line.strip()]


def _place(part, whole):
    """Where the lines `part` begin in the lines `whole`; None if they are not all there in a row."""
    part, whole = [line.strip() for line in part], [line.strip() for line in whole]
    return next((at for at in range(len(whole)) if whole[at : at + len(part)] == part), None)
