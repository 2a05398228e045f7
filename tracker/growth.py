"""How somebody's ratings of a skill went, as steps of a chart. Pure."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from roadmaps.models.skills import LEVELS

WIDTH, HEIGHT = 240, 64  # of the viewBox
PAD = 6  # around the steps


@dataclass(frozen=True)
class Step:
    """A rating in the chart: its place, and where its level ends."""

    rating: object
    x: float
    y: float
    end: float


@dataclass(frozen=True)
class Growth:
    """One skill: its ratings, the newest first, and the steps from the first of them to today."""

    skill: object
    ratings: tuple
    steps: tuple

    @property
    def newest(self):
        return self.ratings[0]

    @property
    def first(self):
        return self.ratings[-1]

    @property
    def levels_up(self):
        """From the first rating to the newest; below 0 where one thinks less of oneself now."""
        return self.newest.level - self.first.level

    @property
    def levels_down(self):
        return -self.levels_up

    @property
    def path(self):
        """The steps as the path of an SVG."""
        first, *later = self.steps
        return f"M{first.x} {first.y}H{first.end}" + "".join(f"V{step.y}H{step.end}" for step in later)


def growth_of(ratings, today: date) -> list[Growth]:
    """A Growth for each skill, the one last rated first. `ratings` are skill by skill, of each the newest first.

    All charts begin on the day of the very first rating and end today, so that they can be compared.
    """
    by_skill = [tuple(group) for _, group in groupby(ratings, key=lambda rating: rating.skill_id)]
    if not by_skill:
        return []
    first_on = min(group[-1].on for group in by_skill)
    last_on = max(today, *(group[0].on for group in by_skill))
    grown = [Growth(group[0].skill, group, _steps(group, first_on, last_on)) for group in by_skill]
    return sorted(grown, key=lambda growth: growth.newest.on, reverse=True)


def _steps(ratings, first_on, last_on):
    days = max((last_on - first_on).days, 1)
    oldest_first = ratings[::-1]
    places = [round(PAD + (WIDTH - 2 * PAD) * (rating.on - first_on).days / days, 1) for rating in oldest_first]
    ends = [*places[1:], WIDTH - PAD]
    return tuple(
        Step(rating, x, level_y(rating.level), end) for rating, x, end in zip(oldest_first, places, ends, strict=True)
    )


def level_y(level):
    """The height of a level: 1 at the foot, 5 at the top."""
    share = (level - LEVELS[0]) / (LEVELS[-1] - LEVELS[0])
    return round(HEIGHT - PAD - (HEIGHT - 2 * PAD) * share, 1)
