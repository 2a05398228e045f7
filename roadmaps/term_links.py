"""Words of the glossary become links to it, where they occur first. No Django, no I/O."""

import re
from html import escape

# Words of the glossary that mean something else, or nothing in particular, in a sentence on another matter.
EVERYDAY = frozenset(
    {
        *("accuracy", "agent", "alert", "attention", "cliff", "drift", "epoch", "exploration", "feature", "github"),
        *("gitlab", "intern", "keyword", "label", "level", "levelling", "metric", "momentum", "offer", "prompt"),
        *("prototype", "recall", "regression", "resume", "scope", "spark", "target", "temperature", "token"),
    }
)
BETWEEN = "\0"  # stands in no text of the database
SKIPPED = frozenset({"a", "code", "pre", "kbd", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:[^<>"']|"[^"]*"|'[^']*')*>""")


def as_html(text: str) -> str:
    """Plain text as HTML in which words of the glossary can be found."""
    return escape(text, quote=False)


class TermLinks:
    """Made once for a glossary, {address: [name, *other names]}; what it has linked it remembers."""

    def __init__(self, glossary):
        self._exact, self._folded, self._linked = {}, {}, {}
        for address, (name, *aliases) in glossary.items():
            self._add(address, name, has_capitals=name[1:] != name[1:].lower())
            for alias in aliases:
                self._add(address, alias, has_capitals=alias != alias.lower())
        names = sorted((*self._exact, *self._folded), key=len, reverse=True)
        any_name = "|".join(re.escape(escape(name, quote=False)) for name in names)
        # Whole words, and no part of an address, of a name with a hyphen or of a reference like “&amp;”.
        self._word = re.compile(rf"(?<![\w\-/.@&#])({any_name})s?(?![\w\-/@;]|\.\w)", re.IGNORECASE) if names else None

    def link(self, html: str) -> str:
        """The HTML with a link at the first occurrence of each term; nothing else of it changes.

        It is well-formed, as the renderer of Markdown gives it. Links, code, quotations and headings stay as they are.
        """
        if self._word is None:
            return html
        if html not in self._linked:
            self._linked[html] = "".join(self._pieces(html))
        return self._linked[html]

    def link_parts(self, *parts: str) -> list[str]:
        """Parts of a page in their order, each well-formed: a term is linked where it stands first in all of them."""
        return self.link(BETWEEN.join(parts)).split(BETWEEN)

    def _add(self, address, name, *, has_capitals):
        """Capitals are meant as written (RAG, Weights & Biases), except the one that begins a name (naive Bayes)."""
        if name.casefold() in EVERYDAY:
            return
        if not has_capitals:
            self._folded.setdefault(name.casefold(), address)
            return
        self._exact.setdefault(name, address)
        if name[:2].istitle():
            self._exact.setdefault(name[0].lower() + name[1:], address)

    def _pieces(self, html):
        within, end, seen = 0, 0, set()
        for tag in _TAG.finditer(html):
            text = html[end : tag.start()]
            yield text if within else self._in_text(text, seen)
            yield tag[0]
            end = tag.end()
            if tag[2].lower() in SKIPPED:
                within = max(0, within - 1) if tag[1] else within + 1
        yield html[end:] if within else self._in_text(html[end:], seen)

    def _in_text(self, text, seen):
        def linked(found):
            address = self._address_of(found[1])
            if address is None or address in seen:
                return found[0]
            seen.add(address)
            return f'<a href="{escape(address)}">{found[0]}</a>'

        return self._word.sub(linked, text)

    def _address_of(self, name):
        written = name.replace("&amp;", "&")
        return self._exact.get(written) or self._folded.get(written.casefold())
