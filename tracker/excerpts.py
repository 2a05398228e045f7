"""A few words of a long text, around what was searched for. Pure."""

import re

LENGTH = 220  # characters
BEFORE = 60  # of them before what was found


def excerpt(text: str, words: str = "", length: int = LENGTH) -> list[tuple[str, bool]]:
    """[(piece, whether it is what was searched for)]: `length` characters or a little more, in one line."""
    text = " ".join(text.split())
    words = " ".join(words.split())
    found = re.search(re.escape(words), text, re.IGNORECASE) if words else None
    start = max(0, found.start() - BEFORE) if found else 0
    if start:
        start = text.find(" ", start, found.start()) + 1 or start
    end = max(start + length, found.end() if found else 0)
    if end < len(text):
        end = max(text.rfind(" ", start, end), found.end() if found else 0, start + length // 2)
    shown = f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"
    if not words:
        return [(shown, False)] if shown else []
    pieces = re.split(f"({re.escape(words)})", shown, flags=re.IGNORECASE)
    return [(piece, number % 2 == 1) for number, piece in enumerate(pieces) if piece]
