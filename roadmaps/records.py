"""Records of the tables of facts: as they are stored, and from a file into the database.

A record that an administrator changed since it was loaded is theirs: it is left alone, and a line says so.
"""

import datetime
from dataclasses import dataclass, field

from django.db import IntegrityError
from django.utils import timezone

from roadmaps import tables
from roadmaps.content_tables import TABLES, foreign_key


class Clash(Exception):
    """Records of a file cannot stand beside what is stored."""


@dataclass
class Batch:
    """What loading all tables shares: what may be overwritten, {table: {slug: id}}, and whether anything was stored."""

    take: tuple
    ids: dict = field(default_factory=dict)
    stored: bool = False

    def id_of(self, table, slug):
        """Tables are loaded in the order of their references: ids that were read once stay complete."""
        if table not in self.ids:
            self.ids[table] = dict(TABLES[table].model.objects.values_list("slug", "pk"))
        return self.ids[table][slug]


def load(table, records, batch):
    """Store the records that differ; retire what was loaded once and is no longer in the file. Lines say what changed.

    Raises Clash, and then the transaction is of no more use.
    """
    rows = {row.slug: row for row in table.stored()}
    gone = sorted(rows.keys() - {record.values["slug"] for record in records}) if table.may_retire else []
    lines, new = [], []
    try:
        for slug in gone:  # before another takes its place
            lines += _retire(table, rows[slug], batch)
        for position, record in enumerate(records):
            wanted = {**record.values, "position": position, **({"retired": False} if table.may_retire else {})}
            lines += _load(table, rows.get(wanted["slug"]), wanted, new, batch)
        _add(table, new, batch)
    except IntegrityError as error:
        raise Clash(f"does not go with what is stored: {tables.one_line(str(error))}") from error
    return lines


def _load(table, row, wanted, new, batch):
    what = f"{table.model._meta.verbose_name} {wanted['slug']}"
    if row is None:
        new.append(wanted)
        return [f"{what}: added"]
    now = stored_values(row, table)
    if now == wanted:
        if row.loaded != _plain(wanted):
            table.model.objects.filter(pk=row.pk).update(loaded=_plain(wanted))
        return []
    if not _is_as_loaded(row, now, table) and row.slug not in batch.take:
        return [f"{what}: changed by an administrator, left alone (--take {row.slug} takes the file)"]
    _change(table, row, wanted, now, batch)
    return [f"{what}: changed"]


def _retire(table, row, batch):
    now = stored_values(row, table)
    if row.loaded is None or now["retired"]:
        return []  # an administrator's own, or gone already
    what = f"{table.model._meta.verbose_name} {row.slug}"
    if not _is_as_loaded(row, now, table):
        return [f"{what}: no longer in the file, but changed by an administrator: left alone (retire it in admin)"]
    row.retired_at, row.loaded = timezone.now(), _plain({**now, "retired": True})
    row.save(update_fields=["retired_at", "loaded"])
    batch.stored = True
    return [f"{what}: retired"]


def _is_as_loaded(row, now, table):
    """Whether no administrator changed it. Columns that came after it was loaded were empty then."""
    if row.loaded is None:
        return False
    loaded = {"retired": False, **row.loaded} if table.may_retire else row.loaded
    loaded, now = tables.filled(loaded, table.columns), tables.filled(_plain(now), table.columns)
    return all(loaded.get(name) == value for name, value in now.items())


def _add(table, new, batch):
    """New records with all that belongs to them: a query for each kind of it, however many there are."""
    batch.stored = batch.stored or bool(new)
    rows = [_set(table.model(), table, wanted, batch) for wanted in new]
    table.model.objects.bulk_create(rows)
    for name, column in table.columns.items():
        wanted = [(row, values[name]) for row, values in zip(rows, new, strict=True)]
        if column.rows:
            _add_rows(table.rows[name], column.rows, wanted, batch)
        elif column.refers_to and column.kind is list:
            _add_references(table.model._meta.get_field(name), column.refers_to, wanted, batch)


def _add_rows(model, columns, wanted, batch):
    """`wanted` is [(record, [values of a row])]."""
    key = foreign_key(model)
    model.objects.bulk_create(
        _set_columns(model(**{key: record, "position": position}), columns, values, batch)
        for record, rows in wanted
        for position, values in enumerate(rows)
    )


def _add_references(field, kind, wanted, batch):
    """`wanted` is [(record, [slug])]."""
    pairs = [(record.pk, batch.id_of(kind, slug)) for record, slugs in wanted for slug in slugs]
    through, ours, theirs = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
    through.objects.bulk_create(through(**{ours: pk, theirs: other}) for pk, other in pairs)


def _change(table, row, wanted, now, batch):
    """Write a record; its rows and references only where they differ."""
    batch.stored = True
    _set(row, table, wanted, batch).save()
    for name, column in table.columns.items():
        if now[name] == wanted[name]:
            continue
        if column.rows:
            getattr(row, name).all().delete()
            _add_rows(table.rows[name], column.rows, [(row, wanted[name])], batch)
        elif column.refers_to and column.kind is list:
            getattr(row, name).set([batch.id_of(column.refers_to, slug) for slug in wanted[name]])


def _set(row, table, wanted, batch):
    _set_columns(row, table.columns, wanted, batch)
    row.position, row.loaded = wanted["position"], _plain(wanted)
    if table.may_retire:
        row.retired_at = None
    return row


def _set_columns(row, columns, values, batch):
    """Set fields and single references; slugs were checked when the folder was read."""
    for name, column in columns.items():
        if column.rows or (column.refers_to and column.kind is list):
            continue
        if column.refers_to:
            slug = values[name]
            setattr(row, f"{name}_id", batch.id_of(column.refers_to, slug) if slug else None)
        else:
            setattr(row, name, values[name])
    return row


def stored_values(row, table):
    """The stored record, read with `table.stored()`, as a file would give it: no query."""
    values = _values_of(row, table.columns, row.loaded or {})
    for name in table.rows:
        values[name] = [_values_of(part, table.columns[name].rows, {}) for part in getattr(row, name).all()]
    values["position"] = row.position
    if table.may_retire:
        values["retired"] = row.retired_at is not None
    return values


def _values_of(row, columns, loaded):
    values = {}
    for name, column in columns.items():
        if column.rows:
            continue
        if column.refers_to and column.kind is list:
            wanted = {other.slug for other in getattr(row, name).all()}
            kept = [slug for slug in loaded.get(name, []) if slug in wanted]
            values[name] = kept + sorted(wanted - set(kept))
        elif column.refers_to:
            other = getattr(row, name)
            values[name] = other.slug if other else ""
        else:
            values[name] = getattr(row, name)
    return values


def _plain(values):
    return {key: value.isoformat() if isinstance(value, datetime.date) else value for key, value in values.items()}
