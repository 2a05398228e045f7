"""What a roadmap holds, read once per version and process, for every page and every tick."""

from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from roadmaps.models import Checkpoint, Milestone, Phase, Resource
from roadmaps.ridge import ridge_of

KEPT = 256  # roadmaps in memory
_kept = OrderedDict()
_lock = Lock()


@dataclass
class Contents:
    """Phases with `milestone_list`, these with `checkpoint_list` and `resource_list`; shared by requests: read only."""

    roadmap_id: int
    version: int
    phases: list = field(default_factory=list)
    retired: list = field(default_factory=list)

    def __post_init__(self):
        self.places = {
            checkpoint.pk: (phase, milestone, checkpoint)
            for phase in self.phases
            for milestone in phase.milestone_list
            for checkpoint in milestone.checkpoint_list
        }

    def checkpoint(self, pk):
        """The checkpoint, retired or not; None if it is another roadmap's."""
        place = self.places.get(pk)
        return place[2] if place else next((gone for gone in self.retired if gone.pk == pk), None)

    @property
    def checkpoints(self):
        return [checkpoint for _, _, checkpoint in self.places.values()]

    @cached_property
    def by_skill(self):
        """{skill id: the checkpoints that train it, in their order}, whatever they count for."""
        found = {}
        for checkpoint in self.checkpoints:
            for skill_id in checkpoint.skill_ids:
                found.setdefault(skill_id, []).append(checkpoint)
        return found

    @cached_property
    def ridge(self):
        return ridge_of(self)

    @property
    def minutes(self):
        """The hours that the totals count, in minutes; None where none is known."""
        known = [c.minutes for c in self.checkpoints if c.minutes is not None and not c.is_optional]
        return sum(known) if known else None

    @property
    def estimated(self):
        """Whether some of `minutes` are our estimate, since no source gives them."""
        return any(
            milestone.estimated and checkpoint.minutes is not None and not checkpoint.is_optional
            for _, milestone, checkpoint in self.places.values()
        )

    @property
    def checkpoint_count(self):
        return sum(not checkpoint.is_optional for checkpoint in self.checkpoints)


def contents_of(roadmap):
    return contents_of_all([(roadmap.pk, roadmap.version)])[roadmap.pk]


def contents_of_all(keys):
    """{roadmap id: Contents} for (id, version) pairs: four queries for all that are not in memory, none otherwise."""
    keys = list(keys)
    with _lock:
        found = {key[0]: _kept[key] for key in keys if key in _kept}
        for key in keys:
            if key in _kept:
                _kept.move_to_end(key)
    missing = [key for key in keys if key[0] not in found]
    if missing:
        read = _read([pk for pk, _ in missing])
        with _lock:
            for pk, version in missing:
                found[pk] = _kept[(pk, version)] = Contents(pk, version, *read[pk])
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return found


def with_ridges(roadmaps):
    """The roadmaps as a list, each with `ridge`, `minutes` and `checkpoint_count`."""
    roadmaps = list(roadmaps)
    contents = contents_of_all((roadmap.pk, roadmap.version) for roadmap in roadmaps)
    for roadmap in roadmaps:
        content = contents[roadmap.pk]
        roadmap.ridge = content.ridge
        roadmap.minutes, roadmap.checkpoint_count = content.minutes, content.checkpoint_count
    return roadmaps


def _read(ids):
    """Four queries. What somebody publishes between them has homes not read here: left to the version that follows."""
    phases = {pk: [] for pk in ids}
    retired = {pk: [] for pk in ids}
    milestone_of, phase_of, checkpoint_of = {}, {}, {}
    for phase in Phase.objects.filter(roadmap__in=ids):
        phase.milestone_list = []
        phase_of[phase.pk] = phase
        phases[phase.roadmap_id].append(phase)
    for milestone in Milestone.objects.filter(roadmap__in=ids).order_by("position", "pk"):
        milestone.checkpoint_list, milestone.resource_list = [], []
        milestone_of[milestone.pk] = milestone
        if phase := phase_of.get(milestone.phase_id):
            phase.milestone_list.append(milestone)
    checkpoints = Checkpoint.objects.filter(roadmap__in=ids).annotate(
        skill_names=ArrayAgg("skills__name", filter=Q(skills__isnull=False), order_by="skills__position", default=[]),
        skill_ids=ArrayAgg("skills__pk", filter=Q(skills__isnull=False), order_by="skills__position", default=[]),
    )
    for checkpoint in checkpoints.order_by("position", "pk"):
        checkpoint.resource_list = []
        checkpoint_of[checkpoint.pk] = checkpoint
        if checkpoint.retired_at or checkpoint.milestone_id is None:
            retired[checkpoint.roadmap_id].append(checkpoint)
        elif milestone := milestone_of.get(checkpoint.milestone_id):
            before = milestone.checkpoint_list
            checkpoint.opens_section = not before or before[-1].section != checkpoint.section
            before.append(checkpoint)
    places = Q(milestone__roadmap__in=ids) | Q(checkpoint__roadmap__in=ids)
    for resource in Resource.objects.filter(places):
        if home := milestone_of.get(resource.milestone_id) or checkpoint_of.get(resource.checkpoint_id):
            home.resource_list.append(resource)
    return {pk: (phases[pk], retired[pk]) for pk in ids}
