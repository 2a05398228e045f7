"""Titles as people read them and as addresses; small numbers as words. No Django, no I/O."""

import re
import unicodedata

# Words of addresses, no slugs.
RESERVED = frozenset({"compare", "new", "import", "follow", "ad", "fit", "rate", "growth", "way", "glossary"})
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])")
_HTML = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>")
_NOISE = re.compile(r"[*_`~\\]+")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def plain(title: str) -> str:
    """A title as people read it, for comparing: without marks, addresses, case, and ends that say nothing."""
    text = unicodedata.normalize("NFKC", title)
    text = _NOISE.sub("", _HTML.sub(" ", _LINK.sub(r"\1", text)))
    return " ".join(text.casefold().split()).strip(" .,:;!")


def in_words(number: int) -> str:
    """“four”; figures from thirteen on."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def fresh_slug(title: str, taken: set[str], fallback: str = "checkpoint") -> str:
    """A slug that is not in `taken`: the title in ASCII letters, else the fallback, with a number where needed."""
    ascii_only = unicodedata.normalize("NFKD", _LINK.sub(r"\1", title)).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", ascii_only)[:60].strip("-") or fallback
    if base not in taken and base not in RESERVED:
        return base
    # Ten thousand of the same title are not counted through one by one: double, then halve what is between.
    high = 2
    while f"{base}-{high}" in taken:
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if f"{base}-{middle}" in taken else (low, middle)
    return f"{base}-{high}"
