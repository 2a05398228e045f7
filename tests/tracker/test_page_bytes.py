"""What goes over the wire, compressed as it is served: pages by GZipMiddleware, files as WhiteNoise stores them."""

import gzip
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from roadmaps import loading, outline
from roadmaps.models import Skill
from tests import factories
from tracker.management.commands.demo import live
from tracker.models import SkillRating

REAL = Path(__file__).parents[2] / "fixtures" / "roadmaps" / "production-ml-engineer.md"
PAGE = "/my/roadmaps/production-ml-engineer/"
HTMX = "/static/django_htmx/htmx-2.min.js"


@pytest.fixture
def followed(alice):
    """A real roadmap of more than 200 checkpoints, a quarter of them done: made-up words compress too well."""
    read = outline.parse(REAL.read_text())
    for _, _, checkpoint in read.checkpoints():
        checkpoint.skills = []  # not loaded here, and not on these pages
    roadmap = factories.roadmap(outline.render(read))
    alice.follow(roadmap)
    things = list(roadmap.checkpoints.all())
    assert len(things) >= 200
    for thing in things[::4]:
        alice.mark(thing.pk, "done")
    return roadmap


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


def test_today_with_everything_on_it(as_alice, alice, followed):
    live(alice, followed)
    page = fetch(as_alice, "/my/")
    files = everything(gzip.decompress(page).decode())
    sizes = {address: compressed(address) for address in files} | {"/my/": len(page)}
    assert {"/static/css/my.css", "/static/js/timer.js"} < set(files)
    assert len(sizes) <= 6, sizes
    assert sum(sizes.values()) <= 40_000, sizes


PERSONAL = [
    *("roadmaps/", "roadmaps/production-ml-engineer/follow", "import/", "reports/", "settings/", "goal/", "stuck/"),
    *("plan/", "plan/pace", "log/", "log/add", "log/kinds/", "log/targets/", "log/targets/add"),
    *("rhythm/", "reviews/", "calendar/"),
]


@pytest.mark.parametrize("address", PERSONAL)
def test_every_personal_page_is_within_them(as_alice, alice, followed, address):
    live(alice, followed)
    page = fetch(as_alice, f"/my/{address}")
    sizes = {file: compressed(file) for file in everything(gzip.decompress(page).decode())} | {"page": len(page)}
    assert len(sizes) <= 6, sizes
    assert sum(sizes.values()) <= 40_000, sizes


@pytest.fixture
def rated(alice):
    """All that is delivered, and half of it rated low: each line of the gap has roadmaps that close it."""
    loading.load(settings.BASE_DIR / "fixtures")
    levels = {skill.pk: (1, "", "") for skill in Skill.objects.all()[::2]}
    SkillRating.objects.rate(alice, levels, alice.today())


@pytest.mark.parametrize("address", ["/my/skills/?role=research-scientist&level=senior", "/my/skills/ml-algorithms/"])
def test_ones_skills_against_all_that_is_delivered(as_alice, rated, address):
    page = fetch(as_alice, address)
    files = everything(gzip.decompress(page).decode())
    sizes = {address: compressed(address) for address in files} | {address: len(page)}
    assert "/static/css/skills.css" in files
    assert len(sizes) <= 6, sizes
    assert sum(sizes.values()) <= 40_000, sizes


def test_the_pages_of_one_thing_are_too(as_alice, alice, followed):
    live(alice, followed)
    week_on = alice.reviews.first().week_on
    things = f"checkpoints/{followed.checkpoints.first().pk}/", f"log/{alice.log.first().pk}/", f"reviews/{week_on}/"
    for address in things:
        page = fetch(as_alice, f"/my/{address}")
        assert len(everything(gzip.decompress(page).decode())) < 6, address


def test_nothing_comes_from_another_host(as_alice, followed):
    files = everything(as_alice.get(PAGE).text)
    assert all(not urlsplit(address).netloc and address.startswith("/static/") for address in files)


@pytest.mark.parametrize(
    "address", [PAGE, f"{PAGE}follow", "/my/", "/my/roadmaps/", "/my/settings/", "/roadmaps/production-ml-engineer/"]
)
def test_our_javascript_is_at_most_4_kb_on_any_page(as_alice, followed, address):
    scripts = {file for file in assets(as_alice.get(address).text) if file.endswith(".js")} - {HTMX}
    assert sum(map(compressed, scripts)) <= 4_000


@pytest.mark.parametrize("state", ["done", "doing", "skipped"])
def test_the_answer_to_a_tick_is_at_most_1_kb(as_alice, followed, htmx, state):
    thing = max(followed.checkpoints.all(), key=lambda thing: len(thing.title + thing.section))
    answer = as_alice.post(f"/my/checkpoints/{thing.pk}/state", {"state": state}, headers=htmx)
    assert answer.status_code == 200
    assert len(gzip.compress(answer.content, compresslevel=6)) <= 1_000


def test_a_page_grows_by_less_than_100_bytes_a_checkpoint(as_alice, alice, followed):
    alice.follow(factories.roadmap(slug="small"))
    growth = len(fetch(as_alice, PAGE)) - len(fetch(as_alice, "/my/roadmaps/small/"))
    assert growth / (followed.checkpoints.count() - 10) < 100
