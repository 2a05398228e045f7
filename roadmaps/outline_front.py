"""The front matter of an outline: a flat YAML map between two lines of `---`. No Django, no I/O.

Every value is taken as text, so that a title may be `No` or `2026`. Anchors and aliases are refused.
"""

import re
from typing import NamedTuple

import yaml
from yaml.reader import Reader

from .outline_attributes import slug, whole
from .outline_parts import Outline, OutlineError, Problem

MAX_CHARACTERS = 20_000
_SAFE_PLAIN = re.compile(r"[^\W_](?:[^:#]|:(?=\S)|(?<=\S)#)*")
_UNSTORABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


def split(lines: list[str]) -> int:
    """How many lines the front matter takes, both `---` included; 0 when there is none."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    return next((number for number, line in enumerate(lines[1:], 2) if line.rstrip() == "---"), 0)


class Front(NamedTuple):
    """A front matter that was read: an outline with its values, and the problems of one that is in our form.

    It is in our form (`strict`) when it names a slug. `titled` says that it has a title, if only an empty one.
    """

    outline: Outline
    strict: bool
    titled: bool
    problems: list[Problem]


def read(lines: list[str]) -> Front:
    """Read the lines of a front matter. Raises OutlineError for what is not a YAML map or has anchors."""
    fields, problems = _fields(lines)
    values = {}
    for key, (value, line) in fields.items():
        try:
            if key not in _READERS:
                raise ValueError(f"is none of {', '.join(_READERS)}")
            values[key] = _READERS[key](value)
        except ValueError as error:
            problems.append(Problem(line, f"{key}: {error}"))
    if not values.get("title"):
        problems.append(Problem(fields.get("title", ("", 1))[1], "the title is missing"))
    strict = "slug" in fields
    values["lines"] = {key: line for key, (_, line) in fields.items()}
    return Front(Outline(**values), strict, "title" in values, problems if strict else [])


def write(outline: Outline) -> list[str]:
    """The lines of the front matter, both `---` included; the title always, the rest where it is not empty."""
    lines = ["---"]
    if outline.slug:
        lines.append(f"slug: {outline.slug}")
    lines.append(f"title: {_scalar(outline.title)}")
    lines += [f"{key}: {_scalar(getattr(outline, key))}" for key in ("summary", "audience") if getattr(outline, key)]
    if outline.outcomes:
        lines += ["outcomes:", *(f"  - {_scalar(outcome)}" for outcome in outline.outcomes)]
    if outline.roles:
        lines.append(f"roles: [{', '.join(outline.roles)}]")
    if outline.weeks:
        low, high = outline.weeks
        lines.append(f"weeks: {low}" if low == high else f"weeks: {low}-{high}")
    if outline.hours_per_week:
        lines.append(f"hours_per_week: {outline.hours_per_week}")
    if outline.sources:
        lines.append(f"sources: [{', '.join(outline.sources)}]")
    if outline.position:
        lines.append(f"position: {outline.position}")
    return [*lines, "---"]


def one_line(text: str) -> str:
    """The text in one line, without characters that nothing can store or show."""
    return _UNSTORABLE.sub("", " ".join(text.split()))


class _Loader(yaml.SafeLoader):
    def compose_node(self, parent, index):
        event = self.peek_event()
        if getattr(event, "anchor", None) is not None:
            raise yaml.MarkedYAMLError(
                problem="anchors and aliases (& and *) are not allowed", problem_mark=event.start_mark
            )
        self.depth = getattr(self, "depth", 0) + 1
        if self.depth > 4:
            raise yaml.MarkedYAMLError(problem="too many brackets in brackets", problem_mark=event.start_mark)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def _fields(lines):
    """Each key with its value (text, or a list of texts, or None for anything else) and its line; keys given twice."""
    text = "\n".join(lines[1:-1])
    if len(text) > MAX_CHARACTERS:
        raise OutlineError([Problem(1, f"the front matter is longer than {MAX_CHARACTERS:,} characters")])
    try:
        root = yaml.compose(text, _Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
        line = mark.line + 2 if mark else 1
        raise OutlineError([Problem(line, f"the front matter cannot be read: {reason}")]) from None
    if root is None:
        return {}, []
    if not isinstance(root, yaml.MappingNode):
        raise OutlineError([Problem(1, 'the front matter is not a list of "key: value"')])
    fields, problems = {}, []
    for key, value in root.value:
        line = key.start_mark.line + 2
        if not isinstance(key, yaml.ScalarNode):
            raise OutlineError([Problem(line, "the front matter has a key that is not a word")])
        if key.value in fields:
            problems.append(Problem(line, f"{key.value}: is there twice"))
        fields[key.value] = (_plain(value), line)
    return fields, problems


def _plain(node):
    if isinstance(node, yaml.ScalarNode):
        return one_line(node.value)
    if isinstance(node, yaml.SequenceNode) and all(isinstance(part, yaml.ScalarNode) for part in node.value):
        return [one_line(part.value) for part in node.value]
    return None


def _text(value):
    if not isinstance(value, str):
        raise ValueError("one text is expected")
    return value


def _texts(value):
    if not isinstance(value, list):
        raise ValueError("a list is expected")
    return [text for text in value if text]


def _slugs(value):
    return list(dict.fromkeys(slug(text) for text in _texts(value)))


def _weeks(value):
    low, dash, high = _text(value).partition("-")
    low = whole(low.strip(), 520)
    high = whole(high.strip(), 520) if dash else low
    if high < low:
        raise ValueError("a range goes up (12-24)")
    return low, high


_READERS = {
    "slug": lambda value: slug(_text(value)),
    "title": _text,
    "summary": _text,
    "audience": _text,
    "outcomes": _texts,
    "roles": _slugs,
    "weeks": _weeks,
    "hours_per_week": lambda value: whole(_text(value), 168),
    "sources": _slugs,
    "position": lambda value: whole(_text(value), 9999),
}


def _scalar(text):
    text = one_line(text)
    if _SAFE_PLAIN.fullmatch(text) and Reader.NON_PRINTABLE.search(text) is None and "\ufeff" not in text:
        return text
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character):
    if character in '"\\':
        return "\\" + character
    if character == "\ufeff" or Reader.NON_PRINTABLE.search(character):
        return f"\\U{ord(character):08X}"
    return character
