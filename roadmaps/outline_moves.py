"""Where a part of an outline stands, and how it is moved to another place. No Django, no I/O.

A box that stands in another one follows it in the list with a greater depth; it and all that stands in it are a block,
and a block moves as one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from .outline_parts import Checkpoint, Milestone, Outline, Phase


class EditError(ValueError):
    """An edit that cannot be made; says why."""


class Gone(EditError):
    """The part that was to be edited is not in the outline."""


@dataclass
class Place:
    """A part, the list it stands in, its index there, and whose list that is."""

    part: Phase | Milestone | Checkpoint
    siblings: list
    index: int
    parent: Outline | Phase | Milestone


def places(outline: Outline) -> Iterator[Place]:
    """Every part in the order of the text."""
    for number, phase in enumerate(outline.phases):
        yield Place(phase, outline.phases, number, outline)
        for count, milestone in enumerate(phase.milestones):
            yield Place(milestone, phase.milestones, count, phase)
            for index, checkpoint in enumerate(milestone.checkpoints):
                yield Place(checkpoint, milestone.checkpoints, index, milestone)


def find(outline: Outline, slug: str, *kinds: type) -> Place:
    """The part with this slug, of one of these kinds when they are named; Gone when there is none."""
    for place in places(outline):
        if place.part.slug == slug and (not kinds or isinstance(place.part, kinds)):
            return place
    raise Gone("It is not in this outline any more.")


def settle(milestone: Milestone) -> None:
    """Make depths and sections what a text can say: one deeper at a time, in the section of the outermost box."""
    depth, section = -1, ""
    for checkpoint in milestone.checkpoints:
        depth = checkpoint.depth = min(checkpoint.depth, depth + 1)
        section = checkpoint.section if depth == 0 else section
        checkpoint.section = section


def block_end(checkpoints: list[Checkpoint], index: int) -> int:
    """The index after the last box that stands in this one."""
    end = index + 1
    while end < len(checkpoints) and checkpoints[end].depth > checkpoints[index].depth:
        end += 1
    return end


def put(milestone: Milestone, index: int, block: list[Checkpoint]) -> None:
    """Insert a block. Its depth becomes what takes no box out of the one it stands in; between two of one section
    it takes over that section."""
    above = milestone.checkpoints[index - 1] if index else None
    below = milestone.checkpoints[index] if index < len(milestone.checkpoints) else None
    lowest, highest = below.depth if below else 0, above.depth + 1 if above else 0
    deeper = max(lowest, min(block[0].depth, highest)) - block[0].depth
    for checkpoint in block:
        checkpoint.depth += deeper
        if above and below and above.section == below.section:
            checkpoint.section = above.section
    milestone.checkpoints[index:index] = block
    settle(milestone)


def move(outline: Outline, slug: str, to: str = "", position: int | None = None) -> str:
    """Move a checkpoint to a milestone, a milestone to a phase, a phase (`to` is empty) within the outline.

    `position` counts what is there without the part that moves; None is the end. Returns what was done.
    """
    place = find(outline, slug)
    target = outline
    if not isinstance(place.part, Phase):
        target = find(outline, to, Milestone if isinstance(place.part, Checkpoint) else Phase).part
    _insert(place, target, len(_parts_of(target)) if position is None else position)
    return _said(place, target)


def move_after(outline: Outline, slug: str, anchor: str) -> str:
    """Move a part to just below the row of another one; the row of a milestone or phase is above its first part.

    Returns what was done; nothing when it stands there already.
    """
    place, around = find(outline, slug), _around(outline, anchor)
    kinds = {Checkpoint: Milestone, Milestone: Phase, Phase: Outline}
    target, previous = around.get(kinds[type(place.part)]), around.get(type(place.part))
    if target is None:
        raise EditError("A checkpoint stands in a milestone, not in a phase.")
    if any(part is previous for part in _block(place)):
        return ""
    _insert(place, target, _index_after(place, target, previous))
    return _said(place, target)


def move_up(outline: Outline, slug: str) -> str:
    """One step up, over the row above and what stands in it; from the top to the end of what is before."""
    place = find(outline, slug)
    for index in range(place.index - 1, -1, -1):
        if _depth(place.siblings[index]) <= _depth(place.part):
            _insert(place, place.parent, index)
            return _said(place, place.parent, "up")
    target = _neighbour(outline, place, -1)
    _insert(place, target, len(_parts_of(target)))
    return _said(place, target)


def move_down(outline: Outline, slug: str) -> str:
    """One step down, over the row below and what stands in it; from the end to the top of what comes next."""
    place = find(outline, slug)
    length = len(_block(place))
    end = place.index + length
    if end < len(place.siblings):
        below = place.siblings[end]
        over = len(_block(find(outline, below.slug))) if _depth(below) == _depth(place.part) else 1
        _insert(place, place.parent, place.index + over)
        return _said(place, place.parent, "down")
    target = _neighbour(outline, place, 1)
    _insert(place, target, 0)
    return _said(place, target)


def quoted(part: Phase | Milestone | Checkpoint) -> str:
    """How a sentence names a part."""
    return f"“{part.title}”"


def _depth(part):
    return part.depth if isinstance(part, Checkpoint) else 0


def _block(place):
    """What moves together."""
    if isinstance(place.part, Checkpoint):
        return place.siblings[place.index : block_end(place.siblings, place.index)]
    return [place.part]


def _parts_of(target):
    if isinstance(target, Milestone):
        return target.checkpoints
    return target.milestones if isinstance(target, Phase) else target.phases


def _around(outline, slug):
    """The part with this slug and all that it stands in, by their types."""
    place = find(outline, slug)
    around = {Outline: outline, type(place.part): place.part, type(place.parent): place.parent}
    if isinstance(place.parent, Milestone):
        around[Phase] = find(outline, place.parent.slug).parent
    return around


def _index_after(place, target, previous):
    """The index after `previous`, or of the first, counted without what moves."""
    moving = {id(part) for part in _block(place)}
    rest = [part for part in _parts_of(target) if id(part) not in moving]
    return next((index + 1 for index, part in enumerate(rest) if part is previous), 0)


def _neighbour(outline, place, step):
    """The milestone before or after the one that a checkpoint stands in, the phase likewise for a milestone."""
    if place.parent is outline:
        neighbours = []
    elif isinstance(place.parent, Phase):
        neighbours = outline.phases
    else:
        neighbours = [milestone for phase in outline.phases for milestone in phase.milestones]
    here = next((index for index, part in enumerate(neighbours) if part is place.parent), 0) + step
    if not 0 <= here < len(neighbours):
        raise EditError(f"{quoted(place.part)} is at the {'top' if step < 0 else 'end'} already.")
    return neighbours[here]


def _insert(place, target, index):
    block = _block(place)
    del place.siblings[place.index : place.index + len(block)]
    if isinstance(target, Milestone):
        put(target, max(0, min(index, len(target.checkpoints))), block)
    else:
        _parts_of(target).insert(max(0, index), place.part)


def _said(place, target, direction=""):
    if target is not place.parent:
        return f"moved {quoted(place.part)} to {target.title}"
    where = "" if isinstance(target, Outline) else f" in {target.title}"
    return f"moved {quoted(place.part)}{' ' if direction else ''}{direction}{where}"
