"""How long it takes to render Markdown, without rendering it. No Django, no I/O.

The renderer is quick with what people write and can be kept busy by what nobody writes: a thousand brackets that never
close, a table of one line that fills up sixty thousand cells, a long address that ten thousand references repeat. The
weights were measured, in microseconds on an ordinary machine, as the worst case of each character. The longest
roadmap of this project comes to 20,000.
"""

import re

LONGEST = 64 * 1024  # characters of one text
MOST = 500_000  # of one text
MOST_OF_ALL = 1_200_000  # of all texts of a roadmap
TOO_MUCH = "has more brackets, stars, lines or cells of tables than can be shown"

_CHARACTERS = {"[": 20, "<": 30, "*": 14, "_": 14, "~": 8, "!": 8, "&": 8, "\\": 4, "]": 3, "`": 3, "|": 1}
_TEXT, _CHARACTER = 40, 0.2
_LINE, _QUOTED_LINE, _MARKER = 20, 4, 30  # a line, for each quotation it may stand in, for each list item
_CELL = 15
_REPEATED = 0.5  # a character of an address, for each reference that may repeat it

_MARKERS = re.compile(r"^[ \t>]*(?:(?:[-+*]|[0-9]{1,9}[.)])(?:[ \t]+|$))+", re.MULTILINE)
_QUOTED = re.compile(r"^[ \t>]*>", re.MULTILINE)
_BELOW_HEAD = re.compile(r"[-:|\s>*+0-9.)]+")
_EMPTY_LINES = re.compile(r"\n[ \t>]*\n")


def effort(text: str) -> float:
    """About how many microseconds rendering this Markdown takes at most."""
    quoted = max((mark[0].count(">") for mark in _QUOTED.finditer(text)), default=0)
    return (
        _TEXT
        + _CHARACTER * len(text)
        + sum(weight * text.count(character) for character, weight in _CHARACTERS.items())
        + (text.count("\n") + 1) * (_LINE + _QUOTED_LINE * min(quoted, 20))
        + _MARKER * sum(len(markers[0].split()) for markers in _MARKERS.finditer(text))
        + _of_tables(text)
        + _of_references(text)
    )


def _of_tables(text):
    """A row is filled up to the columns of its table: each line from the second on may have all of them."""
    cells = 0
    for block in _EMPTY_LINES.split(text) if "|" in text else []:
        lines = block.split("\n")
        columns = [line.count("|") + 1 for line in lines if "|" in line and "-" in line and _BELOW_HEAD.fullmatch(line)]
        cells += max(columns, default=0) * len(lines)
    return _CELL * cells


def _of_references(text):
    """`[name]: address "title"` stands once and is repeated by each `[name]`."""
    if "]:" not in text:
        return 0
    longest = max(len(part) for block in _EMPTY_LINES.split(text) for part in block.split("]:")[1:] or [""])
    return _REPEATED * longest * text.count("[")
