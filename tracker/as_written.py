"""What the sources reckon with for a roadmap, beside what its hours come to at somebody's pace."""

from dataclasses import dataclass

from roadmaps.models import Roadmap, Target


@dataclass(frozen=True)
class Written:
    """`target` is the source's study time that is nearest to the pace, None where no source says one."""

    roadmap: Roadmap
    minutes: int
    hours: int  # a week, of the person
    target: Target | None
    disagreement: object = None

    @property
    def weeks(self):
        """As many as its hours take at the pace, days off aside."""
        return -(-self.minutes // (60 * self.hours))


def study_times(facts):
    """What sources recommend to study in a week, the most first; of hours alone, as a pace is."""
    return sorted(
        (target for target in facts.targets if _is_study(target)), key=lambda target: (-target.low, target.slug)
    )


def as_written(plan, facts):
    """`Written` of each followed roadmap that says at how many hours a week it was written."""
    found = []
    for trail, way in zip(plan.trails, plan.ways, strict=True):
        hours = (way.minutes or plan.budget.minutes) // 60
        if not (hours and trail.roadmap.hours_per_week and trail.contents.minutes):
            continue
        targets = [target for target in facts.targets_of(trail.roadmap) if _is_study(target)]
        nearest = min(targets, key=lambda target: abs(target.low - hours), default=None)
        told = [d for d in facts.disagreements_about(trail.roadmap) if d.area == "timeline"]
        found.append(Written(trail.roadmap, trail.contents.minutes, hours, nearest, next(iter(told), None)))
    return found


def _is_study(target):
    is_weekly = target.measure == Target.Measure.STUDY_TIME and target.per == Target.Per.WEEK
    return is_weekly and target.unit == "hours" and target.advised and 0 < (target.low or 0) <= 100
