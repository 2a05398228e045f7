"""The ridge: the hours that each milestone asks for a week, as an elevation profile. Pure geometry."""

from dataclasses import dataclass
from itertools import pairwise

WIDTH, HEIGHT = 1000, 100  # of the viewBox
UNKNOWN = 0.35  # height of a milestone without hours, as a share of the highest


@dataclass
class Crest:
    """One milestone on the ridge; `x` is its middle, in percent of the width."""

    milestone: object
    weeks: int
    minutes_per_week: float | None
    x: float = 0.0

    @property
    def slug(self):
        return self.milestone.slug

    @property
    def label(self):
        return self.milestone.label

    @property
    def name(self):
        return self.milestone.name


@dataclass
class Ridge:
    path: str
    stops: list


def ridge_of(contents):
    """The ridge of the milestones that have a place in time; None when fewer than two have hours."""
    crests = []
    for phase in contents.phases:
        for milestone in phase.milestone_list:
            if milestone.weeks and not (milestone.optional or milestone.prerequisites or phase.optional):
                weeks = milestone.weeks
                minutes = milestone.minutes
                crests.append(Crest(milestone, weeks, minutes / weeks if minutes is not None else None))
    known = [crest.minutes_per_week for crest in crests if crest.minutes_per_week]
    if len(known) < 2:
        return None
    weeks, highest, passed = sum(crest.weeks for crest in crests), max(known), 0
    points = []
    for crest in crests:
        crest.x = round(100 * (passed + crest.weeks / 2) / weeks, 2)
        passed += crest.weeks
        share = UNKNOWN if crest.minutes_per_week is None else crest.minutes_per_week / highest
        points.append((crest.x / 100 * WIDTH, HEIGHT - 0.9 * HEIGHT * share))
    return Ridge(_curve(points), crests)


def _curve(points):
    """A smooth closed path through the points, from the ground and back to it."""
    first, last = points[0], points[-1]
    steps = [f"M0 {HEIGHT}", f"L0 {first[1]:.1f}", f"L{first[0]:.1f} {first[1]:.1f}"]
    for (x1, y1), (x2, y2) in pairwise(points):
        middle = (x1 + x2) / 2
        steps.append(f"C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}")
    steps += [f"L{WIDTH} {last[1]:.1f}", f"L{WIDTH} {HEIGHT}", "Z"]
    return " ".join(steps)
