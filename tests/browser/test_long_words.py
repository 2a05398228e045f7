"""Words longer than a phone is wide break: no page of facts scrolls sideways, and nothing is cut off."""

import pytest

from roadmaps import search_index
from tests import factories
from tests.roadmaps.filled import fill, roadmap

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 10
PATHS = [
    *("/", "/roles/", "/roles/long/", "/roles/compare/", f"/roles/compare/?roles=long,other,{'x' * 200}"),
    *("/roles/fit/?likes=long", "/skills/", "/skills/long/", "/salaries/", "/sources/", "/sources/disagreements/"),
    *("/sources/targets/", "/questions/", "/questions/long/", f"/questions/?kind=coding&topic={'x' * 200}"),
    *(f"/search/?q={LONG[:80]}", f"/search/?q={'x' * 200}"),
    *(
        "/projects/",
        f"/projects/?level=beginner&skill={'x' * 200}",
        "/projects/long/",
        "/companies/",
        "/companies/long/",
    ),
    *("/guides/", "/guides/long/", "/guides/glossary/?from=d"),
]
# What sticks out of the window, except in a region that scrolls by itself.
STICKS_OUT = """() => [...document.querySelectorAll('main *')]
    .filter(part => !part.closest('.scroll, .vh, svg') && part.getBoundingClientRect().right > innerWidth + 1)
    .map(part => part.outerHTML.slice(0, 200))"""


@pytest.fixture(params=[320, 1280])
def visitor(request, browser, watch):
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    yield watch(context.new_page())
    context.close()


@pytest.fixture
def long(content):
    fill(lambda field: LONG, slug="long")
    roadmap(LONG[:120], slug="long")
    search_index.index()
    factories.role(slug="other")


def faults_of(page, address):
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        yield f"{address}: scrolls sideways"
    yield from (f"{address}: {part}" for part in page.evaluate(STICKS_OUT)[:2])


def test_long_words(visitor, site, long):
    assert not [fault for path in PATHS for fault in faults_of(visitor, site + path)]
