"""Somebody's plan: the schedule of all that they follow, with what its pages show of it. Computed anew each time."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from tracker import own_pace
from tracker.models import LogEntry, Pace, PlanChange, TimeOff
from tracker.schedule import Budget, Changes, Left, Part, Schedule, Span, Way, ends, needed_hours, schedule, whole
from tracker.timeline import timeline
from tracker.trail import Trail, trails_of
from tracker.weeks import week_of

LEFT = ("todo", "doing")
IF_GIVEN = (5, 10, 15, 20)  # hours a week


@dataclass(frozen=True)
class Planned:
    """A checkpoint in a week of the plan."""

    part: Part
    trail: Trail
    change: str = ""  # "pull", "push" or nothing

    @property
    def pk(self):
        return self.part.left.id

    @cached_property
    def place(self):
        return self.trail.contents.places[self.pk]

    @property
    def checkpoint(self):
        return self.place[2]

    @property
    def milestone(self):
        return self.place[1]

    @property
    def state(self):
        return self.trail.person.states.get(self.pk, "todo")


@dataclass
class PlanWeek:
    """A week with its checkpoints: `rows` are those that end in it, `going_on` what is only begun in it."""

    week: object
    rows: list
    going_on: list

    @property
    def is_off(self):
        return not self.week.worked


@dataclass
class Plan:
    """What somebody follows actively, put into weeks.

    `logged` is what this week has in the log; `spent` may be more, when ticks of this week stand for more hours.
    """

    pace: Pace
    trails: list
    budget: Budget
    changes: Changes
    logged: int = 0
    actual: int | None = None  # minutes a week by the log
    ways: list = field(default_factory=list)

    @property
    def today(self):
        return self.budget.today

    @cached_property
    def schedule(self) -> Schedule:
        return schedule(self.ways, self.budget, self.changes)

    @cached_property
    def spans(self) -> dict[int, Span]:
        return ends(self.ways, self.budget, self.changes)

    @property
    def span(self) -> Span | None:
        """When all of it ends, as far as it has dates."""
        return whole(self.spans)

    @cached_property
    def by_actual(self) -> Span | None:
        """When it would end at the pace of the log."""
        return whole(ends(self._shared, self._with(self.actual), self.changes)) if self.actual else None

    @property
    def if_given(self):
        """[(hours a week, when it would end)] when all roadmaps share them."""
        return [(hours, whole(ends(self._shared, self._with(60 * hours), self.changes))) for hours in IF_GIVEN]

    @property
    def targets(self):
        """[(trail, day it should end on, when it ends, hours a week that it takes or None)] of what has a target."""
        return [
            (trail, trail.enrollment.target_on, self.spans.get(way.roadmap), needed_hours(way, self.budget, by))
            for trail, way in zip(self.trails, self.ways, strict=True)
            if (by := trail.enrollment.target_on) and way.is_known
        ]

    @cached_property
    def weeks(self):
        """This week and those to come."""
        return [self._week(week) for week in self.schedule.weeks]

    @property
    def bar(self):
        """(spent, planned, budget) of this week, in thousandths of a picture's width."""
        week = self.schedule.weeks[0]
        whole = max(week.whole, self.budget.spent + week.planned, 1)
        return [round(1000 * part / whole) for part in (self.budget.spent, week.planned, week.whole)]

    @cached_property
    def rows(self):
        """{checkpoint id: its row}, without what has no week."""
        return {row.pk: row for week in self.weeks for row in week.rows}

    @cached_property
    def undated(self):
        """[(trail, rows)] of what has no week: no pace, no hours known, or too far away."""
        found = {}
        for left in self.schedule.undated:
            found.setdefault(left.roadmap, []).append(self._row(Part(left, 0, None)))
        return [(self._trails[roadmap], rows) for roadmap, rows in found.items()]

    @cached_property
    def milestones(self):
        """[(trail, milestone, the day on which what is left of it ends or None)] in the order of the roadmaps."""
        days, found = self.schedule.ends(), {}
        for way in self.ways:
            for left in way.left:
                found.setdefault((way.roadmap, left.milestone), []).append(left.id)
        listed = []
        for (roadmap, _), ids in found.items():
            trail = self._trails[roadmap]
            dated = all(pk in days for pk in ids)
            listed.append((trail, trail.contents.places[ids[0]][1], max(days[pk] for pk in ids) if dated else None))
        return listed

    @property
    def timeline(self):
        """The roadmaps that have dates on one axis, with where their milestones end."""
        stops = {}
        for trail, _, on in self.milestones:
            stops.setdefault(trail.contents.roadmap_id, []).extend([on] if on else [])
        rows = [
            (trail.roadmap.title, trail.enrollment.started_on, span, stops.get(trail.contents.roadmap_id, []))
            for trail, span in self.ends
        ]
        return timeline(rows, self.today)

    @property
    def ends(self):
        """[(trail, span)] of the roadmaps that have dates."""
        spans = [(trail, self.spans.get(trail.contents.roadmap_id)) for trail in self.trails]
        return [(trail, span) for trail, span in spans if span]

    @property
    def unused(self):
        """Minutes a week of the budget that no roadmap takes, when each that has something left has its own."""
        own = [way.minutes for way in self.ways if way.left]
        return 0 if not own or None in own else max(self.budget.minutes - sum(own), 0)

    @property
    def unknown(self):
        """How many checkpoints have no known hours."""
        return sum(left.minutes is None for way in self.ways for left in way.left)

    @cached_property
    def weeks_ahead(self):
        """By how many weeks one is ahead (behind: negative) of what one set out with; None where nobody can say."""
        starts = [trail.enrollment.started_on for trail in self.trails]
        if not starts:
            return None
        counted = [c for trail in self.trails for c in trail.contents.checkpoints if _counts(c) and c.minutes]
        states = self.trails[0].person.states
        done = sum(c.minutes for c in counted if states.get(c.pk) == "done")
        of = sum(c.minutes for c in counted if states.get(c.pk) != "skipped")
        return own_pace.weeks_ahead(done, of, min(starts), self.today, self.budget.minutes, self.budget.is_off)

    @property
    def weeks_behind(self):
        return -(self.weeks_ahead or 0)

    @property
    def has_known(self):
        """Whether hours are known of anything that is left."""
        return any(way.left and way.is_known for way in self.ways)

    @cached_property
    def _trails(self):
        return {trail.contents.roadmap_id: trail for trail in self.trails}

    @property
    def _shared(self):
        return [Way(way.roadmap, way.left, way.starts_on) for way in self.ways]

    def _with(self, minutes):
        return Budget(minutes, self.today, self.budget.week_starts_on, self.budget.off, self.budget.spent)

    def _week(self, week):
        rows = [self._row(part) for part in week.parts]
        return PlanWeek(week, [row for row in rows if row.part.ends_on], [row for row in rows if not row.part.ends_on])

    def _row(self, part):
        change = "pull" if part.is_pulled else "push" if part.left.id in self.changes.pushed else ""
        return Planned(part, self._trails[part.left.roadmap], change)


@dataclass
class ThisWeek:
    """This week for Today: minutes of its budget, logged and planned; `rows` as `Planned`, what is only begun last.

    `spent` may be more than `logged`, and `bar` is a picture of it, see Plan.
    """

    on: date
    last_on: date
    budget: int
    logged: int
    spent: int
    left: int
    planned: int
    bar: list
    rows: list
    finish: Span | None

    @property
    def over(self):
        return max(self.planned - self.left, 0)


def plan_of(user, trails=None, minutes_by_day=None):
    """The plan over `trails` (all followed ones): five queries, and four where contents are not in memory.

    They are enrollments with roadmap and pace, progress, time off, changes, log. With `trails` two fewer, but one for
    the pace unless their enrollments know it; with {day: minutes} since `own_pace.first_day` one fewer.
    """
    if trails is None:
        trails = trails_of(user, user.enrollments.followed().select_related("user__pace"))
    pace = Pace.of(trails[0].enrollment.user if trails else user)
    active = sorted(
        (trail for trail in trails if trail.enrollment.state == "active"), key=lambda trail: trail.enrollment.priority
    )
    today, starts_on = user.today(), pace.week_starts_on
    if minutes_by_day is None:
        minutes_by_day = LogEntry.objects.minutes_by_day(user, own_pace.first_day(today, starts_on), today)
    starts = [trail.enrollment.started_on for trail in active]
    off = TimeOff.objects.filter(user=user).spans(min([own_pace.first_day(today, starts_on), *starts]))
    pulled, pushed = PlanChange.objects.filter(user=user).of_today(today, starts_on)
    logged = sum(minutes for day, minutes in minutes_by_day.items() if day >= week_of(today, starts_on))
    spent = max(logged, _ticked(active, week_of(today, starts_on)))
    budget = Budget(_minutes_a_week(pace, active), today, starts_on, off, spent)
    actual = own_pace.actual(minutes_by_day, today, starts_on, budget.is_off)
    changes = Changes(frozenset(pulled), pushed)
    return Plan(pace, active, budget, changes, logged, actual, _ways(active, pulled))


def today_of(user, today=None, trails=None, minutes_by_day=None):
    """This week, for Today; None when nothing is followed actively or left. Queries as `plan_of`."""
    plan = plan_of(user, trails, minutes_by_day)
    if not any(way.left for way in plan.ways):
        return None
    week = plan.weeks[0]
    return ThisWeek(
        week.week.on,
        week.week.last_on,
        week.week.whole,
        plan.logged,
        plan.budget.spent,
        week.week.budget,
        week.week.planned,
        plan.bar,
        week.rows + week.going_on,
        plan.span,
    )


def _minutes_a_week(pace, trails):
    """What was chosen over all roadmaps; else what was chosen for each of them together."""
    own = sum(trail.enrollment.hours_per_week or 0 for trail in trails)
    return 60 * (pace.hours_per_week or own)


def _ways(trails, pulled):
    """What is left of each: begun first. The same accomplishment in several is there once, in the first of them."""
    ways, seen = [], set()
    for trail in trails:
        states = trail.person.states
        left = []
        for checkpoint in sorted(trail.contents.checkpoints, key=lambda c: states.get(c.pk) != "doing"):
            counts = _counts(checkpoint) or checkpoint.pk in pulled
            if not counts or states.get(checkpoint.pk, "todo") not in LEFT or checkpoint.accomplishment_id in seen:
                continue
            if checkpoint.accomplishment_id:
                seen.add(checkpoint.accomplishment_id)
            left.append(_left(trail, checkpoint))
        hours = trail.enrollment.hours_per_week
        ways.append(Way(trail.contents.roadmap_id, tuple(left), trail.enrollment.started_on, hours and 60 * hours))
    return ways


def _left(trail, checkpoint):
    minutes = checkpoint.minutes, checkpoint.minutes_low, checkpoint.minutes_high
    return Left(checkpoint.pk, trail.contents.roadmap_id, checkpoint.milestone_id, *minutes)


def _counts(checkpoint):
    return not checkpoint.is_optional and not checkpoint.is_prerequisite


def _ticked(trails, week_on):
    """The minutes of what was done since the week began; the same accomplishment counts once."""
    done = {}
    for trail in trails:
        for _, _, checkpoint in trail.contents.places.values():
            state, on, *_ = trail.person.mine.get(checkpoint.pk, ("todo", None))
            if state == "done" and on and on >= week_on and _counts(checkpoint):
                done[checkpoint.accomplishment_id or -checkpoint.pk] = checkpoint.minutes or 0
    return sum(done.values())


def next_week(today, week_starts_on):
    """The first day of the week that follows."""
    return week_of(today, week_starts_on) + timedelta(days=7)


def in_a_month(today, week_starts_on):
    """The first day of the fourth week from this one."""
    return week_of(today, week_starts_on) + timedelta(days=28)
