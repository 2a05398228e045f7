"""The glossary by letter, in pages of whole letters. No Django, no I/O."""

import unicodedata
from itertools import groupby

OTHER = "other"  # names that begin with no letter from A to Z
PAGE = 36_000  # characters of definitions at once: keeps a first visit within its bytes


def letter_of(name: str) -> str:
    """“a” to “z”, by which one looks it up, without accents; else `OTHER`."""
    first = next((character for character in _plain(name) if character.isalnum()), "")
    return first if "a" <= first <= "z" else OTHER


def pages_of(terms) -> list[list[tuple[str, list]]]:
    """Pages of (letter, its terms by name); a letter stands on one page, however many there are."""
    ordered = sorted(terms, key=lambda term: (_place(letter_of(term.name)), _plain(term.name)))
    pages, left = [], 0
    for letter, group in groupby(ordered, key=lambda term: letter_of(term.name)):
        group = list(group)
        length = sum(len(term.definition) for term in group)
        if not pages or length > left:
            pages.append([])
            left = PAGE
        pages[-1].append((letter, group))
        left -= length
    return pages


def page_with(pages, letter):
    """The place of the page with this letter; the first for one that no term begins with."""
    found = (place for place, page in enumerate(pages) for known, _ in page if known == letter)
    return next(found, 0)


def _place(letter):
    return letter == OTHER, letter


def _plain(name):
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    return "".join(character for character in decomposed if not unicodedata.combining(character))
