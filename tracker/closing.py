"""What of a roadmap closes a gap in one skill, and how many hours that is. Our own reading, told on the page. Pure.

A roadmap's hours of a skill, in its order, lead from nothing to its `top`: the level that its roles ask. Who stands at
a level has that share of the hours behind them. So from `at` to `to` lead the checkpoints whose middle lies between.
A checkpoint is what has `id`, `minutes_low`, `minutes` and `minutes_high`, as `Step` has them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

USUAL_TOP = 3  # where no role of a roadmap rates the skill


class Step(NamedTuple):
    """A checkpoint that has the skill, with its minutes; None where nobody knows. `is_left`: to do or begun."""

    id: int
    minutes_low: int | None = None
    minutes: int | None = None
    minutes_high: int | None = None
    is_left: bool = True


class Hours(NamedTuple):
    """Minutes in all, as a range; `unknown` is of how many checkpoints nobody knows them."""

    low: int = 0
    typical: int = 0
    high: int = 0
    unknown: int = 0

    @property
    def is_known(self):
        return self.high > 0

    @property
    def label(self):
        """“74–110 h”, “1.5 h”; whole hours from ten on. Unknown is said, never 0."""
        low, high = _hours(self.low), _hours(self.high)
        if not self.is_known:
            return "hours unknown" if self.unknown else "0 h"
        return f"{high} h" if low == high else f"{low}–{high} h"


def counts(checkpoint) -> bool:
    """Whether it is work: neither optional nor to be had before."""
    return not checkpoint.is_optional and not checkpoint.is_prerequisite


def top_of(roles: Iterable[int], skill_id: int, asked: Mapping) -> int:
    """The highest level that roles of a roadmap ask for; `asked` is {role id: {skill id: `bar.Asked`}} at mid-level."""
    levels = [asked[role][skill_id].level for role in roles if skill_id in asked.get(role, {})]
    return max(levels, default=USUAL_TOP)


def closing(steps: Sequence[Step], at: int, to: int, top: int) -> list[Step]:
    """What is left of the steps from one level to another, in their order."""
    return [step for step in between(steps, at, to, top) if step.is_left]


def between(steps: Sequence, at: int, to: int, top: int) -> list:
    """All steps from one level to another, done or not, in their order; `to` counts as `top` at most.

    What has no known minutes takes no room and stands where the order puts it; where none has, all take the same.
    """
    to = min(to, top)
    if at >= to:
        return []
    widths = [step.minutes or 0 for step in steps]
    if not any(widths):
        widths = [1] * len(widths)
    # Twice the middle, times `top`, against twice the sum, times the level: whole numbers have no rounding.
    lower = 2 * sum(widths) * at if at else -1  # at nothing, what stands at the very beginning is ahead too
    upper = 2 * sum(widths) * to
    found, passed = [], 0
    for step, width in zip(steps, widths, strict=True):
        if lower < (2 * passed + width) * top <= upper:
            found.append(step)
        passed += width
    return found


def union(*lists: Iterable) -> list:
    """All steps of the lists, each once: one with two skills closes both in the same hours."""
    return list({step.id: step for steps in lists for step in steps}.values())


def hours_of(steps: Iterable[Step]) -> Hours:
    """The minutes of these steps; where only the typical are known they are low and high too."""
    low = typical = high = unknown = 0
    for step in steps:
        if step.minutes is None:
            unknown += 1
            continue
        low += step.minutes if step.minutes_low is None else step.minutes_low
        typical += step.minutes
        high += step.minutes if step.minutes_high is None else step.minutes_high
    return Hours(low, typical, high, unknown)


def _hours(minutes):
    hours = minutes / 60
    return f"{round(hours)}" if hours >= 10 else f"{round(hours, 1):g}"
