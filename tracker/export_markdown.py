"""A followed roadmap as Markdown for anywhere: a README, a gist, a wiki. Task lists, links and headings, no braces.

What comes out can be read in again (`own_lists`) and is then what it was. No Django, no I/O.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from roadmaps.outline_attributes import one_line, write_title
from roadmaps.outline_parts import Checkpoint, Milestone, Outline, Resource

STATUS = re.compile(r"\A\d+ of \d+ done \(\d+ %\), \d{1,2} [A-Z][a-z]{2} \d{4}(?:\n+|\Z)")

_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_PUNCTUATION = r"!-/:-@\[-`{-~"
_BACKSLASH = re.compile(rf"\\(?=[{_PUNCTUATION}]|$)")
_ESCAPED = re.compile(rf"\\([{_PUNCTUATION}])")
# What would vanish or turn into something else: unknown tags, entities, struck text, * within words.
_SPECIAL = re.compile(
    r"<(?=[A-Za-z/!?])(?!/?(?:a|b|br|code|del|em|i|img|ins|kbd|s|strong|sub|sup)\b)(?!(?:https?|mailto):)"
    r"|&(?=\#?\w+;)|~(?=~)|(?<=~)~|(?<=\w)\*+(?=\w)"
)
_CLOSING = re.compile(r"(?:^|\s)#+\Z")


def markdown(
    outline: Outline,
    states: dict[str, str],
    *,
    done: int,
    of: int,
    percent: int,
    on: date,
    notes: dict[str, str] | None = None,
    texts: bool = False,
) -> str:
    """The outline with the person's `states` by slug, their `notes` by slug as quotations, descriptions if `texts`."""
    blocks = [_heading(1, outline.title), f"{done} of {of} done ({percent} %), {on.day} {on:%b %Y}"]
    blocks += [outline.introduction] if texts else []
    for phase in outline.phases:
        blocks += [_heading(2, phase.title), phase.description if texts else ""]
        for milestone in phase.milestones:
            blocks += _milestone(milestone, states, notes or {}, texts)
    return "\n\n".join(block.replace("\r\n", "\n") for block in blocks if block).rstrip("\n") + "\n"


def escaped(title: str) -> str:
    """A title such that it is read as it is: what Markdown would swallow gets a backslash, what it shows is left."""
    return _outside_code(title, lambda text: _SPECIAL.sub(_with_backslashes, _BACKSLASH.sub(r"\\\\", text)))


def readable(title: str) -> str:
    """A title of Markdown as people read it: `escaped` taken back."""
    return _outside_code(title, lambda text: _ESCAPED.sub(r"\1", text))


def links_of(resources: Iterable[Resource]) -> list[str]:
    """A line for each resource."""
    return [_link(resource) for resource in resources]


def quoted(note: str) -> list[str]:
    """The lines of a note as a quotation."""
    return [f"> {line}".rstrip() for line in note.expandtabs(4).strip("\n").split("\n")] if note.strip() else []


def _outside_code(title, change):
    """The title with everything changed that is not `code`."""
    parts, position = [], 0
    for code in _CODE.finditer(title):
        parts += [change(title[position : code.start()]), code[0]]
        position = code.end()
    return "".join([*parts, change(title[position:])])


def _with_backslashes(found):
    return "".join(f"\\{character}" for character in found[0])


def _heading(level, title):
    title = write_title(escaped(one_line(title)))
    line = f"{'#' * level} {title}"
    return f"{line} #" if _CLOSING.search(title) else line  # or its end would be taken for the heading's


def _milestone(milestone: Milestone, states, notes, texts) -> Iterator[str]:
    yield _heading(3, milestone.title)
    yield milestone.description if texts else ""
    yield "\n".join(links_of(milestone.resources))
    plain = True
    for (section, kind), boxes in groupby(_rooted(milestone.checkpoints), key=lambda pair: pair[0]):
        heading = section or kind.capitalize()
        if not plain or heading != "Learn":
            yield _heading(4, heading)
        plain = False
        yield "\n".join(line for _, checkpoint in boxes for line in _box(checkpoint, states, notes, texts))


def _rooted(checkpoints: list[Checkpoint]):
    """Each with the heading of its outermost box: a section, or Learn, Build, Deliver, Check."""
    heading = None
    for checkpoint in checkpoints:
        if heading is None or checkpoint.depth == 0:
            heading = (checkpoint.section, "" if checkpoint.section else checkpoint.kind)
        yield heading, checkpoint


def _box(checkpoint, states, notes, texts):
    state = states.get(checkpoint.slug, "todo")
    title = escaped(one_line(checkpoint.title))
    title = f"~~{title}~~" if state == "skipped" else write_title(title)
    indent = "  " * checkpoint.depth
    yield f"{indent}- [{'x' if state == 'done' else ' '}] {title}"
    inside = []
    if texts and checkpoint.description:
        inside += ["", *checkpoint.description.split("\n"), ""]
    inside += links_of(checkpoint.resources)
    if quotation := quoted(notes.get(checkpoint.slug, "")):
        inside += ["", *quotation, ""]
    yield from (f"{indent}  {line}" if line else "" for line in inside)


def _link(resource):
    title = escaped(one_line(resource.title))
    by = f", {escaped(one_line(resource.by))}" if resource.by else ""
    return f"- [{title}]({resource.url}){by}" if resource.url else f"- {title}{by}"
