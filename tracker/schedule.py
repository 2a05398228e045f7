"""When what is left will be done, at a pace: weeks with their checkpoints, and a finishing date as a range. Pure.

Time is whole minutes. Nothing of it is stored: what was not done in a week is simply left in the next.

Work flows through the weeks without gaps, as people work: what does not fit into the rest of a week is begun in it and
goes on in the next. So no week holds more than its budget, and 460 hours take 23 weeks of 20, whatever the pieces are.
A checkpoint belongs to the week in which it ends. Only what somebody pulled into this week may fill it beyond.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from heapq import heappop, heappush
from typing import NamedTuple

from tracker.weeks import days_of, week_of

MOST_WEEKS = 20 * 52  # further away nothing has a date
MOST_HOURS = 100  # that somebody may give a week
ESTIMATES = ("low", "minutes", "high")


class Left(NamedTuple):
    """A checkpoint that is to do, with its minutes: typical, low and high; None where nobody knows."""

    id: int
    roadmap: int
    milestone: int | None = None
    minutes: int | None = None
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class Way:
    """A roadmap in a plan: what is left of it, in order, its start, and minutes a week of its own, if it has some."""

    roadmap: int
    left: tuple[Left, ...]
    starts_on: date | None = None
    minutes: int | None = None

    @property
    def is_known(self):
        return any(left.minutes is not None for left in self.left)


@dataclass(frozen=True)
class Budget:
    """Minutes a week over all roadmaps. `off` are (first, last) days; `spent` is what this week has had already."""

    minutes: int
    today: date
    week_starts_on: int = 0
    off: tuple[tuple[date, date], ...] = ()
    spent: int = 0

    def is_off(self, day):
        return any(first <= day <= last for first, last in self.off)


@dataclass(frozen=True)
class Changes:
    """What somebody pulled into this week, and what they pushed: {id: day that it does not come before}."""

    pulled: frozenset[int] = frozenset()
    pushed: Mapping[int, date] = field(default_factory=dict)


class Part(NamedTuple):
    """What a week has of a checkpoint: minutes, when it ends (None: it goes on), whether it began in a week before."""

    left: Left
    minutes: int
    ends_on: date | None
    is_begun: bool = False
    is_pulled: bool = False


@dataclass
class Week:
    """`worked` are its days that are not off, `days` those of them still to come; `budget` is what these have room for.

    A week that is partly off, or in which the first roadmap starts, has its share of the minutes by days.
    """

    on: date
    worked: list[date]
    days: list[date]
    whole: int  # minutes in all, with what was spent
    budget: int
    parts: list[Part] = field(default_factory=list)

    @property
    def planned(self):
        return sum(part.minutes for part in self.parts)

    @property
    def last_on(self):
        return self.on + timedelta(days=6)

    def day_at(self, minutes):
        """The day by whose evening so many minutes of the week are done."""
        if not self.days:
            return self.last_on
        place = -(-minutes * len(self.days) // self.budget) if self.budget else len(self.days)
        return self.days[min(max(place, 1), len(self.days)) - 1]


@dataclass
class Schedule:
    """The weeks from this one to the last that has something, and what has no date, in order."""

    weeks: list[Week]
    undated: list[Left]

    def ends(self):
        """{checkpoint id: the day on which it ends}"""
        return {part.left.id: part.ends_on for week in self.weeks for part in week.parts if part.ends_on}


class Span(NamedTuple):
    """A day as a range: at the low, the typical and the high hours."""

    low: date
    typical: date
    high: date

    @property
    def is_a_day(self):
        return self.low == self.high


def schedule(ways: list[Way], budget: Budget, changes: Changes | None = None, most: int = MOST_WEEKS) -> Schedule:
    """Put what is left into weeks, `most` of them; `ways` come in the order of their priority.

    In each week the roadmaps with minutes of their own take these, the first first; the rest of the week goes to the
    others, the first first. Unknown minutes take no room and keep their place. Without a pace nothing has a date, and
    a roadmap of which no minutes are known has none either.
    """
    changes = changes or Changes()
    placed = [way for way in ways if way.left and way.is_known] if budget.minutes else []
    known = {way.roadmap for way in placed}
    undated = [left for way in ways if way.roadmap not in known for left in way.left if left.id not in changes.pulled]
    # Those with minutes of their own go first; sorting keeps the order of priority in each half.
    queues = sorted((_Queue(way, changes) for way in placed), key=lambda queue: queue.way.minutes is None)
    weeks = []
    for week in weeks_from(budget, _first_start(ways)):
        weeks.append(week)
        if len(weeks) == 1:
            _pull(week, ways, changes, budget.today)
        _fill(week, queues, budget)
        while queues and not queues[0].has_more:
            del queues[0]
        if not queues or len(weeks) == most:
            break
    return Schedule(weeks, undated + [left for queue in queues for left in queue.rest()])


def ends(ways: list[Way], budget: Budget, changes: Changes | None = None) -> dict[int, Span]:
    """{roadmap: the day on which it ends, as a range}, without those that have no date."""
    changes = changes or Changes()
    pieces = [_condensed(ways, estimate, changes) for estimate in ESTIMATES]
    found = []
    for place, ways in enumerate(pieces):  # most hours are no ranges: the same pieces end on the same days
        same = pieces.index(ways)
        found.append(_last_days(schedule(ways, budget, changes)) if same == place else found[same])
    return {roadmap: Span(*(days[roadmap] for days in found)) for roadmap in found[-1]}


def whole(spans: dict[int, Span]) -> Span | None:
    """When all of them are at their end."""
    return Span(*map(max, zip(*spans.values(), strict=True))) if spans else None


def finishes(ways: list[Way], budgets: list[Budget], changes: Changes | None = None) -> list[Span | None]:
    """For each budget, when all that has known hours ends if the roadmaps share it; None beyond `MOST_WEEKS`.

    As the latest of `ends`, without going through weeks that are all alike.
    """
    changes = changes or Changes()
    known = [replace(way, minutes=None) for way in ways if way.left and way.is_known]
    pieces = [_condensed(known, estimate, changes) for estimate in ESTIMATES]
    found = []
    for budget in budgets:
        days = [_shared_end(these, budget, changes) for these in pieces]
        found.append(None if None in days else Span(*days))
    return found


def needed_hours(way: Way, budget: Budget, by: date) -> int | None:
    """The fewest hours a week with which one roadmap ends on `by` at typical hours; None where `MOST_HOURS` do not."""
    alone = _condensed([replace(way, minutes=None)], "minutes", Changes())
    weeks = min(max((by - budget.today).days // 7 + 2, 1), MOST_WEEKS)

    def ends_in_time(hours):
        found = schedule(alone, replace(budget, minutes=60 * hours), most=weeks)
        return _last_days(found).get(way.roadmap, date.max) <= by

    if not ends_in_time(MOST_HOURS):
        return None
    low, high = 0, MOST_HOURS  # not in time, in time
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if ends_in_time(middle) else (middle, high)
    return high


def weeks_from(budget: Budget, first_start: date | None = None) -> Iterator[Week]:
    """The weeks from that of today on, empty; days before `first_start` have no share."""
    week_on = week_of(budget.today, budget.week_starts_on)
    spent = budget.spent
    while week_on <= date.max - timedelta(days=14):
        worked = _worked(week_on, budget, first_start)
        days = worked if week_on >= budget.today else [day for day in worked if day >= budget.today]
        share = budget.minutes * len(worked) // 7
        yield Week(week_on, worked, days, share, max(share - spent, 0) if days else 0)
        week_on, spent = week_on + timedelta(days=7), 0


def _worked(week_on, budget, first_start):
    """The days of a week that are not off; most weeks have nothing to look at."""
    days = days_of(week_on)
    if first_start and first_start > week_on:
        days = [day for day in days if day >= first_start]
    off = [(first, last) for first, last in budget.off if first <= week_on + timedelta(days=6) and week_on <= last]
    return [day for day in days if not any(first <= day <= last for first, last in off)] if off else days


class _Queue:
    """What of a roadmap still waits: by its place, with the minutes that remain and whether it was begun."""

    def __init__(self, way, changes):
        self.way = way
        self.waiting, self.later = [], []
        for place, left in enumerate(way.left):
            if left.id in changes.pulled:
                continue
            if on := changes.pushed.get(left.id):
                self.later.append((on, place))
            else:
                heappush(self.waiting, (place, left.minutes or 0, False))

    @property
    def has_more(self):
        return bool(self.waiting or self.later)

    @property
    def may_take_nothing(self):
        """Whether what comes next may take no minutes, and so has room in a week that is full."""
        return bool(self.later or (self.waiting and not self.waiting[0][1]))

    def rest(self):
        places = sorted([place for place, *_ in self.waiting] + [place for _, place in self.later])
        return [self.way.left[place] for place in places]

    def room(self, week, free, minutes):
        """How many of the free minutes of the week it may have, of `minutes` that a whole week has for it.

        None: the week has no day for it. With 0 there is room for what takes no minutes.
        """
        start = self.way.starts_on
        days = sum(day >= start for day in week.worked) if start and start > week.on else len(week.worked)
        return min(free, minutes * days // 7) if days else None

    def fill(self, week, room, passed):
        """Put into the week what comes next, as far as there is room; returns the minutes that it takes."""
        for on, place in [later for later in self.later if later[0] <= week.last_on]:
            self.later.remove((on, place))
            heappush(self.waiting, (place, self.way.left[place].minutes or 0, False))
        taken = 0
        while room is not None and self.waiting:
            place, rest, is_begun = self.waiting[0]
            now = min(rest, room - taken)
            if rest and not now:
                break
            heappop(self.waiting)
            taken += now
            ends_on = max(week.day_at(passed + taken), self.way.starts_on or date.min) if now == rest else None
            week.parts.append(Part(self.way.left[place], now, ends_on, is_begun))
            if now < rest:
                heappush(self.waiting, (place, rest - now, True))
        return taken


def _pull(week, ways, changes, today):
    for way in ways:
        for left in way.left:
            if left.id in changes.pulled:
                day = max(week.day_at(week.planned + (left.minutes or 0)), today)
                week.parts.append(Part(left, left.minutes or 0, day, is_pulled=True))


def _fill(week, queues, budget):
    free = max(week.budget - week.planned, 0)
    passed = week.planned
    for queue in queues:
        if not free and not queue.may_take_nothing:
            continue
        minutes = budget.minutes if queue.way.minutes is None else queue.way.minutes
        taken = queue.fill(week, queue.room(week, free, minutes), passed)
        free, passed = free - taken, passed + taken


def _first_start(ways):
    starts = [way.starts_on for way in ways if way.left]
    return None if None in starts else min(starts, default=None)


def _condensed(ways, estimate, changes):
    """The same roadmaps with few pieces, which end on the same days: what is free to flow is one."""
    found = []
    for way in ways:
        apart = [left for left in way.left if left.id in changes.pulled or left.id in changes.pushed]
        free = [left for left in way.left if left.id not in changes.pulled and left.id not in changes.pushed]
        known = [_minutes(left, estimate) for left in free if left.minutes is not None]
        pieces = [left._replace(minutes=_minutes(left, estimate)) for left in apart]
        if known:
            pieces.append(Left(-1 - way.roadmap, way.roadmap, minutes=sum(known)))
        elif free:
            pieces.append(Left(-1 - way.roadmap, way.roadmap))
        found.append(replace(way, left=tuple(pieces)))
    return found


def _shared_end(ways, budget, changes):
    """The day on which the last of these is done: once all have begun and nobody is off, the rest is one flow."""
    if not ways or not budget.minutes:
        return None
    starts = [way.starts_on for way in ways if way.starts_on]
    alike_from = max([budget.today, *starts, *changes.pushed.values(), *(last for _, last in budget.off)])
    weeks = (alike_from - week_of(budget.today, budget.week_starts_on)).days // 7 + 1
    found = schedule(ways, budget, changes, most=min(weeks, MOST_WEEKS))
    if not found.undated:
        return max(found.ends().values())
    rest = sum(left.minutes or 0 for way in ways for left in way.left) - sum(week.planned for week in found.weeks)
    full = max(rest - 1, 0) // budget.minutes  # weeks that have nothing else in them
    if len(found.weeks) + full + 1 > MOST_WEEKS:
        return None
    days = days_of(found.weeks[-1].on + timedelta(weeks=full + 1))
    return Week(days[0], days, days, budget.minutes, budget.minutes).day_at(rest - full * budget.minutes)


def _minutes(left, estimate):
    asked = getattr(left, estimate)
    return left.minutes if asked is None else asked


def _last_days(found):
    """{roadmap: its last day}, without those of which something has no date."""
    last = {}
    for week in found.weeks:
        for part in week.parts:
            if part.ends_on:
                last[part.left.roadmap] = max(part.ends_on, last.get(part.left.roadmap, part.ends_on))
    return {roadmap: day for roadmap, day in last.items() if roadmap not in {left.roadmap for left in found.undated}}
