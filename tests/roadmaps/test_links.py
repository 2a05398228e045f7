"""From the front page one gets everywhere, and nowhere to an address or a place on a page that is not there."""

import re
from html import unescape
from urllib.parse import urldefrag, urljoin
from xml.etree import ElementTree

import pytest
from django.test import Client

from roadmaps.models import (
    Disagreement,
    Guide,
    InterviewProcess,
    ProjectFamily,
    Question,
    Roadmap,
    Role,
    SearchEntry,
    Skill,
    Transition,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("delivered")]
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
# As our templates and the renderer of Markdown write them: hundreds of pages are read.
ID, LINK = re.compile(r' id="([^"]+)"'), re.compile(r'<a [^>]*?\bhref="([^"]*)"')
PERSONAL = ("/my/", "/accounts/")  # ask to sign in


class Walk:
    """Every page that links lead to from `start`, each read once: {address: ids on it}, and where each link stood."""

    def __init__(self, start):
        self.client, self.pages, self.links, self.broken = Client(), {}, {}, []
        waiting = [start]
        while waiting:
            address = waiting.pop()
            if address not in self.pages:
                waiting += self._read(address)

    def _read(self, address):
        answer = self.client.get(address)
        if answer.status_code != 200:
            self.broken.append((address, answer.status_code, self.links.get(address)))
        page = answer.text if "html" in answer["Content-Type"] else ""
        self.pages[address] = set(ID.findall(page))
        for link in LINK.findall(page):
            target = urljoin(address, unescape(link))
            if target.startswith("/") and not target.startswith(PERSONAL):
                self.links.setdefault(target, address)
                yield urldefrag(target).url

    def leads_to(self, target):
        address, anchor = urldefrag(target)
        return address in self.pages and (not anchor or anchor in self.pages[address])


@pytest.fixture(scope="module")
def walk(delivered):
    return Walk("/")


def test_no_link_is_dead(walk):
    assert walk.broken == []


def test_no_link_leads_to_a_place_that_is_not_on_the_page(walk):
    assert [(target, found_on) for target, found_on in walk.links.items() if not walk.leads_to(target)] == []


def test_everything_that_the_search_finds_leads_to_a_place_that_is_there(walk):
    addresses = SearchEntry.objects.values_list("url", flat=True).distinct()
    assert [address for address in addresses if not walk.leads_to(address)] == []


def test_search_engines_are_told_what_is_reached(walk):
    root = ElementTree.fromstring(Client().get("/sitemap.xml").content)  # noqa: S314
    told = [found.text.removeprefix("http://testserver") for found in root.iter(f"{NAMESPACE}loc")]
    assert len(told) == len(set(told)) > 200
    assert set(told) - walk.pages.keys() == set()


@pytest.mark.parametrize("model", [Role, Skill, Roadmap, Question, Guide, ProjectFamily, InterviewProcess])
def test_every_one_of_them_is_reached(walk, model):
    assert [row.get_absolute_url() for row in model.objects.all() if row.get_absolute_url() not in walk.pages] == []


@pytest.mark.parametrize("address", ["/roles/compare/", "/roles/fit/", "/sources/disagreements/", "/sources/targets/"])
def test_these_are_reached_too(walk, address):
    assert address in walk.pages


def test_a_way_into_a_role_names_a_roadmap_that_is_there(delivered):
    named = set(Transition.objects.exclude(roadmap="").values_list("role__slug", "roadmap"))
    leading = set(Roadmap.objects.published().values_list("roles__slug", "slug"))
    assert named - leading == set()


def test_a_disagreement_names_roadmaps_that_are_there(delivered):
    named = {slug for roadmaps in Disagreement.objects.values_list("roadmaps", flat=True) for slug in roadmaps}
    assert named <= set(Roadmap.objects.published().values_list("slug", flat=True))
