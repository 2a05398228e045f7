"""Titles as people read them, and as addresses. No Django, no I/O."""

import re
import unicodedata

RESERVED = frozenset({"compare", "new", "import", "follow", "ad", "fit"})  # words of addresses, no slugs
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])")
_HTML = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>")
_NOISE = re.compile(r"[*_`~\\]+")


def plain(title: str) -> str:
    """A title as people read it, for comparing: without marks, addresses, case, and ends that say nothing."""
    text = unicodedata.normalize("NFKC", title)
    text = _NOISE.sub("", _HTML.sub(" ", _LINK.sub(r"\1", text)))
    return " ".join(text.casefold().split()).strip(" .,:;!")


def fresh_slug(title: str, taken: set[str], fallback: str = "checkpoint") -> str:
    """A slug that is not in `taken`: the title in ASCII letters, else the fallback, with a number where needed."""
    ascii_only = unicodedata.normalize("NFKD", _LINK.sub(r"\1", title)).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", ascii_only)[:60].strip("-") or fallback
    slug, number = base, 1
    while slug in taken or slug in RESERVED:
        number += 1
        slug = f"{base}-{number}"
    return slug
