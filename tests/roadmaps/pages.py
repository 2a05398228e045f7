"""What a page shows, read as a visitor would: its text without tags, its rows, and where links lead."""

import re
from html import unescape


def get(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def text(html):
    """Words with single spaces between them, references resolved."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def part(html, anchor, tag="section"):
    """The element with this id; no element of its kind stands within it."""
    found = re.findall(rf'<{tag}\b[^>]*\bid="{anchor}".*?</{tag}>', html, re.DOTALL)
    assert len(found) == 1, anchor
    return found[0]


def each(html, tag):
    """The elements of a kind, innermost ones."""
    return re.findall(rf"<{tag}\b(?:(?!<{tag}\b).)*?</{tag}>", html, re.DOTALL)


def rows(html, tag="tr"):
    """Their texts."""
    return [text(found) for found in each(html, tag)]


def the(html, tag, *words):
    """The one element of a kind in which all these words stand."""
    found = [element for element in each(html, tag) if all(word in text(element) for word in words)]
    assert len(found) == 1, (words, found)
    return found[0]


def links(html):
    return re.findall(r'<a\b[^>]*\bhref="([^"]*)"', html)
