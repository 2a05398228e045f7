"""Somebody's plan: the schedule of all that they follow, with what its pages show of it. Computed anew each time."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from tracker import own_pace
from tracker.models import LogEntry, Pace, PlanChange, TimeOff
from tracker.plan_rows import PlanMilestone, Planned, PlanWeek
from tracker.schedule import (
    Budget,
    Changes,
    Left,
    Part,
    Schedule,
    Span,
    Way,
    ends,
    finishes,
    needed_hours,
    schedule,
    whole,
)
from tracker.timeline import timeline
from tracker.trail import trails_of
from tracker.weeks import week_of

LEFT = ("todo", "doing")
IF_GIVEN = (5, 10, 15, 20)  # hours a week


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
        """When all of it ends that has known hours; None where some of that has no date."""
        known = (way.roadmap for way in self.ways if way.left and way.is_known)
        return whole(self.spans) if all(roadmap in self.spans for roadmap in known) else None

    @cached_property
    def by_actual(self) -> Span | None:
        """When it would end at the pace of the log."""
        return finishes(self.ways, [self._with(self.actual)], self.changes)[0] if self.actual else None

    @property
    def if_given(self):
        """[(hours a week, when it would end)] when all roadmaps share them."""
        budgets = [self._with(60 * hours) for hours in IF_GIVEN]
        return list(zip(IF_GIVEN, finishes(self.ways, budgets, self.changes), strict=True))

    @property
    def targets(self):
        """[(trail, day it should end on, when it ends, hours a week that it takes or None)] of what has a target."""
        return [
            (trail, trail.enrollment.target_on, self.spans.get(way.roadmap), needed_hours(way, self.budget, by))
            for trail, way in zip(self.trails, self.ways, strict=True)
            if (by := trail.enrollment.target_on) and way.is_known
        ]

    @cached_property
    def this_week(self):
        """The first of `weeks`, without putting anything into the others."""
        return self._week(schedule(self.ways, self.budget, self.changes, most=1).weeks[0])

    @cached_property
    def weeks(self):
        """This week and those to come."""
        return [self._week(week) for week in self.schedule.weeks]

    @cached_property
    def begins_on(self):
        """The day on which the first of what is left begins, None where one has no day."""
        starts = [way.starts_on for way in self.ways if way.left]
        return min(starts) if starts and None not in starts else None

    @property
    def bar(self):
        """(spent, planned, budget) of this week, in thousandths of a picture's width."""
        week = self.this_week.week
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
        """Those with something left, in the order of the roadmaps."""
        days, found = self.schedule.ends(), {}
        for way in self.ways:
            for left in way.left:
                found.setdefault((way.roadmap, left.milestone), []).append(left.id)
        listed = []
        for (roadmap, _), ids in found.items():
            trail = self._trails[roadmap]
            dated = all(pk in days for pk in ids)
            ends_on = max(days[pk] for pk in ids) if dated else None
            listed.append(PlanMilestone(trail, trail.contents.places[ids[0]][1], ends_on))
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
        done = sum(c.minutes for c in counted if states.get(c.id) == "done")
        of = sum(c.minutes for c in counted if states.get(c.id) != "skipped")
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

    def _with(self, minutes):
        return Budget(minutes, self.today, self.budget.week_starts_on, self.budget.off, self.budget.spent)

    def _week(self, week):
        ending = [part for part in week.parts if part.ends_on]
        going_on = [part for part in week.parts if not part.ends_on]
        is_early = bool(self.begins_on and week.last_on < self.begins_on)
        return PlanWeek(week, self._rows(ending), self._rows(going_on), is_early)

    def _rows(self, parts):
        rows, before = [], None
        for part in parts:
            is_told, before = part.left.milestone == before, part.left.milestone
            rows.append(self._row(part, "" if is_told else self._where(part.left)))
        return rows

    def _where(self, left):
        trail = self._trails[left.roadmap]
        milestone = trail.contents.places[left.id][1].title
        return f"{milestone}, {trail.roadmap.title}" if len(self.trails) > 1 else milestone

    def _row(self, part, where=""):
        change = "pull" if part.is_pulled else "push" if part.left.id in self.changes.pushed else ""
        return Planned(part, self._trails[part.left.roadmap], change, where)


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


def plan_of(user, trails=None, past=None):
    """The plan over `trails` (all followed ones): five queries, and four where contents are not in memory.

    They are enrollments with roadmap and pace, progress, changes, log, time off. With `trails` two fewer, but one for
    the pace unless their enrollments know it; with the `past` as `rhythm.work_of` gives it two fewer.
    """
    if trails is None:
        trails = trails_of(user, user.enrollments.followed().select_related("user__pace"))
    pace = Pace.of(trails[0].enrollment.user if trails else user)
    active = sorted(
        (trail for trail in trails if trail.enrollment.state == "active"), key=lambda trail: trail.enrollment.priority
    )
    today, starts_on = user.today(), pace.week_starts_on
    first_day = own_pace.first_day(today, starts_on)
    if past is None:
        minutes_by_day = LogEntry.objects.minutes_by_day(user, first_day, today)
        starts = [trail.enrollment.started_on for trail in active]
        off = TimeOff.objects.filter(user=user).spans(min([first_day, *starts]))
    else:
        minutes_by_day, off = past.minutes_by_day(first_day, today), tuple(past.off)
    pulled, pushed = PlanChange.objects.filter(user=user).of_today(today, starts_on)
    logged = sum(minutes for day, minutes in minutes_by_day.items() if day >= week_of(today, starts_on))
    spent = max(logged, _ticked(active, week_of(today, starts_on)))
    budget = Budget(_minutes_a_week(pace, active), today, starts_on, off, spent)
    actual = own_pace.actual(minutes_by_day, today, starts_on, budget.is_off)
    changes = Changes(frozenset(pulled), pushed)
    return Plan(pace, active, budget, changes, logged, actual, _ways(active, pulled))


def today_of(user, trails=None, past=None):
    """This week, for Today; None when nothing is followed actively or left. Queries as `plan_of`."""
    plan = plan_of(user, trails, past)
    if not any(way.left for way in plan.ways):
        return None
    week = plan.this_week
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
        for checkpoint in sorted(trail.contents.checkpoints, key=lambda c: states.get(c.id) != "doing"):
            counts = _counts(checkpoint) or checkpoint.id in pulled
            if not counts or states.get(checkpoint.id, "todo") not in LEFT or checkpoint.accomplishment_id in seen:
                continue
            if checkpoint.accomplishment_id:
                seen.add(checkpoint.accomplishment_id)
            left.append(_left(trail, checkpoint))
        hours = trail.enrollment.hours_per_week
        ways.append(Way(trail.contents.roadmap_id, tuple(left), trail.enrollment.started_on, hours and 60 * hours))
    return ways


def _left(trail, checkpoint):
    minutes = checkpoint.minutes, checkpoint.minutes_low, checkpoint.minutes_high
    return Left(checkpoint.id, trail.contents.roadmap_id, checkpoint.milestone_id, *minutes)


def _counts(checkpoint):
    return not checkpoint.is_optional and not checkpoint.is_prerequisite


def _ticked(trails, week_on):
    """The minutes of what was done since the week began; the same accomplishment counts once."""
    done = {}
    for trail in trails:
        for _, _, checkpoint in trail.contents.places.values():
            state, on, *_ = trail.person.mine.get(checkpoint.id, ("todo", None))
            if state == "done" and on and on >= week_on and _counts(checkpoint):
                done[checkpoint.accomplishment_id or -checkpoint.id] = checkpoint.minutes or 0
    return sum(done.values())


def next_week(today, week_starts_on):
    """The first day of the week that follows."""
    return week_of(today, week_starts_on) + timedelta(days=7)


def in_a_month(today, week_starts_on):
    """The first day of the fourth week from this one."""
    return week_of(today, week_starts_on) + timedelta(days=28)
