"""Ranges of pay on one scale, each as its source gives it, and never an average of theirs. Pure geometry."""

from dataclasses import dataclass
from itertools import count, groupby

STEPS = (5, 10, 20, 25)  # and ten, a hundred, … times as much
MOST_TICKS = 6  # above 0


@dataclass(frozen=True)
class Bar:
    """One row: where its range begins and how wide it is, and where its middle is marked, in percent of the width.

    A row without figures has no `start`. `label_after` says whether there is room for the upper end behind the bar.
    """

    pay: object
    start: float | None = None
    width: float = 0
    middle: float | None = None
    middle_label: str = ""

    @property
    def end(self):
        return round(self.start + self.width, 2)

    @property
    def label_after(self):
        return self.end < 88

    @property
    def label_before(self):
        return self.start > 8


@dataclass(frozen=True)
class Tick:
    amount: int
    x: float


@dataclass(frozen=True)
class Scale:
    highest: int
    ticks: tuple

    def x(self, amount):
        return round(100 * amount / self.highest, 2)

    def bar(self, pay):
        if pay.low is None:
            return Bar(pay)
        middle, label = next(
            ((amount, word) for amount, word in ((pay.median, "median"), (pay.average, "average")) if amount),
            (None, ""),
        )
        return Bar(
            pay,
            self.x(pay.low),
            round(self.x(pay.high) - self.x(pay.low), 2),
            None if middle is None else self.x(middle),
            label and f"{middle} {label}",
        )


def scale_of(rows):
    """From 0 to the highest figure of `rows` or above, with at most `MOST_TICKS` ticks above 0 at round amounts."""
    highest = max((row.high for row in rows if row.high), default=100)
    steps = (step * 10**power for power in count() for step in STEPS)
    step = next(step for step in steps if highest <= MOST_TICKS * step)
    top = -(-highest // step) * step
    return Scale(top, tuple(Tick(amount, round(100 * amount / top, 2)) for amount in range(0, top + 1, step)))


def by_seniority(rows, seniorities):
    """[(seniority, [rows])] in the order of `seniorities`; a row that spans several stands under each."""
    pairs = [(place, row) for row in rows for place in row.seniorities]
    pairs.sort(key=lambda pair: seniorities.index(pair[0]))
    return [(place, [row for _, row in group]) for place, group in groupby(pairs, key=lambda pair: pair[0])]
