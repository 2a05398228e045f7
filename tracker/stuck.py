"""Ways on for somebody who is stuck on a checkpoint, from their own roadmaps: what it stands on, and what is easier."""

from tracker.models.progress import State

SHOWN = 5
NEAR = 20  # checkpoints ahead in which something easier is looked for: what is far ahead is no help today


def place_of(pk, trails):
    """(trail, row) of a checkpoint in one of the trails, or None."""
    for trail in trails:
        if checkpoint := trail.contents.checkpoint(pk):
            return trail, trail.person.row(checkpoint)
    return None


def where_one_is(trails):
    """(trail, row) of what comes next, or None when nothing waits."""
    active = (trail for trail in trails if trail.enrollment.state == "active" and trail.next)
    return next(((trail, trail.next) for trail in active), None)


def fundamentals_of(checkpoint, trail, trails):
    """[(trail, row)] of what a checkpoint stands on: earlier ones of its skills, and what one should have before.

    Those not done yet come first, then the nearest; where no skill is known, what stands before it in its milestone.
    """
    before = _before(checkpoint, trail.contents.checkpoints)
    found = [(trail, c) for c in before if _supports(c, checkpoint)]
    if checkpoint.skill_names:
        others = [other for other in trails if other is not trail and other.enrollment.state == "active"]
        found += [(other, c) for other in others for c in other.contents.checkpoints if _shares_skill(c, checkpoint)]
    found = [(own, own.person.row(c)) for own, c in _once(found, checkpoint)]
    found.sort(key=lambda pair: not pair[1].is_left)
    return found[:SHOWN]


def _before(checkpoint, checkpoints):
    """The ones before it, the nearest first; all, for one that is no longer part of its roadmap."""
    ids = [c.pk for c in checkpoints]
    end = ids.index(checkpoint.pk) if checkpoint.pk in ids else len(ids)
    return checkpoints[:end][::-1]


def _supports(earlier, checkpoint):
    if checkpoint.skill_names:
        return _shares_skill(earlier, checkpoint)
    return earlier.is_prerequisite or earlier.milestone_id == checkpoint.milestone_id


def _shares_skill(one, other):
    return not set(one.skill_names).isdisjoint(other.skill_names)


def _once(found, checkpoint):
    """The same accomplishment in two roadmaps is one, and what one is stuck on is no help."""
    seen = {checkpoint.accomplishment_id} - {None}
    for trail, c in found:
        if c.pk != checkpoint.pk and c.accomplishment_id not in seen:
            seen |= {c.accomplishment_id} - {None}
            yield trail, c


def easier_than(pk, trails):
    """(trail, row) of the shortest thing that comes soon and is not this one; hours unknown come last; or None."""
    found = []
    for trail in trails:
        if trail.enrollment.state == "active":
            near = [row for row in trail.upcoming(NEAR + 1) if row.pk != pk and not row.checkpoint.is_prerequisite]
            found += [(trail, row) for row in near]
    return min(found, key=_length, default=None)


def _length(pair):
    minutes, state = pair[1].checkpoint.minutes, pair[1].state
    return minutes is None, minutes or 0, state != State.DOING
