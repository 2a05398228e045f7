"""A job advertisement against what somebody can: what of it they have, have in part, and miss. Without any query."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from itertools import chain

from roadmaps.models import Role, Skill
from tracker.bar import asked_of
from tracker.models import JobAd
from tracker.reach import Reach
from tracker.skills import Mine

HAVE, PARTLY, MISSING = "have", "partly", "missing"
HEADINGS = {MISSING: "Missing", PARTLY: "In part", HAVE: "You have it"}
USUAL_BAR = 3  # where no role was chosen for an advertisement, or the role does not rate the skill
LONGEST_TITLE = 150

_LINE_ENDS = re.compile(r"[\n\r]|</(?:div|h[1-6]|li|p|title)>|<br", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*+>")


@dataclass(frozen=True)
class Wanted:
    """A skill that an advertisement names, and the level that counts for it; `words` are how it is named there."""

    skill: Skill
    bar: int
    mine: int | None
    words: tuple = ()

    @property
    def standing(self):
        """1 is barely more than nothing: below the bar it counts as missing."""
        if self.mine is not None and self.mine >= self.bar:
            return HAVE
        return PARTLY if self.mine and self.mine > 1 else MISSING

    @property
    def label(self):
        return HEADINGS[self.standing]


@dataclass(frozen=True)
class Piece:
    """A part of the text: with a standing it is the name of a skill."""

    text: str
    standing: str = ""


@dataclass(frozen=True)
class Asked:
    """A skill over all kept advertisements: in how many it is, and what the most demanding of them asks."""

    wanted: Wanted
    count: int


@dataclass
class Reading:
    """One advertisement, read by somebody."""

    mine: Mine
    ad: JobAd

    @cached_property
    def matches(self):
        return self.mine.facts.skill_matcher.find(self.ad.text)

    @cached_property
    def role(self) -> Role | None:
        return role_of(self.ad, self.mine.facts)

    @cached_property
    def wanted(self):
        """Wanted for each skill, in the order of the skills."""
        words = {}
        for match in self.matches:
            written = _plain(self.ad.text[match.start : match.end])
            for slug in match.keys:
                words.setdefault(slug, {}).setdefault(written.casefold(), written)
        return wanted_of(self.ad, list(words), self.mine.facts, self.mine.levels, words)

    @property
    def groups(self):
        """[(standing, heading, [(Wanted, what closes the gap)])]: what is missing first."""
        reach = Reach(self.mine)
        return [
            (standing, heading, [(wanted, self._closers(reach, wanted)) for wanted in self.of(standing)])
            for standing, heading in HEADINGS.items()
        ]

    @property
    def pieces(self):
        """The whole text; a name that stands for two skills is marked by the one that is wanting more."""
        standing = {wanted.skill.slug: wanted.standing for wanted in self.wanted}
        end = 0
        for match in self.matches:
            if match.start > end:
                yield Piece(self.ad.text[end : match.start])
            theirs = {standing[slug] for slug in match.keys}
            yield Piece(self.ad.text[match.start : match.end], next(one for one in HEADINGS if one in theirs))
            end = match.end
        if end < len(self.ad.text):
            yield Piece(self.ad.text[end:])

    def of(self, standing):
        return [wanted for wanted in self.wanted if wanted.standing == standing]

    def _closers(self, reach, wanted):
        return reach.closers(wanted.skill.pk, wanted.mine or 0, wanted.bar) if wanted.standing != HAVE else []


def wanted_of(ad, found, facts, levels, words=None):
    """Wanted for each of the skills `found` (slugs) in an advertisement; `levels` are {skill id: one's own}."""
    role = role_of(ad, facts)
    asked = asked_of(role, ad.seniority) if role else {}
    return [
        Wanted(
            skill,
            asked[skill.pk].level if skill.pk in asked else USUAL_BAR,
            levels.get(skill.pk),
            tuple((words or {}).get(skill.slug, {}).values()),
        )
        for skill in facts.skills
        if skill.slug in found
    ]


def role_of(ad, facts) -> Role | None:
    return next((role for role in facts.roles if role.pk == ad.role_id), None)


def counts_of(wanted):
    """[(heading, how many)] of those that there are, what one has first."""
    counts = Counter(one.standing for one in wanted)
    return [(HEADINGS[standing], counts[standing]) for standing in (HAVE, PARTLY, MISSING) if counts[standing]]


def most_asked(lists):
    """Asked for each skill of several advertisements' Wanted: the most frequent first, then the widest gap."""
    found = {}
    for wanted in chain.from_iterable(lists):
        found.setdefault(wanted.skill.pk, []).append(wanted)
    asked = [Asked(max(every, key=lambda one: one.bar), len(every)) for every in found.values()]
    return sorted(asked, key=lambda one: (-one.count, (one.wanted.mine or 0) - one.wanted.bar))


def title_of(text):
    """The first line that has words, without markup, as long as fits."""
    for line in _LINE_ENDS.split(text[:4000]):
        if re.search(r"\w", title := _plain(line)):
            return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"
    return "Without a title"


def _plain(text):
    return " ".join(unescape(_TAG.sub(" ", text)).split())
