"""Files of content into the database: read and validated whole, then stored in one transaction.

A record that an administrator changed since it was loaded is theirs: it is left alone, and a line says so.
"""

import datetime
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from roadmaps import changes, impact, markdown, outline, problems, publishing, tables
from roadmaps.models import Rendering, Revision, Roadmap, Role, Skill, Source
from roadmaps.tables import Column

# In this order, since later ones refer to earlier ones.
TABLES = {
    "sources": (
        Source,
        {
            "slug": Column(required=True),
            "title": Column(required=True),
            "published_on": Column(datetime.date),
            "scope": Column(),
            "summary": Column(),
            "remark": Column(),
        },
    ),
    "skills": (Skill, {"slug": Column(required=True), "name": Column(required=True), "summary": Column()}),
    "roles": (
        Role,
        {
            "slug": Column(required=True),
            "name": Column(required=True),
            "aliases": Column(list),
            "focus": Column(),
            "summary": Column(),
            "sources": Column(list, refers_to="sources"),
        },
    ),
}
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
    folder = Path(folder)
    if not folder.is_dir():
        raise ContentError([f"{folder}: there is no such folder (CONTENT_DIR)"])
    content, found, known = Content(), [], problems.stored()
    for name, (model, columns) in TABLES.items():
        path = folder / f"{name}.yaml"
        records, wrong = _read_table(path, model, columns) if path.exists() else ([], [])
        found += [(path, line, message) for line, message in wrong]
        content.tables[name] = records
        if wrong:
            setattr(known, name, None)
        elif getattr(known, name) is not None:
            getattr(known, name).update(record.values["slug"] for record in records)
    for path in sorted(folder.glob("roadmaps/*.md")):
        try:
            content.outlines[path] = outline.parse(_text(path))
        except outline.OutlineError as error:
            found += [(path, problem.line, problem.message) for problem in error.problems]
            known.checkpoints = None
        except UnicodeDecodeError:
            found.append((path, 1, "is not UTF-8 text"))
            known.checkpoints = None
    found += _problems_of_tables(folder, content, known)
    found += _problems_of_outlines(content, known)
    if found:
        raise ContentError([f"{path}:{line}: {message}" for path, line, message in found])
    return content


def _text(path):
    return path.read_text(encoding="utf-8-sig")


def _read_table(path, model, columns):
    try:
        records, wrong = tables.read(_text(path), columns)
    except UnicodeDecodeError:
        return [], [(1, "is not UTF-8 text")]
    wrong = wrong or list(_invalid(model, records, columns))
    return ([] if wrong else records), wrong


def _invalid(model, records, columns):
    """What the model's own rules say against a record: slugs, lengths."""
    own = [name for name, column in columns.items() if not column.refers_to]
    for record in records:
        row = model(**{name: record.values[name] for name in own})
        try:
            row.clean_fields(exclude=[f.name for f in model._meta.fields if f.name not in own])
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                yield record.line, f"“{name}”: {' '.join(messages)}"


def _problems_of_tables(folder, content, known):
    for name, (_, columns) in TABLES.items():
        for record in content.tables[name]:
            for key, column in columns.items():
                slugs = getattr(known, column.refers_to) if column.refers_to else None
                for slug in record.values[key] if slugs is not None else []:
                    if slug not in slugs:
                        yield folder / f"{name}.yaml", record.line, f"there is no {column.refers_to[:-1]} “{slug}”"


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
            for name, records in content.tables.items():
                lines += _load_table(name, records, take)
            stored = []
            for path, read_outline in content.outlines.items():
                lines += _load_outline(path, read_outline, retire, take, stored)
            for roadmap in stored:
                roadmap.loaded_text = publishing.publish(roadmap, origin=Revision.Origin.FILE)
                roadmap.save(update_fields=["loaded_text"])
            if dry_run:
                raise _DryRun
    except _DryRun:
        lines.append("dry run: nothing was stored")
    return lines


def _slugs(content):
    records = {record.values["slug"] for records in content.tables.values() for record in records}
    return records | {read_outline.slug for read_outline in content.outlines.values()}


def _load_table(name, records, take):
    model, columns = TABLES[name]
    references = [key for key, column in columns.items() if column.refers_to]
    rows = {row.slug: row for row in model.objects.prefetch_related(*references)}
    for position, record in enumerate(records):
        yield from _load_record(name, rows.get(record.values["slug"]), record, position, take)


def _load_record(name, row, record, position, take):
    model, columns = TABLES[name]
    slug = record.values["slug"]
    wanted = {**record.values, "position": position}
    now = _values(row, columns) if row else None
    what = f"{name[:-1]} {slug}"
    if now == wanted:
        if row.loaded != _plain(wanted):
            model.objects.filter(pk=row.pk).update(loaded=_plain(wanted))
        return []
    if row and row.loaded != _plain(now) and slug not in take:
        return [f"{what}: changed by an administrator, left alone (--take {slug} takes the file)"]
    row = row or model(slug=slug)
    for key, column in columns.items():
        if not column.refers_to:
            setattr(row, key, wanted[key])
    row.position, row.loaded = position, _plain(wanted)
    row.save()
    for key, column in columns.items():
        if column.refers_to:
            getattr(row, key).set(TABLES[column.refers_to][0].objects.filter(slug__in=wanted[key]))
    return [f"{what}: {'changed' if now else 'added'}"]


def _values(row, columns):
    values = {name: getattr(row, name) for name in columns}
    for name, column in columns.items():
        if column.refers_to:
            wanted = {other.slug for other in values[name].all()}
            loaded = [slug for slug in (row.loaded or {}).get(name, []) if slug in wanted]
            values[name] = loaded + sorted(wanted - set(loaded))
    return {**values, "position": row.position}


def _plain(values):
    return {key: value.isoformat() if isinstance(value, datetime.date) else value for key, value in values.items()}


def _load_outline(path, read_outline, retire, take, stored):
    publishing.normalised(read_outline)
    wanted = outline.render(read_outline)
    roadmap = publishing.locked(read_outline.slug)
    if roadmap is None:
        roadmap = publishing.store(read_outline)
        roadmap.published_at = timezone.now()
        roadmap.save(update_fields=["published_at"])
        stored.append(roadmap)
        return [f"roadmap {roadmap.slug}: added, {sum(1 for _ in read_outline.checkpoints())} checkpoints"]
    current = publishing.outline_of(roadmap)
    now = outline.render(current)
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
