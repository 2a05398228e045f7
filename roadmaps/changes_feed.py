"""The newest published changes of roadmaps in words, for the feed: compared once per revision and process."""

import re
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache
from threading import Lock

from django.db.models import OuterRef, Subquery

from roadmaps import outline
from roadmaps.models import Revision, Roadmap
from roadmaps.news import news

NEWEST = 50
SHOWN = 30  # lines of one change
KEPT = 256  # changes in memory
BOX = re.compile(r"^\s*- \[[ xX]\]", re.MULTILINE)
_kept = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class Said:
    """“4 new, 1 retired”, and a line for each of them."""

    summary: str
    lines: tuple = ()


def newest_changes():
    """[(revision without its text, what it changed)], the newest first.

    One query, and one for all that are not in memory: then about 1 ms for each checkpoint of their texts.
    """
    revisions = Revision.objects.filter(roadmap__in=Roadmap.objects.published())
    newest = list(revisions.select_related("roadmap").defer("text").order_by("-at", "-pk")[:NEWEST])
    with _lock:
        known = {key: _kept[key] for key in map(_key, newest) if key in _kept}
    if missing := [revision for revision in newest if _key(revision) not in known]:
        told = _told(missing)
        known |= told
        with _lock:
            _kept.update(told)
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return [(revision, known[_key(revision)]) for revision in newest if _key(revision) in known]


def _key(revision):
    return revision.pk, revision.at


def _told(revisions):
    earlier = Revision.objects.filter(roadmap=OuterRef("roadmap"), version__lt=OuterRef("version"))
    texts = Revision.objects.filter(pk__in=[revision.pk for revision in revisions])
    texts = texts.annotate(before=Subquery(earlier.order_by("-version").values("text")[:1]))
    parsed = cache(outline.parse)  # most are the later text of one change and the earlier one of the next
    said = {pk: _said(text, before, parsed) for pk, text, before in texts.values_list("pk", "text", "before")}
    return {_key(revision): said[revision.pk] for revision in revisions if revision.pk in said}


def _said(text, before, parsed):
    """What changed from the text before to this one."""
    if before is None:
        return Said(f"published, {len(BOX.findall(text)):,} checkpoints")
    try:
        old, new = parsed(before), parsed(text)
    except outline.OutlineError:  # of a time with another grammar
        return Said("changed")
    found = news(old, new)
    if found.is_empty:
        return Said("words, hours or order changed")
    lines = [
        *(f"new: {change.title}" for change in found.added),
        *(f"retired: {change.title}" for change in found.retired),
        *(f"merged into {change.title}: {', '.join(change.olds)}" for change in found.merged),
        *(f"split: {change.old} is now {', '.join(title for _, title in change.news)}" for change in found.split),
        *(f"replaced: {change.old} by {change.title}" for change in found.replaced),
        *(str(change) for change in (*found.renamed, *found.moved)),
    ]
    more = [f"and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
    return Said(found.counts, (*lines[:SHOWN], *more))
