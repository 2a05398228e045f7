"""Published roadmaps that somebody's list is about: its ticks can be set there instead of on a roadmap of their own."""

from collections import Counter
from dataclasses import dataclass, field

from roadmaps.contents import contents_of_all
from roadmaps.models import Roadmap
from roadmaps.wording import plain
from tracker.trail import progress_in

FEWEST = 3  # boxes that are in both
SHARE = 0.2  # of the boxes of the list
MOST = 3  # offers


@dataclass
class Offer:
    """A roadmap with what is in it: `states` {checkpoint id: "done" or "skipped"} as the list says."""

    roadmap: Roadmap
    boxes: int
    states: dict
    ticks: int  # of the list
    missing: list  # titles of ticked boxes that are not in it
    followed: bool = False
    to_tick: list = field(default_factory=list)  # checkpoints
    already: list = field(default_factory=list)

    @property
    def found(self):
        """How many of the ticks are in it."""
        return len(self.to_tick) + len(self.already)


def offers_for(user, incoming, own):
    """At most `MOST` offers for a list, the best first. Three queries, and four while contents are not in memory.

    `incoming` is the outline as read, `own` what would become of it.
    """
    roadmaps = list(Roadmap.objects.published())
    contents = contents_of_all((roadmap.pk, roadmap.version) for roadmap in roadmaps)
    boxes = [checkpoint for _, _, checkpoint in own.outline.checkpoints()]
    found = []
    for roadmap in roadmaps:
        pairs = pairs_of(boxes, contents[roadmap.pk].checkpoints, by_slug=incoming.slug == roadmap.slug)
        if len(pairs) >= FEWEST and len(pairs) >= SHARE * len(boxes):
            found.append(_offer(roadmap, boxes, pairs, own.states))
    found.sort(key=lambda offer: (-len(offer.states), -offer.boxes, offer.roadmap.position))
    return _with_progress(user, found[:MOST], contents)


def pairs_of(boxes, checkpoints, *, by_slug):
    """[(box, checkpoint)] of what is the same thing: by its slug, else by words that each has as often as the other."""
    pairs, slugs = [], {checkpoint.slug: checkpoint for checkpoint in checkpoints} if by_slug else {}
    rest, taken = [], set()
    for box in boxes:
        if checkpoint := slugs.get(box.slug):
            pairs.append((box, checkpoint))
            taken.add(checkpoint.pk)
        else:
            rest.append(box)
    theirs = {}
    for checkpoint in checkpoints:
        if checkpoint.pk not in taken:
            theirs.setdefault(plain(checkpoint.title), []).append(checkpoint)
    often = Counter(plain(box.title) for box in rest)
    sure = {words for words, times in often.items() if words and len(theirs.get(words, [])) == times}
    pairs += [(box, theirs[words].pop(0)) for box in rest if (words := plain(box.title)) in sure]
    return pairs


def _offer(roadmap, boxes, pairs, states):
    of = {checkpoint.pk: states[box.slug] for box, checkpoint in pairs if box.slug in states}
    found = {box.slug for box, _ in pairs}
    missing = [box.title for box in boxes if states.get(box.slug) == "done" and box.slug not in found]
    return Offer(roadmap, len(pairs), of, sum(state == "done" for state in states.values()), missing)


def _with_progress(user, offers, contents):
    mine = progress_in(user, [offer.roadmap.pk for offer in offers]) if offers else {}
    followed = set(user.enrollments.values_list("roadmap", flat=True)) if offers else set()
    for offer in offers:
        offer.followed = offer.roadmap.pk in followed
        for checkpoint in contents[offer.roadmap.pk].checkpoints:
            if offer.states.get(checkpoint.pk) == "done":
                state = mine.get(checkpoint.pk, ("todo",))[0]
                (offer.to_tick if state in {"todo", "doing"} else offer.already).append(checkpoint)
    return offers
