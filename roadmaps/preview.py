"""An outline as its page would show it, without being stored: for authors, and for whom they send a link."""

from roadmaps import hours, publishing
from roadmaps.contents import Contents
from roadmaps.markdown import render
from roadmaps.models import Checkpoint, Milestone, Phase, Resource, Roadmap, Role, Skill, Source


def roadmap_of(outline):
    """(roadmap, contents, roles, sources), none of them saved. Three queries."""
    roadmap = Roadmap(slug=outline.slug, **publishing.values_of_roadmap(outline))
    roadmap.introduction_html = render(outline.introduction)
    contents = _contents(outline)
    roadmap.ridge, roadmap.minutes, roadmap.checkpoint_count = (
        contents.ridge,
        contents.minutes,
        contents.checkpoint_count,
    )
    roles = Role.objects.filter(slug__in=outline.roles)
    return roadmap, contents, roles, Source.objects.filter(slug__in=outline.sources)


def _contents(outline):
    names = dict(Skill.objects.values_list("slug", "name"))
    numbers = iter(range(1, 10**9))  # ids that tell the parts of this page apart
    phases = []
    for part in outline.phases:
        phase = Phase(pk=next(numbers), slug=part.slug, **publishing.values_of_phase(part))
        phase.description_html = render(part.description)
        phase.milestone_list = [_milestone(inner, part, names, numbers) for inner in part.milestones]
        phases.append(phase)
    return Contents(0, 0, phases)


def _milestone(part, phase, names, numbers):
    milestone = Milestone(pk=next(numbers), slug=part.slug, **publishing.values_of_milestone(part))
    milestone.description_html = render(part.description)
    milestone.resource_list = _resources(part)
    milestone.checkpoint_list = []
    for inner, minutes in zip(part.checkpoints, _minutes(part), strict=True):
        checkpoint = _checkpoint(inner, minutes, numbers)
        checkpoint.is_prerequisite = part.prerequisites
        checkpoint.is_optional = inner.optional or part.optional or phase.optional or part.prerequisites
        checkpoint.skill_names = [names[slug] for slug in inner.skills if slug in names]
        above = milestone.checkpoint_list
        checkpoint.opens_section = not above or above[-1].section != checkpoint.section
        above.append(checkpoint)
    return milestone


def _checkpoint(part, minutes, numbers):
    checkpoint = Checkpoint(pk=next(numbers), slug=part.slug, **publishing.values_of_checkpoint(part))
    checkpoint.minutes_low, checkpoint.minutes, checkpoint.minutes_high = minutes or (None, None, None)
    checkpoint.description_html = render(part.description)
    checkpoint.resource_list = _resources(part)
    return checkpoint


def _resources(part):
    return [Resource(**publishing.values_of_resource(resource)) for resource in part.resources]


def _minutes(milestone):
    """Hours that do not add up keep a draft from being published, not from being looked at."""
    try:
        return hours.share(milestone)
    except hours.HoursError:
        return [None] * len(milestone.checkpoints)
