"""“Which role fits me?”: what is ticked speaks for roles and against them, and says why. Pure."""

from dataclasses import dataclass, field


@dataclass
class Match:
    """A role with the sum of its points, and the reasons, the weightiest first: (points, answer, because)."""

    role: object
    points: int = 0
    reasons: list = field(default_factory=list)
    share: int = 0  # of the best role's points, in percent

    @property
    def speaks_for(self):
        return [reason for reason in self.reasons if reason[0] > 0]

    @property
    def speaks_against(self):
        return [reason for reason in self.reasons if reason[0] < 0]


def rank(options, chosen, roles):
    """A Match for each role, the best first and equal ones in the order of `roles`; none when nothing is chosen.

    `options` have `slug`, `text` and weights with `role_id`, `points` and `because`; `chosen` holds slugs.
    """
    ticked = [option for option in options if option.slug in chosen]
    if not ticked:
        return []
    matches = {role.pk: Match(role) for role in roles}
    for option in ticked:
        for weight in option.weights.all():
            if match := matches.get(weight.role_id):
                match.points += weight.points
                match.reasons.append((weight.points, option.text, weight.because))
    ranked = sorted(matches.values(), key=lambda match: -match.points)
    best = ranked[0].points if ranked else 0
    for match in ranked:
        match.reasons.sort(key=lambda reason: -abs(reason[0]))
        match.share = max(0, 100 * match.points // best) if best > 0 else 0
    return ranked
