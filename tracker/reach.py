"""What leads from one level of a skill to another in somebody's roadmaps, for pages. Without any query."""

from dataclasses import dataclass, field
from functools import cached_property

from roadmaps.models import Checkpoint
from tracker.bar import asked_by_each
from tracker.closing import Hours, between, counts, hours_of, top_of
from tracker.rows import word
from tracker.shortest_way import Piece, Road, closes, needs_of
from tracker.skills import Course, Mine

LEFT = ("todo", "doing")
UNKNOWN = 60  # minutes that a checkpoint weighs when roadmaps are compared, in one of which no hours are known


@dataclass(frozen=True)
class Row:
    """A checkpoint that closes something."""

    course: Course
    checkpoint: Checkpoint
    state: str

    @property
    def address(self):
        return self.course.address_of(self.checkpoint)

    @property
    def state_label(self):
        return word(self.state, self.checkpoint)


@dataclass(frozen=True)
class Closer:
    """A roadmap with what of it is left to close a gap in one skill; `is_enough` as `shortest_way` says."""

    course: Course
    rows: list[Row]
    hours: Hours
    is_enough: bool


@dataclass
class Reach:
    """The checkpoints of all courses between levels, worked out once for a page."""

    mine: Mine
    _steps: dict = field(default_factory=dict)
    _pieces: dict = field(default_factory=dict)
    _unknown: dict = field(default_factory=dict)
    _work: dict = field(default_factory=dict)

    @property
    def public(self):
        return [course for course in self.mine.courses if course.roadmap.is_public]

    def closers(self, skill_id, at, to) -> list[Closer]:
        """The roadmaps that close a gap in one skill: followed ones first, then what is enough, in the fewest hours."""
        pieces = {c.roadmap.pk: self.pieces(c, skill_id, at, to) for c in self.mine.courses}
        need = needs_of([skill_id], [Road(c.roadmap.pk, {skill_id: pieces[c.roadmap.pk]}, {}) for c in self.public])
        found = []
        for course in self.mine.courses:
            if left := self.left(course, skill_id, at, to):
                rows = [Row(course, c, self.mine.state(c)) for c in left]
                is_enough = closes(pieces[course.roadmap.pk], need[skill_id])
                found.append(Closer(course, rows, hours_of(left), is_enough))
        return sorted(found, key=lambda c: (not c.course.is_followed, not c.is_enough, c.hours.typical))

    def left(self, course, skill_id, at, to):
        """The checkpoints from one level to another that are to do or begun, in order."""
        return [checkpoint for checkpoint in self._between(course, skill_id, at, to) if self.is_left(checkpoint)]

    def pieces(self, course, skill_id, at, to):
        """The same with what is done or skipped, as `shortest_way` reads it."""
        key = course.roadmap.pk, skill_id, at, to
        if key not in self._pieces:
            weight = self._weight_in(course)
            self._pieces[key] = [
                Piece(once(c), c.milestone_id, weight(c), self.is_left(c), self.mine.state(c) == "skipped")
                for c in self._between(course, skill_id, at, to)
            ]
        return self._pieces[key]

    def road(self, course, lines) -> Road:
        """A roadmap for the open lines of a gap."""
        pieces = {line.skill.pk: self.pieces(course, line.skill.pk, line.at, line.asked.level) for line in lines}
        weight, left = self._weight_in(course), {}
        if any(pieces.values()):
            for checkpoint in self.work_left(course):
                left[checkpoint.milestone_id] = left.get(checkpoint.milestone_id, 0) + weight(checkpoint)
        return Road(course.roadmap.pk, pieces, left)

    def work_left(self, course):
        """All that is left of a roadmap, in order."""
        pk = course.roadmap.pk
        if pk not in self._work:
            self._work[pk] = [c for c in course.contents.checkpoints if counts(c) and self.is_left(c)]
        return self._work[pk]

    def is_left(self, checkpoint):
        return self.mine.state(checkpoint) in LEFT

    def _between(self, course, skill_id, at, to):
        key = course.roadmap.pk, skill_id, at, to
        if key not in self._steps:
            steps = [checkpoint for checkpoint in course.contents.by_skill.get(skill_id, ()) if counts(checkpoint)]
            top = top_of(course.roadmap.role_ids, skill_id, self._asked) if steps else 0
            self._steps[key] = between(steps, at, to, top)
        return self._steps[key]

    def _weight_in(self, course):
        pk = course.roadmap.pk
        if pk not in self._unknown:
            self._unknown[pk] = UNKNOWN if course.contents.minutes is None else 0
        return lambda checkpoint: self._unknown[pk] if checkpoint.minutes is None else checkpoint.minutes

    @cached_property
    def _asked(self):
        return asked_by_each(self.mine.facts.roles)


def once(checkpoint):
    """A key that the same accomplishment has in all roadmaps."""
    return -checkpoint.accomplishment_id if checkpoint.accomplishment_id else checkpoint.pk
