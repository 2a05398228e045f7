"""Between the stored roadmap and its text: read as an outline, store an outline, publish what was stored."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from roadmaps import hours, impact
from roadmaps import outline as text
from roadmaps.markdown import MarkdownField
from roadmaps.models import (
    Accomplishment,
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

# ---- reading


def outline_of(roadmap):
    """The stored roadmap as an outline, without what is retired. Seven queries."""
    resources = {place: [_resource(row) for row in rows] for place, rows in _resources_of(roadmap).items()}
    checkpoints = {}
    for checkpoint in roadmap.checkpoints.filter(retired_at=None).prefetch_related("skills"):
        checkpoints.setdefault(checkpoint.milestone_id, []).append(_checkpoint(checkpoint, resources))
    milestones = {}
    for milestone in roadmap.milestones.all():
        milestones.setdefault(milestone.phase_id, []).append(_milestone(milestone, checkpoints, resources))
    return text.Outline(
        slug=roadmap.slug,
        title=roadmap.title,
        summary=roadmap.summary,
        audience=roadmap.audience,
        outcomes=list(roadmap.outcomes),
        roles=sorted(role.slug for role in roadmap.roles.all()),
        weeks=_range(roadmap.weeks_low, roadmap.weeks_high),
        hours_per_week=roadmap.hours_per_week,
        sources=sorted(source.slug for source in roadmap.sources.all()),
        introduction=roadmap.introduction,
        phases=[
            text.Phase(
                title=phase.title,
                slug=phase.slug,
                optional=phase.optional,
                description=phase.description,
                milestones=milestones.get(phase.pk, []),
            )
            for phase in roadmap.phases.all()
        ],
    )


def text_of(roadmap):
    """The canonical text of the stored roadmap."""
    return text.render(outline_of(roadmap))


def _resources_of(roadmap):
    """{(milestone id, checkpoint id): [Resource]}; one of the two ids is None."""
    places = {}
    for row in Resource.objects.filter(Q(checkpoint__roadmap=roadmap) | Q(milestone__roadmap=roadmap)):
        places.setdefault((row.milestone_id, row.checkpoint_id), []).append(row)
    return places


def _milestone(stored, checkpoints, resources):
    return text.Milestone(
        title=stored.title,
        slug=stored.slug,
        weeks=stored.weeks,
        study=stored.study_minutes,
        practice=stored.practice_minutes,
        optional=stored.optional,
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
    """Phases and milestones; returns {slug: Milestone} of those in the outline."""
    phases = {phase.slug: phase for phase in roadmap.phases.all()}
    stored = {milestone.slug: milestone for milestone in roadmap.milestones.all()}
    milestones = {}
    for position, phase in enumerate(outline.phases):
        home = phases.get(phase.slug) or Phase(roadmap=roadmap, slug=phase.slug)
        _write(home, **values_of_phase(phase), position=position)
        for place, milestone in enumerate(phase.milestones):
            row = stored.get(milestone.slug) or Milestone(roadmap=roadmap, slug=milestone.slug)
            _write(row, **values_of_milestone(milestone), phase_id=home.pk, position=place)
            milestones[milestone.slug] = row
    return milestones


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
    Checkpoint.objects.bulk_create(new)
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
    Through.objects.bulk_create(Through(checkpoint_id=c, skill_id=s) for c, s in sorted(wanted - stored.keys()))


def _store_resources(roadmap, outline, milestones, checkpoints):
    stored = _resources_of(roadmap)
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
    Resource.objects.bulk_create(new)


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


@transaction.atomic
def publish(roadmap, *, origin, by=None):
    """After content was stored: derive hours and links, raise the version, keep a revision of what changed.

    What follows for people (`impact.after_publish`) runs after the commit. Returns the canonical text.
    """
    roadmap = locked(roadmap.slug)
    outline = outline_of(roadmap)
    canonical = text.render(outline)
    _derive(roadmap, outline)
    link_same_accomplishments()
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
    # What fails here is finished by `housekeeping`: the edit itself is stored.
    transaction.on_commit(lambda: impact.run_after_publish(roadmap), robust=True)
    return canonical


def _derive(roadmap, outline):
    """Hours of each checkpoint out of its milestone's, and whether it is optional by itself or by where it stands."""
    rows = {checkpoint.slug: checkpoint for checkpoint in roadmap.checkpoints.all()}
    changed = []
    for phase in outline.phases:
        for milestone in phase.milestones:
            for checkpoint, minutes in zip(milestone.checkpoints, hours.share(milestone), strict=True):
                row = rows[checkpoint.slug]
                before = (row.minutes_low, row.minutes, row.minutes_high, row.is_optional)
                row.minutes_low, row.minutes, row.minutes_high = minutes or (None, None, None)
                row.is_optional = checkpoint.optional or milestone.optional or phase.optional
                if before != (row.minutes_low, row.minutes, row.minutes_high, row.is_optional):
                    changed.append(row)
    Checkpoint.objects.bulk_update(changed, ["minutes_low", "minutes", "minutes_high", "is_optional"])


def link_same_accomplishments():
    """Give one accomplishment to all checkpoints that `same-as` joins, directly or through others. Few queries."""
    groups = _joined_by_same_as()
    joined = {member for group in groups for member in group}
    shared = Checkpoint.objects.filter(Q(pk__in=joined) | ~Q(accomplishment=None))
    now = dict(shared.values_list("pk", "accomplishment"))
    wanted, taken = {}, set()
    for group in groups:
        kept = max({now[member] for member in group} - {None} - taken, default=None)
        kept = kept or Accomplishment.objects.create().pk
        taken.add(kept)
        wanted.update(dict.fromkeys(group, kept))
    for accomplishment in sorted({*wanted.values(), None}, key=lambda pk: pk or 0):
        moved = [pk for pk in now if wanted.get(pk) == accomplishment != now[pk]]
        if moved:
            Checkpoint.objects.filter(pk__in=moved).update(accomplishment=accomplishment)
    Accomplishment.objects.filter(checkpoints=None).delete()


def _joined_by_same_as():
    """Sorted groups of ids, in the order of their smallest."""
    pointing = Checkpoint.objects.exclude(same_as="").values_list("pk", "same_as")
    pointing = {pk: tuple(same_as.split("#", 1)) for pk, same_as in pointing}
    roadmaps, slugs = {place[0] for place in pointing.values()}, {place[-1] for place in pointing.values()}
    targets = Checkpoint.objects.filter(roadmap__slug__in=roadmaps, slug__in=slugs)
    ids = {(roadmap, slug): pk for pk, roadmap, slug in targets.values_list("pk", "roadmap__slug", "slug")}
    groups = {}
    for pk, place in pointing.items():
        if place in ids:
            group = groups.get(pk, {pk}) | groups.get(ids[place], {ids[place]})
            groups.update(dict.fromkeys(group, group))
    return sorted({tuple(sorted(group)) for group in groups.values()})
