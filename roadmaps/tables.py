"""YAML tables of facts: one list of records a file, each with a slug. Read whole, every problem with its line. Pure."""

import datetime
from dataclasses import dataclass, field

import yaml


@dataclass
class Record:
    """Its values by column; rows within it are maps, whose lines are in `row_lines`: {column: [line]}."""

    line: int
    values: dict
    row_lines: dict = field(default_factory=dict)
    path: object = None


@dataclass(frozen=True)
class Column:
    """A field of a table: `kind` is str, int, bool, datetime.date or list (of str).

    `refers_to` names the table of its slugs: of one for str, of several for list. `rows` are the columns of the maps
    that a list of rows holds. `lines`: its text may have several.
    """

    kind: type = str
    required: bool = False
    refers_to: str = ""
    lines: bool = False
    default: object = None
    rows: dict | None = None

    @property
    def empty(self):
        return [] if self.kind is list else self.default


class _Loader(yaml.SafeLoader):
    def compose_node(self, parent, index):
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(None, None, "YAML aliases are not used here", self.peek_event().start_mark)
        return super().compose_node(parent, index)


def read(text, columns):
    """(records, problems): `columns` is {name: Column}; problems are (line, message)."""
    try:
        node = yaml.compose(text, _Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return [], [(mark.line + 1 if mark else 1, f"not readable as YAML: {error.problem}")]
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        return [], [(line, f"not readable as YAML: character U+{error.character:04X} is not allowed")]
    if node is None:
        return [], []
    if not isinstance(node, yaml.SequenceNode):
        return [], [(1, "should be a list of records, each beginning with “- slug: …”")]
    return _records(node, columns)


def _records(node, columns):
    records, problems, lines = [], [], {}
    for item in node.value:
        line = item.start_mark.line + 1
        if not isinstance(item, yaml.MappingNode):
            problems.append((line, "should be a record, beginning with “- slug: …”"))
            continue
        try:
            values = _construct(item)
        except (yaml.YAMLError, ValueError, TypeError) as error:
            problems.append((line, f"not readable as YAML: {getattr(error, 'problem', None) or error}"))
            continue
        problems += _problems(values, item, columns)
        values = filled(values, columns)
        slug = values.get("slug")
        if isinstance(slug, str) and slug in lines:
            problems.append((line, f"“{slug}” stands in line {lines[slug]} already"))
        lines[str(slug)] = line
        records.append(Record(line, values, _row_lines(item, columns)))
    return records, sorted(problems)


def one_line(text):
    return " ".join(line.strip() for line in text.splitlines() if line.strip())


def unix_lines(text):
    """Browsers end lines with CR and LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def filled(values, columns):
    """All columns, with what is not given empty, and texts as a form would give them back; rows likewise."""
    given = {name: value for name, value in values.items() if value is not None}
    values = {**{name: column.empty for name, column in columns.items()}, **given}
    for name, column in columns.items():
        value = values[name]
        if column.rows and isinstance(value, list):
            values[name] = [filled(row, column.rows) for row in value if isinstance(row, dict)]
        elif isinstance(value, list):
            values[name] = [line for line in map(_in_one_line, value) if line != ""]
        else:
            values[name] = unix_lines(value) if column.lines and isinstance(value, str) else _in_one_line(value)
    return values


def _in_one_line(value):
    return one_line(value) if isinstance(value, str) else value


def _construct(node):
    loader = _Loader("")
    try:
        return loader.construct_mapping(node, deep=True)
    finally:
        loader.dispose()


def _row_lines(node, columns):
    return {
        key.value: [row.start_mark.line + 1 for row in value.value]
        for key, value in node.value
        if isinstance(value, yaml.SequenceNode) and key.value in columns and columns[key.value].rows
    }


def _problems(values, node, columns):
    lines, nodes, first = {}, {}, node.start_mark.line + 1
    for key, value in node.value:
        if key.value in lines:
            yield key.start_mark.line + 1, f"“{key.value}” is there twice"
        lines[key.value], nodes[key.value] = key.start_mark.line + 1, value
    for name in values:
        if name not in columns:
            yield lines.get(str(name), first), f"“{name}” is not known here; use {', '.join(columns)}"
    for name, column in columns.items():
        value = values.get(name)
        if column.required and value in (None, "", []):
            yield lines.get(name, first), f"“{name}” is missing"
        elif value is None:
            continue
        elif column.rows:
            yield from _problems_of_rows(name, value, nodes[name], column)
        elif not _is(column.kind, value):
            yield lines.get(name, first), f"“{name}” should be {_WHAT[column.kind]}, not {value!r}"
        elif column.refers_to and column.kind is list and len(set(value)) < len(value):
            yield lines.get(name, first), f"“{name}” names one of them twice"


def _problems_of_rows(name, rows, node, column):
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield node.start_mark.line + 1, f"“{name}” should be a list of maps with {', '.join(column.rows)}"
        return
    for row, row_node in zip(rows, node.value, strict=True):
        yield from _problems(row, row_node, column.rows)


_WHAT = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    list: "a list of texts",
    datetime.date: "a date like 2026-11-20",
}


def _is(kind, value):
    """Exactly: for YAML a date with a time is another thing than a date, and true is no number."""
    return type(value) is kind and (kind is not list or all(isinstance(text, str) for text in value))
