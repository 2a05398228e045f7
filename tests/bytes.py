"""What goes over the wire, compressed as it is served: pages by GZipMiddleware, files as WhiteNoise stores them."""

import gzip
import re
from functools import cache
from urllib.parse import urljoin

import brotli
from django.contrib.staticfiles import finders


def fetch(client, address):
    """The body of a page as sent."""
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    return answer.content


def assets(html):
    """The addresses that a browser asks for: style sheets, scripts, icons, the pictures that these draw."""
    found = re.findall(r'<(?:script|img|source)\b[^>]*\bsrc="([^"]+)"', html)
    found += re.findall(r'<link\b(?![^>]*\brel="(?:canonical|alternate)")[^>]*\bhref="([^"]+)"', html)
    found += re.findall(r'<(?:use|image)\b[^>]*\bhref="([^"]+)"', html)
    return {address.partition("#")[0] for address in found}


def file_of(address):
    path = finders.find(address.removeprefix("/static/"))
    assert path, address
    with open(path, "rb") as file:
        return file.read()


def drawn_by(address):
    """What a style sheet asks for."""
    found = re.findall(rb"""(?:url\(|@import )["']?([^"')]+)""", file_of(address))
    return {urljoin(address, name.decode()) for name in found if not name.startswith((b"data:", b"#"))}


@cache
def compressed(address):
    return len(brotli.compress(file_of(address)))


def everything(html):
    first = assets(html)
    return first.union(*(drawn_by(address) for address in first if address.endswith(".css")))


def first_visit(client, address):
    """{address: bytes} of all that a browser fetches for a page, the page included."""
    page = fetch(client, address)
    files = everything(gzip.decompress(page).decode())
    return {file: compressed(file) for file in files} | {address: len(page)}
