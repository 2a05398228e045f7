"""What is wrong with a roadmap that can be read: asked of files before loading, of admin before saving."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from roadmaps import hours, outline, publishing
from roadmaps.content_tables import TABLES
from roadmaps.models import Checkpoint, Milestone, Phase, Resource, Roadmap

OWN = "own-"  # how the slugs of personal roadmaps begin
NAMED = ("roles", "sources", "skills")  # tables that an outline refers to


@dataclass
class Known:
    """Slugs that may be referred to. A set that is None is not known: references to it are not judged."""

    slugs: dict  # {table: set}
    checkpoints: set | None  # of (roadmap, checkpoint)
    stored: frozenset = frozenset()  # of (roadmap, checkpoint), retired ones too: a slug is for ever


def stored(names=NAMED):
    """What the database knows of these tables and of roadmaps, but for personal ones: nothing refers to these."""
    public = Checkpoint.objects.filter(roadmap__personal=False)
    places = frozenset(public.values_list("roadmap__slug", "slug"))
    slugs = {name: set(TABLES[name].model.objects.values_list("slug", flat=True)) for name in names}
    return Known(slugs, checkpoints=set(places), stored=places)


def of_stored(roadmap):
    """Sentences on why the stored roadmap cannot be published as it is now."""
    now = publishing.outline_of(roadmap)
    try:
        read = outline.parse(outline.render(now))
    except outline.OutlineError as error:
        return [problem.message for problem in error.problems]
    if _slugs(read) != _slugs(now):
        return ["A text holds what would be read as a part of the roadmap: a heading (#), a box (- [ ]) or the like."]
    return [message for _, message in of_outline(read, stored())]


def of_outline(read, known):
    """(line, message) of what the outline refers to in vain, or cannot be stored."""
    if read.slug.startswith(OWN):
        yield 1, f"roadmap: slug: “{OWN}” is how personal roadmaps begin; choose another"
    yield from _in_vain(read.lines.get("roles", 1), "role", read.roles, known.slugs["roles"])
    yield from _in_vain(read.lines.get("sources", 1), "source", read.sources, known.slugs["sources"])
    yield from _unstorable(1, Roadmap(slug=read.slug, **publishing.values_of_roadmap(read)), "roadmap")
    for phase in read.phases:
        yield from _of_part(phase, Phase(slug=phase.slug, **publishing.values_of_phase(phase)), read, known)
        for milestone in phase.milestones:
            row = Milestone(slug=milestone.slug, **publishing.values_of_milestone(milestone))
            yield from _of_part(milestone, row, read, known)
            yield from _of_hours(milestone)
            yield from _of_resources(milestone.resources)
    live = {checkpoint.slug for _, _, checkpoint in read.checkpoints()}
    for _, _, checkpoint in read.checkpoints():
        row = Checkpoint(slug=checkpoint.slug, **publishing.values_of_checkpoint(checkpoint))
        yield from _unstorable(checkpoint.line, row, "checkpoint")
        yield from _of_resources(checkpoint.resources)
        yield from _in_vain(checkpoint.line, "skill", checkpoint.skills, known.slugs["skills"])
        same_as = [tuple(checkpoint.same_as.split("#", 1))] if checkpoint.same_as else []
        if known.checkpoints is not None and same_as and same_as[0] not in known.checkpoints:
            yield checkpoint.line, f"same-as: there is no checkpoint “{checkpoint.same_as}”"
        for slug in checkpoint.replaces:
            if slug in live:
                yield checkpoint.line, f"replaces: “{slug}” is still there; what is replaced is retired first"


def _of_part(part, row, read, known):
    yield from _unstorable(part.line, row, type(row)._meta.verbose_name)
    if (read.slug, part.slug) in known.stored:
        yield part.line, f"“{part.slug}” is the slug of a checkpoint, retired or not; choose another"


def _of_hours(milestone):
    try:
        hours.share(milestone)
    except hours.HoursError as error:
        yield error.line, error.message


def _of_resources(resources):
    for resource in resources:
        yield from _unstorable(resource.line, Resource(**publishing.values_of_resource(resource)), "resource")


def _in_vain(line, kind, slugs, known):
    for slug in slugs if known is not None else []:
        if slug not in known:
            yield line, f"there is no {kind} “{slug}”"


def _unstorable(line, row, what):
    """What the model's own rules say: a slug that is missing or none, lengths, addresses."""
    try:
        row.clean_fields(exclude=[field.name for field in row._meta.fields if field.is_relation])
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            yield line, f"{what}: {name.replace('_', ' ')}: {' '.join(messages)}"


def _slugs(read):
    """What stands where, without texts."""
    return [
        (
            phase.slug,
            [(m.slug, len(m.resources), [(c.slug, len(c.resources)) for c in m.checkpoints]) for m in phase.milestones],
        )
        for phase in read.phases
    ]
