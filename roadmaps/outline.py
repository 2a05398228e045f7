"""Roadmaps as Markdown: text → outline → text. No Django, no I/O.

The form is described in `fixtures/README.md`. `parse` also reads any other Markdown with task lists; `render`
always writes ours. On what `render` wrote, `render(parse(text)) == text`; for every text that can be read,
`parse(render(parse(text))) == parse(text)`.

Read alone: `outline_parts` (what an outline is), `outline_front` (front matter), `outline_attributes` (braces),
`outline_blocks` (Markdown), `outline_links` (reference links), `outline_reader` (what becomes what), `outline_bounds`
(what is too much).
"""

import re
from itertools import groupby

from . import outline_attributes, outline_blocks, outline_bounds, outline_front, outline_links
from .outline_attributes import hours, plain, quoted, write_title
from .outline_front import Front
from .outline_parts import (
    COSTS,
    KINDS,
    RESOURCE_KINDS,
    Checkpoint,
    Milestone,
    Outline,
    OutlineError,
    Phase,
    Problem,
    Resource,
)
from .outline_reader import Reader

__all__ = [
    "COSTS",
    "KINDS",
    "RESOURCE_KINDS",
    "Checkpoint",
    "Milestone",
    "Outline",
    "OutlineError",
    "Phase",
    "Problem",
    "Resource",
    "parse",
    "render",
]

# More than what may be handed in (see `uploads`): with slugs and empty lines our own form of it is longer.
MAX_BYTES = 2_500_000
MAX_LINES = 100_000
MAX_BOXES = outline_bounds.MAX_BOXES
MAX_HASHES = 5_000  # lines that begin like headings, comments in code among them
MAX_ITEMS = 20_000  # list items, boxes or not

_MARKERS = re.compile(r"^ *(?P<markers>(?:(?:[-+*]|[0-9]{1,9}[.)])(?: +|$))+)", re.MULTILINE)
_HASHES = re.compile(r"^ {0,3}(?P<markers>#{1,6})(?: |$)", re.MULTILINE)
_BOXES = re.compile(r"^ *(?:(?:[-+*]|[0-9]{1,9}[.)]) +)+(?P<markers>\[)[ xX]\] ", re.MULTILINE)
_CLOSING = re.compile(r"(?:^|\s)#+\Z")
_LINE_END = re.compile(r"\r\n|\r|\n")
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")


def parse(text: str) -> Outline:
    """The outline of a text: strictly when its front matter names a slug, else any Markdown as it comes.

    Without a slug nothing is refused but what is too large (2.5 MB, 100,000 lines, 10,000 boxes, 20,000 list items,
    lists 10 deep, and `outline_bounds`), no text, or has a front matter that is not a YAML map. Where its front matter
    has no title, the first heading is the title if it is the only one of the topmost level. Of the levels then used
    the first is phases, the second milestones, the others sections; a single level is milestones, in a phase without
    a title. Reference links get their addresses (`outline_links`).

    Raises OutlineError with every problem found. A text of 200 boxes takes about 20 ms.
    """
    lines = _lines(text)
    length = outline_front.split(lines)
    front = outline_front.read(lines[:length]) if length else Front(Outline(), False, False, [])
    lines[:length] = [""] * length
    reader = Reader(front.outline, front.strict, front.titled)
    try:
        blocks = outline_blocks.read(lines, summaries=not front.strict)
        reader.read(blocks if front.strict else outline_links.resolve(blocks))
    except outline_blocks.TooDeep as error:
        raise OutlineError([*front.problems, Problem(error.line, str(error))]) from None
    problems = [*front.problems, *reader.problems, *outline_bounds.problems(front.outline)]
    if problems:
        raise OutlineError(problems)
    return front.outline


def render(outline: Outline) -> str:
    """The canonical text of an outline; ends with a line break."""
    blocks = ["\n".join(outline_front.write(outline)), outline.introduction]
    for phase in outline.phases:
        braces = outline_attributes.write(_slug(phase), "optional" if phase.optional else "")
        blocks += [_heading(1, phase.title, braces), phase.description]
        for milestone in phase.milestones:
            blocks += _milestone(milestone)
    # the introduction follows the front matter without an empty line; forms send \r\n
    head, *rest = [block.replace("\r\n", "\n") for block in blocks if block]
    return "\n".join([head, "\n\n".join(rest)]).rstrip("\n") + "\n"


def _lines(text):
    """The lines, tabs expanded and those of spaces only emptied; OutlineError for what is no text or too large."""
    if not isinstance(text, str) or (unreadable := _UNREADABLE.search(text)):
        line = len(_LINE_END.findall(text, 0, unreadable.start())) + 1 if isinstance(text, str) else 1
        raise OutlineError([Problem(line, "this is not text")])
    if len(text.encode()) > MAX_BYTES:
        raise OutlineError([Problem(1, f"the text is larger than {MAX_BYTES / 1_000_000} MB")])
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    if text.count("\n") > MAX_LINES:
        raise OutlineError([Problem(MAX_LINES, f"the text has more than {MAX_LINES:,} lines")])
    _refuse_more_than(MAX_BOXES, "boxes", text, _BOXES)
    _refuse_more_than(MAX_HASHES, "headings", text, _HASHES)
    _refuse_more_than(MAX_ITEMS, "list items", text, _MARKERS)
    return [line if line.strip(" ") else "" for line in text.split("\n")]


def _refuse_more_than(most, what, text, pattern):
    """Quickly, before anything is read; what stands in code counts too."""
    count = 0
    for found in pattern.finditer(text):
        count += len(found["markers"].split())
        if count > most:
            line = text.count("\n", 0, found.start()) + 1
            raise OutlineError([Problem(line, f"the text has more than {most:,} {what}")])


def _slug(part):
    return f"#{part.slug}" if part.slug else ""


def _heading(level, title, braces):
    line = " ".join(part for part in ("#" * level, write_title(title), braces) if part)
    # a # at the end would be taken for the closing of the heading
    return f"{line} #" if not braces and _CLOSING.search(title) else line


def _milestone(milestone):
    braces = outline_attributes.write(
        _slug(milestone),
        "optional" if milestone.optional else "",
        plain("weeks", milestone.weeks),
        plain("study", None if milestone.study is None else hours(milestone.study)),
        plain("practice", None if milestone.practice is None else hours(milestone.practice)),
        "estimated" if milestone.estimated else "",
        "prerequisites" if milestone.prerequisites else "",
    )
    yield _heading(2, milestone.title, braces)
    yield milestone.description
    yield "\n".join(_resource(resource) for resource in milestone.resources)
    for (section, kind), rooted in groupby(_rooted(milestone.checkpoints), key=lambda pair: pair[0]):
        checkpoints = [checkpoint for _, checkpoint in rooted]
        kind = kind or _shared_kind(checkpoints)
        braces = outline_attributes.write(plain("kind", kind if kind != "learn" else "")) if section else ""
        yield _heading(3, section or kind.capitalize(), braces)
        yield _boxes(checkpoints, kind)


def _rooted(checkpoints):
    """Each checkpoint with the heading that it stands below: (section, "") or ("", kind), of its outermost box."""
    heading = None
    for checkpoint in checkpoints:
        if heading is None or checkpoint.depth == 0:
            heading = (checkpoint.section, "" if checkpoint.section else checkpoint.kind)
        yield heading, checkpoint


def _shared_kind(checkpoints):
    kinds = {checkpoint.kind for checkpoint in checkpoints}
    return kinds.pop() if len(kinds) == 1 else "learn"


def _boxes(checkpoints, kind):
    lines, depth, above = [], -1, None
    for checkpoint in checkpoints:
        depth = min(checkpoint.depth, depth + 1)
        if depth and not above.resources and _ends_in_html(above.description):
            lines.append("")
        lines += ["  " * depth + line if line else "" for line in _box(checkpoint, kind)]
        above = checkpoint
    return "\n".join(lines)


def _box(checkpoint, kind):
    low, high = checkpoint.hours or (None, None)
    braces = outline_attributes.write(
        _slug(checkpoint),
        "optional" if checkpoint.optional else "",
        plain("hours", "" if low is None else hours(low) if low == high else f"{hours(low)}-{hours(high)}"),
        plain("skill", checkpoint.skills),
        plain("kind", checkpoint.kind if checkpoint.kind != kind else ""),
        plain("same-as", checkpoint.same_as),
        plain("replaces", checkpoint.replaces),
    )
    yield f"- [{'x' if checkpoint.done else ' '}] {write_title(checkpoint.title)} {braces}".rstrip(" ")
    if checkpoint.description:
        text = ["", *checkpoint.description.split("\n")]
        yield from ("  " + line if line else "" for line in text)
    if checkpoint.resources and _ends_in_html(checkpoint.description):
        yield ""
    yield from ("  " + _resource(resource) for resource in checkpoint.resources)


def _ends_in_html(text):
    """Whether its last paragraph may be HTML, which goes on to the next empty line."""
    last = text.rpartition("\n\n")[2]
    return any(line.lstrip().startswith("<") for line in last.split("\n"))


def _resource(resource):
    braces = outline_attributes.write(
        ".resource",
        plain("kind", resource.kind),
        quoted("by", resource.by),
        plain("cost", resource.cost),
        quoted("remark", resource.remark),
    )
    if resource.url:
        return f"- [{outline_attributes.one_line(resource.title)}]({resource.url}){braces}"
    return f"- {outline_blocks.escape_start(write_title(resource.title))} {braces}"
