"""`load_content` brings tables of facts into the database with the rows of their records, and writes what differs."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roadmaps.content_tables import TABLES
from roadmaps.models import Disagreement, FactsVersion, Level, LevelTitle, Pay, Role, Skill, Source, Target
from tests.roadmaps.folders import FACTS, ROLES, SKILLS, SOURCES, load, write

WRITES = ("INSERT", "UPDATE", "DELETE")
REQUIRES = ROLES + (
    "  requires:\n    - {skill: sql, level: 4, source: a-study}\n    - {skill: python, level: 2, source: a-study}\n"
)


@pytest.fixture(scope="module")
def stored(module_db, tmp_path_factory):
    load(write(tmp_path_factory.mktemp("content"), facts=FACTS))


@pytest.fixture
def folder(stored, db, tmp_path):
    write(tmp_path, facts=FACTS)
    return tmp_path


@pytest.fixture
def level(folder):
    return Level.objects.get()


def changed(name, *change):
    """The further tables, one of them changed."""
    return {**FACTS, name: FACTS[name].replace(*change)}


def token():
    return FactsVersion.objects.get().token


def rows_of(table):
    return list(table.model.objects.order_by("pk").values())


def everything():
    found = {name: rows_of(table) for name, table in TABLES.items()}
    rows = {model: list(model.objects.order_by("pk").values()) for t in TABLES.values() for model in t.rows.values()}
    return found | rows | {"sources of disagreements": list(Disagreement.sources.through.objects.values())}


def test_it_says_what_it_added_in_the_order_of_references(db, tmp_path):
    assert load(write(tmp_path, facts=FACTS)) == [
        "source a-study: added",
        "skill python: added",
        "skill sql: added",
        "place us: added",
        "role analyst: added",
        "level analyst-senior: added",
        "promotion mid-to-senior: added",
        "growth band first-years: added",
        "pay analyst-base: added",
        "pay factor city: added",
        "company tier large: added",
        "disagreement how-many-queries: added",
        "target queries: added",
        "fit option likes-tables: added",
        "question design-a-report: added",
        "project family a-dashboard: added",
        "exercise ten-queries: added",
        "interview stage phone-screen: added",
        "interview process acme: added",
        "guide resume: added",
        "term join: added",
        "job board the-paper: added",
        "roadmap tables: added, 5 checkpoints",
    ]


def test_a_record_is_stored_with_its_references(folder):
    pay = Pay.objects.get()
    assert (pay.role.slug, pay.source.slug, pay.place.slug) == ("analyst", "a-study", "us")
    assert (pay.seniorities, pay.low, pay.high, pay.median, pay.open_ended) == (
        ["senior", "mid"],
        100,
        140,
        None,
        False,
    )
    assert Source.objects.get().published_on == date(2026, 1, 2)


def test_a_record_is_stored_with_what_it_refers_to_several_of(folder):
    disagreement = Disagreement.objects.get()
    assert [source.slug for source in disagreement.sources.all()] == ["a-study"]
    assert [role.slug for role in disagreement.roles.all()] == ["analyst"]


def test_a_record_is_stored_with_its_rows_in_their_order(level):
    assert list(level.titles.values_list("title", "years_low", "years_high", "source__slug")) == [
        ("Senior Analyst", 5, 8, "a-study"),
        ("Lead Analyst", 8, None, "a-study"),
    ]
    assert list(level.week.values_list("percent", flat=True)) == [60, 40]


def test_rows_of_several_records_are_each_with_its_own(db, tmp_path):
    roles = "- slug: analyst\n  name: Analyst\n  requires:\n    - {skill: sql, level: 4, source: a-study}\n"
    load(write(tmp_path, roles=roles + roles.replace("analyst", "clerk").replace("level: 4", "level: 1")))
    levels = {role.slug: [row.level for row in role.requires.all()] for role in Role.objects.all()}
    assert levels == {"analyst": [4], "clerk": [1]}


def test_the_order_of_a_file_is_kept(folder):
    load(write(folder, skills="- slug: sql\n  name: SQL\n- slug: python\n  name: Python\n", facts=FACTS))
    assert [skill.slug for skill in Skill.objects.all()] == ["sql", "python"]


def test_a_second_load_says_nothing_and_writes_nothing(folder):
    before = everything()
    with CaptureQueriesContext(connection) as queries:
        assert load(folder) == []
    assert [query["sql"] for query in queries if query["sql"].startswith(WRITES)] == []
    assert everything() == before


def test_a_changed_record_keeps_its_id_and_its_rows(folder, level):
    titles = list(level.titles.values())
    write(folder, facts=changed("levels", "hard_skills: [SQL", "hard_skills: [SQL and more"))
    assert load(folder) == ["level analyst-senior: changed"]
    level.refresh_from_db()
    assert level.hard_skills == ["SQL and more", "Charts, of all kinds"]
    assert list(level.titles.values()) == titles


def test_rows_that_differ_are_replaced_and_others_stay(folder, level):
    week = list(level.week.values())
    write(folder, facts=changed("levels", "title: Lead Analyst", "title: First Analyst"))
    assert load(folder) == ["level analyst-senior: changed"]
    assert [title.title for title in level.titles.all()] == ["Senior Analyst", "First Analyst"]
    assert list(level.week.values()) == week


def test_a_row_is_added_and_another_taken_away(folder, level):
    row = "    - {source: a-study, title: Lead Analyst, years_low: 8}\n"
    load(write(folder, facts=changed("levels", row, "")))
    assert [title.title for title in level.titles.all()] == ["Senior Analyst"]
    load(write(folder, facts=FACTS))
    assert [title.title for title in level.titles.all()] == ["Senior Analyst", "Lead Analyst"]


def test_two_rows_that_may_not_be_equal_change_places(db, tmp_path):
    load(write(tmp_path, roles=REQUIRES))
    load(
        write(
            tmp_path, roles=REQUIRES.replace("sql", "x").replace("python", "sql").replace("skill: x", "skill: python")
        )
    )
    assert list(Role.objects.get().requires.values_list("skill__slug", "level")) == [("python", 4), ("sql", 2)]


def test_a_reference_is_changed(folder):
    write(folder, sources=SOURCES + "- slug: hearsay\n  title: Hearsay\n", facts=FACTS)
    load(folder)
    more = changed("disagreements", "sources: [a-study]", "sources: [hearsay, a-study]")
    more["targets"] = FACTS["targets"].replace("source: a-study", "source: hearsay")
    write(folder, sources=SOURCES + "- slug: hearsay\n  title: Hearsay\n", facts=more)
    assert load(folder) == ["disagreement how-many-queries: changed", "target queries: changed"]
    assert load(folder) == []
    assert Disagreement.objects.get().sources.count() == 2
    assert Target.objects.get().source.slug == "hearsay"


def test_a_reference_is_taken_off(folder, level):
    load(write(folder, facts=changed("levels", "  source: a-study\n  titles", "  titles")))
    level.refresh_from_db()
    assert level.source is None


def test_a_text_is_stored_as_a_form_would_give_it_back(folder):
    assert Disagreement.objects.get().text == "One says ten.\n\nAnother says twelve."


def test_queries_do_not_rise_with_new_records(folder):
    def queries_of(count):
        text = "".join(FACTS["pay"].replace("analyst-base", f"pay-{count}-{n}") for n in range(count))
        write(folder, facts={**FACTS, "pay": text})
        with CaptureQueriesContext(connection) as queries:
            load(folder)
        return len(queries)

    queries_of(1)
    Pay.objects.all().delete()
    few = queries_of(2)
    Pay.objects.all().delete()
    assert queries_of(40) == few


def test_a_dry_run_says_the_same_and_stores_nothing(folder):
    before, stored = everything(), token()
    write(
        folder, skills=SKILLS.replace("name: SQL", "name: Sequel"), facts={**changed("levels", "60", "50"), "pay": ""}
    )
    said = load(folder, dry_run=True)
    assert (everything(), token()) == (before, stored)
    assert said == ["skill sql: changed", "level analyst-senior: changed", "pay analyst-base: retired", *said[-1:]]
    assert said == [*load(folder), "dry run: nothing was stored"]


@pytest.mark.parametrize(
    ("files", "is_told"),
    [
        ({"facts": FACTS}, False),
        ({"facts": changed("levels", "percent: 60", "percent: 50")}, True),
        ({"facts": changed("targets", "low: 10", "low: 12")}, True),
        ({"facts": {**FACTS, "fit_options": ""}}, True),
        ({"facts": FACTS, "skills": SKILLS + "- slug: r\n  name: R\n"}, True),
        ({"facts": FACTS, "other": "---\nslug: other\ntitle: Other\n---\n# A {#a}\n"}, False),
    ],
    ids=["nothing", "a row", "a record", "retired", "added", "a roadmap"],
)
def test_those_who_keep_facts_in_memory_are_told_exactly_when_one_was_stored(folder, files, is_told):
    before = token()
    load(write(folder, **files))
    assert (token() != before) == is_told


def test_a_failure_after_the_tables_takes_them_back(folder, monkeypatch):
    before, stored = everything(), token()
    write(folder, facts=changed("levels", "title: Lead", "title: First"))
    monkeypatch.setattr("roadmaps.publishing.all_locked", lambda slugs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load(folder)
    assert (everything(), token()) == (before, stored)
    assert not LevelTitle.objects.filter(title__startswith="First").exists()
