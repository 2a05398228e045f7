"""The same walk through the learning paths: every checkpoint, topic and project of a source is one here."""

import json
from pathlib import Path

import pytest

from roadmaps.models import Checkpoint, Roadmap

HERE = Path(__file__).parent
CENSUS = json.loads((HERE / "census.json").read_text(encoding="utf-8"))
HERE_IT_IS = json.loads((HERE / "census_map.json").read_text(encoding="utf-8"))
DOCUMENT_OF = {
    **dict.fromkeys(["RP1", "RP2", "RP3", "RP12"], "000"),
    **dict.fromkeys(["RP4", "RP5", "RP6", "RP7"], "001"),
    **dict.fromkeys(["RP9.1", "RP9.2", "RP9.3", "RP9.4", "RP10"], "003"),
    **dict.fromkeys(["RP11", "RP14"], "004"),
}
# The weekly checks C025 to C068, by the milestone that the source puts them in: the first number of each.
FIRST_OF = {
    "week-1": 25,
    "week-2": 28,
    "week-3": 32,
    "week-4": 36,
    "week-5": 40,
    "weeks-6-7": 44,
    "week-8": 48,
    "week-9": 52,
    "week-10": 56,
    "weeks-11-12": 60,
}
A_CHOICE = {"RP5.4.2", "RP5.4.3"}  # “internal transfer, or job search” is one thing to tick
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("delivered")]


def live(roadmap):
    return Checkpoint.objects.filter(roadmap__slug=roadmap, retired_at=None)


def number(name):
    return int(name.removeprefix("C"))


@pytest.mark.parametrize("path", DOCUMENT_OF)
def test_every_learning_path_is_a_roadmap_that_names_its_source(path):
    roadmap = Roadmap.objects.published().get(slug=HERE_IT_IS["roadmaps"][path])
    assert HERE_IT_IS["sources"][DOCUMENT_OF[path]] in roadmap.sources.values_list("slug", flat=True)


def test_each_of_the_101_has_a_checkpoint_of_its_own():
    assert [number(name) for name in CENSUS["checkpoints"]] == list(range(1, 102))
    places = [HERE_IT_IS["checkpoints"][name] for name in CENSUS["checkpoints"]]
    assert len(set(places)) == 101
    stored = set(Checkpoint.objects.filter(retired_at=None).values_list("roadmap__slug", "slug"))
    assert {tuple(place.split("#")) for place in places} <= stored


@pytest.mark.parametrize("path", CENSUS["topics"])
def test_every_topic_of_a_path_is_there(path):
    slugs = {topic: HERE_IT_IS["topics"][topic] for topic in CENSUS["topics"][path]}
    stored = set(live(HERE_IT_IS["roadmaps"][path]).values_list("slug", flat=True))
    assert {topic: slug for topic, slug in slugs.items() if slug not in stored} == {}
    alone = [slug for topic, slug in slugs.items() if topic not in A_CHOICE]
    assert len(set(alone)) == len(alone)


@pytest.mark.parametrize(("path", "count"), [("RP12", 14), ("RP14", 10)])
def test_every_item_of_a_short_plan_is_there(path, count):
    slugs = {slug for topic, slug in HERE_IT_IS["topics"].items() if topic.startswith(f"{path}.")}
    assert len(slugs) == count
    assert live(HERE_IT_IS["roadmaps"][path]).filter(slug__in=slugs).count() == count


@pytest.mark.parametrize("place", CENSUS["projects"])
def test_every_project_of_the_beginners_path_is_there(place):
    assert live("beginner-to-ml-engineer").filter(slug=HERE_IT_IS["topics"][place]).exists()


def test_the_beginners_path_has_its_phases_and_weeks():
    roadmap = Roadmap.objects.get(slug="beginner-to-ml-engineer")
    assert (roadmap.phases.count(), roadmap.milestones.count()) == (6, 22)
    in_weeks = roadmap.milestones.filter(title__startswith="Week")
    assert sum(milestone.weeks for milestone in in_weeks) == 48


def test_the_44_weekly_checks_stand_in_their_week():
    place = dict(live("production-ml-engineer").values_list("slug", "milestone__slug"))
    weeks = list(FIRST_OF)
    ends = [*list(FIRST_OF.values())[1:], 69]
    expected = {f"C{n:03d}": week for week, end in zip(weeks, ends, strict=True) for n in range(FIRST_OF[week], end)}
    assert len(expected) == 44
    found = {name: place[HERE_IT_IS["checkpoints"][name].partition("#")[2]] for name in expected}
    assert found == expected


def test_what_the_source_calls_paid_is_optional():
    slugs = [HERE_IT_IS["checkpoints"][f"C{n:03d}"].partition("#")[2] for n in range(76, 80)]
    assert live("production-ml-engineer").filter(slug__in=slugs, is_optional=True).count() == 4


def test_hours_that_no_source_gives_are_marked_as_ours():
    from roadmaps.models import Milestone

    unmarked = Milestone.objects.exclude(roadmap__slug="production-ml-engineer").filter(estimated=False)
    assert not unmarked.exclude(study_minutes=None, practice_minutes=None).exists()
    assert not Milestone.objects.filter(roadmap__slug="production-ml-engineer", estimated=True).exists()


def test_every_checkpoint_says_what_to_do():
    assert list(Checkpoint.objects.filter(description="").values_list("roadmap__slug", "slug")) == []
