"""What an incoming text lacks: titles that everything needs, and what only our form can say. No Django, no I/O."""

from .outline_blocks import escape_start
from .outline_parts import Milestone, Outline, Phase
from .wording import plain

LONGEST_TITLE = 300
LONGEST_SECTION = 200
UNTITLED = "My list"
EVERYTHING = "Everything"

_OF_ROADMAP = ("summary", "audience", "outcomes", "roles", "weeks", "hours_per_week", "sources", "position")
_OF_MILESTONE = ("weeks", "study", "practice", "optional", "estimated", "prerequisites", "description", "resources")
_OF_CHECKPOINT = ("hours", "skills", "optional", "same_as", "replaces", "description", "resources", "section")


def complete(new: Outline, old: Outline) -> Outline:
    """The outline, changed: a title of its own, none that is too long, and nothing that says nothing.

    A text without any heading says nothing about places: its boxes stay in the milestones of `old` where their words
    stand, and what is new follows the box above it.
    """
    if new.slug:
        return new
    new.title = old.title or new.title or UNTITLED
    for phase in new.phases:
        phase.milestones = [milestone for milestone in phase.milestones if _says_something(milestone)]
    new.phases = [phase for phase in new.phases if phase.milestones or phase.title or phase.description]
    if old.phases and not any(part.title for phase in new.phases for part in (phase, *phase.milestones)):
        _place_as_in(new, old)
    for phase in new.phases:
        _shorten(phase)
        for milestone in phase.milestones:
            _shorten_all(milestone)
    return new


def title_parts(new: Outline, old: Outline) -> None:
    """Titles for parts without: those of the stored parts that they are, else what stands above them."""
    phases = {phase.slug: phase.title for phase in old.phases}
    milestones = {milestone.slug: milestone.title for phase in old.phases for milestone in phase.milestones}
    for phase in new.phases:
        for milestone in phase.milestones:
            milestone.title = milestone.title or milestones.get(milestone.slug) or phase.title or EVERYTHING
        phase.title = phase.title or phases.get(phase.slug) or new.title


def fill(new: Outline, old: Outline, gone=()) -> None:
    """Take from the stored parts with the same slugs what the incoming ones do not say."""
    new.introduction = new.introduction or old.introduction
    _take(new, old, _OF_ROADMAP)
    phases = {phase.slug: phase for phase in old.phases}
    milestones = {milestone.slug: milestone for phase in old.phases for milestone in phase.milestones}
    checkpoints = {checkpoint.slug: checkpoint for checkpoint in gone}
    checkpoints |= {checkpoint.slug: checkpoint for _, _, checkpoint in old.checkpoints()}
    for phase in new.phases:
        _take(phase, phases.get(phase.slug), ("optional", "description"))
        for milestone in phase.milestones:
            _take(milestone, milestones.get(milestone.slug), _OF_MILESTONE)
            for checkpoint in milestone.checkpoints:
                before = checkpoints.get(checkpoint.slug)
                _take(checkpoint, before, _OF_CHECKPOINT)
                if before and checkpoint.kind == "learn":
                    checkpoint.kind = before.kind


def _take(new, old, names):
    for name in names if old else ():
        if not getattr(new, name):
            setattr(new, name, getattr(old, name))


def _says_something(milestone):
    return milestone.title or milestone.checkpoints or milestone.description or milestone.resources


def _place_as_in(new, old):
    """Deal the boxes of a text without headings to milestones as they are in `old`, in the order of the text."""
    homes, places = {}, {}
    for phase in old.phases:
        placed = Phase(phase.title, phase.slug)
        for milestone in phase.milestones:
            places[milestone.slug] = Milestone(milestone.title, milestone.slug)
            placed.milestones.append(places[milestone.slug])
            for checkpoint in milestone.checkpoints:
                homes.setdefault(plain(checkpoint.title), milestone.slug)
        homes[phase.slug] = placed
    if not places:
        return
    here = next(iter(places.values()))
    for _, _, checkpoint in list(new.checkpoints()):
        if not checkpoint.depth:
            here = places.get(homes.get(plain(checkpoint.title)), here)
        here.checkpoints.append(checkpoint)
    new.introduction = new.introduction or "\n\n".join(
        milestone.description for phase in new.phases for milestone in phase.milestones if milestone.description
    )
    new.phases = [homes[phase.slug] for phase in old.phases]


def _shorten_all(milestone):
    _shorten(milestone)
    for resource in milestone.resources:
        resource.title = _cut(resource.title, LONGEST_TITLE)
    for checkpoint in milestone.checkpoints:
        _shorten(checkpoint)
        checkpoint.section = _cut(checkpoint.section, LONGEST_SECTION)
        for resource in checkpoint.resources:
            resource.title = _cut(resource.title, LONGEST_TITLE)


def _shorten(part):
    """A title that is too long goes on in the description, whole."""
    if len(part.title) > LONGEST_TITLE:
        part.description = "\n\n".join(text for text in (escape_start(part.title), part.description) if text)
        part.title = _cut(part.title, LONGEST_TITLE)


def _cut(text, longest):
    if len(text) <= longest:
        return text
    head, space, _ = text[: longest - 1].rpartition(" ")
    return f"{head if space else text[: longest - 1]}…"
