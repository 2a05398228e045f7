"""Projects: the list and its filter, one worked out with who proposes it, and the exercises."""

import pytest
from django.utils import timezone

from tests import factories
from tests.roadmaps import staff as as_browser
from tests.roadmaps.pages import each, get, links, part, rows, text

PATH = "/projects/teapot/"


@pytest.fixture
def sql(db):
    return factories.skill(slug="sql", name="SQL")


@pytest.fixture
def teapot(sql, guide):
    ideas = [{"source": guide, "name": "A pot"}, {"source": guide, "name": "A large pot"}]
    return factories.project_family(slug="teapot", name="A teapot", skills=[sql], ideas=ideas)


def main(client, path=PATH):
    return part(get(client, path), "main", tag="main")


def shown(client, query=""):
    """Addresses of the families on the list."""
    found = links(main(client, f"/projects/{query}"))
    return [link for link in found if link.startswith("/projects/") and link.strip("/") != "projects"]


# ---- the list


def test_families_stand_by_level_with_skills_and_number_of_ideas(as_nobody, teapot):
    factories.project_family(slug="samovar", name="A samovar", level="advanced")
    page = main(as_nobody, "/projects/")
    assert text(part(page, "beginner")) == "Beginner 1 kind A teapot SQL 2 ideas"
    assert text(part(page, "advanced")) == "Advanced 1 kind A samovar 0 ideas"
    assert 'id="intermediate"' not in page


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", ["teapot", "samovar"]),
        ("?level=advanced", ["samovar"]),
        ("?skill=sql", ["teapot"]),
        ("?level=beginner&skill=sql", ["teapot"]),
        ("?level=&skill=", ["teapot", "samovar"]),
    ],
)
def test_it_is_narrowed_by_level_and_skill(as_nobody, teapot, query, slugs):
    factories.project_family(slug="samovar", level="advanced")
    assert shown(as_nobody, query) == [f"/projects/{slug}/" for slug in slugs]
    assert f"{len(slugs)} of 2 kinds of project." in text(main(as_nobody, f"/projects/{query}"))


def test_where_nothing_is_both_all_of_them_are_offered(as_nobody, teapot):
    factories.project_family(slug="samovar", level="advanced")
    page = main(as_nobody, "/projects/?level=advanced&skill=sql")
    assert "No kind of project is both. All 2" in text(page)
    assert "/projects/" in links(page)


def test_what_is_unknown_is_told_and_narrows_nothing(as_nobody, teapot):
    page = main(as_nobody, "/projects/?level=divine&skill=%3Cb%3E")
    assert "“divine” is not known under “Level”, “<b>” is not known under “Skill”, so it narrows nothing" in text(page)
    assert "1 of 1 kind of project." in text(page)


def test_before_there_is_any_it_says_so(as_nobody, db):
    page = main(as_nobody, "/projects/")
    assert "No project has been described on this server yet." in text(page)
    assert "<form" not in page


def test_exercises_stand_by_their_roadmap_those_of_none_last(as_nobody, guide, teapot, roadmap):
    factories.exercise(slug="boil", source=guide, name="Boil", position=1)
    factories.exercise(slug="pour", source=guide, name="Pour", position=2, roadmap="made-up", family=teapot)
    factories.exercise(slug="drink", source=guide, name="Drink", position=3, roadmap="not-public")
    exercises = part(main(as_nobody, "/projects/"), "exercises")
    assert [text(heading) for heading in each(exercises, "h3")] == [roadmap.title, "Of no roadmap"]
    assert [text(name).split()[0] for name in each(exercises, "summary")] == ["Pour", "Boil", "Drink"]
    assert {"/roadmaps/made-up/", PATH, "/sources/#guide"} == set(links(exercises))
    assert all(f'id="{slug}"' in exercises for slug in ("boil", "pour", "drink"))


@pytest.mark.parametrize("path", ["/projects/", PATH])
def test_the_guides_that_go_with_it(as_nobody, teapot, path):
    assert "/guides/" not in main(as_nobody, path)
    for slug in ("deployment-checklist", "portfolio", "other"):
        factories.guide(slug=slug)
    guides = [link for link in links(main(as_nobody, path)) if link.startswith("/guides/")]
    assert guides == ["/guides/portfolio/", "/guides/deployment-checklist/"]


# ---- one of them


def test_it_is_worked_out(as_nobody, sql):
    factories.project_family(
        slug="teapot",
        name="A teapot",
        summary="Tea for two.",
        data="Leaves.",
        goal="Hot tea.",
        bonus="Milk.",
        steps=["Boil", "Pour"],
        good=["It is warm"],
        mistakes=["Cold water"],
        skills=[sql],
    )
    page = main(as_nobody)
    assert "Projects Beginner A teapot Tea for two." in text(page)
    assert text(part(page, "what")) == "What to build Data Leaves. Goal Hot tea. To go further Milk."
    assert rows(part(page, "steps"), "li") == ["Boil", "Pour"]
    assert rows(part(page, "good"), "li") == ["It is warm"]
    assert rows(part(page, "mistakes"), "li") == ["Cold water"]
    assert {"/skills/sql/", "/projects/?level=beginner"} <= set(links(page))


def test_who_proposes_it_is_folded(as_nobody, guide, survey):
    told = {
        "level": "Senior",
        "data": "Leaves",
        "goal": "Tea",
        "bonus": "Milk",
        "skills_named": "Pouring",
        "note": "Old",
    }
    factories.project_family(slug="teapot", ideas=[{"source": guide, "name": "A pot", **told}, {"source": survey}])
    ideas = part(main(as_nobody), "ideas")
    assert "Who proposes it 2 ideas" in text(ideas)
    before, folded = ideas.split("<details")
    assert "A pot" not in before
    assert not folded.startswith(" open")
    assert rows(folded)[1:] == [
        "A pot Guide Senior Leaves Tea Milk",
        "Skills named: Pouring Old",
        "Idea 1 Survey – – – –",
    ]


def test_its_exercises_are_on_it_and_no_others(as_nobody, guide, teapot):
    factories.exercise(source=guide, name="Pour", family=teapot)
    factories.exercise(source=guide, name="Drink")
    exercises = text(part(main(as_nobody), "exercises"))
    assert "Pour" in exercises
    assert "Drink" not in exercises


def test_its_questions_without_retired_ones(as_nobody, as_staff, teapot):
    asked, old = factories.question(question="Why tea?"), factories.question(question="Why coal?")
    teapot.questions.set([asked, old])
    as_browser.confirm(as_staff, "retire_selected", [old])
    questions = part(main(as_nobody), "questions")
    assert links(questions) == ["/questions/", asked.get_absolute_url()]
    assert "Why coal?" not in questions


@pytest.mark.parametrize(
    ("topics", "built"),
    [
        ([], ["rows", "clay"]),
        (["teapot", "of porcelain"], ["clay"]),
        (["porcelain"], ["rows", "clay"]),
    ],
    ids=["without topics by skill", "what names a topic and nothing else", "where nothing does by skill"],
)
def test_checkpoints_that_build_it(as_nobody, sql, topics, built):
    factories.project_family(slug="teapot", skills=[sql], topics=topics)
    boxes = ("Rows {#rows skill=sql}", "A TEAPOT of clay {#clay skill=sql hours=2}", "A teapot of no skill {#other}")
    factories.roadmap(factories.short_text(*boxes, slug="made-up"), slug="made-up")
    page = main(as_nobody)
    assert [link for link in links(page) if "#" in link] == [f"/roadmaps/made-up/#{slug}" for slug in built]
    assert "A TEAPOT of clay Learn, 2 h, in Roadmap made-up" in text(page)


def test_what_is_not_public_builds_nothing(as_nobody, teapot):
    factories.roadmap(factories.short_text("Rows {#rows skill=sql}", slug="made-up"), slug="made-up", published=False)
    assert "What builds it" not in main(as_nobody)


def test_one_of_which_little_is_known(as_nobody, db):
    factories.project_family(slug="teapot", steps=[], good=[], mistakes=[])
    assert [text(heading) for heading in each(main(as_nobody), "h2")] == ["What to build"]


@pytest.mark.parametrize("path", ["/projects/no-such/", "/projects/UPPER/", "/projects/a%2Fb/"])
def test_one_that_is_not_there(as_nobody, db, path):
    get(as_nobody, path, 404)


def test_a_retired_one_is_on_no_page(as_nobody, as_staff, guide, teapot):
    factories.exercise(source=guide, name="Pour", family=teapot)
    assert main(as_nobody, "/projects/").count(PATH) == 2
    as_browser.confirm(as_staff, "retire_selected", [teapot])
    get(as_nobody, PATH, 404)
    assert PATH not in main(as_nobody, "/projects/")
    assert "Pour" in main(as_nobody, "/projects/")


def test_an_exercise_of_a_retired_roadmap_stays(as_nobody, guide, roadmap):
    factories.exercise(source=guide, name="Pour", roadmap="made-up")
    roadmap.retired_at = timezone.now()
    roadmap.save()
    assert "Of no roadmap Pour" in text(main(as_nobody, "/projects/"))
