"""The matrix of skills and roles: what each source asks for, beside each other where they differ. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rating:
    """A level from 1 to 5 and the sources that give it, in their order."""

    level: int
    sources: tuple


@dataclass(frozen=True)
class Cell:
    """What is asked of one role in one skill; no ratings where no source says anything."""

    role: object
    ratings: tuple

    @property
    def differs(self):
        return len(self.ratings) > 1


@dataclass(frozen=True)
class Line:
    skill: object
    cells: tuple


def matrix(skills, roles):
    """A Line for each skill that some role needs, with a Cell for each role; the lowest rating of a cell first."""
    asked = {}
    for role in roles:
        for requirement in role.requires.all():
            place = asked.setdefault((role.pk, requirement.skill_id), {})
            place.setdefault(requirement.level, []).append(requirement.source)
    lines = (Line(skill, tuple(_cell(role, asked.get((role.pk, skill.pk), {})) for role in roles)) for skill in skills)
    return [line for line in lines if any(cell.ratings for cell in line.cells)]


def _cell(role, levels):
    ratings = (
        Rating(level, tuple(sorted(sources, key=lambda source: source.position)))
        for level, sources in sorted(levels.items())
    )
    return Cell(role, tuple(ratings))


def levels_by(source, skills, roles):
    """{role: {skill: level}} of one source, of the roles and skills that it rates."""
    skills = {skill.pk: skill for skill in skills}
    rated = {
        role: {skills[r.skill_id]: r.level for r in role.requires.all() if r.source_id == source.pk} for role in roles
    }
    return {role: levels for role, levels in rated.items() if levels}
