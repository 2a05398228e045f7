"""First visits to personal pages: at most 40 kB in 6 requests."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from roadmaps import outline
from roadmaps.models import Roadmap
from tests import factories
from tests.bytes import everything, first_visit
from tracker.management.commands.demo import live
from tracker.models import User

REAL = Path(__file__).parents[2] / "fixtures" / "roadmaps" / "production-ml-engineer.md"
PAGE = "/my/roadmaps/production-ml-engineer/"
HTMX = "/static/django_htmx/htmx-2.min.js"


@pytest.fixture(scope="module")
def stored(module_db):
    """A real roadmap of more than 200 checkpoints, a quarter of them done: made-up words compress too well."""
    alice = factories.person(email="alice@example.org", name="Alice")
    read = outline.parse(REAL.read_text())
    for _, _, checkpoint in read.checkpoints():
        checkpoint.skills = []  # not loaded here, and not on these pages
    roadmap = factories.roadmap(outline.render(read))
    alice.follow(roadmap)
    things = list(roadmap.checkpoints.all())
    assert len(things) >= 200
    for thing in things[::4]:
        alice.mark(thing.pk, "done")
    return alice, roadmap


@pytest.fixture(scope="module")
def lived(stored):
    """And months of using everything else; it stays until the end of the module."""
    live(*stored)


@pytest.fixture
def alice(stored, db):
    return User.objects.get(pk=stored[0].pk)


@pytest.fixture
def followed(stored, db):
    return Roadmap.objects.get(pk=stored[1].pk)


def test_a_followed_roadmap(as_alice, stored):
    sizes = first_visit(as_alice, PAGE)
    assert {"/static/css/site.css", "/static/img/icons.svg", HTMX} < set(sizes)
    assert len(sizes) <= 6, sizes
    assert sum(sizes.values()) <= 40_000, sizes


def test_nothing_comes_from_another_host(as_alice, stored):
    files = everything(as_alice.get(PAGE).text)
    assert all(not urlsplit(address).netloc and address.startswith("/static/") for address in files)


def test_today_with_everything_on_it(as_alice, lived):
    sizes = first_visit(as_alice, "/my/")
    assert {"/static/css/my.css", "/static/js/timer.js"} < set(sizes)
    assert len(sizes) <= 6, sizes
    assert sum(sizes.values()) <= 40_000, sizes


PERSONAL = [
    *("roadmaps/", "roadmaps/production-ml-engineer/follow", "import/", "reports/", "settings/", "goal/", "stuck/"),
    *("plan/", "plan/pace", "log/", "log/add", "log/kinds/", "log/targets/", "log/targets/add"),
    *("rhythm/", "reviews/", "calendar/"),
]


@pytest.mark.parametrize("address", PERSONAL)
def test_every_personal_page(as_alice, lived, address):
    sizes = first_visit(as_alice, f"/my/{address}")
    assert len(sizes) <= 6, sizes
    assert sum(sizes.values()) <= 40_000, sizes


def test_the_pages_of_one_thing_are_of_fewer(as_alice, alice, lived, followed):
    week_on = alice.reviews.first().week_on
    things = f"checkpoints/{followed.checkpoints.first().pk}/", f"log/{alice.log.first().pk}/", f"reviews/{week_on}/"
    for address in things:
        assert len(first_visit(as_alice, f"/my/{address}")) <= 6, address
