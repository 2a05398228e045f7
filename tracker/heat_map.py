"""Work by day as a picture of weeks, and weeks in a row. Pure: dates only, so that no time zone cuts a day in two."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from operator import add
from typing import NamedTuple

from roadmaps.templatetags.hours import hours
from tracker.weeks import days_of, week_of, weeks_between

HALF_HOUR = 30  # minutes: the least that makes a week one with work, and what a thing without a known time stands for
SIDES = (2, 5, 7, 9, 11)  # of the square of each level
BOX = SIDES[-1]
ROUND = 1.5  # of the corners
LEFT, TOP, PITCH, FOOT = 28, 15, 13, 22  # of the picture, in its own units
MOST_OFF = 4  # days off of seven that make a week off
WEEK = timedelta(days=7)


class Work(NamedTuple):
    """What was done on a day: minutes logged, checkpoints done, and entries of the log that say no time."""

    minutes: int = 0
    checkpoints: int = 0
    untimed: int = 0

    def __add__(self, other):
        return Work(*map(add, self, other))

    @property
    def amount(self):
        """Minutes, where a thing without a known time counts as half an hour. Only for comparing days."""
        return self.minutes + HALF_HOUR * (self.checkpoints + self.untimed)

    @property
    def words(self):
        """“1.5 h, 2 checkpoints, 1 without a time”; nothing of nothing."""
        found = [hours(self.minutes)] if self.minutes else []
        if self.checkpoints:
            found.append(f"{self.checkpoints} checkpoint{'s' if self.checkpoints > 1 else ''}")
        if self.untimed:
            found.append(f"{self.untimed} without a time")
        return ", ".join(found)


@dataclass(frozen=True)
class Square:
    """A day on the picture; `level` 0 is a day without work."""

    day: date
    work: Work
    level: int
    x: float
    y: float

    @property
    def side(self):
        return SIDES[self.level]

    @property
    def left(self):
        return self.x + (BOX - self.side) / 2

    @property
    def top(self):
        return self.y + (BOX - self.side) / 2


@dataclass(frozen=True)
class Column:
    """A week of the picture. `mark` is "work", "off" or "" under it; `month` is set where one begins."""

    week_on: date
    squares: list
    x: float
    mark: str
    month: date | None

    @cached_property
    def work(self):
        return sum((square.work for square in self.squares), Work())

    @property
    def ahead(self):
        """The days of the week that have not come."""
        return days_of(self.week_on)[len(self.squares) :]

    @property
    def words(self):
        """What was done on each of the seven days."""
        return [square.work.words for square in self.squares] + [""] * len(self.ahead)


@dataclass(frozen=True)
class HeatMap:
    """The last weeks up to today, the newest on the right."""

    columns: list
    today: Square

    @property
    def width(self):
        return LEFT + PITCH * len(self.columns)

    @property
    def height(self):
        return TOP + PITCH * 7 + FOOT

    left = LEFT

    @property
    def words(self):
        """Where the words below the picture stand."""
        return self.height - 3

    @property
    def foot(self):
        """Where the marks of the weeks stand."""
        return TOP + PITCH * 7 + 4

    @property
    def lines(self):
        """{mark: path} of the marks of the weeks, as `paths`."""
        lines = defaultdict(str)
        for column in self.columns:
            lines[column.mark] += f"M{column.x:g} {self.foot}h{BOX}v2h-{BOX}z"
        return lines

    @property
    def months(self):
        """[(first day of a month, where the word for it stands)]"""
        return [(column.month, column.x) for column in self.columns if column.month]

    @property
    def weekdays(self):
        """[(a day, where the word for it stands)] of every other day of a week."""
        return [(day, TOP + PITCH * row + 9) for row, day in enumerate(self.whole_week)][::2]

    @property
    def whole_week(self):
        return days_of(self.columns[0].week_on)

    @cached_property
    def worked(self):
        return [square for column in self.columns for square in column.squares if square.level]

    @property
    def paths(self):
        """[(level, path)] of the days of each level as one drawing: hundreds of elements would be slow to make."""
        paths = defaultdict(list)
        for column in self.columns:
            for square in column.squares:
                paths[square.level].append(_drawn(square))
        return [(level, "".join(parts)) for level, parts in sorted(paths.items())]

    @cached_property
    def work(self):
        return sum((column.work for column in self.columns), Work())

    def last(self, weeks):
        """The same picture of fewer weeks, with the levels that days have on this one."""
        columns = [_moved(column, LEFT + PITCH * n) for n, column in enumerate(self.columns[-weeks:])]
        return HeatMap(columns, columns[-1].squares[-1])

    @property
    def newest_first(self):
        return self.columns[::-1]


def _edges(side, r):
    """The edges of a square with round corners as part of a path, from where its upper edge begins."""
    edge = side - 2 * r
    if not r:
        return f"h{edge:g}v{edge:g}h-{edge:g}z"
    corners = f"q{r} 0 {r} {r}v{edge:g}", f"q0 {r}-{r} {r}h-{edge:g}", f"q-{r} 0-{r}-{r}v-{edge:g}"
    return f"h{edge:g}{''.join(corners)}q0-{r} {r}-{r}z"


# Of each level; the dots of days without work have no round corners.
EDGES = [_edges(side, ROUND if level else 0) for level, side in enumerate(SIDES)]


def _drawn(square):
    return f"M{square.left + (ROUND if square.level else 0):g} {square.top:g}{EDGES[square.level]}"


def _moved(column, x):
    return replace(column, x=x, squares=[replace(square, x=x) for square in column.squares])


def levels_of(amounts):
    """{amount: 1 to 4} by the quarters of these amounts themselves; more is never a lower level, the most is 4."""
    ranked = sorted(amounts)
    return {amount: -(-4 * bisect_right(ranked, amount) // len(ranked)) for amount in set(ranked)}


def heat_map(work, today, *, weeks, starts_on=0, marks=None):
    """The picture of `weeks` weeks that ends today; `work` is {day: Work}, `marks` {first day of a week: mark}."""
    first = week_of(today, starts_on) - (weeks - 1) * WEEK
    shown = {day: done for day, done in work.items() if first <= day <= today and done.amount}
    levels = levels_of([done.amount for done in shown.values()])
    columns = []
    for number, week_on in enumerate(weeks_between(first, today, starts_on)):
        x = LEFT + PITCH * number
        squares = [
            Square(day, shown.get(day, Work()), levels[shown[day].amount] if day in shown else 0, x, TOP + PITCH * row)
            for row, day in enumerate(days_of(week_on))
            if day <= today
        ]
        columns.append(Column(week_on, squares, x, (marks or {}).get(week_on, ""), _month_of(week_on, number)))
    return HeatMap(columns, columns[-1].squares[-1])


def _month_of(week_on, number):
    """The month whose first day is in this week; none for the first column, whose label would stand on the edge."""
    last_on = week_on + timedelta(days=6)
    return last_on.replace(day=1) if number and last_on.day <= 7 else None


def weeks_with_work(work, starts_on=0):
    """The first days of the weeks with half an hour or a thing done."""
    amounts = defaultdict(int)
    for day, done in work.items():
        amounts[week_of(day, starts_on)] += done.amount
    return {week_on for week_on, amount in amounts.items() if amount >= HALF_HOUR}


def weeks_off(spans, starts_on=0):
    """The first days of the weeks of which most days are in one of `spans`, (first day, last day) with both ends."""
    days = defaultdict(set)
    for first, last in spans:
        for week_on in weeks_between(first, last, starts_on):
            days[week_on].update(day for day in days_of(week_on) if first <= day <= last)
    return {week_on for week_on, away in days.items() if len(away) >= MOST_OFF}


class Streak(NamedTuple):
    """Weeks with work in a row: up to now, the most there ever were, and whether this week is one of them."""

    current: int
    longest: int
    has_this_week: bool


def streak(with_work, off, this_week):
    """Weeks in a row up to `this_week`. A week off without work is no gap and no part; this week is never a gap."""
    if not with_work:
        return Streak(0, 0, False)
    run = longest = 0
    week_on = min(with_work)
    while week_on <= this_week:
        if week_on in with_work:
            run += 1
            longest = max(longest, run)
        elif week_on not in off and week_on != this_week:
            run = 0
        week_on += WEEK
    return Streak(run, longest, this_week in with_work)
