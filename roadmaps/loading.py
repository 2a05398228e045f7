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

from roadmaps import changes, hours, impact, markdown, outline, publishing, tables
from roadmaps.models import Checkpoint, Rendering, Revision, Roadmap, Role, Skill, Source
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
    content, problems = Content(), []
    if not Path(folder).is_dir():
        raise ContentError([f"{folder}: there is no such folder (CONTENT_DIR)"])
    for name, (model, columns) in TABLES.items():
        path = Path(folder) / f"{name}.yaml"
        records, wrong = tables.read(_text(path), columns) if path.exists() else ([], [])
        wrong += [] if wrong else _invalid(model, records, columns)
        problems += [f"{path}:{line}: {message}" for line, message in wrong]
        content.tables[name] = [] if wrong else records
    for path in sorted(Path(folder).glob("roadmaps/*.md")):
        try:
            content.outlines[path] = outline.parse(_text(path))
        except outline.OutlineError as error:
            problems += [f"{path}:{problem.line}: {problem.message}" for problem in error.problems]
    problems += _dangling(content)
    if problems:
        raise ContentError(problems)
    return content


def _text(path):
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ContentError([f"{path}:1: is not UTF-8 text"]) from None


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


def _dangling(content):
    """References to what is neither in the files nor in the database, and hours that do not add up."""
    known = {
        name: {record.values["slug"] for record in content.tables[name]}
        | set(model.objects.values_list("slug", flat=True))
        for name, (model, _) in TABLES.items()
    }
    places = {(slug, other) for slug, other in Checkpoint.objects.values_list("roadmap__slug", "slug")}
    slugs = {}
    for path, read_outline in content.outlines.items():
        places |= {(read_outline.slug, c.slug) for _, _, c in read_outline.checkpoints()}
        if read_outline.slug in slugs:
            yield f"{path}:1: the slug “{read_outline.slug}” is taken by {slugs[read_outline.slug]}"
        slugs[read_outline.slug] = path
        if not read_outline.slug:
            yield f"{path}:1: needs a slug in its front matter"
    for name, (_, columns) in TABLES.items():
        for record in content.tables[name]:
            for field_name, column in columns.items():
                for slug in record.values[field_name] if column.refers_to else []:
                    if slug not in known[column.refers_to]:
                        yield f"{name}.yaml:{record.line}: there is no {column.refers_to[:-1]} “{slug}”"
    for path, read_outline in content.outlines.items():
        for line, message in _problems_of(read_outline, known, places):
            yield f"{path}:{line}: {message}"


def _problems_of(read_outline, known, places):
    for kind, slugs in (("roles", read_outline.roles), ("sources", read_outline.sources)):
        for slug in slugs:
            if slug not in known[kind]:
                yield 1, f"there is no {kind[:-1]} “{slug}”"
    for phase in read_outline.phases:
        for milestone in phase.milestones:
            try:
                hours.share(milestone)
            except hours.HoursError as error:
                yield error.line, error.message
    for _, _, checkpoint in read_outline.checkpoints():
        for slug in checkpoint.skills:
            if slug not in known["skills"]:
                yield checkpoint.line, f"there is no skill “{slug}”"
        if checkpoint.same_as and tuple(checkpoint.same_as.split("#", 1)) not in places:
            yield checkpoint.line, f"same-as: there is no checkpoint “{checkpoint.same_as}”"


# ---- storing


class _DryRun(Exception):
    pass


def load(folder, *, dry_run=False, retire=False, take=()):
    """Load a folder; returns lines that say what changed. Raises ContentError and then stores nothing.

    `retire` allows to retire more than a fifth of a roadmap that people follow; `take` names roadmaps and records whose
    administrator's changes the file may overwrite.
    """
    content = read(folder)
    lines = []
    try:
        with transaction.atomic():
            for name, records in content.tables.items():
                for position, record in enumerate(records):
                    lines += _load_record(name, record, position, take)
            stored = []
            for path, read_outline in content.outlines.items():
                lines += _load_outline(path, read_outline, retire, take, stored)
            for roadmap in stored:
                roadmap.loaded_text = publishing.publish(roadmap, origin=Revision.Origin.FILE)
                roadmap.save(update_fields=["loaded_text"])
            lines += _render_again()
            if dry_run:
                raise _DryRun
    except _DryRun:
        lines.append("dry run: nothing was stored")
    return lines


def _load_record(name, record, position, take):
    model, columns = TABLES[name]
    slug = record.values["slug"]
    wanted = {**record.values, "position": position}
    row = model.objects.filter(slug=slug).first()
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
    roadmap = Roadmap.objects.filter(slug=read_outline.slug).first()
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
    """After a change of the renderer: all stored HTML once more, row by row."""
    rendering = Rendering.objects.first() or Rendering(version=0)
    if rendering.version == markdown.RENDERER:
        return []
    rows = 0
    for model in apps.get_models():
        names = [f.name for f in model._meta.fields if isinstance(f, markdown.MarkdownField)]
        if names:
            for row in model.objects.exclude(**dict.fromkeys(names, "")).iterator():
                row.save(update_fields=[*names, *(f"{name}_html" for name in names)])
                rows += 1
    rendering.version = markdown.RENDERER
    rendering.save()
    return [f"rendered {rows} texts again"] if rows else []
