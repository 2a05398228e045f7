"""The same walk through projects, interviews and advice: every item stands where the map says, with its source."""

import json
from pathlib import Path

import pytest

from roadmaps.models import (
    Exercise,
    Guide,
    GuidePoint,
    InterviewProcess,
    InterviewStage,
    JobBoard,
    ProjectFamily,
    ProjectIdea,
)

HERE = Path(__file__).parent
CENSUS = json.loads((HERE / "census.json").read_text(encoding="utf-8"))
HERE_IT_IS = json.loads((HERE / "census_map.json").read_text(encoding="utf-8"))
ACCOUNTS = [f"C{n:03d}" for n in range(69, 80)]
SECTIONS = {
    "portfolio_rules": 69,
    "job_search": 105,
    "negotiation": 24,
    "habits": 34,
    "pitfalls": 11,
    "tips": 29,
    "resources": 33,
    "schedules": 22,
    "outcomes": 21,
    "funnel": 4,
    "next_steps": 24,
    "thirty_day_plan": 4,
    "topics": 57,
    "tools": 73,
}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("delivered")]


def source(document):
    return HERE_IT_IS["sources"][document]


def pairs(name):
    """[(what it is called here, the sources that have it)] of a list of the census."""
    documents = [[found] if isinstance(found, str) else found for found in CENSUS[name]]
    return list(zip(HERE_IT_IS[name], [set(map(source, found)) for found in documents], strict=True))


def points():
    """{“guide#point”: its source} of all that are on a page."""
    live = GuidePoint.objects.filter(guide__in=Guide.objects.live())
    return {f"{guide}#{key}": slug for guide, key, slug in live.values_list("guide__slug", "key", "source__slug")}


def test_every_idea_of_a_project():
    live = ProjectIdea.objects.filter(family__in=ProjectFamily.objects.live())
    stored = set(live.values_list("family__slug", "key", "source__slug"))
    mapped = {name: HERE_IT_IS["ideas"][name].split("#") for name in CENSUS["ideas"]}
    expected = {(*mapped[name], source(document)) for name, document in CENSUS["ideas"].items()}
    assert {key for _, key in mapped.values()} == set(CENSUS["ideas"])
    assert expected - stored == set()


def test_no_idea_is_of_nobody():
    assert set(ProjectIdea.objects.values_list("key", flat=True)) == set(CENSUS["ideas"])


def test_every_family_of_projects_with_a_source_that_has_it():
    """The census counts those too that only mention it; whose idea it is, is told idea by idea."""
    families = {family.slug: family for family in ProjectFamily.objects.live().prefetch_related("ideas__source")}
    assert families.keys() == set(HERE_IT_IS["families"])
    for slug, sources in pairs("families"):
        assert sources & {idea.source.slug for idea in families[slug].ideas.all()}, slug


def test_every_exercise():
    stored = set(Exercise.objects.live().values_list("slug", "source__slug"))
    assert stored == {(slug, *sources) for slug, sources in pairs("exercises")}
    assert len(stored) == 21


def test_every_kind_of_interview():
    stored = set(InterviewStage.objects.live().values_list("slug", "sources__slug"))
    assert {(slug, *sources) for slug, sources in pairs("stages")} - stored == set()
    assert InterviewStage.objects.live().count() == len(set(HERE_IT_IS["stages"])) == 9


def test_the_interviews_of_every_company():
    stored = set(InterviewProcess.objects.live().exclude(rounds=None).values_list("slug", "source__slug"))
    assert stored == {(slug, *sources) for slug, sources in pairs("processes")}


def test_every_job_board():
    stored = set(JobBoard.objects.live().values_list("slug", "sources__slug"))
    assert {(slug, name) for slug, sources in pairs("boards") for name in sources} - stored == set()
    assert JobBoard.objects.live().count() == len(set(HERE_IT_IS["boards"])) == 12


@pytest.mark.parametrize("section", SECTIONS)
def test_every_item_of_advice_is_a_point_of_a_guide_with_its_source(section):
    told = {place: document for place, document in CENSUS["told"].items() if place.split(".")[0] == section}
    assert len(told) == SECTIONS[section]
    stored, lost = points(), {}
    for place, document in told.items():
        point = HERE_IT_IS["told"][place]
        if point not in stored or (document and stored[point] != source(document)):
            lost[place] = (point, stored.get(point), document)
    assert lost == {}


def test_no_section_of_advice_is_left_out():
    assert {place.split(".")[0] for place in CENSUS["told"]} == set(SECTIONS)
    assert CENSUS["told"].keys() == HERE_IT_IS["told"].keys()


def test_only_tools_are_nobodys():
    assert {place.split(".")[0] for place, document in CENSUS["told"].items() if document is None} == {"tools"}


def test_every_account_to_open_is_explained():
    stored = points()
    assert [stored.get(HERE_IT_IS["accounts"][name]) for name in ACCOUNTS] == [source("004")] * 11
    assert len({HERE_IT_IS["accounts"][name] for name in ACCOUNTS}) == 11
