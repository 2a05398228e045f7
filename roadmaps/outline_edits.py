"""What an author does to an outline, one edit after the other. No Django, no I/O.

Each edit changes the outline in place and returns a sentence on what it did, or nothing when all is so already.
`published` are the slugs that the stored roadmap has or ever had: no new part is given one of these, since people's
ticks stand on them.
"""

from dataclasses import fields, replace

from .outline_attributes import one_line
from .outline_moves import (
    EditError,
    Gone,
    block_end,
    find,
    move,
    move_after,
    move_down,
    move_up,
    places,
    put,
    quoted,
    settle,
)
from .outline_parts import KINDS, Checkpoint, Milestone, Outline, Phase
from .wording import fresh_slug

__all__ = [
    "EditError",
    "Gone",
    "OutOfDate",
    "add_checkpoint",
    "add_milestone",
    "add_phase",
    "find",
    "merge",
    "move",
    "move_after",
    "move_down",
    "move_up",
    "places",
    "remove",
    "rename",
    "restore",
    "retire",
    "set_fields",
    "split",
]

MOST_PARTS = 50  # of a checkpoint that is split
EDITABLE = {
    Phase: ("optional", "description"),
    Milestone: ("weeks", "study", "practice", "optional", "estimated", "prerequisites", "description"),
    Checkpoint: ("kind", "hours", "skills", "optional", "section", "description"),
}


class OutOfDate(EditError):
    """Somebody else changed the same words meanwhile: `theirs` is there now, `yours` was to replace what was there."""

    def __init__(self, theirs: str, yours: str):
        self.theirs, self.yours = theirs, yours
        super().__init__(f"Meanwhile it was renamed to “{theirs}”. You wrote “{yours}”.")


def add_phase(outline: Outline, title: str, published=frozenset(), after: str = "") -> str:
    """A new phase, at the end or after another one."""
    phase = Phase(_title(title))
    phase.slug = _fresh(outline, phase, published)
    index = find(outline, after, Phase).index + 1 if after else len(outline.phases)
    outline.phases.insert(index, phase)
    return f"added {quoted(phase)}"


def add_milestone(outline: Outline, to: str, title: str, published=frozenset(), after: str = "") -> str:
    """A new milestone in a phase, at its end or after another one."""
    phase, milestone = find(outline, to, Phase).part, Milestone(_title(title))
    milestone.slug = _fresh(outline, milestone, published)
    index = find(outline, after, Milestone).index + 1 if after else len(phase.milestones)
    phase.milestones.insert(index, milestone)
    return f"added {quoted(milestone)} to {phase.title}"


def add_checkpoint(
    outline: Outline, to: str, title: str, published=frozenset(), kind: str = "learn", after: str = ""
) -> str:
    """A new checkpoint in a milestone: the last one, in the section that is the last there, or after another one."""
    milestone, checkpoint = find(outline, to, Milestone).part, Checkpoint(_title(title), kind=kind)
    if kind not in KINDS:
        raise EditError(f"“{kind}” is no kind of checkpoint.")
    checkpoint.slug = _fresh(outline, checkpoint, published)
    index = len(milestone.checkpoints)
    if after:
        found = find(outline, after, Checkpoint)
        index = block_end(found.siblings, found.index)
        checkpoint.depth = found.part.depth
    if index:
        checkpoint.section = milestone.checkpoints[index - 1].section
    put(milestone, index, [checkpoint])
    return f"added {quoted(checkpoint)} to {milestone.title}"


def rename(outline: Outline, slug: str, title: str, was: str | None = None) -> str:
    """Another title; OutOfDate when it is no longer called `was`, unless somebody gave it the same new one."""
    part, title = find(outline, slug).part, _title(title)
    if part.title == title:
        return ""
    if was is not None and part.title != was:
        raise OutOfDate(part.title, title)
    said = f"renamed {quoted(part)} to “{title}”"
    part.title = title
    return said


def set_fields(outline: Outline, slug: str, **values) -> str:
    """Set fields of a part (see `EDITABLE`), hours in minutes; what is equal already is not said."""
    place = find(outline, slug)
    part = place.part
    if "section" in values:
        section = one_line(values["section"])
        values["section"] = "" if section.casefold() in KINDS else section
    changed = [name for name in EDITABLE[type(part)] if name in values and getattr(part, name) != values[name]]
    for name in changed:
        setattr(part, name, values[name])
    if isinstance(part, Checkpoint):
        settle(place.parent)
    names = ["text" if name == "description" else name for name in changed]
    return f"changed {_listed(names)} of {quoted(part)}" if names else ""


def split(outline: Outline, slug: str, titles: list[str], published=frozenset()) -> str:
    """Several new checkpoints in the place of one: people who did it are given each of them.

    Hours are divided; text, resources and what stands in it go to the first.
    """
    place = find(outline, slug, Checkpoint)
    old, titles = place.part, [_title(title) for title in titles if title.strip()]
    if len(titles) < 2:
        raise EditError("Give at least two titles, one a line.")
    if len(titles) > MOST_PARTS:
        raise EditError(f"Give at most {MOST_PARTS} titles.")
    new = []
    for title, hours in zip(titles, _divided(old.hours, len(titles)), strict=True):
        part = replace(old, title=title, hours=hours, same_as="", replaces=_stands_for([old], published), done=False)
        part.skills, part.resources = list(old.skills), list(old.resources) if not new else []
        part.description = old.description if not new else ""
        part.slug = _fresh(outline, part, published, [sibling.slug for sibling in new])
        new.append(part)
    end = block_end(place.siblings, place.index)
    place.siblings[end:end] = new[1:]
    place.siblings[place.index] = new[0]
    return f"split {quoted(old)} into {_listed([quoted(part) for part in new])}"


def merge(outline: Outline, slugs: list[str], title: str, published=frozenset()) -> str:
    """One new checkpoint in the place of the first: people who did all of them are given it as done."""
    chosen = [find(outline, slug, Checkpoint).part for slug in dict.fromkeys(slugs)]
    chosen = [part for _, _, part in outline.checkpoints() if any(part is other for other in chosen)]
    if len(chosen) < 2:
        raise EditError("Choose at least two checkpoints to merge.")
    first, *others = chosen
    ranges = [part.hours for part in chosen if part.hours]
    both = replace(
        first,
        title=_title(title),
        hours=(sum(low for low, _ in ranges), sum(high for _, high in ranges)) if ranges else None,
        optional=all(part.optional for part in chosen),
        skills=_once(skill for part in chosen for skill in part.skills),
        resources=_once(resource for part in chosen for resource in part.resources),
        description="\n\n".join(_once(part.description for part in chosen if part.description)),
        replaces=_stands_for(chosen, published),
        same_as="",
        done=False,
    )
    both.slug = _fresh(outline, both, published)
    place = find(outline, first.slug)
    place.siblings[place.index] = both
    for part in others:
        _leave(outline, part)
    return f"merged {_listed([quoted(part) for part in chosen])} into {quoted(both)}"


def retire(outline: Outline, slug: str, published=None) -> str:
    """Out of the outline; what stands in it moves up one level. Its row and everybody's ticks stay stored."""
    part = find(outline, slug, Checkpoint).part
    _leave(outline, part)
    if published is not None and slug not in published:
        return f"took out {quoted(part)}, which was never published"
    return f"retired {quoted(part)}"


def remove(outline: Outline, slug: str) -> str:
    """Away with a milestone or a phase in which nothing stands."""
    place = find(outline, slug, Milestone, Phase)
    inside = place.part.milestones if isinstance(place.part, Phase) else place.part.checkpoints
    if inside:
        raise EditError(f"{quoted(place.part)} is not empty. Move or retire what stands in it first.")
    del place.siblings[place.index]
    return f"removed {quoted(place.part)}"


def restore(outline: Outline, checkpoint: Checkpoint, to: str) -> str:
    """A retired checkpoint is there again, at the end of a milestone. Nothing else stands for it any more."""
    live = {part.slug for _, _, part in outline.checkpoints()}
    if checkpoint.slug in live:
        return ""
    milestone = find(outline, to, Milestone).part
    for _, _, other in outline.checkpoints():
        other.replaces = [slug for slug in other.replaces if slug != checkpoint.slug]
    back = replace(checkpoint, depth=0, replaces=[slug for slug in checkpoint.replaces if slug not in live])
    put(milestone, len(milestone.checkpoints), [back])
    return f"restored {quoted(back)} to {milestone.title}"


def fields_of(part: Phase | Milestone | Checkpoint) -> dict:
    """Everything that can be edited in a part, by name."""
    names = ("title", *EDITABLE[type(part)])
    return {field.name: getattr(part, field.name) for field in fields(part) if field.name in names}


def _leave(outline, part):
    place = find(outline, part.slug)
    for inside in place.siblings[place.index + 1 : block_end(place.siblings, place.index)]:
        inside.depth -= 1
    del place.siblings[place.index]


def _stands_for(parts, published):
    """What a new checkpoint replaces in the place of these: those that people may have ticks on."""
    return _once(slug for part in parts for slug in ([part.slug] if part.slug in published else part.replaces))


def _divided(hours, parts):
    """A range of minutes in parts that add up to it; unknown when there is too little to divide."""
    if hours is None or hours[0] < parts:
        return [None] * parts
    (low, more_low), (high, more_high) = (divmod(minutes, parts) for minutes in hours)
    return [(low + (number < more_low), high + (number < more_high)) for number in range(parts)]


def _fresh(outline, part, published, taken=()):
    """A slug that nothing has, had, or is replaced by."""
    taken = {*published, *taken, *(place.part.slug for place in places(outline))}
    for _, _, checkpoint in outline.checkpoints():
        taken.update(checkpoint.replaces)
    return fresh_slug(part.title, taken, type(part).__name__.lower())


def _title(text):
    title = " ".join(text.split())
    if not title:
        raise EditError("Give it a title.")
    return title


def _once(parts):
    kept = []
    for part in parts:
        if part not in kept:
            kept.append(part)
    return kept


def _listed(words):
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)
