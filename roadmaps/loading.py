"""Files of content into the database: read and validated whole, then stored in one transaction."""

from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import UniqueConstraint
from django.utils import timezone

from roadmaps import (
    changes,
    facts,
    impact,
    markdown,
    outline,
    problems,
    publishing,
    records,
    search_index,
    tables,
    texts,
)
from roadmaps.content_tables import TABLES
from roadmaps.models import Rendering, Revision, Roadmap

LARGEST_RETIREMENT = 0.2  # of a roadmap on which people have progress, without --retire


class ContentError(Exception):
    """Nothing was stored. `problems` are lines “file:line: what is wrong”."""

    def __init__(self, problems):
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass
class Content:
    """What a folder holds, read and valid in itself."""

    tables: dict = field(default_factory=dict)  # {name: [Record]}
    outlines: dict = field(default_factory=dict)  # {Path: Outline}


# ---- reading


def read(folder):
    """Read and check a folder. Raises ContentError with every problem found."""
    content, found = examine(folder, problems.stored(TABLES))
    if found:
        raise ContentError(found)
    return content


def read_by_itself(folder):
    """The content of a folder and all problems with it, whatever the database knows: the folder is all there is."""
    return examine(folder, problems.Known({name: set() for name in TABLES}, checkpoints=set()))


def examine(folder, known):
    """(what a folder holds, lines of what is wrong with it); `known` is what may be referred to beside the folder."""
    folder = Path(folder)
    if not folder.is_dir():
        return Content(), [f"{folder}: there is no such folder (CONTENT_DIR)"]
    content, found = Content(), []
    for name, table in TABLES.items():
        paths = _paths_of(folder, name)
        if not paths:
            continue
        content.tables[name], wrong = _read_tables(paths, table)
        found += wrong
        if wrong:
            known.slugs[name] = None
        else:
            known.slugs[name].update(record.values["slug"] for record in content.tables[name])
    for path in sorted(folder.glob("roadmaps/*.md")):
        try:
            content.outlines[path] = outline.parse(_text(path))
        except outline.OutlineError as error:
            found += [(path, problem.line, problem.message) for problem in error.problems]
            known.checkpoints = None
    found += _problems_of_tables(content, known)
    found += _problems_of_outlines(content, known)
    return content, [f"{path}:{line}: {message}" for path, line, message in found]


def _text(path):
    return texts.decoded(path.read_bytes())


def _paths_of(folder, name):
    """A table is one file, or a folder of files that are read as one."""
    path = folder / f"{name}.yaml"
    return [*([path] if path.exists() else []), *sorted(folder.glob(f"{name}/*.yaml"))]


def _read_tables(paths, table):
    """(records of all files, [(path, line, message)]); a slug stands in one of them only."""
    given, wrong, places = [], [], {}
    for path in paths:
        records_of_file, problems_of_file = _read_table(path, table)
        wrong += [(path, line, message) for line, message in problems_of_file]
        for record in records_of_file:
            record.path = path
            other = places.setdefault(record.values["slug"], path)
            if other != path:
                wrong.append((path, record.line, f"“{record.values['slug']}” stands in {other.name} already"))
        given += records_of_file
    return ([] if wrong else given), wrong


def _read_table(path, table):
    try:
        given, wrong = tables.read(_text(path), table.columns)
    except outline.OutlineError as error:
        return [], [(problem.line, problem.message) for problem in error.problems]
    wrong = wrong or sorted([*_invalid(table, given), *_twice(table, given)])
    return ([] if wrong else given), wrong


def _invalid(table, given):
    """What the models' own rules say against a record and its rows: slugs, lengths, choices, ranges."""
    for record in given:
        yield from _broken_rules(table.model, table.columns, record.values, record.line)
        for name, model in table.rows.items():
            for line, row in zip(record.row_lines.get(name, []), record.values[name], strict=False):
                yield from _broken_rules(model, table.columns[name].rows, row, line)


def _twice(table, given):
    """What a record, or a row within a record, says a second time though there may be only one."""
    yield from _repeated(table.model, table.columns, [(record.line, record.values) for record in given])
    for record in given:
        for name, model in table.rows.items():
            rows = zip(record.row_lines.get(name, []), record.values[name], strict=False)
            yield from _repeated(model, table.columns[name].rows, list(rows))


def _repeated(model, columns, placed):
    for constraint in model._meta.constraints:
        if not isinstance(constraint, UniqueConstraint):
            continue
        names = [name for name in constraint.fields if name in columns]
        lines = {}
        for line, values in placed:
            said = tuple(values[name] for name in names)
            if said in lines:
                yield line, f"{', '.join(names)} are the same as in line {lines[said]}"
            lines.setdefault(said, line)


def _broken_rules(model, columns, values, line):
    own = [name for name, column in columns.items() if not (column.refers_to or column.rows)]
    row = model(**{name: values[name] for name in own})
    try:
        row.clean_fields(exclude=[field.name for field in model._meta.fields if field.name not in own])
        row.clean()
        for name, column in columns.items():
            if column.rows:
                row.clean_rows(name, len(values[name]))
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            yield line, f"“{name}”: {' '.join(messages)}"


def _problems_of_tables(content, known):
    for name, given in content.tables.items():
        for record in given:
            for line, kind, slug in _references(TABLES[name].columns, record.values, record.line, record.row_lines):
                if known.slugs[kind] is not None and slug not in known.slugs[kind]:
                    yield record.path, line, f"there is no {_singular(kind)} “{slug}”"


def _references(columns, values, line, row_lines):
    """(line, table, slug) of all that a record and its rows refer to."""
    for key, column in columns.items():
        if column.rows:
            for row_line, row in zip(row_lines.get(key, []), values[key], strict=False):
                yield from _references(column.rows, row, row_line, {})
        elif column.refers_to and values[key]:
            slugs = values[key] if column.kind is list else [values[key]]
            yield from ((line, column.refers_to, slug) for slug in slugs)


def _singular(kind):
    return TABLES[kind].model._meta.verbose_name


def _problems_of_outlines(content, known):
    paths = {}
    for path, read_outline in content.outlines.items():
        if not read_outline.slug:
            yield path, 1, "needs a slug in its front matter"
        elif read_outline.slug in paths:
            yield path, 1, f"the slug “{read_outline.slug}” is taken by {paths[read_outline.slug]}"
        paths[read_outline.slug] = path
        if known.checkpoints is not None:
            known.checkpoints.update((read_outline.slug, c.slug) for _, _, c in read_outline.checkpoints())
    for path, read_outline in content.outlines.items():
        if read_outline.slug:
            for line, message in problems.of_outline(read_outline, known):
                yield path, line, message


# ---- storing


class _DryRun(Exception):
    pass


def load(folder, *, dry_run=False, retire=False, take=()):
    """Load a folder; returns lines that say what changed. Raises ContentError and then stores nothing.

    `retire` allows to retire more than a fifth of a roadmap that people follow; `take` names roadmaps and records whose
    administrator's changes the file may overwrite.
    """
    content = read(folder)
    if strangers := set(take) - _slugs(content):
        raise ContentError([f"{folder}: no file has the slug “{slug}”" for slug in sorted(strangers)])
    lines = []
    try:
        with transaction.atomic():
            lines += _render_again()
            lines += _load_tables(folder, content, take)
            lines += _load_outlines(content, retire, take)
            if dry_run:
                raise _DryRun
            search_index.index()
    except _DryRun:
        lines.append("dry run: nothing was stored")
    return lines


def _load_tables(folder, content, take):
    """Locked before they are compared, so that what somebody saves meanwhile is not overwritten."""
    facts.lock()
    lines, batch = [], records.Batch(take)
    for name, given in content.tables.items():
        try:
            lines += records.load(TABLES[name], given, batch)
        except records.Clash as clash:
            raise ContentError([f"{_paths_of(Path(folder), name)[0]}:1: {clash}"]) from clash
    if batch.stored:
        facts.changed()
    return lines


def _slugs(content):
    slugs = {record.values["slug"] for given in content.tables.values() for record in given}
    return slugs | {read_outline.slug for read_outline in content.outlines.values()}


def _load_outlines(content, retire, take):
    """Locked before they are compared, like the tables."""
    locked = publishing.all_locked(read_outline.slug for read_outline in content.outlines.values())
    current = publishing.outlines_of(list(locked.values()))
    lines, stored = [], []
    for path, read_outline in content.outlines.items():
        publishing.normalised(read_outline)
        if roadmap := locked.get(read_outline.slug):
            lines += _load_outline(path, read_outline, roadmap, current[roadmap.slug], retire, take, stored)
        else:
            lines.append(_add_outline(read_outline, stored))
    for roadmap in stored:
        roadmap.loaded_text = publishing.publish(roadmap, origin=Revision.Origin.FILE)
        roadmap.save(update_fields=["loaded_text"])
    return lines


def _add_outline(read_outline, stored):
    roadmap = publishing.store(read_outline)
    roadmap.published_at = timezone.now()
    roadmap.save(update_fields=["published_at"])
    stored.append(roadmap)
    return f"roadmap {roadmap.slug}: added, {sum(1 for _ in read_outline.checkpoints())} checkpoints"


def _load_outline(path, read_outline, roadmap, current, retire, take, stored):
    now, wanted = outline.render(current), outline.render(read_outline)
    if now == wanted:
        if roadmap.loaded_text != wanted:
            Roadmap.objects.filter(pk=roadmap.pk).update(loaded_text=wanted)
        return []
    if now != roadmap.loaded_text and roadmap.slug not in take:
        return [
            f"roadmap {roadmap.slug}: changed by an administrator, left alone "
            f"(--diff {roadmap.slug} shows how it differs, --take {roadmap.slug} takes the file)"
        ]
    difference = changes.compare(current, read_outline)
    _refuse_large_retirement(path, roadmap, difference, retire)
    stored.append(publishing.store(read_outline))
    return [f"roadmap {roadmap.slug}: {line}" for line in difference.lines()]


def _refuse_large_retirement(path, roadmap, difference, retire):
    live = list(roadmap.checkpoints.filter(retired_at=None).values_list("pk", flat=True))
    many = len(difference.retired) > LARGEST_RETIREMENT * len(live)
    if many and not retire and (people := impact.people_by_checkpoint(live)):
        raise ContentError(
            [
                f"{path}:1: would retire {len(difference.retired)} of {len(live)} checkpoints, and up to "
                f"{max(people.values())} people have progress on one of them; say --retire if that is meant"
            ]
        )


def difference(folder, slug):
    """Lines that say how the file of a roadmap differs from what is stored."""
    content = read(folder)
    for read_outline in content.outlines.values():
        if read_outline.slug == slug:
            roadmap = Roadmap.objects.filter(slug=slug).first()
            if roadmap is None:
                return ["not stored yet"]
            publishing.normalised(read_outline)
            return changes.compare(publishing.outline_of(roadmap), read_outline).lines() or ["no difference"]
    raise ContentError([f"{folder}: no file has the slug “{slug}”"])


def _render_again():
    """After a change of the renderer: all stored HTML once more, row by row. Its lock: one loads at a time."""
    Rendering.objects.get_or_create(pk=1, defaults={"version": markdown.RENDERER})
    rendering = Rendering.objects.select_for_update().get(pk=1)
    if rendering.version == markdown.RENDERER:
        return []
    rows = 0
    for model in apps.get_models():
        names = [f.name for f in model._meta.fields if isinstance(f, markdown.MarkdownField)]
        if names:
            for row in model.objects.exclude(**dict.fromkeys(names, "")).iterator():
                for name in names:  # only where the text is still the one that was rendered
                    same = model.objects.filter(pk=row.pk, **{name: getattr(row, name)})
                    same.update(**{f"{name}_html": markdown.render(getattr(row, name))})
                rows += 1
    rendering.version = markdown.RENDERER
    rendering.save()
    return [f"rendered {rows} texts again"] if rows else []
