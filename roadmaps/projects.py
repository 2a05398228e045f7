"""Families of projects and exercises as their pages show them: in groups, and what prepares for them."""

from dataclasses import dataclass
from functools import cached_property

from roadmaps.models import ProjectFamily, Roadmap
from roadmaps.questions import checkpoints_for


@dataclass
class Wanted:
    """A family as `checkpoints_for` takes it."""

    family: ProjectFamily

    @property
    def topics(self):
        return self.family.topics

    @cached_property
    def skills_slugs(self):
        return [skill.slug for skill in self.family.skills.all()]


def checkpoints_that_build(family):
    """A few whose title names a topic of it; where there is none, some that build its skills: one query."""
    found = checkpoints_for(Wanted(family))
    return [checkpoint for checkpoint in found if checkpoint.named] or found


def by_level(families):
    """[(level, its label, its families)], beginners' first."""
    levels = ProjectFamily.Level.choices
    groups = ((level, label, [family for family in families if family.level == level]) for level, label in levels)
    return [group for group in groups if group[2]]


def by_roadmap(exercises, articles):
    """[(public roadmap or None, [(exercise, its family or None)])], those of no roadmap last: one query."""
    families = {family.pk: family for family in articles.project_families}
    roadmaps = {roadmap.slug: roadmap for roadmap in Roadmap.objects.published().only("slug", "title")}
    groups = {slug: [] for slug in [*dict.fromkeys(exercise.roadmap for exercise in exercises), None]}
    for exercise in exercises:
        slug = exercise.roadmap if exercise.roadmap in roadmaps else None
        groups[slug].append((exercise, families.get(exercise.family_id)))
    return [(roadmaps.get(slug), group) for slug, group in groups.items() if group]
