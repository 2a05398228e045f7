"""What search engines are told: every public page, and what is none of their business."""

from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.test import Client

from roadmaps import facts
from roadmaps.models import Roadmap
from tests import factories
from tests.roadmaps.filled import fill
from tests.roadmaps.pages import get

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(client):
    root = ElementTree.fromstring(get(client, "/sitemap.xml"))  # noqa: S314
    return [found.text.removeprefix("http://testserver") for found in root.iter(f"{NAMESPACE}loc")]


def test_what_is_not_public_is_not_there(as_nobody, roadmap, alice):
    assert "/roadmaps/made-up/" in addresses(as_nobody)
    own = factories.personal(alice)
    Roadmap.objects.filter(pk=roadmap.pk).update(published_at=None)
    found = addresses(as_nobody)
    assert "/roadmaps/made-up/" not in found
    assert own.get_absolute_url() not in found


def test_a_roadmap_says_when_it_changed(as_nobody, roadmap):
    root = ElementTree.fromstring(get(as_nobody, "/sitemap.xml"))  # noqa: S314
    assert [found.text for found in root.iter(f"{NAMESPACE}lastmod")] == [roadmap.updated_at.isoformat()]


def test_robots_keep_to_what_is_public(as_nobody):
    text = get(as_nobody, "/robots.txt")
    rules = RobotFileParser()
    rules.parse(text.splitlines())
    closed = ["/my/", "/my/plan/", "/accounts/login/", "/admin/", "/search/?q=x", "/preview/key/", "/calendar/key.ics"]
    assert not any(rules.can_fetch("any", path) for path in closed)
    assert all(rules.can_fetch("any", path) for path in ("/", "/roles/", "/changes.atom", "/sitemap.xml"))
    assert rules.site_maps() == ["http://testserver/sitemap.xml"]


# Whether facts were changed; questions; roadmaps.
@pytest.mark.parametrize("count", [1, 20])
def test_queries(as_nobody, django_assert_num_queries, db, count):
    for number in range(count):
        fill(lambda field: "Text", slug=f"filled-{number}")
    facts.changed()
    get(as_nobody, "/sitemap.xml")
    with django_assert_num_queries(3):
        get(as_nobody, "/sitemap.xml")
    with django_assert_num_queries(0):
        get(as_nobody, "/robots.txt")


# The delivered content, which stays until the end of the module: after the tests of their own content.


@pytest.mark.django_db
def test_a_page_of_each_kind_is_there(delivered):
    wanted = {"/", "/roles/ml-engineer/", "/roadmaps/production-ml-engineer/", "/guides/glossary/"}
    wanted |= {"/guides/negotiation/", "/questions/k-means-from-scratch/", "/companies/google/", "/salaries/"}
    assert wanted <= set(addresses(Client()))
