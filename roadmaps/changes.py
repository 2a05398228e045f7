"""What differs between two outlines of a roadmap, by slug: for authors, revisions and loading. No Django, no I/O."""

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field, fields

from .outline_attributes import hours
from .outline_parts import Outline


@dataclass(frozen=True)
class Added:
    slug: str
    title: str
    place: str

    def __str__(self):
        return f"added: {self.title} (in {self.place})"


@dataclass(frozen=True)
class Retired:
    """In the old outline and not in the new one."""

    slug: str
    title: str
    place: str

    def __str__(self):
        return f"retired: {self.title} (was in {self.place})"


@dataclass(frozen=True)
class Renamed:
    slug: str
    old: str
    new: str

    def __str__(self):
        return f"renamed: {self.old} → {self.new}"


@dataclass(frozen=True)
class Moved:
    """To another milestone (a milestone: to another phase)."""

    slug: str
    title: str
    old_place: str
    new_place: str

    def __str__(self):
        return f"moved: {self.title}: {self.old_place} → {self.new_place}"


@dataclass(frozen=True)
class Reordered:
    """At another position in the same place; as few as explain the new order."""

    slug: str
    title: str
    place: str

    def __str__(self):
        return f"reordered: {self.title} (in {self.place})"


@dataclass(frozen=True)
class Changed:
    """`details` says what: "hours 5 → 4-8", "text"."""

    slug: str
    title: str
    details: tuple[str, ...]

    def __str__(self):
        return f"changed: {self.title} ({', '.join(self.details)})"


@dataclass
class Changes:
    """Changes of checkpoints by what happened, and of all around them: roadmap, phases and milestones."""

    added: list[Added] = field(default_factory=list)
    renamed: list[Renamed] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    reordered: list[Reordered] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    retired: list[Retired] = field(default_factory=list)
    around: list[tuple[str, object]] = field(default_factory=list)  # ("milestone", Renamed(…))

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, kind.name) for kind in fields(self))

    def lines(self) -> list[str]:
        """A line for people on each change; those around the checkpoints come first and say what they concern."""
        around = [f"{part} {change}" for part, change in self.around]
        return around + [str(change) for kind in fields(self)[:-1] for change in getattr(self, kind.name)]


@dataclass
class _Part:
    """A checkpoint, milestone or phase with where it stands."""

    content: object
    place: tuple | None  # identity of its parent
    place_title: str


def compare(old: Outline, new: Outline) -> Changes:
    """What happened from the old outline to the new one; empty exactly when they are equal.

    Parts are the same when their slugs are. What has no slug is the same when its title is, the first with the
    first, the second with the second.
    """
    changes = Changes()
    if details := _details(old, new):
        changes.around.append(("roadmap", Changed(new.slug, new.title, details)))
    (*old_around, old_checkpoints), (*new_around, new_checkpoints) = _parts(old), _parts(new)
    for part, before, after in zip(("phase", "milestone"), old_around, new_around, strict=True):
        found = Changes()
        _compare(before, after, found)
        changes.around += [(part, change) for kind in fields(found)[:-1] for change in getattr(found, kind.name)]
    _compare(old_checkpoints, new_checkpoints, changes)
    return changes


def _parts(outline):
    """Phases, milestones and checkpoints, each by identity."""
    phases, milestones, checkpoints, seen = {}, {}, {}, Counter()
    for phase in outline.phases:
        phase_key = _key("phase", phase, seen)
        phases[phase_key] = _Part(phase, None, "the roadmap")
        for milestone in phase.milestones:
            key = _key("milestone", milestone, seen)
            milestones[key] = _Part(milestone, phase_key, phase.title or "the roadmap")
            place = milestone.title or phase.title or "the roadmap"
            for checkpoint in milestone.checkpoints:
                checkpoints[_key("checkpoint", checkpoint, seen)] = _Part(checkpoint, key, place)
    return phases, milestones, checkpoints


def _key(kind, content, seen):
    key = (kind, content.slug, "" if content.slug else content.title)
    seen[key] += 1
    return *key, seen[key]


def _compare(old, new, changes):
    for key, part in new.items():
        content, before = part.content, old.get(key)
        if before is None:
            changes.added.append(Added(content.slug, content.title, part.place_title))
            continue
        if before.content.title != content.title:
            changes.renamed.append(Renamed(content.slug, before.content.title, content.title))
        if before.place != part.place:
            places = before.place_title, part.place_title
            changes.moved.append(Moved(content.slug, content.title, *places))
        if details := _details(before.content, content):
            changes.changed.append(Changed(content.slug, content.title, details))
    for key, part in old.items():
        if key not in new:
            changes.retired.append(Retired(part.content.slug, part.content.title, part.place_title))
    positions = {key: position for position, key in enumerate(old)}
    stayed = defaultdict(list)
    for key, part in new.items():
        if key in old and old[key].place == part.place:
            stayed[part.place].append(key)
    for keys in stayed.values():
        kept = _longest_rising([positions[key] for key in keys])
        for key in keys:
            if positions[key] not in kept:
                part = new[key]
                changes.reordered.append(Reordered(part.content.slug, part.content.title, part.place_title))


def _longest_rising(numbers):
    """The numbers of a longest rising subsequence, as a set: what need not move."""
    ends, before = [], {}  # ends[n]: the smallest number that ends a rising subsequence of n + 1
    for number in numbers:
        length = bisect_left(ends, number)
        before[number] = ends[length - 1] if length else None
        ends[length : length + 1] = [number]
    rising, number = set(), ends[-1] if ends else None
    while number is not None:
        rising.add(number)
        number = before[number]
    return rising


_NAMES = {"description": "text", "introduction": "text", "same_as": "same-as"}
_ONLY_NAMED = {"description", "introduction", "resources", "summary", "audience", "outcomes"}
_COMPARED_ELSEWHERE = {"title", "line", "lines", "phases", "milestones", "checkpoints"}


def _details(old, new):
    """What differs between two contents of a part, but for its title and its parts."""
    names = [name.name for name in fields(new) if name.name not in _COMPARED_ELSEWHERE]
    if isinstance(new, Outline):
        names.append("title")
    differing = [name for name in names if getattr(old, name) != getattr(new, name)]
    return tuple(_detail(name, getattr(old, name), getattr(new, name)) for name in differing)


def _detail(name, old, new):
    word = _NAMES.get(name, name.replace("_", " "))
    if name in _ONLY_NAMED:
        return word
    return f"{word} {_shown(name, old)} → {_shown(name, new)}"


def _shown(name, value):
    if value is None or value == "" or value == []:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, tuple):
        low, high = (hours(minutes) for minutes in value) if name == "hours" else map(str, value)
        return low if low == high else f"{low}-{high}"
    return hours(value) if name in ("study", "practice") else str(value)
