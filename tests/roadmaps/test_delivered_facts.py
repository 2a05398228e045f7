"""The tables that are delivered are whole: nothing lacks its words, its source or its sum."""

import pytest
from django.db.models import Count, Sum

from roadmaps.content_tables import TABLES
from roadmaps.models import (
    Checkpoint,
    DaySlot,
    Disagreement,
    FitOption,
    Level,
    PayFactor,
    Roadmap,
    Role,
    RoleFact,
    Seniority,
    Skill,
    Source,
    Target,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("delivered")]


@pytest.mark.parametrize(
    ("table", "count"),
    [
        ("sources", 5),
        ("skills", 14),
        ("roles", 8),
        ("levels", 21),
        ("promotions", 4),
        ("growth", 8),
        ("pay", 47),
        ("company_tiers", 4),
        ("disagreements", 52),
        ("targets", 95),
        ("questions", 165),
        ("project_families", 18),
        ("exercises", 21),
        ("interview_stages", 9),
        ("interview_processes", 4),
        ("guides", 19),
        ("terms", 369),
        ("job_boards", 12),
    ],
)
def test_how_many_records_a_table_has(table, count):
    assert TABLES[table].model.objects.count() == count


def test_there_are_fifteen_roadmaps():
    assert Roadmap.objects.published().count() == 15


def test_every_level_of_every_skill_is_in_words():
    assert [skill.slug for skill in Skill.objects.all() if len(set(skill.levels)) != 5] == []


def test_there_are_enough_names_to_find_skills_by():
    names = {name.casefold() for skill in Skill.objects.all() for name in (*skill.aliases, *skill.tools)}
    assert len(names) >= 500


def test_no_name_stands_for_more_than_two_skills():
    under = {}
    for skill in Skill.objects.all():
        for name in {name.casefold() for name in (*skill.aliases, *skill.tools)}:
            under.setdefault(name, []).append(skill.slug)
    assert {name: slugs for name, slugs in under.items() if len(slugs) > 2} == {}


@pytest.mark.parametrize("model", [Role, Level])
def test_every_week_adds_up(model):
    assert set(model.objects.exclude(week=None).annotate(sum=Sum("week__percent")).values_list("sum", flat=True)) == {
        100
    }


def test_sample_days_are_those_of_the_sources():
    counts = DaySlot.objects.values_list("role__slug", "source__slug").annotate(Count("pk")).order_by("role", "source")
    assert {(role, source): count for role, source, count in counts} == {
        ("ml-engineer", "ml-ai-career-guide"): 17,
        ("data-scientist", "ml-ai-career-guide"): 11,
        ("ml-engineer", "ml-ai-career-roadmap"): 9,
        ("data-scientist", "ml-ai-career-roadmap"): 8,
        ("research-scientist", "ml-ai-career-roadmap"): 9,
        ("mlops-engineer", "ml-ai-career-roadmap"): 9,
    }


@pytest.mark.parametrize("kind", ["responsibility", "skill"])
def test_every_role_says_what_one_does_and_can(kind):
    silent = {"ai-product-manager", "ml-platform-engineer"} if kind == "responsibility" else set()
    said = set(RoleFact.objects.filter(kind=kind).values_list("role__slug", flat=True))
    assert set(Role.objects.values_list("slug", flat=True)) - said <= silent


def test_five_levels_of_an_ml_engineer_are_told_in_full():
    lists = ("responsibilities", "hard_skills", "soft_skills", "projects")
    told = [level for level in Level.objects.filter(role__slug="ml-engineer") if level.source_id]
    counts = [tuple(len(getattr(level, name)) for name in lists) for level in told]
    assert counts == [(5, 4, 4, 3), (6, 5, 5, 3), (6, 4, 5, 3), (6, 4, 4, 3), (5, 3, 4, 3)]


def test_the_ladder_of_ml_engineers_has_two_tracks():
    tracks = dict(Level.objects.filter(role__slug="ml-engineer").values_list("seniority", "track"))
    assert tracks == {
        **dict.fromkeys(["junior", "mid", "senior"], "common"),
        **dict.fromkeys(["staff", "principal", "distinguished"], "technical"),
        **dict.fromkeys(["manager", "director", "executive"], "management"),
    }
    assert set(tracks) == set(Seniority.values)


def test_every_source_has_its_mark_and_its_corrections():
    assert Source.objects.exclude(short_name="").exclude(mark="").exclude(corrections=None).distinct().count() == 5
    assert len(set(Source.objects.values_list("mark", flat=True))) == 5


def test_every_disagreement_says_what_to_make_of_it():
    assert not Disagreement.objects.filter(advice="").exists()


def test_where_a_source_contradicts_itself_it_stands_alone():
    alone = Disagreement.objects.annotate(count=Count("sources")).filter(count=1)
    assert alone.count() == 15


def test_one_target_is_named_as_a_bad_example():
    assert Target.objects.filter(advised=False).count() == 1


def test_what_has_no_figure_says_so_in_words():
    assert not PayFactor.objects.filter(low=None, note="").exists()


@pytest.mark.parametrize("question", FitOption.Question.values)
def test_every_question_has_answers_that_speak_for_roles(question):
    options = FitOption.objects.filter(question=question)
    assert options.count() >= 4
    assert not options.filter(weights=None).exists()


def test_every_role_can_come_first_in_the_questionnaire():
    speaking = FitOption.objects.filter(question="likes", weights__points__gt=0)
    roles = speaking.values_list("weights__role__slug").annotate(Count("pk", distinct=True))
    assert len(roles) == 8
    assert all(count >= 3 for _, count in roles)


def test_the_same_accomplishment_is_linked_across_roadmaps():
    linked = Checkpoint.objects.exclude(accomplishment=None)
    assert linked.values("roadmap").distinct().count() >= 10
    groups = linked.values_list("accomplishment").annotate(roadmaps=Count("roadmap", distinct=True), size=Count("pk"))
    assert all(roadmaps == size for _, roadmaps, size in groups)
