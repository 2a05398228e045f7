"""Between the stored roadmap and its text: read as an outline, store an outline, publish what was stored."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from roadmaps import hours, impact
from roadmaps import outline as text
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
    """The stored roadmap as an outline, without what is retired. Eight queries."""
    resources = {}
    for resource in Resource.objects.filter(checkpoint__roadmap=roadmap) | Resource.objects.filter(
        milestone__roadmap=roadmap
    ):
        resources.setdefault((resource.milestone_id, resource.checkpoint_id), []).append(_resource(resource))
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
        roles=[role.slug for role in roadmap.roles.all()],
        weeks=(roadmap.weeks_low, roadmap.weeks_high or roadmap.weeks_low) if roadmap.weeks_low else None,
        hours_per_week=roadmap.hours_per_week,
        sources=[source.slug for source in roadmap.sources.all()],
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
        hours=(stored.hours_low, stored.hours_high) if stored.hours_low is not None else None,
        skills=sorted(skill.slug for skill in stored.skills.all()),
        same_as=stored.same_as,
        replaces=list(stored.replaces),
        description=stored.description,
        resources=resources.get((None, stored.pk), []),
    )


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

    Identities stay: renaming and moving change rows, never replace them. The caller publishes.
    """
    outline = normalised(outline)
    roadmap, _ = Roadmap.objects.get_or_create(slug=outline.slug, defaults={"title": outline.title})
    roadmap = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    low, high = outline.weeks or (None, None)
    _write(
        roadmap,
        title=outline.title,
        summary=outline.summary,
        audience=outline.audience,
        outcomes=outline.outcomes,
        weeks_low=low,
        weeks_high=high,
        hours_per_week=outline.hours_per_week,
        introduction=outline.introduction,
    )
    roadmap.roles.set(Role.objects.filter(slug__in=outline.roles))
    roadmap.sources.set(Source.objects.filter(slug__in=outline.sources))
    _store_parts(roadmap, outline)
    return roadmap


def normalised(outline):
    """The outline with lists that have no order of their own sorted as they are stored."""
    for _, _, checkpoint in outline.checkpoints():
        checkpoint.skills = sorted(checkpoint.skills)
        checkpoint.done = False
    outline.roles = list(Role.objects.filter(slug__in=outline.roles).values_list("slug", flat=True))
    outline.sources = list(Source.objects.filter(slug__in=outline.sources).values_list("slug", flat=True))
    return outline


def _store_parts(roadmap, outline):
    phases = {phase.slug: phase for phase in roadmap.phases.all()}
    milestones = {milestone.slug: milestone for milestone in roadmap.milestones.all()}
    checkpoints = {checkpoint.slug: checkpoint for checkpoint in roadmap.checkpoints.all()}
    skills = {skill.slug: skill for skill in Skill.objects.all()}
    kept = set()
    for position, phase in enumerate(outline.phases):
        stored = phases.pop(phase.slug, None) or Phase(roadmap=roadmap, slug=phase.slug)
        _write(
            stored,
            title=phase.title,
            description=phase.description,
            optional=phase.optional,
            position=position,
        )
        for place, milestone in enumerate(phase.milestones):
            home = milestones.pop(milestone.slug, None) or Milestone(roadmap=roadmap, slug=milestone.slug)
            _write(
                home,
                phase=stored,
                title=milestone.title,
                description=milestone.description,
                weeks=milestone.weeks,
                study_minutes=milestone.study,
                practice_minutes=milestone.practice,
                optional=milestone.optional,
                position=place,
            )
            _store_resources({"milestone": home}, milestone.resources)
            for order, checkpoint in enumerate(milestone.checkpoints):
                row = checkpoints.get(checkpoint.slug) or Checkpoint(roadmap=roadmap, slug=checkpoint.slug)
                _store_checkpoint(row, checkpoint, home, order, skills)
                kept.add(checkpoint.slug)
    now = timezone.now()
    for checkpoint in checkpoints.values():
        if checkpoint.slug not in kept and checkpoint.retired_at is None:
            _write(checkpoint, retired_at=now)
    roadmap.milestones.filter(pk__in=[milestone.pk for milestone in milestones.values()]).delete()
    roadmap.phases.filter(pk__in=[phase.pk for phase in phases.values()]).delete()


def _store_checkpoint(row, checkpoint, milestone, order, skills):
    low, high = checkpoint.hours or (None, None)
    _write(
        row,
        milestone=milestone,
        title=checkpoint.title,
        kind=checkpoint.kind,
        section=checkpoint.section,
        depth=checkpoint.depth,
        description=checkpoint.description,
        optional=checkpoint.optional,
        hours_low=low,
        hours_high=high,
        same_as=checkpoint.same_as,
        replaces=checkpoint.replaces,
        position=order,
        retired_at=None,
    )
    row.skills.set([skills[slug] for slug in checkpoint.skills])
    _store_resources({"checkpoint": row}, checkpoint.resources)


def _store_resources(place, wanted):
    stored = Resource.objects.filter(**place)
    if [_resource(resource) for resource in stored] == wanted:
        return
    stored.delete()
    for position, resource in enumerate(wanted):
        Resource.objects.create(
            **place,
            title=resource.title,
            url=resource.url,
            kind=resource.kind,
            by=resource.by,
            cost=resource.cost,
            remark=resource.remark,
            position=position,
        )


def _write(row, **values):
    """Save a row where a value differs from what is stored."""
    different = [name for name, value in values.items() if row.pk is None or getattr(row, name) != value]
    for name in different:
        setattr(row, name, values[name])
    if different:
        row.save()


# ---- publishing


@transaction.atomic
def publish(roadmap, *, origin, by=None):
    """After content was stored: derive hours and links, raise the version, keep a revision of what changed.

    What follows for people (`impact.after_publish`) runs after the commit. Returns the canonical text.
    """
    roadmap = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
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
            by_name=str(by or ""),
            origin=origin,
        )
    transaction.on_commit(lambda: impact.run_after_publish(roadmap))
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
    """Give one accomplishment to all checkpoints that `same-as` joins, directly or through others."""
    pointing = Checkpoint.objects.exclude(same_as="").select_related("roadmap")
    groups = {}
    for checkpoint in pointing:
        slug, _, other = checkpoint.same_as.partition("#")
        target = Checkpoint.objects.filter(roadmap__slug=slug, slug=other).first()
        if target is None:
            continue
        joined = groups.get(checkpoint.pk, {checkpoint.pk}) | groups.get(target.pk, {target.pk})
        for member in joined:
            groups[member] = joined
    for joined in {frozenset(group) for group in groups.values()}:
        members = Checkpoint.objects.filter(pk__in=joined)
        kept = members.aggregate(kept=Max("accomplishment"))["kept"] or Accomplishment.objects.create().pk
        members.exclude(accomplishment=kept).update(accomplishment=kept)
        Checkpoint.objects.filter(accomplishment=kept).exclude(pk__in=joined).update(accomplishment=None)
    Checkpoint.objects.exclude(accomplishment=None).exclude(pk__in=groups).update(accomplishment=None)
    Accomplishment.objects.filter(checkpoints=None).delete()
