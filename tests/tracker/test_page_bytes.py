"""What goes over the wire, compressed as it is served: pages by GZipMiddleware, files as WhiteNoise stores them."""

import gzip
import re
from urllib.parse import urljoin, urlsplit

import brotli
import pytest
from django.contrib.staticfiles import finders

from tests import factories

PAGE = "/my/roadmaps/made-up/"
HTMX = "/static/django_htmx/htmx-2.min.js"


@pytest.fixture
def followed(alice):
    """200 checkpoints in 20 milestones, a quarter of them done."""
    roadmap = factories.roadmap(factories.roadmap_text(slug="made-up", milestones=20, checkpoints=10))
    alice.follow(roadmap)
    pks = list(roadmap.checkpoints.values_list("pk", flat=True))
    assert len(pks) == 200
    for pk in pks[::4]:
        alice.mark(pk, "done")
    return roadmap


def fetch(client, address):
    """The body of a page as sent."""
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    return answer.content


def assets(html):
    """The addresses that a browser asks for: style sheets, scripts, icons, the pictures that these draw."""
    found = re.findall(r'<(?:script|img|source)\b[^>]*\bsrc="([^"]+)"', html)
    found += re.findall(r'<link\b[^>]*\bhref="([^"]+)"', html)
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


def compressed(address):
    return len(brotli.compress(file_of(address)))


def everything(html):
    first = assets(html)
    return first.union(*(drawn_by(address) for address in first if address.endswith(".css")))


def test_a_first_visit_is_at_most_40_kb_in_6_requests(as_alice, followed):
    page = fetch(as_alice, PAGE)
    files = everything(gzip.decompress(page).decode())
    sizes = {address: compressed(address) for address in files} | {PAGE: len(page)}
    assert {"/static/css/site.css", "/static/img/icons.svg", HTMX} < set(files)
    assert len(sizes) <= 6, sizes
    assert sum(sizes.values()) <= 40_000, sizes


def test_nothing_comes_from_another_host(as_alice, followed):
    files = everything(as_alice.get(PAGE).text)
    assert all(not urlsplit(address).netloc and address.startswith("/static/") for address in files)


@pytest.mark.parametrize(
    "address", [PAGE, f"{PAGE}follow", "/my/", "/my/roadmaps/", "/my/settings/", "/roadmaps/made-up/"]
)
def test_our_javascript_is_at_most_4_kb_on_any_page(as_alice, followed, address):
    scripts = {file for file in assets(as_alice.get(address).text) if file.endswith(".js")} - {HTMX}
    assert sum(map(compressed, scripts)) <= 4_000


@pytest.mark.parametrize("state", ["done", "doing", "skipped"])
def test_the_answer_to_a_tick_is_at_most_1_kb(as_alice, alice, followed, htmx, state):
    thing = factories.checkpoint(followed, "thing-20-9")
    answer = as_alice.post(f"/my/checkpoints/{thing.pk}/state", {"state": state}, headers=htmx)
    assert len(gzip.compress(answer.content, compresslevel=6)) <= 1024


def test_a_page_grows_by_less_than_100_bytes_a_checkpoint(as_alice, alice, followed):
    small = factories.roadmap(factories.roadmap_text(slug="small", milestones=1, checkpoints=10))
    alice.follow(small)
    sizes = [len(fetch(as_alice, address)) for address in (PAGE, "/my/roadmaps/small/")]
    assert (sizes[0] - sizes[1]) / 190 < 100
