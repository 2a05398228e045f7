"""What a browser would make of a page: its elements, and those of them that could run, load or style something."""

import re
from html.parser import HTMLParser

FOREIGN = {"base", "embed", "frame", "iframe", "object", "style"}
ADDRESSES = {"action", "data", "formaction", "href", "poster", "src", "srcset"}


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, name, attributes):
        self.found.append((name, dict(attributes)))


def elements(html):
    """[(name, {attribute: value})], character references resolved."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.found


def dangers(html):
    """The elements that a strict policy stops, or that would act where it is missing."""
    return [(name, attributes) for name, attributes in elements(html) if _is_dangerous(name, attributes)]


def _is_dangerous(name, attributes):
    addresses = [re.sub(r"\s", "", attributes[key] or "").lower() for key in ADDRESSES & set(attributes)]
    return (
        name in FOREIGN
        or (name == "script" and "src" not in attributes and not attributes.get("type", "").endswith("json"))
        or (name == "meta" and "http-equiv" in attributes)
        or any(key.startswith("on") or key in {"style", "srcdoc"} for key in attributes)
        or any(address.startswith(("javascript:", "data:", "vbscript:", "file:")) for address in addresses)
    )
