"""The matrix of skills and roles, and one skill: what its levels mean, who needs it, what builds it."""

import pytest

from roadmaps.models import Roadmap
from tests import factories
from tests.roadmaps import staff as as_browser
from tests.roadmaps.pages import each, get, links, part, rows, text, the

LIST, PATH = "/skills/", "/skills/sql/"
GUIDE, SURVEY = "/sources/#guide", "/sources/#survey"


@pytest.fixture
def sql(db):
    return factories.skill(slug="sql", name="SQL", position=1)


@pytest.fixture
def rated(analyst, engineer, guide, survey, sql):
    """Two sources ask different levels of analysts, and one an engineer's."""
    factories.requirement(role=analyst, skill=sql, level=5, source=guide)
    factories.requirement(role=analyst, skill=sql, level=3, source=survey)
    factories.requirement(role=engineer, skill=sql, level=2, source=guide)


def main(client, path=PATH):
    return part(get(client, path), "main", tag="main")


def roadmap_of(*boxes, slug="made-up", **options):
    return factories.roadmap(factories.short_text(*boxes, slug=slug), slug=slug, **options)


# ---- all skills


def test_the_matrix_shows_both_levels_where_sources_differ(as_nobody, rated):
    page = main(as_nobody, LIST)
    assert rows(page) == ["Skill Analyst Engineer", "SQL 3 S 5 G 2 G"]
    assert page.count('<td class="differs">') == 1
    assert [links(cell) for cell in each(page, "td")] == [[SURVEY, GUIDE], [GUIDE]]


def test_sources_that_agree_share_a_figure(as_nobody, analyst, guide, survey, sql):
    for source in (survey, guide):
        factories.requirement(role=analyst, skill=sql, level=4, source=source)
    page = main(as_nobody, LIST)
    assert rows(page)[1] == "SQL 4 G S"
    assert "differs" not in page


def test_a_role_that_is_not_rated_has_an_empty_cell(as_nobody, analyst, engineer, guide, sql):
    factories.requirement(role=engineer, skill=sql, level=4, source=guide)
    assert rows(main(as_nobody, LIST))[1] == "SQL – not rated 4 G"


def test_the_matrix_leads_to_its_skills_and_roles(as_nobody, rated):
    table = the(get(as_nobody, LIST), "table", "SQL")
    assert {"/skills/sql/", "/roles/analyst/", "/roles/engineer/"} < set(links(table))


def test_the_sources_of_the_matrix_are_named(as_nobody, rated):
    factories.source(title="A silent one")
    page = main(as_nobody, LIST)
    assert "2 sources rate them" in text(page)
    assert "G The long guide S The large survey" in text(page)
    assert "A silent one" not in page


def test_a_skill_that_nobody_rates_is_listed_outside_the_matrix(as_nobody, rated):
    factories.skill(slug="naps", name="Naps", summary="After lunch")
    page = main(as_nobody, LIST)
    assert len(rows(page)) == 2
    assert "Naps After lunch" in text(page)
    assert "/skills/naps/" in links(page)


def test_only_disputes_about_skills_are_told(as_nobody, guide, sql):
    factories.disagreement(sources=[guide], title="How much SQL")
    factories.disagreement(sources=[guide], area="pay", title="How much money")
    page = main(as_nobody, LIST)
    assert [text(fold) for fold in each(page, "summary")] == ["How much SQL Guide"]


@pytest.mark.parametrize(
    "words",
    [
        "No source rates skills on this server yet.",
        "No skill has been described on this server yet.",
        "0 sources rate them",
    ],
)
def test_before_any_skill_is_described(as_nobody, db, words):
    assert words in text(get(as_nobody, LIST))


# ---- one skill


def test_what_it_is(as_nobody):
    levels = [f"You do {n}" for n in range(1, 6)]
    factories.skill(
        slug="sql", name="SQL", summary="Asks tables", levels=levels, aliases=["Queries"], tools=["PostgreSQL"]
    )
    page = text(main(as_nobody))
    assert "SQL Asks tables" in page
    assert "1 You do 1 2 You do 2 3 You do 3 4 You do 4 5 You do 5" in page
    assert "Also called Queries Tools that belong to it PostgreSQL" in page


def test_who_needs_it_according_to_whom(as_nobody, rated):
    table = the(main(as_nobody), "table", "Analyst")
    assert rows(table) == ["Role Level According to", "Analyst 3 S", "Analyst 5 G", "Engineer 2 G"]
    assert [links(row) for row in each(table, "tr")[1:]] == [
        ["/roles/analyst/", SURVEY],
        ["/roles/analyst/", GUIDE],
        ["/roles/engineer/", GUIDE],
    ]
    assert table.count('class="differs"') == 2


def test_the_checkpoints_that_build_it(as_nobody, sql):
    roadmap_of("Join rows {#join hours=3 skill=sql}", "Sort rows {#sort skill=sql}", "Rest {#rest}")
    fold = the(main(as_nobody), "details", "Roadmap made-up")
    assert rows(fold, "li") == ["Join rows Learn, 3 h", "Sort rows Learn"]
    assert links(fold) == ["/roadmaps/made-up/#join", "/roadmaps/made-up/#sort"]


def test_each_roadmap_is_folded_with_its_number_of_checkpoints(as_nobody, sql):
    roadmap_of("One {#one skill=sql}", "Two {#two skill=sql}", slug="b")
    roadmap_of("Three {#three skill=sql}", slug="a")
    folds = [text(fold) for fold in each(main(as_nobody), "summary")]
    assert folds == ["Roadmap a 1 checkpoint", "Roadmap b 2 checkpoints"]


@pytest.mark.parametrize("state", [{"published_at": None}, {"personal": True}])
def test_a_roadmap_that_is_not_public_builds_nothing_here(as_nobody, sql, state):
    roadmap_of("Join {#join skill=sql}\n  - [A book](https://a.org/b){.resource kind=book}")
    assert "Join" in main(as_nobody)
    Roadmap.objects.update(**state)
    page = main(as_nobody)
    assert not any(word in page for word in ("Join", "A book"))


def test_a_retired_checkpoint_builds_nothing(as_nobody, sql):
    stored = roadmap_of("Join {#join skill=sql}\n  - [A book](https://a.org/b){.resource kind=book}", "Sort {#sort}")
    factories.republish(stored, factories.short_text("Sort {#sort}", slug="made-up"))
    page = main(as_nobody)
    assert not any(word in page for word in ("Join", "A book"))


def test_what_its_checkpoints_recommend_stands_there_once(as_nobody, sql):
    book = "  - [A book](https://a.org/b){.resource kind=book}"
    roadmap_of(f"Join {{#join skill=sql}}\n{book}", f"Sort {{#sort skill=sql}}\n{book}")
    roadmap_of(f"Again {{#again skill=sql}}\n{book}", "Rest {#rest}\n  - [Other](https://a.org/c){.resource}", slug="b")
    page = main(as_nobody)
    assert page.count("https://a.org/b") == 1
    assert "https://a.org/c" not in page


def test_the_projects_that_show_it(as_nobody, sql):
    for number in range(7):
        factories.project_family(slug=f"p{number}", name=f"Project {number}", skills=[sql], position=number)
    factories.project_family(slug="other", skills=[factories.skill(slug="naps")])
    projects = part(main(as_nobody), "projects")
    assert links(projects) == ["/projects/?skill=sql", *(f"/projects/p{number}/" for number in range(5))]
    assert "All 7 projects" in text(projects)
    assert rows(projects, "li")[0] == "Project 0 Beginner"


def test_a_skill_that_no_project_shows(as_nobody, sql):
    assert "Projects that show it" not in main(as_nobody)


@pytest.mark.parametrize(
    "words",
    [
        "Nobody has put the levels of this skill into words yet.",
        "No source rates it for a role.",
        "No published roadmap has a checkpoint for it yet.",
    ],
)
def test_it_says_what_is_not_known(as_nobody, sql, words):
    assert words in text(main(as_nobody))


def test_there_is_no_such_skill(as_nobody, sql):
    get(as_nobody, "/skills/sequel/", 404)


@pytest.mark.parametrize("path", [LIST, PATH])
def test_an_administrators_change_is_seen_at_once(as_nobody, as_staff, sql, path):
    get(as_nobody, path)
    as_browser.save(as_staff, sql, summary="Asks tables")
    assert "Asks tables" in get(as_nobody, path)


def test_an_administrators_rating_is_seen_at_once(as_nobody, as_staff, analyst, rated):
    get(as_nobody, PATH)
    as_browser.save(as_staff, analyst, **{"requires-0-level": "1"})
    assert {"Analyst 1 G", "Analyst 1 S"} & set(rows(main(as_nobody)))
