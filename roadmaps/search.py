"""One search over all that everybody may read: all words, the last one also as a beginning; else what comes close."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, TrigramWordSimilarity
from django.db import connection
from django.db.models import Case, F, FloatField, Q, Value, When
from django.db.models.functions import Greatest, Left
from django.utils.html import escape
from django.utils.safestring import mark_safe

from roadmaps.models import SearchEntry
from roadmaps.search_index import MARKS

Kind = SearchEntry.Kind
LONGEST = 200  # characters of a search
MOST_WORDS = 12  # of which some are enough, where not all are found together
MOST = 50  # results on a page
FEWEST = 3  # of each kind, while all kinds are shown
SIMILAR = 0.45
HEAD = 40  # characters by which an excerpt is known to stand at the beginning of its text
WEIGHTS = [0.05, 0.3, 0.5, 1.0]  # text, nothing, aliases, title
EXACT, ALIAS, BEGINNING = 40, 20, 0.5  # on top of a rank, which is about 1
# A role of that name comes before a question about it.
BOOSTS = {
    Kind.ROLE: 1.2,
    Kind.SKILL: 1.1,
    Kind.ROADMAP: 1.0,
    Kind.TERM: 1.0,
    Kind.GUIDE: 1.0,
    Kind.PAGE: 1.0,
    Kind.PROJECT: 0.9,
    Kind.COMPANY: 0.9,
    Kind.STAGE: 0.9,
    Kind.QUESTION: 0.8,
    Kind.EXERCISE: 0.7,
    Kind.SOURCE: 0.7,
    Kind.DISAGREEMENT: 0.6,
    Kind.CHECKPOINT: 0.5,
    Kind.TARGET: 0.4,
}
ICONS = {
    Kind.PAGE: "i-link",
    Kind.ROLE: "i-role",
    Kind.SKILL: "k-check",
    Kind.ROADMAP: "i-map",
    Kind.CHECKPOINT: "i-check",
    Kind.QUESTION: "i-note",
    Kind.PROJECT: "k-build",
    Kind.EXERCISE: "i-log",
    Kind.GUIDE: "k-learn",
    Kind.TERM: "k-learn",
    Kind.COMPANY: "i-in",
    Kind.STAGE: "i-today",
    Kind.SOURCE: "i-link",
    Kind.DISAGREEMENT: "i-warn",
    Kind.TARGET: "k-deliver",
}
OPERATOR = re.compile(r'"|(?:^|\s)-|\bor\b', re.IGNORECASE)
WORD = re.compile(r"\w+")
LAST = re.compile(r"(\w{2,})\W*$")
PARAGRAPH = re.compile(r"(?<![.!?:])\n")  # the end of one that no point ends


@dataclass
class Group:
    """Results of one kind, the best first; `count` is how many there are in all."""

    kind: Kind
    count: int
    entries: list = field(default_factory=list)

    @property
    def icon(self):
        return ICONS[self.kind]


@dataclass
class Found:
    """`groups` with the best first; `counts` of all kinds. `is_near`: nothing has all the words, but these some."""

    groups: list = field(default_factory=list)
    counts: dict = field(default_factory=dict)
    is_near: bool = False
    has_words: bool = True  # other than those that stand everywhere

    @property
    def count(self):
        return sum(self.counts.values())


def find(words, kind=""):
    """What has the words, of one kind or of all: three queries, four where nothing has all of them."""
    has_words, forgives = _asked(words)
    if not has_words:
        return Found(has_words=False)
    query = _all_of(words)
    ranked, is_near = _ranked(SearchEntry.objects.filter(document=query), words, query), False
    if not ranked:
        query = SearchQuery(" or ".join(WORD.findall(words)[:MOST_WORDS]), config="english", search_type="websearch")
        ranked, is_near = _near(words, query, forgives), True
    counts = Counter(row[1] for row in ranked)
    shown = [row for row in ranked if kind in ("", row[1])]
    return Found(_groups(shown, counts, query), _in_order(counts), is_near)


def _asked(words):
    """(whether there is anything to look for, whether the server knows what is similar)"""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT numnode(websearch_to_tsquery('english', %s)) > 0,"
            " EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')",
            [words],
        )
        return cursor.fetchone()


def _all_of(words):
    """All of the words. Without operators the last one may be a beginning: somebody may have stopped typing there."""
    query = SearchQuery(words, config="english", search_type="websearch")
    last = None if OPERATOR.search(words) else LAST.search(words)
    if not last:
        return query
    beginning = SearchQuery(f"'{last[1]}':*", config="simple", search_type="raw")
    if rest := words[: last.start()].strip():
        beginning = SearchQuery(rest, config="english", search_type="websearch") & beginning
    return query | beginning


def _ranked(entries, words, query):
    """[(id, kind)], the best first: what is called so, then what has the words at its weightiest places."""
    named = Case(
        When(title__iexact=words, then=EXACT),
        When(aliases__icontains=f"\n{words}\n", then=ALIAS),
        When(title__istartswith=words, then=BEGINNING),
        default=0,
        output_field=FloatField(),
    )
    rank = SearchRank(F("document"), query, weights=WEIGHTS, normalization=1, cover_density=True)
    return _best(entries, named + rank)


def _near(words, query, forgives):
    """The same of what has some of the words, or a name that is written much like them."""
    rank = SearchRank(F("document"), query, weights=WEIGHTS, normalization=1)
    if not forgives:
        return _best(SearchEntry.objects.filter(document=query), rank)[:MOST]
    likeness = Greatest(TrigramWordSimilarity(words, "title"), TrigramWordSimilarity(words, "aliases") * Value(0.9))
    entries = SearchEntry.objects.annotate(likeness=likeness)
    return _best(entries.filter(Q(document=query) | Q(likeness__gte=SIMILAR)), rank + F("likeness") * EXACT)[:MOST]


def _best(entries, score):
    boost = Case(*(When(kind=kind, then=Value(boost)) for kind, boost in BOOSTS.items()), output_field=FloatField())
    found = entries.public().annotate(score=boost * score).order_by("-score", "title", "pk")
    return list(found.values_list("pk", "kind"))


def _groups(ranked, counts, query):
    """As many of each kind as there is room for, with what was found in them: one query."""
    kinds = {row[1] for row in ranked}
    share = max(MOST // max(len(kinds), 1), FEWEST)
    chosen = defaultdict(list)
    for pk, kind in ranked:
        if len(chosen[kind]) < share:
            chosen[kind].append(pk)
    excerpt = SearchHeadline(
        "text",
        query,
        config="english",
        start_sel=MARKS[0],
        stop_sel=MARKS[1],
        max_words=28,
        min_words=14,
        max_fragments=1,
    )
    wanted = [pk for pks in chosen.values() for pk in pks]
    entries = SearchEntry.objects.filter(pk__in=wanted).annotate(excerpt=excerpt, beginning=Left("text", HEAD))
    entries = entries.defer("document", "text", "aliases")
    read = {entry.pk: entry for entry in entries}
    for entry in read.values():
        entry.excerpt_html = _marked(entry.excerpt, entry.beginning)
    return [Group(Kind(kind), counts[kind], [read[pk] for pk in pks if pk in read]) for kind, pks in chosen.items()]


def _marked(excerpt, beginning):
    """The excerpt with what was found in marks, and dots where the text goes on; safe: all else is escaped first."""
    start, stop = MARKS
    if not beginning.startswith(excerpt.replace(start, "").replace(stop, "")[:HEAD]):
        excerpt = f"…{excerpt}"
    excerpt = PARAGRAPH.sub(" · ", excerpt)
    if excerpt and excerpt[-1] not in ".!?…":
        excerpt += "…"
    return mark_safe(escape(excerpt).replace(start, "<mark>").replace(stop, "</mark>"))  # noqa: S308


def _in_order(counts):
    return {kind: counts[kind] for kind in Kind if counts[kind]}
