r"""Attributes at the end of a line, `Title {#slug optional hours=5 by="A. Person"}`: reading and writing.

A title that itself ends with a brace is written with a backslash before it, `Use {braces\}`; in a quoted value
`"`, `\` and `{` take a backslash. No Django, no I/O.
"""

import re
from decimal import Decimal

from .outline_parts import COSTS, KINDS, RESOURCE_KINDS

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")

_ATTRIBUTE = re.compile(
    r"""\s*(?:
        \#(?P<slug>[^\s{}"]*)
      | \.(?P<mark>[\w-]+)
      | (?P<key>[a-z][a-z-]*)=(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<plain>[^\s{}"]+))
      | (?P<word>[a-z][a-z-]*)
    )(?=\s|$)""",
    re.VERBOSE,
)


def read(text: str, kind: str, strict: bool) -> tuple[str, dict, list[str]]:
    """Split a line into title, values by field name, and problems.

    `kind` is phase, milestone, section, checkpoint or resource. Strict text gets problems for what is wrong; in any
    other text braces that are not ours, whole, are part of the title, and there are no problems.
    """
    if text.endswith("\\}"):
        return text[:-2] + "}", {}, []
    start = _start(text)
    if start is None:
        return text, {}, []
    values, problems = _values(text[start + 1 : -1], kind)
    if problems and not strict:
        return text, {}, []
    title = text[:start].rstrip()
    return (title[:-2] + "}" if title.endswith("\\}") else title), values, problems


def write_title(title: str) -> str:
    """A title as `read` takes it for a title, whatever it ends with."""
    title = one_line(title)
    return title[:-1] + "\\}" if title.endswith("}") else title


def write(*attributes: str) -> str:
    """The braces around the attributes that are not empty; nothing when all are."""
    given = [attribute for attribute in attributes if attribute]
    return "{" + " ".join(given) + "}" if given else ""


def quoted(key: str, value: str) -> str:
    """`key="value"`, or nothing for an empty value."""
    escaped = re.sub(r'(["\\{])', r"\\\1", one_line(value))
    return f'{key}="{escaped}"' if value else ""


def plain(key: str, value) -> str:
    """`key=value` for a value without spaces, a list with commas; nothing for an empty list, "" and None."""
    value = ",".join(value) if isinstance(value, list) else value
    return "" if value in ("", None) else f"{key}={value}"


def one_line(text: str) -> str:
    """The text with each line break turned into a space."""
    return re.sub(r" *[\r\n]+ *", " ", text).strip()


def hours(minutes: int) -> str:
    """Minutes in hours, as short as they can be read back to the minute: 90 → "1.5"."""
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".")


def _start(text):
    """Where the last brace opens that no backslash precedes, in a text that ends with a closing one; else None."""
    if not text.endswith("}"):
        return None
    start = text.rfind("{")
    while start > 0 and text[start - 1] == "\\":
        start = text.rfind("{", 0, start)
    return None if start < 0 else start


def _values(inside, kind):
    """The values of what stands between the braces, by field name, and what is wrong with them."""
    values, problems, marks, position = {}, [], [], 0
    inside = inside.strip()
    while position < len(inside):
        found = _ATTRIBUTE.match(inside, position)
        if found is None:
            message = f"cannot read {{{_short(inside)}}}; to keep braces in a title write \\}} at its end"
            return {}, [message]
        position = found.end()
        if found["mark"]:
            marks.append(found["mark"])
            continue
        try:
            name, value = _value(found, kind)
            if name in values:
                raise ValueError(f"{found[0].strip()} is one too many")
            values[name] = value
        except ValueError as error:
            problems.append(str(error))
    problems += [f"a {kind} takes no .{mark}" for mark in marks if (kind, mark) != ("resource", "resource")]
    if kind == "resource" and "resource" not in marks:
        problems.append("a resource needs .resource")
    if not values and not marks and not problems:
        problems.append("empty braces; to keep them in a title write \\} at its end")
    return values, problems


def _value(found, kind):
    if found["slug"] is not None:
        if "slug" not in _FIELDS[kind]:
            raise ValueError(f"a {kind} takes no slug")
        return "slug", slug(found["slug"])
    key = found["key"] or found["word"]
    if key not in _FIELDS[kind] or key == "slug":
        raise ValueError(f'a {kind} takes no "{_short(key)}"; it takes {_allowed(kind)}')
    name, reader = _FIELDS[kind][key]
    if found["word"]:
        if reader is not _flag:
            raise ValueError(f"{key} needs a value: {key}=…")
        return name, True
    if reader is _flag:
        raise ValueError(f"{key} stands alone, without a value")
    value = found["plain"] if found["quoted"] is None else re.sub(r"\\(.)", r"\1", found["quoted"])
    try:
        return name, reader(value)
    except ValueError as error:
        raise ValueError(f"{key}: {error}") from None


def _allowed(kind):
    return ", ".join("#slug" if key == "slug" else key for key in _FIELDS[kind])


def _short(text):
    return text if len(text) <= 60 else text[:60] + "…"


def slug(text: str) -> str:
    """The slug itself; ValueError when it is none."""
    if not SLUG.fullmatch(text):
        raise ValueError(f'"{_short(text)}" is not a slug (a-z, 0-9 and -, at most 80 characters)')
    return text


def whole(text: str, most: int) -> int:
    """A whole number from 1 to `most`; ValueError for anything else."""
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) <= most:
        raise ValueError(f'"{_short(text)}" is not a whole number from 1 to {most}')
    return int(text)


def _flag(text):
    return True


def _minutes(text):
    if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,2})?", text):
        raise ValueError(f'"{_short(text)}" is not a number of hours (5, 0.5)')
    return round(Decimal(text) * 60)


def _minutes_range(text):
    low, dash, high = text.partition("-")
    low, high = _minutes(low or text), _minutes(high if dash else low)
    if not 0 < low <= high:
        raise ValueError(f'"{_short(text)}" must be more than 0, and a range goes up (4-8)')
    return low, high


def _weeks(text):
    return whole(text, 520)


def _slugs(text):
    return list(dict.fromkeys(slug(part.strip()) for part in text.split(",")))


def _same_as(text):
    roadmap, mark, checkpoint = text.partition("#")
    if not mark:
        raise ValueError(f'"{_short(text)}" is not roadmap#slug')
    return f"{slug(roadmap)}#{slug(checkpoint)}"


def _one_of(*choices):
    def reader(text):
        if text not in choices:
            raise ValueError(f'"{_short(text)}" is none of {", ".join(choices)}')
        return text

    return reader


_FIELDS = {
    "phase": {"slug": ("slug", slug), "optional": ("optional", _flag)},
    "milestone": {
        "slug": ("slug", slug),
        "optional": ("optional", _flag),
        "weeks": ("weeks", _weeks),
        "study": ("study", _minutes),
        "practice": ("practice", _minutes),
        "estimated": ("estimated", _flag),
        "prerequisites": ("prerequisites", _flag),
    },
    "section": {"kind": ("kind", _one_of(*KINDS))},
    "checkpoint": {
        "slug": ("slug", slug),
        "optional": ("optional", _flag),
        "hours": ("hours", _minutes_range),
        "skill": ("skills", _slugs),
        "kind": ("kind", _one_of(*KINDS)),
        "same-as": ("same_as", _same_as),
        "replaces": ("replaces", _slugs),
    },
    "resource": {
        "kind": ("kind", _one_of(*RESOURCE_KINDS)),
        "by": ("by", str.strip),
        "cost": ("cost", _one_of(*COSTS)),
        "remark": ("remark", str.strip),
    },
}
