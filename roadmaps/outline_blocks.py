"""Markdown as far as an outline needs it: headings, list items that matter, and stretches of text.

A list item matters when it is a box (`- [ ] …`), when it carries `.resource`, or when one of these stands in it.
Everything else, code fences with lists in them included, is text and keeps its source, less the indentation of
where it stood. Only the block structure is parsed (CommonMark by markdown-it); links, emphasis and the like stay
as they were typed. No Django, no I/O.
"""

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_block.html_block import HTML_SEQUENCES
from markdown_it.token import Token

MAX_DEPTH = 10  # lists in lists
SUMMARY = 7  # the level of a heading that was `<details><summary>` in a foreign text

_BOX = re.compile(r"\[([ xX])\]\s+(?=\S)")
_RESOURCE = re.compile(r"\{[^{}]*\.resource\b.*\}\Z", re.DOTALL)
_MARKER = re.compile(r" *(?:[-+*]|[0-9]{1,9}[.)])( *)")
_BLOCK_START = re.compile(r"(?:[-+*]|[0-9]{1,9}[.)]|#{1,6})(?=\s|$)|(?:-+|=+)(?=\s*$)|>|```|~~~|<(?![A-Za-z]+:)")
_SUMMARY = re.compile(
    r"\s*<details(?:\s[^<>]*)?>\s*<summary(?:\s[^<>]*)?>(.*?)</summary>\s*", re.DOTALL | re.IGNORECASE
)
_END_OF_DETAILS = re.compile(r"\s*(?:</details>\s*)+", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_HTML_ENDS = ("</pre>", "-->", "?>", ">", "]]>")  # in the order of HTML_SEQUENCES, as far as they need an end


@dataclass
class Heading:
    level: int
    title: str
    line: int


@dataclass
class Text:
    """A stretch of Markdown source. `ends_with_list`: what follows it indented would become part of the list."""

    source: str
    line: int
    ends_with_list: bool = False


@dataclass
class Item:
    """A list item that matters, with what stands in it below its first paragraph.

    `title` is the first paragraph in one line, less the box; `done` is None for an item without a box. `source` is
    the first paragraph with its marker, as text, and `indent` how far the rest is indented.
    """

    title: str
    done: bool | None
    line: int
    source: str
    indent: int
    blocks: list = field(default_factory=list)

    @property
    def marked(self) -> bool:
        """Whether it ends with `{… .resource …}`."""
        return self.done is None and self.title.endswith("}") and _RESOURCE.search(self.title) is not None

    def items(self) -> list["Item"]:
        return [block for block in self.blocks if isinstance(block, Item)]

    def texts(self) -> list[Text]:
        return [block for block in self.blocks if isinstance(block, Text)]

    def as_text(self) -> Text:
        """The item as text, without the items in it that matter."""
        source, indent = (self.source, self.indent) if self.source else ("- <!-- -->", 2)
        if self.texts():
            lines = join(self.texts()).split("\n")
            source += "\n\n" + "\n".join(" " * indent + line if line else "" for line in lines)
        return Text(source, self.line, ends_with_list=True)


class TooDeep(ValueError):
    """Lists in lists beyond MAX_DEPTH; `line` says where."""

    def __init__(self, line: int):
        self.line = line
        super().__init__(f"lists stand in lists more than {MAX_DEPTH} deep")


def read(lines: list[str], summaries: bool = False) -> list[Heading | Text | Item]:
    """The blocks of a text given as lines without tabs. Raises TooDeep.

    With `summaries` what can be folded in HTML stands below its summary as below a heading.
    """
    tokens = _markdown.parse("\n".join(lines))
    for token in tokens:
        # a list and its item are a level each: the item of the eleventh list stands at level 21
        if token.level >= 2 * MAX_DEPTH and token.type == "list_item_open":
            raise TooDeep(token.map[0] + 1)
    if summaries:
        tokens = _with_summaries(tokens)
    return _Blocks(lines, tokens).between(0, len(tokens), 0)


def join(texts: list[Text]) -> str:
    """Stretches of text as one, such that each stays what it is."""
    joined, after_list = [], False
    for text in texts:
        if after_list and text.source.startswith(" "):
            joined.append("<!-- -->")
        joined.append(text.source)
        after_list = text.ends_with_list
    return "\n\n".join(joined)


def escape_start(text: str) -> str:
    """A line that remains part of a paragraph, or one by itself, although it may begin like a list or a heading."""
    start = _BLOCK_START.match(text)
    return f"{text[: start.end() - 1]}\\{text[start.end() - 1 :]}" if start else text


def _with_summaries(tokens):
    """The tokens with a heading for each `<details><summary>…</summary>`, and without its end."""
    found = []
    for token in tokens:
        html = token.content if token.type == "html_block" and token.level == 0 else ""
        if summary := _SUMMARY.fullmatch(html):
            heading = Token("heading_open", f"h{SUMMARY}", 1, map=token.map)
            title = Token("inline", "", 0, map=token.map, content=_TAG.sub("", summary[1]))
            found += [heading, title, Token("heading_close", f"h{SUMMARY}", -1)]
        elif not (html and _END_OF_DETAILS.fullmatch(html)):
            found.append(token)
    return found


class _Blocks:
    def __init__(self, lines, tokens):
        self.lines = lines
        self.tokens = tokens
        self.close = {}
        self.boxes = {}
        self.matters = set()
        self._survey()

    def _survey(self):
        """Find where each token closes, the first words of each item, and which lists and items matter."""
        open_ones = []
        for position, token in enumerate(self.tokens):
            if token.nesting == 1:
                open_ones.append(position)
            elif token.nesting == -1:
                self.close[open_ones.pop()] = position
            elif token.type == "inline" and self.tokens[position - 2].type == "list_item_open":
                item = open_ones[-2]
                title = _one_line(token.content)
                box = _BOX.match(title)
                self.boxes[item] = (title[box.end() :] if box else title, box and box[1] != " ")
                if box or (title.endswith("}") and _RESOURCE.search(title)):
                    self.matters.update(open_ones)

    def between(self, start, end, column):
        """The blocks of the tokens from start to end, which stand at this column of their lines."""
        blocks, run = [], None  # run: the lines [from, to) of the text being collected, its last token
        position = start
        while position < end:
            token = self.tokens[position]
            close = self.close.get(position, position)
            if token.type == "heading_open" and not column and token.level == 0:
                run = self._flush(blocks, run, column)
                content = self.tokens[position + 1].content
                blocks.append(Heading(int(token.tag[1]), _one_line(content), token.map[0] + 1))
            elif token.type.endswith("_list_open") and position in self.matters:
                run = self._items(blocks, run, position, close, column)
            else:
                run = (run[0] if run else token.map[0], token.map[1], token)
            position = close + 1
        self._flush(blocks, run, column)
        return blocks

    def _items(self, blocks, run, start, end, column):
        """Add the items of a list in which something matters; those in between that do not are text."""
        position = start + 1
        while position < end:
            token = self.tokens[position]
            if position in self.matters:
                run = self._flush(blocks, run, column)
                blocks.append(self._item(position, column))
            else:
                run = (run[0] if run else token.map[0], token.map[1], self.tokens[start])
            position = self.close[position] + 1
        return run

    def _item(self, position, column):
        token = self.tokens[position]
        start = token.map[0]
        title, done = self.boxes.get(position, ("", None))
        source, first = "", position + 1
        if position in self.boxes:
            source = self._source(start, self.tokens[first].map[1], column) if done is None else ""
            first = self.close[first] + 1
        content = _content_column(self.lines[start], column)
        blocks = self.between(first, self.close[position], content)
        return Item(title, done, start + 1, source, content - column, blocks)

    def _flush(self, blocks, run, column):
        if run:
            start, end, token = run
            source = self._source(start, end, column)
            if token.type in ("fence", "html_block"):
                source += self._missing_end(token, column)
            blocks.append(Text(source, start + 1, token.type.endswith("_list_open")))

    def _source(self, start, end, column):
        """The lines less the first `column` columns, which on the first line may hold the markers of lists."""
        cut = [self.lines[start][column:]]
        for line in self.lines[start + 1 : end]:
            text = line.lstrip(" ")
            if len(line) - len(text) >= column:
                cut.append(line[column:])
            else:  # goes on with a paragraph from further left, as Markdown allows
                cut.append(escape_start(text))
        return "\n".join(cut).rstrip(" \n")

    def _missing_end(self, token, column):
        """What closes a fence or a piece of HTML that is open to the end of where it stands."""
        start, end = token.map
        first, last = self._source(start, start + 1, column).lstrip(" "), self.lines[end - 1][column:]
        if token.type == "fence":
            text = last.strip(" ")
            closed = end - start > 1 and set(text) == {token.markup[0]} and len(text) >= len(token.markup)
            return "" if closed and len(last) - len(last.lstrip(" ")) < 4 else "\n" + token.markup
        for (begins, ends, _), closing in zip(HTML_SEQUENCES, _HTML_ENDS, strict=False):
            if begins.search(first):
                return "" if ends.search(token.content) else "\n" + closing
        return ""


def _content_column(line, column):
    """Where the content of a list item begins whose marker stands at or after `column` of the line."""
    line = line.rstrip(" ")
    marker = _MARKER.match(line, column)
    spaces = len(marker[1])
    return marker.start(1) + (spaces if 0 < spaces <= 4 else 1)


def _one_line(content):
    return " ".join(line.strip() for line in content.split("\n")).strip()


def _quotation(state, start, end, silent):
    """Lines that begin with ">" are text, whatever stands in them: no need to look inside."""
    if state.is_code_block(start) or not state.src.startswith(">", state.bMarks[start] + state.tShift[start]):
        return False
    if silent:
        return True
    line = start + 1
    while line < end and state.sCount[line] >= state.blkIndent and not state.is_code_block(line):
        if not state.src.startswith(">", state.bMarks[line] + state.tShift[line]):
            break
        line += 1
    state.line = line
    token = state.push("quotation", "", 0)
    token.map = [start, line]
    return True


def _parser():
    markdown = MarkdownIt("commonmark", {"maxNesting": 2 * MAX_DEPTH + 4})
    markdown.core.ruler.enableOnly(["normalize", "block"])
    markdown.block.ruler.disable(["reference"])  # [name]: address is text as well, and would vanish
    markdown.block.ruler.at("blockquote", _quotation, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    return markdown


_markdown = _parser()
