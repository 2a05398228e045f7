"""Where somebody stands against a job, as the page of their skills shows it."""

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from roadmaps.models import Role, Seniority, Skill, Source
from roadmaps.radar import radar
from roadmaps.wording import in_words
from tracker.bar import HIGHEST, asked_of, sources_of
from tracker.gap import ABOVE, AT, BELOW, UNRATED, Gap, Line, gap_of
from tracker.skills import Mine
from tracker.ways import Ways

SHOWN = 2  # roadmaps that close a line, each with its first checkpoints; the page of the skill has all
HEADINGS = {BELOW: "Below the bar", UNRATED: "Not rated yet", AT: "At the bar", ABOVE: "Above the bar"}
IN_FRONT = ("junior", "mid", "senior", "staff", "principal", "distinguished")  # “Senior ML Engineer”


@dataclass(frozen=True)
class Choice:
    """What the address asks for: a role, a seniority (empty: as the sources say), a source (None: all of them).

    `ignored` says what of the address there is not.
    """

    role: Role | None = None
    seniority: str = ""
    by: Source | None = None
    ignored: tuple = ()

    @property
    def title(self):
        """“Junior ML Engineer”."""
        if not self.seniority:
            return self.role.name
        label = Seniority(self.seniority).label
        return f"{label} {self.role.name}" if self.seniority in IN_FRONT else f"{self.role.name}, {label}"

    @cached_property
    def query(self):
        """The same choice in another address: “?role=ml-engineer&level=junior&by=”."""
        by = self.by.slug if self.by else ""
        return f"?{urlencode({'role': self.role.slug, 'level': self.seniority, 'by': by})}" if self.role else ""

    @cached_property
    def sources(self):
        """Those that rate the role."""
        return sources_of(self.role) if self.role else []


def choice_of(mine: Mine, address) -> Choice:
    """What `?role=&level=&by=` asks for. Without a role it is the goal's; what does not exist is ignored and said."""
    ignored = []
    roles = mine.facts.by_slug("roles")
    goal = mine.goal
    slug = address.get("role", "")
    if slug and slug not in roles:
        ignored.append(f"There is no role called “{slug[:40]}”.")
    role = roles.get(slug) or (goal and next((r for r in mine.facts.roles if r.pk == goal.role_id), None))
    seniority = address.get("level", goal.seniority if goal else "")
    if seniority and seniority not in Seniority.values:
        ignored.append(f"There is no level called “{seniority[:40]}”: what follows is for any.")
        seniority = ""
    by, words = _source_of(mine, role, address.get("by", ""))
    return Choice(role, seniority, by, (*ignored, *words))


def _source_of(mine, role, slug):
    """(source or None, what to say about it)"""
    if not slug or role is None:
        return None, []
    source = next((source for source in mine.facts.sources_of_matrices if source.slug == slug), None)
    if source is None:
        return None, [f"No source called “{slug[:40]}” rates skills: what follows is by all of them."]
    if source not in sources_of(role):
        return None, [f"{source.name} does not rate this role: what follows is by those that do."]
    return source, []


@dataclass(frozen=True)
class Near:
    """How ready somebody is for a role."""

    role: Role
    gap: Gap
    is_chosen: bool


@dataclass(frozen=True)
class Row:
    """A line of the table, and the roadmaps that close it: what is followed first, then what is enough."""

    number: int
    line: Line
    closers: list

    @property
    def first(self):
        return self.closers[:SHOWN]

    @property
    def more(self):
        return len(self.closers[SHOWN:])


@dataclass
class Standing:
    """Somebody's ratings against the bar of a choice; empty where no source rates the role."""

    mine: Mine
    choice: Choice

    @cached_property
    def gap(self) -> Gap:
        by = self.choice.by and self.choice.by.slug
        return gap_of(self.mine.facts.skills, asked_of(self.choice.role, self.choice.seniority, by), self.mine.levels)

    @cached_property
    def lines(self):
        """In the order of the table and of the radar: what is missing first, the widest gap first."""
        return [*self.gap.open, *self.gap.at, *self.gap.above]

    @cached_property
    def ways(self):
        """What leads out of the gap."""
        return Ways(self.mine, self.gap)

    @cached_property
    def groups(self):
        """[(heading, rows)] of the lines."""
        found = {}
        for place, line in enumerate(self.lines, start=1):
            closers = self.ways.closers(line) if line.to_go and self.gap.is_rated else []
            found.setdefault(HEADINGS[line.status], []).append(Row(place, line, closers))
        return list(found.items())

    @cached_property
    def radar(self):
        """What is asked and what one has, 0 where nothing was rated; None with fewer than three skills."""
        shapes = {"asked": [line.asked.level for line in self.lines], "you": [line.at for line in self.lines]}
        return radar([line.skill.name for line in self.lines], shapes)

    @cached_property
    def differs(self):
        """Whether the sources say different things about a skill."""
        return any(line.asked.differs for line in self.lines)

    @cached_property
    def old(self):
        """Lines whose rating is a year old."""
        ratings = self.mine.ratings
        return [line for line in self.lines if line.mine is not None and ratings[line.skill.pk].is_old(self.mine.today)]

    @cached_property
    def nearest(self):
        """Near for each role that is rated, the readiest first, at the same seniority and by all sources."""
        found = []
        for role in self.mine.facts.roles:
            if asked := asked_of(role, self.choice.seniority):
                gap = gap_of(self.mine.facts.skills, asked, self.mine.levels)
                found.append(Near(role, gap, role.pk == self.choice.role.pk))
        return sorted(found, key=lambda near: -near.gap.ready)

    @property
    def is_goal(self):
        goal = self.mine.goal
        return bool(goal) and (goal.role_id, goal.seniority) == (self.choice.role.pk, self.choice.seniority)

    @property
    def headline(self):
        """“Junior ML Engineer: 61 % ready, four skills below the bar, 74–110 h, at 8 h a week 10–14 weeks.”"""
        gap, parts = self.gap, [f"{self.choice.title}: {self.gap.ready}\u00a0% ready"]
        if gap.below:
            parts.append(f"{in_words(len(gap.below))} {_skills(gap.below)} below the bar")
        if gap.unrated:
            parts.append(f"{in_words(len(gap.unrated))}{'' if gap.below else ' ' + _skills(gap.unrated)} not rated yet")
        if not gap.open:
            parts.append(f"all {in_words(len(gap.lines))} skills at the bar or above")
        elif way := self.ways.shortest:
            words = re.sub(" h$", " hour" if way.hours.label == "1 h" else " hours", way.hours.label)
            rest = len(way.closes) < len(gap.open)
            parts.append(f"{words} for {in_words(len(way.closes))} of them" if rest else words)
            if way.weeks:
                parts.append(f"at {self.mine.minutes // 60}\u00a0h a week {way.weeks}")
        return ", ".join(parts) + "."


@dataclass
class SkillStanding:
    """Somebody in one skill: where they are, and where the road leads: to the bar, or one level further."""

    mine: Mine
    choice: Choice
    skill: Skill

    @property
    def rating(self):
        return self.mine.ratings.get(self.skill.pk)

    @property
    def at(self):
        return self.rating.level if self.rating else 0

    @cached_property
    def asked(self):
        """What the chosen role asks for in it; None where no role is chosen, or no source says."""
        by = self.choice.by and self.choice.by.slug
        asked = asked_of(self.choice.role, self.choice.seniority, by) if self.choice.role else {}
        return asked.get(self.skill.pk)

    @property
    def is_below(self):
        return bool(self.asked) and self.at < self.asked.level

    @property
    def to(self):
        """The bar, where it is not reached; else the next level."""
        return self.asked.level if self.is_below else min(self.at + 1, HIGHEST)

    @property
    def levels(self):
        """[(level, its wording)]: one's own, and those up to `to`."""
        worded = enumerate(self.skill.levels, start=1)
        return [(level, words) for level, words in worded if self.at <= level <= self.to]

    @property
    def is_old(self):
        return bool(self.rating) and self.rating.is_old(self.mine.today)


def _skills(lines):
    return "skill" if len(lines) == 1 else "skills"
