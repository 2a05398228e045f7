"""What a job asks for in each skill, at a level of seniority: the bar. Pure.

The sources rate a role, not its levels of seniority. Our reading: their figure is that of somebody settled in the job.
A junior needs one less in each skill, never less than 1; from senior on it is one more, at most 5: what a staff
engineer has beyond that is scope, not skill.
"""

from dataclasses import dataclass

from roadmaps.matrix import Rating

LOWEST, HIGHEST = 1, 5
BEYOND = ("senior", "staff", "principal", "distinguished", "manager", "director", "executive")
STEPS = {"junior": -1, "mid": 0} | dict.fromkeys(BEYOND, 1)


@dataclass(frozen=True)
class Asked:
    """The level that is asked, and what the sources say of the role, the lowest first: that is before seniority."""

    level: int
    ratings: tuple[Rating, ...]

    @property
    def differs(self):
        return len(self.ratings) > 1


def asked_of(role, seniority="", by=None) -> dict[int, Asked]:
    """{skill id: Asked} of a role at a seniority (empty: as the sources say), by all sources or one source's slug.

    Where the sources differ, all of them together ask for the highest. `ratings` are those of all sources in any case.
    """
    said = {}
    for requirement in role.requires.all():
        said.setdefault(requirement.skill_id, []).append(requirement)
    asked = {}
    for skill_id, requirements in said.items():
        levels = [r.level for r in requirements if by is None or r.source.slug == by]
        if levels:
            asked[skill_id] = Asked(at_seniority(max(levels), seniority), _ratings(requirements))
    return asked


def asked_by_each(roles) -> dict[int, dict[int, Asked]]:
    """{role id: what `asked_of` gives} as the sources say: roadmaps lead there."""
    return {role.pk: asked_of(role) for role in roles}


def at_seniority(level: int, seniority="") -> int:
    """A figure of the sources as it is asked at a seniority; an unknown one counts as none."""
    return min(max(level + STEPS.get(seniority, 0), LOWEST), HIGHEST)


def sources_of(role):
    """The sources that rate the skills of a role, in their order."""
    sources = {requirement.source_id: requirement.source for requirement in role.requires.all()}
    return sorted(sources.values(), key=lambda source: source.position)


def _ratings(requirements):
    sources = {}
    for requirement in sorted(requirements, key=lambda r: (r.level, r.source.position)):
        sources.setdefault(requirement.level, []).append(requirement.source)
    return tuple(Rating(level, tuple(names)) for level, names in sources.items())
