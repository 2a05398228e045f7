"""From the blocks of a text to an outline: what each heading, list item and stretch of text becomes.

A text in our form (its front matter names a slug) is read strictly; everything wrong with it is a problem with its
line. Any other text is taken as it comes: headings find their place by the levels that are used, and what is no
box is description. No Django, no I/O.
"""

import re
from collections import Counter

from . import outline_attributes, outline_blocks
from .outline_blocks import Heading, Item, Text
from .outline_front import one_line
from .outline_parts import KINDS, Checkpoint, Milestone, Outline, Phase, Problem, Resource

_BOX_IN_BULLET = "a box stands in a bullet that is no box; make the bullet a box or a ### heading"
_LINK = re.compile(r"\[((?:(?!\]\().)*)\]\((\S*)\)")


class Reader:
    """Reads blocks into `outline`, collecting `problems`. `titled` says that the front matter has a title."""

    def __init__(self, outline: Outline, strict: bool, titled: bool):
        self.outline = outline
        self.strict = strict
        self.titled = titled
        self.problems: list[Problem] = []
        self.phase: Phase | None = None
        self.milestone: Milestone | None = None
        self.headings: list[tuple[int, str, str]] = []  # of sections around: level, section, kind
        self.unsaid: list[tuple[int, str]] = []  # those of them that no text has named yet: level, title
        self.silent: list[tuple[int, Text]] = []  # those of them that nothing has followed yet: level, title as text
        self.slugs: dict[str, int] = {}
        self.introduction: list[Text] = []
        self.texts: dict[int, tuple[Phase | Milestone, list[Text]]] = {}

    def read(self, blocks: list[Heading | Text | Item]) -> None:
        """Read everything. What a text without phases or milestones lacks is made up, without a title."""
        blocks = self._take_title(blocks)
        self._find_levels([block for block in blocks if isinstance(block, Heading)])
        for block in blocks:
            match block:
                case Heading():
                    self._heading(block)
                case Text():
                    self._text(block)
                case Item():
                    self._item(block, *self._section())
        self._keep_silent(0)
        if not self.strict and not any(phase.milestones for phase in self.outline.phases):
            self._need_milestone(1)
        self.outline.introduction = outline_blocks.join(self.introduction)
        for part, texts in self.texts.values():
            part.description = outline_blocks.join(texts)

    def _find_levels(self, headings):
        """Which headings are phases, milestones and sections. Below another one Learn, Build and the like are kinds."""
        others = [heading.level for heading in headings if heading.title and not _is_kind(heading)]
        self.kinds_below = 6 if self.strict or not others else min(others)
        levels = sorted({h.level for h in headings if not (_is_kind(h) and h.level > self.kinds_below)})
        self.milestone_level = 2 if self.strict else (levels[:2] or [0])[-1]

    def _is_section(self, heading):
        return heading.level > self.milestone_level or (_is_kind(heading) and heading.level > self.kinds_below)

    def _take_title(self, blocks):
        """The blocks without the heading that is the title of the whole: the first, alone of the topmost level."""
        headings = [block for block in blocks if isinstance(block, Heading)]
        if self.strict or self.titled or not headings:
            return blocks
        levels = Counter(heading.level for heading in headings)
        if headings[0].level != min(levels) or levels[headings[0].level] > 1:
            return blocks
        self.outline.title = one_line(headings[0].title)
        return [block for block in blocks if block is not headings[0]]

    def _problem(self, line, message):
        if self.strict:
            self.problems.append(Problem(line, message))

    def _attributes(self, text, kind, line):
        """Title and values of a line; a slug that is taken is a problem, or left out in a text not in our form."""
        title, values, problems = outline_attributes.read(text, kind, self.strict)
        for message in problems:
            self._problem(line, message)
        slug = values.get("slug")
        if slug in self.slugs:
            self._problem(line, f"#{slug} is already in line {self.slugs[slug]}")
            del values["slug"]
        elif slug:
            self.slugs[slug] = line
        return title, values

    # Headings

    def _heading(self, heading):
        if self.strict and heading.level > 3:
            self._problem(heading.line, "a heading has one to three #: phase, milestone, section")
        elif self._is_section(heading):
            self._read_section(heading)
        elif heading.level == self.milestone_level:
            self._read_milestone(heading)
        else:
            self._read_phase(heading)

    def _read_phase(self, heading):
        self._keep_silent(0)
        title, values = self._attributes(heading.title, "phase", heading.line)
        self._need_title(title, "phase", heading.line)
        self._add_phase(Phase(title, line=heading.line, **values))

    def _add_phase(self, phase):
        self.phase, self.milestone = phase, None
        self.outline.phases.append(phase)
        self._start(phase)

    def _read_milestone(self, heading):
        self._keep_silent(0)
        title, values = self._attributes(heading.title, "milestone", heading.line)
        self._need_title(title, "milestone", heading.line)
        if self.phase is None:
            self._problem(heading.line, "a milestone (##) stands below a phase (#)")
        self._add_milestone(Milestone(title, line=heading.line, **values))

    def _add_milestone(self, milestone):
        if self.phase is None:
            self._add_phase(Phase("", line=milestone.line))
        self.milestone = milestone
        self.phase.milestones.append(milestone)
        self._start(milestone)

    def _start(self, part):
        self.headings, self.unsaid = [], []
        self.texts[id(part)] = (part, [])

    def _read_section(self, heading):
        title, values = self._attributes(heading.title, "section", heading.line)
        self._need_title(title, "section", heading.line)
        if self.milestone is None:
            self._problem(heading.line, "a section (###) stands below a milestone (##)")
        self._keep_silent(heading.level)
        self.headings = [around for around in self.headings if around[0] < heading.level]
        self.unsaid = [around for around in self.unsaid if around[0] < heading.level]
        section, kind = _within(*self._section(), title)
        self.headings.append((heading.level, section, values.get("kind", kind)))
        self.unsaid.append((heading.level, title))
        if not self.strict and title and not _is_kind(heading):
            self.silent.append((heading.level, Text(f"**{title}**", heading.line)))

    def _keep_silent(self, level):
        """Headings from this level on that nothing has followed become text."""
        self._part_texts().extend(title for around, title in self.silent if around >= level)
        self.silent = [(around, title) for around, title in self.silent if around < level]

    def _section(self):
        """Section and kind of a box that stands here."""
        return self.headings[-1][1:] if self.headings else ("", "learn")

    def _need_title(self, title, kind, line):
        if not title:
            self._problem(line, f"a {kind} needs a title")

    def _need_milestone(self, line):
        if self.milestone is None:
            self._problem(line, "a box stands below a milestone (##)")
            headings, unsaid = self.headings, self.unsaid
            self._add_milestone(Milestone("", line=line))
            self.headings, self.unsaid = headings, unsaid
        return self.milestone

    # Text and list items at a milestone's own level

    def _text(self, text):
        if self.headings or (self.milestone and self.milestone.checkpoints):
            self._problem(text.line, "text stands above the first section and box, or indented by two spaces in a box")
        name = ": ".join(title for _, title in self.unsaid if title)
        if name:
            self._part_texts().append(Text(f"**{name}**", text.line))
        self.unsaid, self.silent = [], []
        self._part_texts().append(text)

    def _part_texts(self):
        """Those of the milestone, the phase or, before both, the whole."""
        return self.introduction if self.phase is None else self.texts[id(self.milestone or self.phase)][1]

    def _item(self, item, section, kind):
        if item.done is not None:
            return self._box(item, 0, section, kind)
        if resource := self._resource(item):
            self._need_milestone(item.line).resources.append(resource)
        else:
            if item.texts() or not _holds_box(item):
                self._text(item.as_text())
            if item.items():
                self._problem(item.line, _BOX_IN_BULLET)
                section, kind = _within(section, kind, item.title.rstrip(": "))
        for inner in item.items():
            self._item(inner, section, kind)

    def _resource(self, item):
        """The resource that a bullet is, or None."""
        if not item.marked:
            return None
        title, values = self._attributes(item.title, "resource", item.line)
        if not title or title == item.title:
            self._need_title(title, "resource", item.line)
            return None
        if item.blocks:
            self._problem(item.line, "a resource is one line")
        if item.texts():
            return None
        link = _LINK.fullmatch(title)
        if link and link[1].strip():
            return Resource(link[1].strip(), link[2], line=item.line, **values)
        return Resource(outline_blocks.escape_start(title), line=item.line, **values)

    # Boxes

    def _box(self, item, depth, section, kind):
        milestone = self._need_milestone(item.line)
        self.silent = []
        title, values = self._attributes(item.title, "checkpoint", item.line)
        self._need_title(title, "checkpoint", item.line)
        if not title:
            title, values = item.title, {}
        values.setdefault("kind", kind)
        checkpoint = Checkpoint(title, section=section, depth=depth, done=item.done, line=item.line, **values)
        milestone.checkpoints.append(checkpoint)
        texts = []
        self._inside(item.blocks, checkpoint, texts, kind)
        checkpoint.description = outline_blocks.join(texts)

    def _inside(self, blocks, checkpoint, texts, kind):
        """What stands in a box: its description, its resources, and further boxes."""
        for block in blocks:
            if isinstance(block, Text):
                texts.append(block)
            elif block.done is not None:
                self._box(block, checkpoint.depth + 1, checkpoint.section, kind)
            else:
                if resource := self._resource(block):
                    checkpoint.resources.append(resource)
                elif block.source or block.texts():
                    texts.append(block.as_text())
                if block.items():
                    self._problem(block.line, _BOX_IN_BULLET)
                self._inside(block.items(), checkpoint, texts, kind)


def _holds_box(item):
    return any(inner.done is not None or _holds_box(inner) for inner in item.items())


def _is_kind(heading):
    return heading.title.casefold() in KINDS


def _within(section, kind, title):
    """Section and kind of what is called `title` and stands in this section of this kind."""
    if title.casefold() in KINDS:
        return section, title.casefold()
    return ": ".join(part for part in (section, title) if part), kind
