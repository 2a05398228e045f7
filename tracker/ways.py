"""The shortest way to close somebody's gap, and which roadmaps close how much of it, for pages. Without any query."""

from dataclasses import dataclass
from functools import cached_property

from roadmaps.models import Milestone, Skill
from tracker import schedule, shortest_way
from tracker.closing import Hours, hours_of
from tracker.gap import Gap
from tracker.reach import Closer, Reach, once
from tracker.schedule import Left, Span
from tracker.skills import Course, Mine


@dataclass(frozen=True)
class Stop:
    """A milestone of a way: the hours that are left of it, and the skills of the gap that it trains."""

    milestone: Milestone
    hours: Hours
    skills: list[Skill]

    @property
    def names(self):
        return names(self.skills)


@dataclass(frozen=True)
class Part:
    """A roadmap of a way: the milestones to follow, none for all of it. Following it skips so many checkpoints."""

    course: Course
    stops: list[Stop]
    skips: int = 0

    @property
    def is_new(self):
        return not self.course.is_followed


@dataclass(frozen=True)
class Way:
    """A way that is proposed. `hours` are all that is left of it, `on_gap` those of them that train what is missing.

    `span` is when it ends if all of one's hours go there; None without a pace.
    """

    parts: list[Part]
    closes: list[Skill]
    unknown: list[Skill]  # what no roadmap trains
    leaves: list[Skill]  # what is trained elsewhere, or no more
    hours: Hours
    on_gap: Hours
    span: Span | None
    weeks: str = ""  # “10–14 weeks”

    @property
    def is_whole(self):
        return not any(part.stops for part in self.parts)

    @property
    def new(self):
        return [part for part in self.parts if part.is_new]

    @property
    def followed(self):
        return [part for part in self.parts if not part.is_new]

    @property
    def paused(self):
        return [part for part in self.parts if part.course.state == "paused"]

    @property
    def new_names(self):
        return names(part.course.title for part in self.new)

    @property
    def followed_names(self):
        return names(part.course.title for part in self.followed)

    @property
    def paused_names(self):
        return names(part.course.title for part in self.paused)

    @property
    def skips(self):
        return sum(part.skips for part in self.parts)

    @property
    def reasons(self):
        """What it closes and what it leaves, a sentence each: “Closes 4 of 5: Programming, …”."""
        number = len(self.closes) + len(self.unknown) + len(self.leaves)
        of = f"all {number}" if number == len(self.closes) > 1 else f"{len(self.closes)} of {number}"
        found = [f"Closes {of}: {names(self.closes)}."]
        if self.leaves:
            of = _them(self.leaves)
            why = f"this roadmap has too little of {of}" if self.is_whole else f"too little of {of} is left in roadmaps"
            found.append(f"Leaves {names(self.leaves)}: {why}.")
        if self.unknown:
            found.append(f"Leaves {names(self.unknown)}: no roadmap has {_them(self.unknown)}.")
        return found


@dataclass(frozen=True)
class Lead:
    """A roadmap with the skills of a gap that it closes, those that it trains a little, and the hours of both."""

    course: Course
    closes: list[Skill]
    trains: list[Skill]
    hours: Hours


@dataclass
class Ways:
    """What leads out of a gap."""

    mine: Mine
    gap: Gap

    @cached_property
    def reach(self) -> Reach:
        return Reach(self.mine)

    def closers(self, line) -> list[Closer]:
        """What closes one line of the gap."""
        return self.reach.closers(line.skill.pk, line.at, line.asked.level)

    @cached_property
    def proposed(self) -> list[Way]:
        """One roadmap, and milestones where they are shorter; none where nothing closes anything."""
        return [self._way(found) for found in shortest_way.proposals(self._skills, self._roads)]

    @property
    def hours_a_week(self):
        return self.mine.minutes // 60

    @property
    def shortest(self) -> Way | None:
        return self.proposed[-1] if self.proposed else None

    @cached_property
    def leads(self) -> list[Lead]:
        """The roadmaps that train something of the gap: what closes most of it first, in the fewest hours."""
        found = []
        for course in self.mine.courses:
            left = {line.skill.pk: self.reach.left(course, *_step(line)) for line in self._open}
            skills = [line.skill for line in self._open if left[line.skill.pk]]
            if skills:
                closed = self._closed_by(course)
                hours = hours_of(_once(*left.values()))
                closes = [skill for skill in skills if skill.pk in closed]
                trains = [skill for skill in skills if skill.pk not in closed]
                found.append(Lead(course, closes, trains, hours))
        return sorted(found, key=lambda lead: (-len(lead.closes), -len(lead.trains), lead.hours.typical))

    @cached_property
    def earned(self) -> str:
        """Names of the skills of whose missing step enough is done to close it: their ratings may have grown since."""
        return names(
            self._by_id[skill]
            for skill in self._skills
            if self._needs[skill] and 2 * shortest_way.done_of(skill, self._roads) >= self._needs[skill]
        )

    @cached_property
    def _skills(self):
        return [line.skill.pk for line in self._open]

    @cached_property
    def _by_id(self):
        return {line.skill.pk: line.skill for line in self._open}

    @cached_property
    def _courses(self):
        return {course.roadmap.pk: course for course in self.mine.courses}

    @cached_property
    def _open(self):
        return self.gap.open

    @cached_property
    def _roads(self):
        return [self.reach.road(course, self._open) for course in self.reach.public]

    @cached_property
    def _needs(self):
        return shortest_way.needs_of(self._skills, self._roads)

    def _closed_by(self, course):
        pieces = {line.skill.pk: self.reach.pieces(course, *_step(line)) for line in self._open}
        return {skill for skill in self._skills if shortest_way.closes(pieces[skill], self._needs[skill])}

    def _way(self, proposal):
        parts = [self._part(self._courses[pk], chosen) for pk, chosen in proposal.roads.items()]
        work = _once(*(self._work(part) for part in parts))
        on_gap = _once(*(self._on_gap(part) for part in parts))
        span = self._span(work)
        return Way(
            parts,
            closes=[self._by_id[skill] for skill in proposal.closes],
            unknown=[self._by_id[skill] for skill in proposal.leaves if not self._needs[skill]],
            leaves=[self._by_id[skill] for skill in proposal.leaves if self._needs[skill]],
            hours=hours_of(work),
            on_gap=hours_of(on_gap),
            span=span,
            weeks=_weeks(span, self.mine.today) if span else "",
        )

    def _part(self, course, chosen):
        stops = [
            self._stop(course, milestone)
            for phase in course.contents.phases
            for milestone in phase.milestone_list
            if milestone.pk in chosen
        ]
        skips = 0
        if stops and not course.is_followed:
            skips = sum(
                self.mine.state(checkpoint) == "todo" and not checkpoint.is_prerequisite
                for _, milestone, checkpoint in course.contents.places.values()
                if milestone.pk not in chosen
            )
        return Part(course, stops, skips)

    def _stop(self, course, milestone):
        here = [checkpoint for checkpoint in self.reach.work_left(course) if checkpoint.milestone_id == milestone.pk]
        trained = {
            line.skill.pk
            for line in self._open
            if any(c.milestone_id == milestone.pk for c in self.reach.left(course, *_step(line)))
        }
        return Stop(milestone, hours_of(here), [self._by_id[skill] for skill in self._skills if skill in trained])

    def _work(self, part):
        return _within(part, self.reach.work_left(part.course))

    def _on_gap(self, part):
        lists = [self.reach.left(part.course, *_step(line)) for line in self._open]
        return _within(part, [checkpoint for checkpoints in lists for checkpoint in checkpoints])

    def _span(self, work):
        budget = self.mine.budget
        if budget is None:
            return None
        left = tuple(Left(c.pk, 1, c.milestone_id, c.minutes, c.minutes_low, c.minutes_high) for c in work)
        return schedule.ends([schedule.Way(1, left)], budget).get(1)


def names(titled):
    """“Programming, MLOps and Research”"""
    *first, last = [str(each) for each in titled] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _them(skills):
    return "it" if len(skills) == 1 else "them"


def _step(line):
    return line.skill.pk, line.at, line.asked.level


def _within(part, checkpoints):
    """Those of the chosen milestones; all where all of the roadmap is followed."""
    chosen = {stop.milestone.pk for stop in part.stops}
    return [checkpoint for checkpoint in checkpoints if not chosen or checkpoint.milestone_id in chosen]


def _once(*lists):
    """The checkpoints of all lists, each and each accomplishment once."""
    return list({once(checkpoint): checkpoint for checkpoints in lists for checkpoint in checkpoints}.values())


def _weeks(span, today):
    low, high = (-(-((day - today).days + 1) // 7) for day in (span.low, span.high))
    return f"{low}–{high} weeks" if low != high else "a week" if low == 1 else f"{low} weeks"
