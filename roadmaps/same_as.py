"""Checkpoints of several roadmaps that are the same accomplishment: ticked once."""

from django.db.models import Q

from roadmaps.models import Accomplishment, Checkpoint


def link():
    """Give one accomplishment to all checkpoints that `same-as` joins, directly or through others. Few queries."""
    groups = _joined()
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


def _joined():
    """Sorted groups of ids, in the order of their smallest."""
    pointing = Checkpoint.objects.filter(roadmap__personal=False).exclude(same_as="").values_list("pk", "same_as")
    pointing = {pk: tuple(same_as.split("#", 1)) for pk, same_as in pointing}
    roadmaps, slugs = {place[0] for place in pointing.values()}, {place[-1] for place in pointing.values()}
    targets = Checkpoint.objects.filter(roadmap__slug__in=roadmaps, roadmap__personal=False, slug__in=slugs)
    ids = {(roadmap, slug): pk for pk, roadmap, slug in targets.values_list("pk", "roadmap__slug", "slug")}
    groups = {}
    for pk, place in pointing.items():
        if place in ids:
            group = groups.get(pk, {pk}) | groups.get(ids[place], {ids[place]})
            groups.update(dict.fromkeys(group, group))
    return sorted({tuple(sorted(group)) for group in groups.values()})
