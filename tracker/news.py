"""What changed in a roadmap since a person last looked, for its page: compared once per pair of versions."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from django.db.models import Subquery

from roadmaps import outline
from roadmaps.models import Revision
from roadmaps.news import News, news
from tracker.models.progress import State

KEPT = 256  # comparisons in memory
SHOWN = 50  # lines of a kind on the page
_kept = OrderedDict()
_lock = Lock()


@dataclass(frozen=True)
class Line:
    """A checkpoint of the list; `pk` leads to it, None where it is not part of the roadmap any more."""

    title: str
    remark: str = ""
    pk: int | None = None


@dataclass(frozen=True)
class Notice:
    """“This roadmap changed since you last looked”, up to `version`; `ticks` are the person's that are kept."""

    news: News
    version: int
    ticks: int
    groups: list

    @property
    def counts(self):
        return self.news.counts


def notice_of(trail):
    """The notice for the page of a followed roadmap, or None.

    No query when there is nothing newer than what was seen or it is in memory, else one; then about 1 ms for each
    checkpoint of the two texts.
    """
    enrollment, roadmap = trail.enrollment, trail.enrollment.roadmap
    if roadmap.personal or enrollment.seen_version >= roadmap.version:
        return None
    found = _news_since(roadmap, enrollment.seen_version)
    if found is None or found.is_empty:
        return None
    ticks = sum(state == State.DONE for state in trail.person.states.values())
    return Notice(found, roadmap.version, ticks, _groups(found, trail.contents))


def _news_since(roadmap, seen):
    """News from the text that was seen to the one of now; None where no text changed or one cannot be read."""
    key = roadmap.pk, seen, roadmap.version
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    found = _compared(roadmap, seen)
    with _lock:
        _kept[key] = found
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found


def _compared(roadmap, seen):
    versions = [_newest(roadmap, up_to) for up_to in (seen, roadmap.version)]
    texts = list(roadmap.revisions.filter(version__in=versions).order_by("version").values_list("text", flat=True))
    if len(texts) < 2:
        return None
    try:
        return news(*map(outline.parse, texts))
    except outline.OutlineError:  # written for rules that have changed since
        return None


def _newest(roadmap, up_to):
    revisions = Revision.objects.filter(roadmap=roadmap, version__lte=up_to).order_by("-version")
    return Subquery(revisions.values("version")[:1])


def _groups(found, contents):
    """[(heading, lines, how many more)] in the order of the sentence."""
    pks = {checkpoint.slug: checkpoint.pk for checkpoint in contents.checkpoints}
    groups = [
        ("New", [Line(new.title, new.place, pks.get(new.slug)) for new in found.added]),
        ("Retired", [Line(old.title, f"was in {old.place}") for old in found.retired]),
        ("Merged", [Line(one.title, f"was {_listed(one.olds)}", pks.get(one.slug)) for one in found.merged]),
        ("Split", [Line(title, f"was {one.old}", pks.get(slug)) for one in found.split for slug, title in one.news]),
        ("Replaced", [Line(one.title, f"was {one.old}", pks.get(one.slug)) for one in found.replaced]),
        ("Renamed", [Line(one.new, f"was {one.old}", pks.get(one.slug)) for one in found.renamed]),
        ("Moved", [Line(one.title, f"now in {one.new_place}", pks.get(one.slug)) for one in found.moved]),
    ]
    return [(heading, lines[:SHOWN], max(len(lines) - SHOWN, 0)) for heading, lines in groups if lines]


def _listed(titles):
    return " and ".join(filter(None, [", ".join(titles[:-1]), titles[-1]]))
