"""Reference links of a foreign text: `[text][name]`, with `[name]: address` somewhere else, becomes `[text](address)`.

A box, a heading and a description part company with the end of the file where their addresses stand. Definitions that
are used leave the text, since nothing refers to them any more. Code keeps its brackets. No Django, no I/O.
"""

import re

from .outline_blocks import Heading, Item, Text
from .outline_parts import OutlineError, Problem

MAX_GROWTH = 500_000  # characters

_DEFINITION = re.compile(
    r"""\ {0,3}\[(?P<name>(?!\^)(?:[^\[\]\\]|\\.){1,200})\]:\ *
        (?:<(?P<angled>[^<>]{0,2000})>|(?P<plain>[^\s<]\S{0,2000}))
        (?:\ +(?P<title>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?\ *""",
    re.VERBOSE,
)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_MARK = re.compile(r"\\.|`+|!?\[|\]", re.DOTALL)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,200})\]")
_NO_NAMES = {"", "x"}  # boxes
_LONGEST_NAME = 200


def resolve(blocks: list[Heading | Text | Item]) -> list[Heading | Text | Item]:
    """The same blocks, changed, with the addresses in their links; texts of nothing but used definitions are gone."""
    definitions = _Definitions()
    for text in _texts(blocks):
        definitions.collect(text)
    if not definitions.targets:
        return blocks
    _walk(blocks, definitions)
    return _without_used(blocks, definitions)


class _Definitions:
    def __init__(self):
        self.targets = {}  # {name: what stands between the parentheses}
        self.used = set()
        self.grown = 0
        self.places = {}  # {id of a text: {number of a line: name}}

    def collect(self, text):
        """Definitions stand outside of fences, at the beginning of a paragraph, one below the other."""
        fence, may_begin = None, True
        for number, line in enumerate(text.source.split("\n")):
            mark = _FENCE.match(line)
            if mark and (fence is None or mark[1].startswith(fence)):
                fence = mark[1] if fence is None else None
            found = _DEFINITION.fullmatch(line) if may_begin and fence is None and "]:" in line else None
            if found and (name := _name(found["name"])) not in self.targets and name not in _NO_NAMES:
                self.targets[name] = _target(found)
                self.places.setdefault(id(text), {})[number] = name
            may_begin = found is not None or not line.strip()

    def linked(self, source, line, is_title=True):
        """The source with its reference links resolved; in a text a line may begin like a definition."""
        if "[" not in source:
            return source
        pieces, opened, position = [], [], 0  # opened: where the texts of brackets begin that are open
        runs = _code_runs(source)
        while mark := _MARK.search(source, position):
            end = runs.get(mark.start(), mark.end())
            pieces.append(source[position:end])
            position = end
            if mark[0].endswith("[") and mark[0][0] != "\\":
                opened.append(end)
            elif mark[0] == "]" and opened:
                target, position = self._target(source, opened.pop(), end, is_title)
                pieces.append(target)
                self.grown += len(target)
        if self.grown > MAX_GROWTH:
            raise OutlineError([Problem(line, "its reference links repeat more addresses than can be written out")])
        return "".join(pieces) + source[position:]

    def _target(self, source, start, end, is_title):
        """What follows a bracket that opens at `start` and closes at `end`, and where the rest begins."""
        label = _LABEL.match(source, end)
        follows = source[end : end + 1]
        if label and label[1].strip():
            name = _name(label[1])
        else:
            name = _name(source[start : end - 1]) if end - start <= _LONGEST_NAME else ""
        if name not in self.targets or follows == "(" or (follows == "[" and not label):
            return "", end
        if follows == ":" and not is_title and not source[source.rfind("\n", 0, start) + 1 : start - 1].strip():
            return "", end
        self.used.add(name)
        return f"({self.targets[name]})", label.end() if label else end


def _code_runs(source):
    """{where a code span or fence begins: where it ends}."""
    runs = [(mark.start(), mark.end()) for mark in _MARK.finditer(source) if mark[0].startswith("`")]
    ends, following = {}, {}
    for start, end in reversed(runs):
        if end - start in following:
            ends[start] = following[end - start]
        following[end - start] = end
    return ends


def _name(label):
    return " ".join(label.casefold().split())


def _target(found):
    address = found["angled"] if found["plain"] is None else found["plain"]
    if not address or re.search(r"[\s()]", address):
        address = f"<{address}>"
    return f"{address} {found['title']}" if found["title"] else address


def _texts(blocks):
    for block in blocks:
        if isinstance(block, Text):
            yield block
        elif isinstance(block, Item):
            yield from _texts(block.blocks)


def _walk(blocks, definitions):
    for block in blocks:
        if isinstance(block, Text):
            places = definitions.places.get(id(block), {})
            lines = block.source.split("\n")
            kept = "\n".join("" if number in places else line for number, line in enumerate(lines))
            linked = definitions.linked(kept, block.line, is_title=False).split("\n")
            for number in places:
                linked[number] = lines[number]
            block.source = "\n".join(linked)
        else:
            block.title = definitions.linked(block.title, block.line)
            if isinstance(block, Item):
                block.source = definitions.linked(block.source, block.line)
                _walk(block.blocks, definitions)


def _without_used(blocks, definitions):
    kept = []
    for block in blocks:
        if isinstance(block, Item):
            block.blocks = _without_used(block.blocks, definitions)
        elif used := {n for n, name in definitions.places.get(id(block), {}).items() if name in definitions.used}:
            lines = block.source.split("\n")
            block.source = "\n".join(line for number, line in enumerate(lines) if number not in used).strip("\n")
            if not block.source:
                continue
        kept.append(block)
    return kept
