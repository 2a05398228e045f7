"""What somebody can against what a job asks: which skills are below, at and above the bar, and how ready that is. Pure.

Ready is the sum of what one has, skill by skill and never more than is asked, out of the sum of what is asked, in
percent and rounded down: so nothing that is above the bar makes up for what is below it, and 100 means that all is met.
A skill that was never rated counts as 0.
"""

from dataclasses import dataclass

from tracker.bar import Asked

BELOW, UNRATED, AT, ABOVE = "below", "unrated", "at", "above"


@dataclass(frozen=True)
class Line:
    """One skill: what is asked, and one's own rating of it, or None."""

    skill: object
    asked: Asked
    mine: int | None = None

    @property
    def at(self):
        """The level to begin at: 0 where nothing was rated."""
        return self.mine or 0

    @property
    def status(self):
        if self.mine is None:
            return UNRATED
        if self.mine == self.asked.level:
            return AT
        return BELOW if self.mine < self.asked.level else ABOVE

    @property
    def is_met(self):
        return self.at >= self.asked.level

    @property
    def to_go(self):
        """Levels that are missing."""
        return max(self.asked.level - self.at, 0)

    @property
    def over(self):
        """Levels beyond the bar."""
        return max(self.at - self.asked.level, 0)


@dataclass(frozen=True)
class Gap:
    """The lines of a bar, in the order of the skills."""

    lines: tuple[Line, ...]

    @property
    def ready(self):
        """The floor; 100 exactly when all is met. Of nothing there is no percentage: 0."""
        asked = sum(line.asked.level for line in self.lines)
        had = sum(min(line.at, line.asked.level) for line in self.lines)
        return 100 * had // asked if asked else 0

    @property
    def below(self):
        """Rated, and lower than asked."""
        return self._of(BELOW)

    @property
    def unrated(self):
        return self._of(UNRATED)

    @property
    def at(self):
        return self._of(AT)

    @property
    def above(self):
        return self._of(ABOVE)

    @property
    def open(self):
        """What is missing: the rated ones first, the widest gap first."""
        return sorted(self.below + self.unrated, key=lambda line: (line.mine is None, -line.to_go))

    @property
    def met(self):
        return [line for line in self.lines if line.is_met]

    @property
    def to_go(self):
        """Levels that are missing, over all skills."""
        return sum(line.to_go for line in self.lines)

    @property
    def is_rated(self):
        """Whether anything of what is asked was rated."""
        return any(line.mine is not None for line in self.lines)

    def _of(self, status):
        return [line for line in self.lines if line.status == status]


def gap_of(skills, asked, mine) -> Gap:
    """The Gap of {skill id: Asked} and {skill id: one's own level}, in the order of `skills`."""
    return Gap(tuple(Line(skill, asked[skill.pk], mine.get(skill.pk)) for skill in skills if skill.pk in asked))
