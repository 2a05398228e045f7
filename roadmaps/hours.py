"""How a milestone's hours are shared among its checkpoints. No Django, no I/O.

The rule (README of the fixtures, "Hours are shared for you"): study hours go to learn items, practice hours to
build and deliver items, in equal parts; check items take none. What an item says itself comes off first.
"""

from typing import NamedTuple

from .outline_parts import Checkpoint, Milestone


class Minutes(NamedTuple):
    """How long a checkpoint takes, in whole minutes. `typical` is what totals and schedules count."""

    low: int
    typical: int
    high: int


class HoursError(ValueError):
    """Checkpoints that say more hours than their milestone has; `line` is the milestone's."""

    def __init__(self, line: int, message: str):
        self.line = line
        self.message = message
        super().__init__(message)


def share(milestone: Milestone) -> list[Minutes | None]:
    """Minutes of each checkpoint, in their order; None is unknown.

    A range counts with its middle, and the minutes that do not divide go to the first. Hours whose kind has no item,
    or only items that say theirs, go to all items that say none; to checks only when there is nothing else. An
    optional item without hours of its own takes none. So the typical minutes add up to study and practice exactly,
    as far as these are known and there is an item to take them.

    Raises HoursError when items say more than the milestone has for their kind.
    """
    explicit = {number: _minutes(item) for number, item in enumerate(milestone.checkpoints) if item.hours}
    shared: dict[int, int] = {}
    left_over, waiting = 0, []
    for total, name, numbers in _pools(milestone):
        takers = [number for number in numbers if _takes(milestone.checkpoints[number])]
        if total is None:
            continue
        rest = total - sum(explicit[number].typical for number in numbers if number in explicit)
        if rest < 0:
            raise HoursError(milestone.line, _too_many(milestone, name, total - rest, total))
        if takers:
            _add(shared, takers, rest)
            waiting += takers
        else:
            left_over += rest
    _add(shared, sorted(waiting), left_over)
    exact = {number: Minutes(minutes, minutes, minutes) for number, minutes in shared.items() if minutes}
    return [explicit.get(number, exact.get(number)) for number in range(len(milestone.checkpoints))]


def _pools(milestone):
    """Total minutes (None if unknown), its name, and the numbers of the checkpoints that live on it."""
    numbered = [(number, item) for number, item in enumerate(milestone.checkpoints) if item.hours or not item.optional]
    learn = [number for number, item in numbered if item.kind == "learn"]
    make = [number for number, item in numbered if item.kind in ("build", "deliver")]
    checks = [number for number, item in numbered if item.kind == "check"]
    if not learn or not make:
        known = [minutes for minutes in (milestone.study, milestone.practice) if minutes is not None]
        # checks with hours of their own draw on the same total; others share only where there is nothing else
        own = [number for number in checks if milestone.checkpoints[number].hours]
        return [(sum(known) if known else None, "", learn + make + own if learn or make else checks)]
    own = [number for number in checks if milestone.checkpoints[number].hours]
    if milestone.practice is None:
        return [(milestone.study, "study", learn + own), (None, "practice", make)]
    return [(milestone.study, "study", learn), (milestone.practice, "practice", make + own)]


def _takes(checkpoint: Checkpoint) -> bool:
    return not checkpoint.hours


def _minutes(checkpoint):
    low, high = checkpoint.hours
    return Minutes(low, (low + high) // 2, high)


def _add(shared, takers, minutes):
    """Add equal parts of the minutes, the remainder to the first."""
    if takers:
        part, remainder = divmod(minutes, len(takers))
        for place, number in enumerate(takers):
            shared[number] = shared.get(number, 0) + part + (remainder if place == 0 else 0)


def _too_many(milestone, name, wanted, total):
    kind = f" of {name}" if name else ""
    return f'the checkpoints of "{milestone.title}" say {wanted / 60:g} hours{kind}, more than its {total / 60:g}'
