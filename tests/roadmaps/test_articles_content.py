"""Guides, terms, projects and interviews that are delivered: whole, of a readable length, and pointing to what is."""

import re
from itertools import chain

import pytest
import yaml
from django.conf import settings

from roadmaps.models import (
    Exercise,
    Guide,
    GuidePoint,
    InterviewProcess,
    InterviewStage,
    ProcessRound,
    ProjectFamily,
    Roadmap,
    Term,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("delivered")]
WORDS = (250, 900)  # of a guide: from when it helps to when nobody reads it
TERMS = 120
SENTENCES = (1, 2)
LINKS = re.compile(r"\]\((/[^)\s]*)\)")
PERSONAL = ("/my/", "/accounts/")
TABLES = ["project_families", "exercises", "interview_stages", "interview_processes", "terms", "job_boards"]


def words(text):
    return len(re.findall(r"\w+", text))


def sentences(text):
    """A full stop within “e.g.” or a number ends none."""
    return len(re.findall(r"[.?](?=\s+[A-Z“\"`*]|\s*$)", re.sub(r"\b(e\.g|i\.e|vs|etc)\.", r"\1", text)))


def delivered_records():
    paths = [settings.BASE_DIR / f"fixtures/{name}.yaml" for name in TABLES]
    return list(chain(*(yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths)))


@pytest.mark.parametrize(("name", "fewest"), [("steps", 6), ("good", 5), ("mistakes", 2)])
def test_every_project_is_worked_out(name, fewest):
    assert [family.slug for family in ProjectFamily.objects.all() if len(getattr(family, name)) < fewest] == []


def test_every_project_leads_on():
    families = ProjectFamily.objects.all()
    assert [family.slug for family in families if not family.skills.exists()] == []
    assert [family.slug for family in families if not family.questions.live().exists()] == []
    assert [family.slug for family in families if not family.ideas.exists()] == []


def test_there_are_projects_of_every_level():
    assert set(ProjectFamily.objects.values_list("level", flat=True)) == set(ProjectFamily.Level.values)


def test_every_exercise_belongs_to_a_roadmap_that_is_there():
    published = set(Roadmap.objects.published().values_list("slug", flat=True))
    assert set(Exercise.objects.values_list("roadmap", flat=True)) <= published
    assert not Exercise.objects.filter(skills=None).exists()


def test_a_guide_is_neither_a_note_nor_a_book():
    lengths = {guide.slug: words(guide.body) for guide in Guide.objects.all()}
    assert {slug: count for slug, count in lengths.items() if not WORDS[0] <= count <= WORDS[1]} == {}


def test_every_point_of_a_guide_has_its_source():
    assert list(GuidePoint.objects.filter(source=None).values_list("guide__slug", "key")) == []
    assert not Guide.objects.filter(points=None).exists()


def test_every_area_has_guides():
    assert set(Guide.objects.values_list("area", flat=True)) == set(Guide.Area.values)


@pytest.mark.parametrize("model", [Guide, Term])
def test_what_goes_with_it_is_there(model):
    there = set(model.objects.live().values_list("slug", flat=True))
    named = {(record.slug, slug) for record in model.objects.all() for slug in record.see}
    assert {(slug, other) for slug, other in named if other not in there or other == slug} == set()


def test_the_roadmap_of_a_guide_is_there():
    published = set(Roadmap.objects.published().values_list("slug", flat=True))
    assert set(Guide.objects.exclude(roadmap="").values_list("roadmap", flat=True)) - published == set()


def test_there_are_enough_terms():
    assert Term.objects.live().count() >= TERMS


def test_a_term_is_told_in_a_sentence_or_two():
    counts = {term.slug: sentences(term.definition) for term in Term.objects.all()}
    assert {slug: count for slug, count in counts.items() if not SENTENCES[0] <= count <= SENTENCES[1]} == {}


def test_no_word_stands_for_two_terms():
    under = {}
    for term in Term.objects.all():
        for name in {name.casefold() for name in (term.name, *term.aliases)}:
            under.setdefault(name, []).append(term.slug)
    assert {name: slugs for name, slugs in under.items() if len(slugs) > 1} == {}


@pytest.mark.parametrize("name", ["asked", "prepare", "signs", "question_kinds"])
def test_every_kind_of_interview_is_told_whole(name):
    assert [stage.slug for stage in InterviewStage.objects.all() if not getattr(stage, name)] == []


def test_minutes_always_say_who_gives_them():
    timed = InterviewStage.objects.exclude(minutes_low=None)
    assert timed.exists()
    assert not timed.filter(duration_note="").exists()


def test_every_company_has_rounds_and_most_of_them_a_stage():
    assert not InterviewProcess.objects.filter(rounds=None).exists()
    assert list(ProcessRound.objects.filter(stage=None).values_list("process__slug", "name")) == [
        ("startups", "Rounds in all")
    ]


def test_a_link_in_a_guide_opens(client):
    links = {
        link.partition("#")[0] for body in Guide.objects.values_list("body", flat=True) for link in LINKS.findall(body)
    }
    public = sorted(link for link in links if not link.startswith(PERSONAL))
    assert [link for link in public if client.get(link).status_code != 200] == []


def test_only_guides_and_terms_are_marked_up():
    plain = [record for record in delivered_records() if "definition" not in record]
    assert [record["slug"] for record in plain if "`" in str(record) or "**" in str(record)] == []


def test_nothing_shouts():
    assert [record["slug"] for record in delivered_records() if re.search(r"\w!(?=\s|$)", str(record))] == []
