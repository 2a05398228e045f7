"""How a milestone's hours are shared among its checkpoints. No Django, no I/O.

The rule (README of the fixtures, "Hours are shared for you"): study hours go to learn items, practice hours to
build and deliver items, in equal parts; check items take none. What an item says itself comes off first.
"""

from collections import Counter
from typing import NamedTuple

from .outline_parts import Milestone


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
    items = {number: item for number, item in enumerate(milestone.checkpoints) if item.hours or not item.optional}
    said = {number: _minutes(item) for number, item in items.items() if item.hours}
    shared = Counter()
    reached, spare = [], 0
    for name, total, numbers in _pools(milestone, items):
        rest = total - sum(said[number].typical for number in numbers if number in said)
        if rest < 0:
            raise HoursError(milestone.line, _too_many(milestone, name, total - rest, total))
        takers = [number for number in numbers if number not in said]
        reached += takers
        spare += _deal(shared, takers, rest)
    if all(number in said or item.kind == "check" for number, item in items.items()):
        reached = [number for number in items if number not in said]
    _deal(shared, sorted(reached), spare)
    return [
        said.get(number) or (Minutes(*[shared[number]] * 3) if shared[number] else None)
        for number in range(len(milestone.checkpoints))
    ]


def _pools(milestone, items):
    """Name, total minutes and takers of the hours that are known; one pool for all when a kind has no item."""
    learn = [number for number, item in items.items() if item.kind == "learn"]
    make = [number for number, item in items.items() if item.kind in ("build", "deliver")]
    checks = [number for number, item in items.items() if item.kind == "check" and item.hours]
    if not learn or not make:
        known = [minutes for minutes in (milestone.study, milestone.practice) if minutes is not None]
        return [("", sum(known), sorted(learn + make + checks))] if known else []
    pools = [("study", milestone.study, learn), ("practice", milestone.practice, make)]
    pools = [pool for pool in pools if pool[1] is not None]
    if pools:  # a check that says its hours is practice, if there is any
        pools[-1][2].extend(checks)
    return pools


def _minutes(item):
    low, high = item.hours
    return Minutes(low, (low + high) // 2, high)


def _deal(shared, takers, minutes):
    """Give each taker an equal part of the minutes, the first the remainder too; returns what nobody took."""
    if not takers:
        return minutes
    part, remainder = divmod(minutes, len(takers))
    for number in takers:
        shared[number] += part
    shared[takers[0]] += remainder
    return 0


def _too_many(milestone, name, wanted, total):
    kind = f" of {name}" if name else ""
    return f'checkpoints of "{milestone.title}" say {wanted / 60:g} hours{kind}; it has {total / 60:g}'
