"""The shortest way to close a gap: one roadmap, or milestones of several. Pure.

A roadmap has some hours for the step that is missing in a skill. It closes the skill when they are at least half of
what the roadmaps that have this step spend on it, in the median: one stray checkpoint closes nothing. What was done
counts, as long as something is left; what was skipped does not, and is still part of what is usual.

A way costs all that is left of what is followed, not only what closes something.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush, heapreplace
from statistics import median
from typing import NamedTuple

MOST = 20  # milestones in a way
CHANGE = 10 * 60  # minutes that a milestone counts more where it opens another roadmap


class Piece(NamedTuple):
    """A checkpoint on the step that is missing in a skill. The same accomplishment has one `key` in all roadmaps.

    What is neither left nor skipped is done.
    """

    key: int
    milestone: int
    minutes: int
    is_left: bool = True
    is_skipped: bool = False

    @property
    def is_done(self):
        return not (self.is_left or self.is_skipped)


@dataclass(frozen=True)
class Road:
    """A roadmap: {skill: its pieces} and, in their order, {milestone: minutes that are left of all of it}."""

    id: int
    pieces: Mapping[int, Sequence[Piece]]
    left: Mapping[int, int]


@dataclass(frozen=True)
class Proposal:
    """{roadmap: milestones to follow; none for all of it}, with the skills it closes and leaves, in their order."""

    roads: Mapping[int, tuple[int, ...]]
    closes: tuple[int, ...]
    leaves: tuple[int, ...]
    minutes: int

    @property
    def is_whole(self):
        return not any(self.roads.values())


def proposals(skills: Sequence[int], roads: Sequence[Road]) -> list[Proposal]:
    """The best roadmap, and the best milestones where they close more, or as much in a tenth fewer hours."""
    needs = needs_of(skills, roads)
    one, several = one_roadmap(skills, roads, needs), milestones(skills, roads, needs)
    if one is None or several is None:
        return [way for way in (one, several) if way]
    more = len(several.closes) - len(one.closes)
    better = more > 0 or (more == 0 and 10 * several.minutes <= 9 * one.minutes)
    return [one, several] if better else [one]


def one_roadmap(skills, roads, needs) -> Proposal | None:
    """The roadmap that closes the most skills, then the one with the fewest hours, then the first; None: none does."""
    closed = [[skill for skill in skills if closes(road.pieces.get(skill, ()), needs[skill])] for road in roads]
    most = max(map(len, closed), default=0)
    if not most:
        return None
    best = min((sum(road.left.values()), place) for place, road in enumerate(roads) if len(closed[place]) == most)
    minutes, place = best
    return _proposal({roads[place].id: ()}, skills, closed[place], minutes)


def milestones(skills, roads, needs) -> Proposal | None:
    """Milestones of any roadmaps, the next always the one that covers most of what is needed in its hours."""
    open_needs = {skill: max(needs[skill] - done_of(skill, roads), 1) for skill in skills if needs[skill]}
    chosen = _spare(_choose(_stretches(open_needs, roads), dict(open_needs)), open_needs)
    if not chosen:
        return None
    covered = _covered(chosen)
    closed = [skill for skill in open_needs if 2 * covered.get(skill, 0) >= open_needs[skill]]
    found = {}
    for stretch in sorted(chosen, key=lambda stretch: stretch.place):
        found[stretch.road] = (*found.get(stretch.road, ()), stretch.milestone)
    return _proposal(found, skills, closed, sum(stretch.cost for stretch in chosen)) if closed else None


@dataclass
class _Stretch:
    """A milestone that has something for the gap: {key: (minutes, skills)}; `place` is among all, in order.

    It cannot gain more than `most`.
    """

    place: int
    road: int
    milestone: int
    cost: int
    most: int
    pieces: dict

    def gain(self, needs, taken):
        """The minutes of what is still needed that it covers."""
        given = {}
        for key, (minutes, skills) in self.pieces.items():
            if key not in taken:
                for skill in skills:
                    given[skill] = given.get(skill, 0) + minutes
        return sum(min(minutes, needs[skill]) for skill, minutes in given.items())


def needs_of(skills, roads) -> dict:
    """{skill: the median minutes that roadmaps which have the step spend on it; 0 where none has}"""
    found = {}
    for skill in skills:
        spent = [minutes for road in roads if (minutes := _minutes(road.pieces.get(skill, ())))]
        found[skill] = median(spent) if spent else 0
    return found


def closes(pieces, need):
    """Whether a roadmap with these pieces closes a skill."""
    kept = [piece for piece in pieces if not piece.is_skipped]
    return bool(need) and 2 * _minutes(kept) >= need and any(piece.is_left for piece in kept)


def _minutes(pieces):
    return sum(piece.minutes for piece in pieces)


def done_of(skill, roads):
    """What was done of the step over all roadmaps, the same accomplishment once: as a way is covered by several."""
    done = {piece.key: piece for road in roads for piece in road.pieces.get(skill, ()) if piece.is_done}
    return _minutes(done.values())


def _stretches(needs, roads):
    found = []
    for road in roads:
        by_milestone = {milestone: {} for milestone in road.left}
        most = dict.fromkeys(road.left, 0)
        for skill in needs:
            for key, milestone, minutes, is_left, _ in road.pieces.get(skill, ()):
                if is_left and minutes:
                    by_milestone[milestone].setdefault(key, (minutes, []))[1].append(skill)
                    most[milestone] += minutes
        for milestone, pieces in by_milestone.items():
            if pieces:
                cost = max(road.left[milestone], 1)
                found.append(_Stretch(len(found), road.id, milestone, cost, most[milestone], pieces))
    return found


def _choose(stretches, needs):
    """Greedy. What a milestone gains only falls as others are chosen: only the best of the heap is looked at again.

    When a roadmap is opened its other milestones cost less, so they are put into the heap anew.
    """
    taken, opened, chosen = set(), set(), []
    heap = [(-stretch.most / (stretch.cost + CHANGE), stretch.place) for stretch in stretches]
    heapify(heap)
    while heap and len(chosen) < MOST and any(needs.values()):
        old, place = heap[0]
        stretch = stretches[place]
        now = -stretch.gain(needs, taken) / (stretch.cost + (CHANGE if stretch.road not in opened else 0))
        if not now:
            heappop(heap)
        elif now > old:
            heapreplace(heap, (now, place))
        else:
            heappop(heap)
            chosen.append(stretch)
            for skill, minutes in _covered([stretch], taken).items():
                needs[skill] = max(needs[skill] - minutes, 0)
            taken |= stretch.pieces.keys()
            if stretch.road not in opened:
                opened.add(stretch.road)
                for other in stretches:
                    if other.road == stretch.road:
                        heappush(heap, (-other.most / other.cost, other.place))
    return chosen


def _spare(chosen, needs):
    """Without what later ones made needless, the dearest first."""
    whole = _covered(chosen)
    reached = {skill: min(need, whole.get(skill, 0)) for skill, need in needs.items()}
    for stretch in sorted(chosen, key=lambda stretch: (-stretch.cost, stretch.place)):
        rest = [other for other in chosen if other is not stretch]
        covered = _covered(rest)
        if all(covered.get(skill, 0) >= minutes for skill, minutes in reached.items()):
            chosen = rest
    return chosen


def _covered(chosen, without=frozenset()):
    """{skill: minutes} of the pieces of all of them, the same accomplishment once."""
    pieces = {key: piece for stretch in chosen for key, piece in stretch.pieces.items() if key not in without}
    covered = {}
    for minutes, skills in pieces.values():
        for skill in skills:
            covered[skill] = covered.get(skill, 0) + minutes
    return covered


def _proposal(roads, skills, closed, minutes):
    leaves = tuple(skill for skill in skills if skill not in closed)
    return Proposal(roads, tuple(skill for skill in skills if skill in closed), leaves, minutes)
