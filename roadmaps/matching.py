"""Which part of an incoming text is which of a stored roadmap. No Django, no I/O.

The rule: the same slug, else the same text, else nearly the same text in the same milestone. A tick must never move to
another topic, so what is only near is asked of the author: `propose` lists it as unsure.
"""

import re
from collections import Counter, defaultdict
from copy import deepcopy
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from . import filling
from .outline_parts import Checkpoint, Outline
from .wording import fresh_slug, plain

NEW = "new"

# Similarity of two texts, from 0 to 100.
ANOTHER = 45  # the same slug and less than this: perhaps another topic
FAINT = 50  # within a milestone: worth showing, “new” is suggested
NEAR = 60  # within a milestone: worth a question
NEAR_ELSEWHERE = 85
LIKELY = 80  # within a milestone: the answer is suggested
LIKELY_ELSEWHERE = 93
AHEAD = 10  # by so much a suggestion is nearer than the next

MOST_CANDIDATES = 3
MOST_UNSURE = 300  # rows; a form holds no more, and nobody decides more
MOST_PAIRS = 400_000  # compared by similarity: about a second

_NUMBERS = re.compile(r"\d+")


@dataclass
class Candidate:
    """A stored checkpoint that an incoming one may be. `people` have progress on it, where the caller says so."""

    slug: str
    title: str
    place: str
    retired: bool = False
    score: float = 0
    people: int = 0


@dataclass
class Unsure:
    """An incoming checkpoint to decide on: a slug of `candidates`, "new", or "" as long as it is open."""

    key: str
    title: str
    place: str
    line: int
    candidates: list[Candidate]
    suggested: str = ""
    decided: str = ""

    @property
    def answer(self) -> str:
        return self.decided or self.suggested


@dataclass
class Proposal:
    """The incoming outline with a slug for each part, and what is unsure. `crowded`: too much to ask about it all."""

    outline: Outline
    unsure: list[Unsure] = field(default_factory=list)
    crowded: bool = False

    @property
    def undecided(self) -> int:
        return sum(not row.answer for row in self.unsure)


def propose(
    old: Outline, new: Outline, *, gone: list[Checkpoint] | tuple = (), decisions: dict[str, str] | None = None
) -> Proposal:
    """What `new`, read from any text, makes of the stored outline `old`; `gone` are its retired checkpoints.

    `decisions` are answers to the unsure rows of an earlier proposal for the same texts: {key: slug or "new"}. An
    answer that is no candidate, or that an earlier row was given, does not count. Neither outline is changed. What a
    text that is not in our form cannot say (see `filling`) is taken from the stored parts.
    """
    new = filling.complete(deepcopy(new), old)
    matcher = _Matcher(old, new, gone)
    matcher.match(decisions or {})
    matcher.name_known_parts()
    filling.title_parts(new, old)
    matcher.name_new_parts()
    if not new.slug:
        filling.fill(new, old, gone)
    new.slug = new.slug or old.slug
    return Proposal(new, matcher.unsure, matcher.crowded)


@dataclass
class _Known:
    slug: str
    title: str
    plain: str
    milestone: str  # its slug; empty for a retired one
    place: str
    retired: bool


@dataclass
class _Incoming:
    key: str
    checkpoint: Checkpoint
    plain: str
    milestone: object
    slug: str = ""  # what it is, once known
    asked: bool = False


class _Matcher:
    def __init__(self, old, new, gone):
        self.old, self.new = old, new
        self.known = dict(_known(old, gone))
        self.free = dict(self.known)
        self.rows = [
            _Incoming(str(number), checkpoint, plain(checkpoint.title), milestone)
            for number, (_, milestone, checkpoint) in enumerate(new.checkpoints())
        ]
        self.milestones = {}  # id of an incoming milestone: slug of the stored one
        self.unsure, self.crowded = [], False

    def match(self, decisions):
        self._by_slug()
        self._milestones_by_slug_and_title()
        self._by_text()
        self._milestones_by_content()
        self._by_nearness()
        self._decide(decisions)

    # ---- checkpoints

    def _by_slug(self):
        for row in self.rows:
            known = self.known.get(row.checkpoint.slug)
            if known is None or known.slug not in self.free:
                continue
            if _similar(row.plain, known.plain) < ANOTHER:
                self._ask(row, [known], suggested=known.slug)
            else:
                self._take(row, known.slug)

    def _by_text(self):
        """The same words in the same milestone, the first with the first; then those that are the same only once."""
        within, anywhere = defaultdict(list), defaultdict(list)
        for known in self.free.values():
            within[known.milestone, known.plain].append(known.slug)
        for row in self._open():
            here = within[self.milestones.get(id(row.milestone)), row.plain]
            if here and not row.checkpoint.slug:
                self._take(row, here.pop(0))
        for known in self.free.values():
            anywhere[known.plain].append(known)
        wanted = Counter(row.plain for row in self._open())
        for row in self._open():
            found = anywhere.get(row.plain, [])
            live = [known for known in found if not known.retired] or found
            if not live or row.checkpoint.replaces:
                continue
            if len(live) == 1 and wanted[row.plain] == 1:
                if row.checkpoint.slug:  # a slug of its own, and the words of another's
                    self._ask(row, live, suggested=live[0].slug)
                else:
                    self._take(row, live[0].slug)
            else:
                self._ask(row, live)

    def _by_nearness(self):
        """Nothing is taken for the same: candidates, the likely one suggested, for the author to decide."""
        open_rows = [row for row in self._open() if row.plain and not row.checkpoint.replaces]
        asked = {candidate.slug for unsure in self.unsure for candidate in unsure.candidates}
        free = [known for known in self.free.values() if known.slug not in asked and known.plain]
        if len(open_rows) * len(free) > MOST_PAIRS:
            self.crowded = True
            return
        found = {row.key: self._near(row, free) for row in open_rows}
        nearest = Counter()
        for candidates in found.values():
            for candidate in candidates:
                nearest[candidate.slug] = max(nearest[candidate.slug], candidate.score)
        for row in open_rows:
            if found[row.key]:
                self._ask(row, found[row.key], self._likely(row, found[row.key], nearest))

    def _near(self, row, free):
        here = self.milestones.get(id(row.milestone))
        candidates = []
        for known in free:
            least = FAINT if known.milestone and known.milestone == here else NEAR_ELSEWHERE
            score = _similar(row.plain, known.plain, least)
            if score >= least:
                candidates.append(_candidate(known, score))
        return sorted(candidates, key=lambda candidate: (-candidate.score, candidate.retired))[:MOST_CANDIDATES]

    def _likely(self, row, candidates, nearest):
        best, *others = candidates
        if best.score < NEAR:
            return NEW
        known = self.known[best.slug]
        here = known.milestone and known.milestone == self.milestones.get(id(row.milestone))
        likely = (
            best.score >= (LIKELY if here else LIKELY_ELSEWHERE)
            and best.score == nearest[best.slug]
            and all(best.score - other.score >= AHEAD for other in others)
            and _NUMBERS.findall(row.plain) == _NUMBERS.findall(known.plain)
        )
        return best.slug if likely else ""

    def _decide(self, decisions):
        """What was decided is taken in the order of the text; then what is suggested, where nobody took it."""
        for unsure in self.unsure:
            answer = decisions.get(unsure.key, "")
            slugs = {candidate.slug for candidate in unsure.candidates}
            if answer == NEW or (answer in slugs and answer in self.free):
                unsure.decided = answer
                if answer != NEW:
                    self._take(self.rows[int(unsure.key)], answer)
        for unsure in self.unsure:
            if not unsure.decided and unsure.suggested not in ("", NEW):
                if unsure.suggested in self.free:
                    self._take(self.rows[int(unsure.key)], unsure.suggested)
                else:
                    unsure.suggested = ""
        for unsure in self.unsure:
            unsure.candidates = [c for c in unsure.candidates if c.slug in self.free or c.slug == unsure.answer]
        self.unsure = [unsure for unsure in self.unsure if unsure.candidates]
        self.unsure.sort(key=lambda unsure: int(unsure.key))

    def _open(self):
        return [row for row in self.rows if not row.slug and not row.asked]

    def _take(self, row, slug):
        row.slug = slug
        del self.free[slug]

    def _ask(self, row, candidates, suggested=""):
        if len(self.unsure) >= MOST_UNSURE:
            self.crowded = True
            return
        row.asked = True
        if isinstance(candidates[0], _Known):
            candidates = [_candidate(known, _similar(row.plain, known.plain)) for known in candidates]
        place = row.milestone.title
        title, line = row.checkpoint.title, row.checkpoint.line
        self.unsure.append(Unsure(row.key, title, place, line, candidates[:MOST_CANDIDATES], suggested))

    # ---- milestones and phases: no tick hangs on them, so nobody is asked

    def _milestones_by_slug_and_title(self):
        stored = [milestone for phase in self.old.phases for milestone in phase.milestones]
        slugs = {milestone.slug for milestone in stored}
        titles = _only_once((plain(milestone.title), milestone.slug) for milestone in stored)
        for milestone in self._new_milestones():
            if milestone.slug in slugs:
                self.milestones[id(milestone)] = milestone.slug
        self._join(self._new_milestones(), lambda milestone: titles.get(plain(milestone.title)))

    def _milestones_by_content(self):
        """One is the stored one that half of its checkpoints come from, else the one that is called nearly the same."""
        homes = defaultdict(Counter)
        for row in self.rows:
            if row.slug and (home := self.known[row.slug].milestone):
                homes[id(row.milestone)][home] += 1
        self._join(self._new_milestones(), lambda milestone: _most(homes[id(milestone)]))
        stored = {milestone.slug: plain(milestone.title) for phase in self.old.phases for milestone in phase.milestones}
        if len(stored) * len(homes) <= MOST_PAIRS:
            self._join(self._new_milestones(), lambda milestone: _nearest(plain(milestone.title), stored))

    def _new_milestones(self):
        return [milestone for phase in self.new.phases for milestone in phase.milestones]

    def _join(self, milestones, slug_of):
        for milestone in milestones:
            slug = None if milestone.slug or id(milestone) in self.milestones else slug_of(milestone)
            if slug and slug not in self.milestones.values():
                self.milestones[id(milestone)] = slug

    def name_known_parts(self):
        """Give each incoming part that is a stored one its slug."""
        for row in self.rows:
            if row.slug:
                row.checkpoint.slug = row.slug
            elif row.checkpoint.slug in self.known:
                row.checkpoint.slug = ""  # decided: it is something new
        for milestone in self._new_milestones():
            milestone.slug = milestone.slug or self.milestones.get(id(milestone), "")
        self._name_phases()

    def name_new_parts(self):
        """Give each other part its own slug, else a fresh one that nothing ever had."""
        taken = {phase.slug for phase in self.old.phases} | set(self.known)
        taken |= {milestone.slug for phase in self.old.phases for milestone in phase.milestones}
        taken |= {part.slug for part in self._parts()}
        for part in self._parts():
            if not part.slug:
                part.slug = fresh_slug(part.title, taken, type(part).__name__.lower())
                taken.add(part.slug)

    def _name_phases(self):
        """A phase is the stored one of that title, or of most of its milestones."""
        phase_of = {milestone.slug: phase for phase in self.old.phases for milestone in phase.milestones}
        titles = _only_once((plain(phase.title), phase.slug) for phase in self.old.phases)
        given = {phase.slug for phase in self.new.phases}
        for phase in self.new.phases:
            homes = Counter(phase_of[m.slug].slug for m in phase.milestones if m.slug in phase_of)
            for slug in (titles.get(plain(phase.title)), _most(homes)):
                if slug and not phase.slug and slug not in given:
                    phase.slug = slug
                    given.add(slug)

    def _parts(self):
        for phase in self.new.phases:
            yield phase
            yield from phase.milestones
        yield from (row.checkpoint for row in self.rows)


def _known(old, gone):
    for _, milestone, checkpoint in old.checkpoints():
        text = plain(checkpoint.title)
        yield checkpoint.slug, _Known(checkpoint.slug, checkpoint.title, text, milestone.slug, milestone.title, False)
    for checkpoint in gone:
        text = plain(checkpoint.title)
        yield checkpoint.slug, _Known(checkpoint.slug, checkpoint.title, text, "", "retired", True)


def _candidate(known, score):
    return Candidate(known.slug, known.title, known.place, known.retired, round(score, 1))


def _similar(one, other, least=0):
    """From 0 to 100; 0 for anything below `least`. In any order of words, but no part for the whole."""
    return max(fuzz.ratio(one, other, score_cutoff=least), fuzz.token_sort_ratio(one, other, score_cutoff=least))


def _only_once(pairs):
    """{text: slug} of texts that one part alone has."""
    pairs = [(text, slug) for text, slug in pairs if text]
    times = Counter(text for text, _ in pairs)
    return {text: slug for text, slug in pairs if times[text] == 1}


def _most(homes):
    """The home of at least half."""
    for slug, times in homes.most_common(1):
        return slug if 2 * times >= homes.total() else None
    return None


def _nearest(text, stored):
    scores = {slug: _similar(text, other, NEAR_ELSEWHERE) for slug, other in stored.items() if text and other}
    best = max(scores, key=scores.get, default=None)
    return best if best and scores[best] else None
