"""Between the stored roadmap and its text: read as an outline, store an outline, publish what was stored."""

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from roadmaps import hours, impact, same_as
from roadmaps import outline as text
from roadmaps.markdown import MarkdownField
from roadmaps.models import (
    Checkpoint,
    Milestone,
    Phase,
    Resource,
    Revision,
    Roadmap,
    Role,
    Skill,
    Source,
)

BATCH = 2000  # rows of a statement, which takes 65,535 values at most

# ---- reading


def outline_of(roadmap):
    """The stored roadmap as an outline, without what is retired. Seven queries."""
    return outlines_of([roadmap])[roadmap.slug]


def outlines_of(roadmaps):
    """{slug: outline}: the same for several. Five queries, and two for each that was not read by `all_locked`."""
    resources = {place: [_resource(row) for row in rows] for place, rows in _resources_of(roadmaps).items()}
    checkpoints, milestones, phases = {}, {}, {}
    for checkpoint in Checkpoint.objects.filter(roadmap__in=roadmaps, retired_at=None).prefetch_related("skills"):
        checkpoints.setdefault(checkpoint.milestone_id, []).append(_checkpoint(checkpoint, resources))
    for milestone in Milestone.objects.filter(roadmap__in=roadmaps):
        milestones.setdefault(milestone.phase_id, []).append(_milestone(milestone, checkpoints, resources))
    for phase in Phase.objects.filter(roadmap__in=roadmaps):
        phases.setdefault(phase.roadmap_id, []).append(_phase(phase, milestones))
    return {roadmap.slug: _outline(roadmap, phases.get(roadmap.pk, [])) for roadmap in roadmaps}


def gone_from(roadmap, current):
    """What the stored roadmap has or had and the outline `current` has not, as its parts, the last retired first."""
    here = [checkpoint.slug for _, _, checkpoint in current.checkpoints()]
    stored = Checkpoint.objects.filter(roadmap=roadmap).exclude(slug__in=here).prefetch_related("skills", "resources")
    gone = []
    for row in stored.order_by(F("retired_at").desc(nulls_first=True), "position", "pk"):
        gone.append(_checkpoint(row, {(None, row.pk): [_resource(resource) for resource in row.resources.all()]}))
    return gone


def text_of(roadmap):
    """The canonical text of the stored roadmap."""
    return text.render(outline_of(roadmap))


def _resources_of(roadmaps):
    """{(milestone id, checkpoint id): [Resource]}; one of the two ids is None."""
    places = {}
    for row in Resource.objects.filter(Q(checkpoint__roadmap__in=roadmaps) | Q(milestone__roadmap__in=roadmaps)):
        places.setdefault((row.milestone_id, row.checkpoint_id), []).append(row)
    return places


def _outline(stored, phases):
    return text.Outline(
        slug=stored.slug,
        title=stored.title,
        summary=stored.summary,
        audience=stored.audience,
        outcomes=list(stored.outcomes),
        roles=sorted(role.slug for role in stored.roles.all()),
        weeks=_range(stored.weeks_low, stored.weeks_high),
        hours_per_week=stored.hours_per_week,
        sources=sorted(source.slug for source in stored.sources.all()),
        position=stored.position,
        introduction=stored.introduction,
        phases=phases,
    )


def _phase(stored, milestones):
    return text.Phase(
        title=stored.title,
        slug=stored.slug,
        optional=stored.optional,
        description=stored.description,
        milestones=milestones.get(stored.pk, []),
    )


def _milestone(stored, checkpoints, resources):
    return text.Milestone(
        title=stored.title,
        slug=stored.slug,
        weeks=stored.weeks,
        study=stored.study_minutes,
        practice=stored.practice_minutes,
        optional=stored.optional,
        estimated=stored.estimated,
        prerequisites=stored.prerequisites,
        description=stored.description,
        resources=resources.get((stored.pk, None), []),
        checkpoints=checkpoints.get(stored.pk, []),
    )


def _checkpoint(stored, resources):
    return text.Checkpoint(
        title=stored.title,
        slug=stored.slug,
        kind=stored.kind,
        section=stored.section,
        depth=stored.depth,
        optional=stored.optional,
        hours=_range(stored.hours_low, stored.hours_high),
        skills=sorted(skill.slug for skill in stored.skills.all()),
        same_as=stored.same_as,
        replaces=list(stored.replaces),
        description=stored.description,
        resources=resources.get((None, stored.pk), []),
    )


def _range(low, high):
    """An administrator may give only one end."""
    ends = [end for end in (low, high) if end is not None]
    return (ends[0], ends[-1]) if ends else None


def _resource(stored):
    return text.Resource(
        title=stored.title,
        url=stored.url,
        kind=stored.kind,
        by=stored.by,
        cost=stored.cost,
        remark=stored.remark,
    )


# ---- storing


@transaction.atomic
def store(outline):
    """Make the stored roadmap equal to the outline, matching by slug; what is no longer in it is retired.

    Identities stay: renaming and moving change rows, never replace them. New checkpoints go in at once, of those that
    are there only what differs is written: no query for each. The caller publishes.
    """
    outline = normalised(outline)
    Roadmap.objects.get_or_create(slug=outline.slug, defaults={"title": outline.title})
    roadmap = locked(outline.slug)
    _write(roadmap, **values_of_roadmap(outline))
    roadmap.roles.set(Role.objects.filter(slug__in=outline.roles))
    roadmap.sources.set(Source.objects.filter(slug__in=outline.sources))
    milestones = _store_milestones(roadmap, outline)
    checkpoints = _store_checkpoints(roadmap, outline, milestones)
    _store_skills(outline, checkpoints)
    _store_resources(roadmap, outline, milestones, checkpoints)
    roadmap.milestones.exclude(slug__in=milestones).delete()
    roadmap.phases.exclude(slug__in=[phase.slug for phase in outline.phases]).delete()
    return roadmap


def locked(slug):
    """The roadmap, for one writer at a time (people may follow it meanwhile); None if there is none."""
    return Roadmap.objects.select_for_update(no_key=True).filter(slug=slug).first()


def all_locked(slugs):
    """{slug: roadmap} of those that are stored, locked likewise, with their roles and sources. Three queries."""
    locked = Roadmap.objects.select_for_update(no_key=True).filter(slug__in=slugs).order_by("pk")
    return {roadmap.slug: roadmap for roadmap in locked.prefetch_related("roles", "sources")}


def normalised(outline):
    """The outline with lists that have no order of their own sorted, so that no other record's position changes it."""
    for _, _, checkpoint in outline.checkpoints():
        checkpoint.skills = sorted(checkpoint.skills)
        checkpoint.done = False
    outline.roles, outline.sources = sorted(outline.roles), sorted(outline.sources)
    return outline


def values_of_roadmap(outline):
    low, high = outline.weeks or (None, None)
    return {
        "title": outline.title,
        "summary": outline.summary,
        "audience": outline.audience,
        "outcomes": outline.outcomes,
        "weeks_low": low,
        "weeks_high": high,
        "hours_per_week": outline.hours_per_week,
        "position": outline.position,
        "introduction": outline.introduction,
    }


def values_of_phase(phase):
    return {"title": phase.title, "description": phase.description, "optional": phase.optional}


def values_of_milestone(milestone):
    return {
        "title": milestone.title,
        "description": milestone.description,
        "weeks": milestone.weeks,
        "study_minutes": milestone.study,
        "practice_minutes": milestone.practice,
        "optional": milestone.optional,
        "estimated": milestone.estimated,
        "prerequisites": milestone.prerequisites,
    }


def values_of_checkpoint(checkpoint):
    low, high = checkpoint.hours or (None, None)
    return {
        "title": checkpoint.title,
        "kind": checkpoint.kind,
        "section": checkpoint.section,
        "depth": checkpoint.depth,
        "description": checkpoint.description,
        "optional": checkpoint.optional,
        "hours_low": low,
        "hours_high": high,
        "same_as": checkpoint.same_as,
        "replaces": checkpoint.replaces,
    }


def values_of_resource(resource):
    return {name: getattr(resource, name) for name in ("title", "url", "kind", "by", "cost", "remark")}


def _store_milestones(roadmap, outline):
    """Milestones and their phases; returns {slug: Milestone} of those in the outline."""
    phases = _store_phases(roadmap, outline)
    stored = {milestone.slug: milestone for milestone in roadmap.milestones.all()}
    milestones, new = {}, []
    for phase in outline.phases:
        for position, milestone in enumerate(phase.milestones):
            row = stored.get(milestone.slug) or Milestone(roadmap=roadmap, slug=milestone.slug)
            _write(row, new, **values_of_milestone(milestone), phase_id=phases[phase.slug].pk, position=position)
            milestones[milestone.slug] = row
    Milestone.objects.bulk_create(new, batch_size=BATCH)
    return milestones


def _store_phases(roadmap, outline):
    stored = {phase.slug: phase for phase in roadmap.phases.all()}
    phases, new = {}, []
    for position, phase in enumerate(outline.phases):
        row = stored.get(phase.slug) or Phase(roadmap=roadmap, slug=phase.slug)
        _write(row, new, **values_of_phase(phase), position=position)
        phases[phase.slug] = row
    Phase.objects.bulk_create(new, batch_size=BATCH)
    return phases


def _store_checkpoints(roadmap, outline, milestones):
    """Checkpoints, new, changed, restored and retired; returns {slug: Checkpoint} of those in the outline."""
    stored = {checkpoint.slug: checkpoint for checkpoint in roadmap.checkpoints.all()}
    kept, new = {}, []
    for phase in outline.phases:
        for milestone in phase.milestones:
            for position, checkpoint in enumerate(milestone.checkpoints):
                row = stored.get(checkpoint.slug) or Checkpoint(roadmap=roadmap, slug=checkpoint.slug)
                place = {"milestone_id": milestones[milestone.slug].pk, "position": position, "retired_at": None}
                _write(row, new, **values_of_checkpoint(checkpoint), **place)
                kept[checkpoint.slug] = row
    Checkpoint.objects.bulk_create(new, batch_size=BATCH)
    roadmap.checkpoints.filter(retired_at=None).exclude(slug__in=kept).update(retired_at=timezone.now())
    return kept


def _store_skills(outline, checkpoints):
    skills = dict(Skill.objects.values_list("slug", "pk"))
    wanted = {
        (checkpoints[checkpoint.slug].pk, skills[slug])
        for _, _, checkpoint in outline.checkpoints()
        for slug in checkpoint.skills
    }
    Through = Checkpoint.skills.through
    rows = Through.objects.filter(checkpoint__in=list(checkpoints.values()))
    stored = {(row.checkpoint_id, row.skill_id): row.pk for row in rows}
    Through.objects.filter(pk__in=[pk for pair, pk in stored.items() if pair not in wanted]).delete()
    new = [Through(checkpoint_id=checkpoint, skill_id=skill) for checkpoint, skill in sorted(wanted - stored.keys())]
    Through.objects.bulk_create(new, batch_size=BATCH)


def _store_resources(roadmap, outline, milestones, checkpoints):
    stored = _resources_of([roadmap])
    wanted = {}
    for phase in outline.phases:
        for milestone in phase.milestones:
            wanted[milestones[milestone.slug].pk, None] = milestone.resources
            for checkpoint in milestone.checkpoints:
                wanted[None, checkpoints[checkpoint.slug].pk] = checkpoint.resources
    gone, new = [], []
    for place, resources in wanted.items():
        rows = stored.get(place, [])
        if [_resource(row) for row in rows] != resources:
            gone += rows
            new += [
                Resource(milestone_id=place[0], checkpoint_id=place[1], position=n, **values_of_resource(resource))
                for n, resource in enumerate(resources)
            ]
    Resource.objects.filter(pk__in=[row.pk for row in gone]).delete()
    Resource.objects.bulk_create(new, batch_size=BATCH)


def _write(row, new=None, /, **values):
    """Save what differs from what is stored; a new row with all else, or later, if there is a list to add it to."""
    different = [name for name, value in values.items() if row._state.adding or getattr(row, name) != value]
    for name in different:
        setattr(row, name, values[name])
    if row._state.adding:
        row.save() if new is None else new.append(row)
    elif different:
        html = [f"{name}_html" for name in different if isinstance(row._meta.get_field(name), MarkdownField)]
        row.save(update_fields=[*different, *html])


def tidy(roadmap):
    """What an administrator typed, stored as it is read from the text: without empty lines at its end and the like."""
    now = outline_of(roadmap)
    read = text.parse(text.render(now))
    if read != now:
        store(read)


# ---- publishing

DERIVED = ["minutes_low", "minutes", "minutes_high", "is_optional", "is_prerequisite"]


@transaction.atomic
def publish(roadmap, *, origin, by=None):
    """After content was stored: derive hours and links, raise the version, keep a revision of what changed.

    What follows for people (`impact.after_publish`) runs after the commit. A personal roadmap is linked to nothing and
    keeps no revisions: it is never public. Returns the canonical text.
    """
    roadmap = locked(roadmap.slug)
    outline = outline_of(roadmap)
    canonical = text.render(outline)
    _derive(roadmap, outline)
    if not roadmap.personal:
        same_as.link()
    roadmap.version += 1
    roadmap.updated_at = timezone.now()
    roadmap.save(update_fields=["version", "updated_at"])
    last = roadmap.revisions.first()
    if roadmap.published_at and (last is None or last.text != canonical):
        Revision.objects.create(
            roadmap=roadmap,
            version=roadmap.version,
            text=canonical,
            by=by,
            by_name=str(by or "")[:200],
            origin=origin,
        )
    if not roadmap.personal:
        # What fails here is finished by `housekeeping`: the edit itself is stored.
        transaction.on_commit(lambda: impact.run_after_publish(roadmap), robust=True)
    return canonical


def _derive(roadmap, outline):
    """Hours of each checkpoint out of its milestone's, and whether it counts, by itself and by where it stands."""
    rows = {checkpoint.slug: checkpoint for checkpoint in roadmap.checkpoints.all()}
    changed = []
    for phase in outline.phases:
        for milestone in phase.milestones:
            for checkpoint, minutes in zip(milestone.checkpoints, hours.share(milestone), strict=True):
                row = rows[checkpoint.slug]
                before = [getattr(row, name) for name in DERIVED]
                row.minutes_low, row.minutes, row.minutes_high = minutes or (None, None, None)
                row.is_prerequisite = milestone.prerequisites
                row.is_optional = checkpoint.optional or milestone.optional or phase.optional or milestone.prerequisites
                if before != [getattr(row, name) for name in DERIVED]:
                    changed.append(row)
    # `bulk_update` takes nearly three times as long: a CASE of each row for each field.
    Checkpoint.objects.bulk_create(
        changed, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=DERIVED
    )
