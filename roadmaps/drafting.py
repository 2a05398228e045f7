"""The life of a draft: begun from what is stored, changed, compared with it, published in one transaction."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils import timezone

from roadmaps import changes, impact, matching, outline, problems, publishing
from roadmaps.models import Checkpoint, Draft, DraftChange, Revision, Roadmap

LONGEST_SENTENCE = 1000  # of a DraftChange


class NotPublished(Exception):
    """Why a draft was not published, in sentences; nothing was stored."""

    def __init__(self, reasons):
        self.reasons = list(reasons)
        super().__init__(" ".join(self.reasons))


class ChangedMeanwhile(NotPublished):
    """The roadmap is not what it was when the draft began; `reasons` say what differs."""


# ---- beginning and changing


def draft_of(roadmap, by):
    """The draft of a stored roadmap, begun from its text if there is none."""
    draft = Draft.objects.filter(roadmap=roadmap).first()
    if draft is None:
        text = publishing.text_of(roadmap)
        started = {"title": roadmap.title, "text": text, "base_text": text, "by": by, "by_name": str(by)[:200]}
        draft, _ = Draft.objects.get_or_create(roadmap=roadmap, defaults=started)
    return draft


def new_draft(roadmap, read, *, by):
    """The draft of a stored roadmap; or of a new one, with this outline."""
    if roadmap:
        return draft_of(roadmap, by)
    text = outline.render(publishing.normalised(read))
    return Draft.objects.create(title=read.title[:200], text=text, by=by, by_name=str(by)[:200])


def locked(pk):
    """The draft, for one writer at a time; within a transaction. None if it was published or discarded."""
    return Draft.objects.select_for_update(of=["self"]).select_related("roadmap").filter(pk=pk).first()


def change(draft, changed, said, by):
    """Make `changed` the outline of the draft, which is locked, and keep a step back and who did what."""
    draft.before_text, draft.text = draft.text, outline.render(publishing.normalised(changed))
    draft.title = changed.title[:200]
    draft.version += 1
    draft.changed_at = timezone.now()
    draft.by, draft.by_name = by, str(by)[:200]
    draft.save()
    if len(said) > LONGEST_SENTENCE:
        said = f"{said[: LONGEST_SENTENCE - 1]}…"
    DraftChange.objects.create(draft=draft, version=draft.version, said=said, by_name=draft.by_name)


# ---- what is there


def outline_of(roadmap, draft):
    """What authors work on: the draft's text, else the stored one; empty for a new roadmap."""
    if draft:
        return outline.parse(draft.text)
    return publishing.outline_of(roadmap) if roadmap else outline.Outline()


def propose(roadmap, draft, incoming, decisions=None):
    """What an incoming outline makes of a roadmap, its draft, or a new one; see `matching.propose`."""
    current = outline_of(roadmap, draft)
    gone = publishing.gone_from(roadmap, current) if roadmap else []
    proposal = matching.propose(current, incoming, gone=gone, decisions=decisions)
    if not proposal.outline.slug:
        taken = set(Roadmap.objects.values_list("slug", flat=True))
        slug = matching.fresh_slug(proposal.outline.title, taken, "roadmap")
        proposal.outline.slug = f"roadmap-{slug}" if slug.startswith(problems.OWN) else slug
    publishing.normalised(proposal.outline)
    people = _people(roadmap, {candidate.slug for row in proposal.unsure for candidate in row.candidates})
    for row in proposal.unsure:
        for candidate in row.candidates:
            candidate.people = people.get(candidate.slug, 0)
    return proposal


def stored_meanwhile(draft):
    """Lines on what somebody changed in the stored roadmap since the draft began."""
    if draft.roadmap is None:
        return []
    now = publishing.text_of(draft.roadmap)
    if now == draft.base_text:
        return []
    return changes.compare(outline.parse(draft.base_text), outline.parse(now)).lines()


# ---- the difference, with people


@dataclass
class Line:
    """One change in words, and how many people have progress on what it changes."""

    text: str
    people: int = 0


@dataclass
class Difference:
    """Changes of checkpoints by kind, and of what is around them."""

    kinds: dict = field(default_factory=dict)  # {"added": [Line]}, without empty ones
    around: list = field(default_factory=list)

    @property
    def is_empty(self):
        return not self.kinds and not self.around

    @property
    def counts(self):
        """“4 added, 1 retired, 3 around”"""
        counted = [(kind, len(lines)) for kind, lines in self.kinds.items()]
        counted += [("in titles and texts around", len(self.around))] if self.around else []
        return ", ".join(f"{number} {kind}" for kind, number in counted)


KINDS = ("added", "renamed", "moved", "reordered", "changed", "retired")


def difference(roadmap, old, new):
    """What happens from one outline to the other, with the people on the stored roadmap's checkpoints. Two queries."""
    found = changes.compare(old, new)
    touched = {change.slug for kind in KINDS for change in getattr(found, kind)}
    people = _people(roadmap, touched)
    restored = set(_slugs_retired(roadmap, touched))
    kinds = {kind: [_line(change, people) for change in getattr(found, kind)] for kind in KINDS}
    added = list(zip(kinds.pop("added"), found.added, strict=True))
    kinds = {
        "added": [line for line, change in added if change.slug not in restored],
        "restored": [line for line, change in added if change.slug in restored],
        **kinds,
    }
    around = [Line(f"{part}: {change}") for part, change in found.around]
    return Difference({kind: lines for kind, lines in kinds.items() if lines}, around)


def _line(change, people):
    return Line(str(change).partition(": ")[2], people.get(change.slug, 0))


def _people(roadmap, slugs):
    if roadmap is None or not slugs:
        return {}
    slug_of = dict(Checkpoint.objects.filter(roadmap=roadmap, slug__in=slugs).values_list("pk", "slug"))
    return {slug_of[pk]: number for pk, number in impact.people_by_checkpoint(slug_of).items()}


def _slugs_retired(roadmap, slugs):
    if roadmap is None or not slugs:
        return []
    retired = Checkpoint.objects.filter(roadmap=roadmap, slug__in=slugs).exclude(retired_at=None)
    return retired.values_list("slug", flat=True)


# ---- publishing


def publish(draft, *, by, over=False):
    """Store the draft, publish it, and let it go; returns the roadmap.

    Raises NotPublished with what is wrong, and ChangedMeanwhile when the roadmap was changed since the draft began,
    unless `over` says to publish over those changes. Then nothing is stored.
    """
    try:
        with transaction.atomic():
            return _publish(draft, by, over)
    except IntegrityError as error:
        raise NotPublished([f"The database refused it: {error}"]) from error


def _publish(draft, by, over):
    draft = locked(draft.pk)
    if draft is None:
        raise NotPublished(["Somebody else published or discarded this draft meanwhile."])
    wanted = outline.parse(draft.text)
    if draft.roadmap:
        publishing.locked(draft.roadmap.slug)
        if not over and (lines := stored_meanwhile(draft)):
            raise ChangedMeanwhile(lines)
    elif Roadmap.objects.filter(slug=wanted.slug).exists():
        raise NotPublished([f"There is a roadmap with the slug “{wanted.slug}” already. Choose another slug."])
    if found := [message for _, message in problems.of_outline(wanted, problems.stored())]:
        raise NotPublished(found)
    roadmap = publishing.store(wanted)
    if not roadmap.is_public:
        roadmap.published_at, roadmap.retired_at = timezone.now(), None
        roadmap.save(update_fields=["published_at", "retired_at"])
    publishing.publish(roadmap, origin=Revision.Origin.ADMIN, by=by)
    draft.delete()
    return Roadmap.objects.get(pk=roadmap.pk)


def discard(draft):
    """Away with what was not published; what is published stays as it is."""
    draft.delete()


def size_of(read):
    """{"phases": 3, "milestones": 12, "checkpoints": 85, "ticked": 4}"""
    counts = Counter(phases=len(read.phases), milestones=sum(len(phase.milestones) for phase in read.phases))
    for _, _, checkpoint in read.checkpoints():
        counts["checkpoints"] += 1
        counts["ticked"] += checkpoint.done
    return counts
