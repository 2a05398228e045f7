"""What the pages of a plan show of it: checkpoints and weeks, milestones with the day on which they end."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from tracker.schedule import Part
from tracker.trail import Trail


@dataclass(frozen=True)
class Planned:
    """A checkpoint in a week of the plan."""

    part: Part
    trail: Trail
    change: str = ""  # "pull", "push" or nothing
    where: str = ""  # its milestone, unless the row before it says that already

    @property
    def pk(self):
        return self.part.left.id

    @property
    def key(self):
        """What the HTML of it depends on, wherever it stands."""
        part = self.part.minutes, self.part.ends_on is None, self.part.is_begun
        return self.pk, self.trail.contents.version, self.state, self.change, self.where, *part

    @property
    def title_key(self):
        return self.pk, self.trail.contents.version

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


class PlanMilestone(NamedTuple):
    """`ends_on` is the day on which what is left of it ends, None where not all of that has a date."""

    trail: Trail
    milestone: object
    ends_on: date | None

    @property
    def key(self):
        """What the HTML of it depends on."""
        return self.milestone.pk, self.trail.contents.version, self.trail.roadmap.slug, self.ends_on


@dataclass
class PlanWeek:
    """A week with its checkpoints: `rows` are those that end in it, `going_on` what is only begun in it."""

    week: object
    rows: list
    going_on: list
    is_early: bool = False  # nothing has begun yet

    @property
    def is_off(self):
        return not self.week.worked and not self.is_early
