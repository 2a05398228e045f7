"""Which skills a text names, and where. No Django, no I/O; the work grows with the length of the text alone.

The text is cut into words once. From each word a tree of all known names is walked as far as it goes, and the longest
name counts. Case, plural, British or American spelling, and how parts are joined make no difference ("A/B tests",
"scikit learn"). Names that are ordinary words too (Go, R, Spark) count only where their surroundings say so.
"""

import re
import unicodedata
from dataclasses import dataclass
from html import unescape
from itertools import product

VERSION = 2  # raise it when the same names find something else, so that what is kept is found anew


def _set(words):
    return frozenset(words.split())


# Names that are ordinary words or people's names as well.
DOUBTFUL = _set(
    "beam c ci excel feast flask git go helm hive julia looker pinecone prefect prophet r ray react ruff rust sas "
    "spark swift"
)
# Names that are other words when they are written otherwise.
CASED = _set(
    "acl angular bash bert caffe celery flax gan latex llama lora mistral ml nemo playwright rag rest rl ros shap "
    "snowflake vit"
)
# Phrases that hold a name and mean something else.
DECOYS = (
    *("our statistics", "these statistics", "statistics show", "statistics say", "official statistics"),
    *("market research", "research shows", "research institute", "research centre", "do your research"),
    *("research suggests", "research indicates", "research has shown", "equity research", "keyword research"),
    *("R&D tax credit", "R&D spending", "regression test", "regression testing", "regression suite", "regression run"),
    *("performance regression", "regression benchmark", "presentation layer", "medical coding", "clinical coding"),
    *("marketing cloud", "sales cloud", "service cloud", "creative cloud", "word cloud", "no cloud"),
    *("shipping container", "container ship", "container terminal", "distribution transformer"),
    *("communication agency", "communication protocol", "communication technology", "unified communication"),
    *("our blog post", "company blog post", "transformer station", "power transformer", "go the extra mile"),
    *("spark joy", "spark ideas", "git it done", "excel at", "excel in", "cloud nine", "react quickly", "react to"),
)
# Before and after a doubtful name, these say that it is meant.
BEFORE = _set("apache in with using use via like including know knowing of language")
AFTER = _set(
    "api cluster code developer experience job language library macro mllib model package programming script scripting "
    "service shiny skill sql streaming"
)

_PLURALS = frozenset(["communications", "embeddings"])  # which mean something else than their singular
_HYPHENS = "-\u00ad‐‑‒–—−﹣－_"
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ＇`´"))
_PART = re.compile(
    r"""
    (?P<tag></?+[A-Za-z][^<>]*+>)
  | (?P<address>(?:https?://|www\.|(?<![\w.+-])[\w.+-]{1,64}+@)[^\s<>"]*+)
  | (?P<entity>&(?!amp;)(?:[A-Za-z]{2,8}|\#[0-9]{1,6});)
  | (?P<and>&amp;|[&＆])
  | (?P<word>
      (?<![\w.])\.NET(?![^\W_])
    | (?<![^\W_\u3040-\u9fff])[A-Za-zＡ-Ｚ](?:[+＋]{2}|[#＃♯])
    | [^\W_\u3040-\u9fff](?:[^\W_\u3040-\u9fff]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff])*+
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_INLINE = re.compile(r"</?(?:a|abbr|b|code|em|font|i|mark|small|span|strong|u)\b", re.IGNORECASE)
# Possessive, so that a long gap is read once.
_LISTED = re.compile(r"\s*+[,;|/／•·()+]\s*+[-•*·(]?+\s*+")
_BULLET = re.compile(r"[^\S\n]*+\n[\s\-–•*·]*+")


@dataclass(frozen=True, slots=True)
class Match:
    """`text[start:end]` names these skills, by their keys in order."""

    start: int
    end: int
    keys: tuple


@dataclass(slots=True)
class _Word:
    """`gap` is what stands between it and the word before it, without tags; None where nothing may lead across."""

    start: int
    end: int
    written: str
    folded: str
    gap: str | None

    @property
    def joint(self):
        """How it is joined to the word before: " ", "/", "." or None, which ends every name."""
        return _joint(self.gap)


@dataclass(slots=True)
class _Span:
    """Words from `first` to before `after` are a name."""

    first: int
    after: int
    keys: tuple
    is_sure: bool


class Matcher:
    """Finds the names of skills; `terms` are {key: names}. Build it once, use it for many texts."""

    def __init__(self, terms):
        self._tree = {}
        self._written = {}  # {folded: as its name is written}
        for phrase in DECOYS:
            self._add(phrase, ())
        for key, names in terms.items():
            for name in names:
                self._add(name, (key,))
        for names in terms.values():
            for name in names:
                self._add(name, self._of_halves(name))

    def find(self, text):
        """The names in `text` in their order: none overlaps another, the longest counts."""
        words = list(_words(text))
        spans = list(self._spans(words))
        self._settle(words, spans)
        return [
            Match(words[span.first].start, words[span.after - 1].end, span.keys)
            for span in spans
            if span.keys and span.is_sure
        ]

    def _add(self, name, keys):
        words = list(_words(name))
        if not words or any(word.joint is None for word in words[1:]):
            return
        if len(words) == 1:
            self._written.setdefault(words[0].folded, words[0].written)
        for path in _paths(words):
            node = self._tree
            for edge in path:
                node = node.setdefault(edge, {})
            node[None] = tuple(dict.fromkeys([*node.get(None, ()), *keys]))

    def _of_halves(self, name):
        """The keys of A and of B in “A and B” and “A/B”, where these are names too."""
        keys, half = [], []
        for word in [*_words(name), None]:
            if half and (word is None or word.folded == "&" or word.joint == "/"):
                after, of_half = self._longest(half, 0)
                keys += of_half if after == len(half) and half[0].folded not in DOUBTFUL else ()
                half = []
            if word is not None and word.folded != "&":
                half.append(word)
        return tuple(keys)

    def _spans(self, words):
        here = 0
        while here < len(words):
            after, keys = self._longest(words, here)
            if after is None:
                here += 1
                continue
            yield _Span(here, after, keys, after > here + 1 or self._is_plain(words[here]))
            here = after

    def _longest(self, words, first):
        """(index after the longest name that begins at `first`, its keys), (None, ()) where none begins."""
        node = self._tree.get(("", words[first].folded))
        here, after, keys = first + 1, None, ()
        while node is not None:
            if None in node:
                after, keys = here, node[None]
            if here == len(words):
                break
            node = node.get((words[here].joint, words[here].folded))
            here += 1
        return after, keys

    def _is_plain(self, word):
        """Whether a name of one word needs no further evidence."""
        if word.folded in DOUBTFUL:
            return False
        return word.folded not in CASED or word.written == self._written[word.folded]

    def _settle(self, words, spans):
        """Decide on the doubtful ones: from the left, then from the right, since in a list one speaks for the next."""
        sure = {n for span in spans if span.is_sure and span.keys for n in range(span.first, span.after)}
        doubtful = [span for span in spans if not span.is_sure]
        for span in (*doubtful, *reversed(doubtful)):
            if not span.is_sure and self._is_meant(words, span.first, sure):
                span.is_sure = True
                sure.add(span.first)

    def _is_meant(self, words, n, sure):
        left, right = _neighbours(words, n)
        if _is_glued(left) or _is_glued(right):
            return False
        beside = _leads(words, n, -1, sure), _leads(words, n, 1, sure)
        if words[n].written != self._written[words[n].folded]:
            return any(beside) and all(gap is None or _is_listing(gap) for gap in (left, right))
        return any(beside) or self._is_told(words, n)

    def _is_told(self, words, n):
        """Whether the words beside it say that the name is meant, as in “using R” and “our Spark jobs”."""
        before = words[n - 1] if n and words[n].joint == " " else None
        after = words[n + 1] if n + 1 < len(words) and words[n + 1].joint == " " else None
        if after and after.folded in AFTER:
            return True
        if before is None:
            return False
        is_within = before.written.islower() and before.written.isalpha() and len(words[n].written) > 1
        return before.folded in BEFORE or (is_within and words[n].written[0].isupper())


def _words(text):
    """The words of a text, in pieces that names are compared by."""
    gap, end = "", 0
    for part in _PART.finditer(text):
        gap = _join(gap, text[end : part.start()])
        end = part.end()
        if part["tag"]:
            gap = _join(gap, "" if _INLINE.match(part["tag"]) else "\n\n")
        elif part["address"]:
            gap = None
        elif part["entity"]:
            gap = _join(gap, unescape(part["entity"]))
        elif part["and"]:
            yield _Word(part.start(), end, "&", "&", gap)
            gap = ""
        elif not (gap and part["word"] in "sS" and not gap.translate(_APOSTROPHES)):  # not the s of “Python's”
            folded = _fold(part["word"])
            yield _Word(part.start(), end, part["word"], folded, gap)
            gap = ""
        else:
            gap = ""


def _join(gap, more):
    return None if gap is None else gap + more


def _joint(gap):
    if gap is None:
        return None
    gap = gap.translate(_APOSTROPHES | _INVISIBLE)
    if not gap or gap.isspace():
        return " " if gap.count("\n") < 2 else None
    bare = gap.strip()
    if len(bare) != 1:
        return None
    if bare in "/／∕⁄":
        return "/"
    if len(gap) == 1:
        return " " if bare in _HYPHENS else "." if bare == "." else None
    return None


def _fold(word):
    """What is compared: “Models”, “ｍｏｄｅｌｓ” and “model” are one, “optimisation” is “optimization”."""
    word = unicodedata.normalize("NFKC", word).translate(_INVISIBLE).casefold()
    if word == "and":
        return "&"
    word = re.sub(r"is(?=(?:ation|ations|e|ed|er|ers|es|ing)$)", "iz", word)
    word = re.sub(r"(?<=[aeiou])ll(?=ing$|ed$)", "l", word)
    word = word.replace("haviour", "havior")
    return re.sub(r"(?<=[a-z]{4})\d+$", "", _singular(word))


def _singular(word):
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")) or word in _PLURALS:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("yses"):
        return word[:-2] + "is"
    return word[: -2 if word.endswith(("sses", "xes", "ches", "shes")) else -1]


def _paths(words):
    """Every way to write a name, as edges of the tree."""
    ways = [[[("", words[0].folded)]]]
    for word in words[1:]:
        joined = [(" ", word.folded)]
        options = [joined]
        is_short = len(word.folded) <= 2
        if word.joint in ("/", "."):
            options.append([(word.joint, word.folded)])
        if word.joint == "/":
            options.append([(" ", "&"), *joined])
        if word.joint == "." or (word.joint == "/" and is_short) or (word.gap and word.gap in _HYPHENS):
            options.append([("+", word.folded)])
        ways.append(options)
    for way in product(*ways):
        path = []
        for joint, folded in (edge for edges in way for edge in edges):
            if joint == "+":
                before = path.pop()
                path.append((before[0], _fold(before[1] + folded)))
            else:
                path.append((joint, folded))
        yield path


def _neighbours(words, n):
    """What stands between a word and the ones beside it; None at either end of the text."""
    left = words[n].gap if n else None
    right = words[n + 1].gap if n + 1 < len(words) else None
    return left, right


def _is_glued(gap):
    """Whether it is a part of something longer, such as “R-squared” and “R&D”."""
    return gap is not None and (not gap or (len(gap) == 1 and gap in f"{_HYPHENS}.'’"))


def _is_listing(gap):
    return bool(_LISTED.fullmatch(gap) or _BULLET.fullmatch(gap) or (gap.strip() == "." and len(gap) > 1))


def _leads(words, n, step, sure):
    """Whether the next thing of a list, to the left or the right, is surely a name."""
    neighbour = n + step
    if not 0 <= neighbour < len(words):
        return False
    gap = words[max(n, neighbour)].gap
    if gap is None:
        return False
    if neighbour in sure:
        return bool(_LISTED.fullmatch(gap)) or (bool(_BULLET.fullmatch(gap)) and _is_alone(words, n))
    beyond = neighbour + step
    return words[neighbour].folded in ("&", "or") and gap.isspace() and beyond in sure


def _is_alone(words, n):
    """Whether it is all that stands on its line."""
    left, right = _neighbours(words, n)
    return (left is None or "\n" in left) and (right is None or "\n" in right)
