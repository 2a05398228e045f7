"""YAML tables of facts: one list of records a file, each with a slug. Read whole, every problem with its line. Pure."""

import datetime
from dataclasses import dataclass

import yaml


@dataclass
class Record:
    line: int
    values: dict


@dataclass(frozen=True)
class Column:
    """A field of a table: `kind` is str, list (of str) or datetime.date; `refers_to` names the table of its slugs."""

    kind: type = str
    required: bool = False
    refers_to: str = ""


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
        slug = values.get("slug")
        if isinstance(slug, str) and slug in lines:
            problems.append((line, f"“{slug}” stands in line {lines[slug]} already"))
        lines[str(slug)] = line
        given = {name: value for name, value in values.items() if value is not None}
        records.append(Record(line, {**{name: _empty(column) for name, column in columns.items()}, **given}))
    return records, sorted(problems)


def _construct(node):
    loader = _Loader("")
    try:
        return loader.construct_mapping(node, deep=True)
    finally:
        loader.dispose()


def _problems(values, node, columns):
    lines, first = {}, node.start_mark.line + 1
    for key, _ in node.value:
        if key.value in lines:
            yield key.start_mark.line + 1, f"“{key.value}” is there twice"
        lines[key.value] = key.start_mark.line + 1
    for name in values:
        if name not in columns:
            yield lines.get(str(name), first), f"“{name}” is not known here; use {', '.join(columns)}"
    for name, column in columns.items():
        value = values.get(name)
        if column.required and not value:
            yield lines.get(name, first), f"“{name}” is missing"
        elif value is not None and not _is(column.kind, value):
            what = {str: "text", list: "a list of texts", datetime.date: "a date like 2026-11-20"}[column.kind]
            yield lines.get(name, first), f"“{name}” should be {what}, not {value!r}"


def _is(kind, value):
    """Exactly: for YAML a date with a time is another thing than a date."""
    return type(value) is kind and (kind is not list or all(isinstance(text, str) for text in value))


def _empty(column):
    return {str: "", list: []}.get(column.kind)
