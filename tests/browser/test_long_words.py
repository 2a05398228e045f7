"""Words longer than a phone is wide break: no page of facts scrolls sideways, and nothing is cut off."""

import pytest

from roadmaps import search_index
from tests import factories
from tests.browser.accessible import too_wide
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


@pytest.fixture
def long(content):
    fill(lambda field: LONG, slug="long")
    roadmap(LONG[:120], slug="long")
    search_index.index()
    factories.role(slug="other")


def test_long_words(page, site, watch, long):
    watch(page)
    assert not [fault for path in PATHS for fault in too_wide(page, site + path)]
