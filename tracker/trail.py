"""A followed roadmap as its page shows it: legs (phases) of stops (milestones) of rows (checkpoints), with totals."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils.safestring import mark_safe

from roadmaps.contents import Contents, contents_of_all
from roadmaps.models import Milestone, Phase
from tracker import rows
from tracker.models import Enrollment, Progress
from tracker.totals import Totals, count


@dataclass
class Person:
    """What of a person a trail needs: {checkpoint id: (state, day of done, has note, link, evidence)} and their day."""

    mine: dict
    today: date

    def row(self, checkpoint):
        return rows.row_of(checkpoint, self.mine.get(checkpoint.pk), self.today)

    @cached_property
    def states(self):
        return {pk: state for pk, (state, *_) in self.mine.items()}


@dataclass
class Stop:
    milestone: Milestone
    totals: Totals
    person: Person
    version: int
    open: bool = False
    is_own: bool = False  # of a personal roadmap, whose texts stand on no other page

    @property
    def tells(self):
        return self.open or self.is_own

    @property
    def state(self):
        return _state(self.totals)

    @property
    def key(self):
        """What the HTML of its head depends on."""
        return self.milestone.id, self.version, self.totals

    @property
    def whole_key(self):
        """What the HTML of all of it depends on: the person's part of it, and the day, since labels say “today”."""
        mine = tuple(self.person.mine.get(checkpoint.id) for checkpoint in self.milestone.checkpoint_list)
        return self.milestone.id, self.version, self.open, self.person.today, mine

    @property
    def rows(self):
        """All rows' HTML in one string."""
        elements = (rows.html(self.person.row(c), self.version) for c in self.milestone.checkpoint_list)
        return mark_safe("".join(elements))  # noqa: S308


@dataclass
class Leg:
    phase: Phase
    totals: Totals
    stops: list

    @property
    def key(self):
        return self.phase.id, self.totals

    @property
    def state(self):
        return {"mid": "begun"}.get(_state(self.totals), _state(self.totals))


def _state(totals):
    if totals.is_complete:
        return "done"
    begun = totals.done or totals.doing or totals.skipped or totals.optional_done or totals.held
    return "mid" if begun else "ahead"


@dataclass
class Trail:
    contents: Contents
    person: Person
    enrollment: Enrollment = None
    left_only: bool = False
    undo: dict = None

    @cached_property
    def legs(self):
        """The stop where the person is stands open."""
        is_own = bool(self.enrollment and self.enrollment.roadmap.personal)
        here = self.next_place and self.next_place[1]
        legs = []
        for phase in self.contents.phases:
            stops = [
                Stop(
                    milestone,
                    count(milestone.checkpoint_list, self.person.states),
                    self.person,
                    self.contents.version,
                    milestone is here,
                    is_own,
                )
                for milestone in phase.milestone_list
            ]
            legs.append(Leg(phase, sum((stop.totals for stop in stops), Totals()), stops))
        return legs

    @cached_property
    def totals(self):
        return sum((leg.totals for leg in self.legs), Totals())

    @property
    def roadmap(self):
        return self.enrollment.roadmap

    @property
    def stops(self):
        return [stop for leg in self.legs for stop in leg.stops]

    @cached_property
    def next(self):
        """What is being done, else the first thing to do; what does not count only then, prerequisites last."""
        return next(iter(self.upcoming(1)), None)

    @property
    def key(self):
        """What the HTML of its gauge depends on."""
        return self.contents.roadmap_id, self.contents.version, self.totals, self.next and self.next.pk

    @property
    def ridge_key(self):
        return self.contents.roadmap_id, self.contents.version, self.totals.percent

    @property
    def next_rows(self):
        return self.upcoming(3)

    @property
    def ridge(self):
        return self.contents.ridge

    @property
    def next_place(self):
        """(phase, milestone, checkpoint) of `next`."""
        return self.contents.places.get(self.next.pk) if self.next else None

    def upcoming(self, number):
        states = self.person.states
        left = [c for c in self.contents.checkpoints if states.get(c.id, "todo") in {"todo", "doing"}]
        left.sort(key=lambda c: (c.is_prerequisite, c.is_optional, states.get(c.id) != "doing"))
        return [self.person.row(checkpoint) for checkpoint in left[:number]]

    def place_of(self, pk):
        """(leg, stop) of a checkpoint, or None when it is retired."""
        place = self.contents.places.get(pk)
        if place is None:
            return None
        leg = next(leg for leg in self.legs if leg.phase is place[0])
        return leg, next(stop for stop in leg.stops if stop.milestone is place[1])

    @property
    def retired(self):
        """Rows of what is no longer part of the roadmap and on which the person did something."""
        return [self.person.row(c) for c in self.contents.retired if c.pk in self.person.mine]

    @property
    def notches(self):
        """Where milestones end on the gauge, in percent of the checkpoints that count."""
        ends, passed = [], 0
        for stop in self.stops:
            passed += stop.totals.of
            if stop.totals.of and passed < self.totals.of:
                ends.append(round(100 * passed / self.totals.of, 2))
        return ends


def progress_in(user, roadmap_ids):
    """{checkpoint id: (state, first done on, has note, link, evidence)}: one range of the person's key."""
    has_note = ExpressionWrapper(~Q(note=""), output_field=BooleanField())
    mine = Progress.objects.filter(user=user, checkpoint__roadmap__in=roadmap_ids).annotate(has_note=has_note)
    found = mine.values_list("checkpoint_id", "state", "first_done_on", "has_note", "link", "evidence")
    return {pk: tuple(values) for pk, *values in found}


def trail_of(user, enrollment):
    """The trail of one enrollment: one query, and four where its contents are not in memory."""
    return trails_of(user, [enrollment])[0]


def trails_of(user, enrollments):
    """Trails of any number of enrollments: one query, and four where contents are not in memory."""
    enrollments = list(enrollments)
    if not enrollments:
        return []
    contents = contents_of_all((e.roadmap.pk, e.roadmap.version) for e in enrollments)
    person = Person(progress_in(user, list(contents)), user.today())
    return [Trail(contents[e.roadmap.pk], person, e) for e in enrollments]
