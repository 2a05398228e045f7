"""The months of a plan, and how much was done by the end of each. Pure."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta

# What the sources call these stretches → its first and last month.
STRETCHES = {
    "By the end of month 1": (1, 1),
    "By the end of month 2": (2, 2),
    "By the end of month 3": (3, 3),
    "Months 4 to 6": (4, 6),
}


DELIVERED = ("deployments", "projects")  # measures that ticks count, the others are of the log


def month_after(start: date, months: int) -> date:
    """The same day `months` months later, or the last of that month where it has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Measure:
    """What a source expects (`target`) beside what was done; `actual` is None where nothing here counts it."""

    target: object
    actual: int | None

    @property
    def is_by_ticks(self):
        return self.target.measure in DELIVERED


@dataclass(frozen=True)
class Stretch:
    """One month or some, from `first` to `last`, and what was to be reached by its end."""

    months: tuple
    first: date
    last: date
    state: str  # "past", "now" or "ahead"
    measures: list = field(default_factory=list)

    @property
    def label(self):
        first, last = self.months
        return f"Month {first}" if first == last else f"Months {first} to {last}"


def stretches(start, today, targets, done):
    """The stretches since `start` for which there are targets; `done` is {measure: [(day, how many)]}.

    Only what is to be reached in all; it counts from the start. What to do each day or week is a target of one's own.
    """
    found = []
    for phase, months in STRETCHES.items():
        mine = [target for target in targets if target.phase == phase and target.per == "total" and target.advised]
        first, last = month_after(start, months[0] - 1), month_after(start, months[1]) - timedelta(days=1)
        state = "ahead" if today < first else "past" if today > last else "now"
        measures = [Measure(target, _actual(target, start, last, done)) for target in mine]
        if measures:
            found.append(Stretch(months, first, last, state, measures))
    return found


def _actual(target, start, last, done):
    if target.measure not in done:
        return None
    return sum(number for day, number in done[target.measure] if start <= day <= last)
