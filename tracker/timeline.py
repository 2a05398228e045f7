"""Roadmaps on one axis of days: behind, today, ahead, and the range in which each ends. Pure geometry, in percent."""

from dataclasses import dataclass
from datetime import date, timedelta

MOST_TICKS = 6
MOST_LONG_TICKS = 4  # with their years
MOST_BARS = 8
LATE = 84  # percent, from which on a label stands before its place


@dataclass(frozen=True)
class Bar:
    """One roadmap: from its start to its typical end, the range of its end, and where its milestones end."""

    label: str
    begins: float
    now: float  # where what is behind ends
    typical: float
    low: float
    high: float
    stops: tuple
    ends_on: date
    is_late: bool

    @property
    def behind(self):
        return round(max(self.now - self.begins, 0), 2)

    @property
    def ahead_from(self):
        return max(self.begins, self.now)

    @property
    def ahead(self):
        return round(max(self.typical - self.ahead_from, 0), 2)

    @property
    def range(self):
        return round(self.high - self.low, 2)


@dataclass(frozen=True)
class Tick:
    on: date
    x: float


@dataclass(frozen=True)
class Timeline:
    today: float
    ticks: tuple
    bars: tuple
    more: int  # roadmaps that have no bar, for there are too many
    is_long: bool  # more than a year, so that months need theirs


@dataclass(frozen=True)
class Axis:
    first: date
    last: date

    def x(self, day):
        length = max((self.last - self.first).days, 1)
        return round(100 * min(max((day - self.first).days / length, 0), 1), 2)


def timeline(rows, today):
    """A timeline of [(label, started on, span, days on which milestones end)], or None without rows.

    What lies behind takes a third of the width at most.
    """
    rows = list(rows)
    if not rows:
        return None
    last = max(max(span.high for _, _, span, _ in rows), today + timedelta(days=7))
    first = max(min([today, *(started for _, started, _, _ in rows)]), today - (last - today) / 2)
    axis, is_long = Axis(first, last), (last - first).days > 365
    bars = tuple(_bar(axis, today, *row) for row in rows[:MOST_BARS])
    ticks = _ticks(axis, MOST_LONG_TICKS if is_long else MOST_TICKS)
    return Timeline(axis.x(today), ticks, bars, len(rows[MOST_BARS:]), is_long)


def _bar(axis, today, label, started_on, span, stops):
    low, typical, high = map(axis.x, span)
    marks = tuple(dict.fromkeys(axis.x(day) for day in stops if day < span.typical))
    return Bar(label, axis.x(started_on), axis.x(today), typical, low, high, marks, span.typical, typical > LATE)


def _ticks(axis, most):
    """First days of months, evenly left out until `most` are left."""
    months, day = [], axis.first.replace(day=1)
    while day <= axis.last:
        if day >= axis.first:
            months.append(day)
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    step = max(-(-len(months) // most), 1)
    return tuple(Tick(month, axis.x(month)) for month in months[::step])
