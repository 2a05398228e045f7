"""Facts in admin: edited with their rows, and whoever keeps them in memory is told."""

from copy import copy

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roadmaps.content_tables import TABLES
from roadmaps.models import (
    Disagreement,
    FactsVersion,
    GuidePoint,
    Level,
    LevelTitle,
    Pay,
    ProjectIdea,
    Requirement,
    Role,
    Skill,
    Source,
)
from tests.roadmaps import staff as as_browser
from tests.roadmaps.folders import FACTS, WITH_ROWS, load, write

MANY = 12


@pytest.fixture(scope="module")
def stored(module_db, tmp_path_factory):
    load(write(tmp_path_factory.mktemp("content"), facts={**FACTS, **WITH_ROWS}))


@pytest.fixture
def folder(stored, db, tmp_path):
    write(tmp_path, facts={**FACTS, **WITH_ROWS})
    return tmp_path


@pytest.fixture
def level(folder):
    return Level.objects.get()


@pytest.fixture
def is_told(folder):
    """Whether facts in memory are read again after what the test did."""
    before = FactsVersion.objects.get().token
    return lambda: FactsVersion.objects.get().token != before


def list_of(model):
    return f"/admin/roadmaps/{model._meta.model_name}/"


def add_copies(row, **values):
    for n in range(MANY):
        another = copy(row)
        another.pk, another._state.adding = None, True
        for name, value in values.items():
            setattr(another, name, value(n))
        another.save()


def queries_of(client, address):
    client.get(address)  # the first time of all asks for a content type more
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_list_is_as_many_queries_for_many_records(folder, as_staff, table):
    few = queries_of(as_staff, list_of(table.model))
    unique = {"seniority": lambda n: f"rank-{n}"} if table.model is Level else {}
    add_copies(table.model.objects.first(), slug=lambda n: f"another-{n}", **unique)
    assert queries_of(as_staff, list_of(table.model)) == few


@pytest.mark.parametrize("table", [table for table in TABLES.values() if table.rows], ids=lambda table: table.name)
def test_a_page_is_as_many_queries_for_many_rows(folder, as_staff, table):
    record = table.model.objects.first()
    few = queries_of(as_staff, as_browser.address(record))
    for name, model in table.rows.items():
        skills = [Skill.objects.create(slug=f"skill-{n}", name="Skill") for n in range(MANY) if model is Requirement]
        unique = {"skill": lambda n, skills=skills: skills[n]} if skills else {}
        if model in (GuidePoint, ProjectIdea):
            unique = {"key": lambda n: f"key-{n}"}
        add_copies(getattr(record, name).first(), position=lambda n: n + 2, **unique)
    assert queries_of(as_staff, as_browser.address(record)) == few


def test_the_version_of_facts_is_nobodys_to_edit():
    assert not admin.site.is_registered(FactsVersion)


def test_saving_without_a_change_is_no_change(folder, as_staff):
    for table in TABLES.values():
        for record in table.model.objects.all():
            assert as_browser.errors(as_browser.save(as_staff, record)) == ""
    assert load(folder) == []


def test_saving_a_change_tells(as_staff, level, is_told):
    as_browser.save(as_staff, level, name="Experienced")
    assert Level.objects.get().name == "Experienced"
    assert is_told()


def test_opening_a_page_tells_nobody(as_staff, level, is_told):
    as_staff.get(as_browser.address(level))
    assert not is_told()


def test_whoever_is_told_reads_the_rows_too(as_staff, level, monkeypatch):
    """Only after they were saved."""
    told = []
    monkeypatch.setattr("roadmaps.facts.changed", lambda: told.append(LevelTitle.objects.first().title))
    as_browser.save(as_staff, level, **{"titles-0-title": "Chief Analyst"})
    assert told == ["Chief Analyst"]


def test_a_save_that_fails_is_taken_back(as_staff, level, monkeypatch):
    monkeypatch.setattr("roadmaps.facts.changed", lambda: 1 / 0)
    assert as_browser.save(as_staff, level, name="Other", **{"titles-0-title": "Other"}).status_code == 500
    assert not Level.objects.filter(name="Other").exists()
    assert not LevelTitle.objects.filter(title="Other").exists()


def test_lines_of_a_browser_are_lines_of_a_file(folder, as_staff):
    as_browser.save(as_staff, Disagreement.objects.get(), text="One.\r\n\r\nTwo. \r\n", title="Two\r\nlines")
    assert Disagreement.objects.get().text == "One.\n\nTwo."
    assert Disagreement.objects.get().title == "Two lines"


def test_a_list_is_a_text_a_line(as_staff, level):
    as_browser.save(as_staff, level, hard_skills="SQL, the old\r\n\r\n Charts \r\n")
    assert Level.objects.get().hard_skills == ["SQL, the old", "Charts"]


def test_what_is_chosen_of_several_stays_in_its_order_until_it_changes(folder, as_staff):
    pay = Pay.objects.get()
    as_browser.save(as_staff, pay, note="Unclear")
    assert Pay.objects.get().seniorities == ["senior", "mid"]
    as_browser.save(as_staff, pay, seniorities=["junior", "senior"])
    assert Pay.objects.get().seniorities == ["junior", "senior"]


def test_only_what_is_a_choice_is_chosen(folder, as_staff):
    answer = as_browser.save(as_staff, Pay.objects.get(), seniorities=["boss"])
    assert "boss is not one of the available choices" in as_browser.errors(answer)


def test_a_new_record_comes_last_with_its_rows(folder, as_staff, level):
    rows = {"titles-TOTAL_FORMS": 1, "titles-0-title": "Junior", "titles-0-source": Source.objects.get().pk}
    values = {"role": level.role_id, "seniority": "junior", "track": "common", "titles-0-position": 0}
    answer = as_browser.add(as_staff, Level, slug="analyst-junior", name="Junior", **values, **rows)
    assert as_browser.errors(answer) == ""
    junior = Level.objects.get(slug="analyst-junior")
    assert (junior.position, junior.titles.get().title) == (1, "Junior")


def test_a_new_row_comes_last(as_staff, level):
    """As the script of the admin does it, which copies the empty row, position and all."""
    page = as_staff.get(as_browser.address(level)).content.decode()
    position = as_browser.Form(page).values["titles-__prefix__-position"][0]
    row = {"titles-2-title": "Third", "titles-2-source": Source.objects.get().pk, "titles-2-position": position}
    as_browser.save(as_staff, level, **row, **{"titles-TOTAL_FORMS": 3})
    assert [title.title for title in level.titles.all()] == ["Senior Analyst", "Lead Analyst", "Third"]


def test_there_are_no_empty_rows_until_somebody_adds_one(as_staff, level):
    page = as_staff.get(as_browser.address(level)).content.decode()
    assert as_browser.Form(page).values["titles-TOTAL_FORMS"] == ["2"]


def test_a_row_that_was_added_and_left_empty_is_none(as_staff, level):
    answer = as_browser.save(as_staff, level, **{"titles-TOTAL_FORMS": 3, "titles-2-position": 2})
    assert as_browser.errors(answer) == ""
    assert level.titles.count() == 2


def test_a_row_is_taken_away(as_staff, level, is_told):
    as_browser.save(as_staff, level, **{"titles-0-DELETE": "on"})
    assert [title.title for title in level.titles.all()] == ["Lead Analyst"]
    assert is_told()


@pytest.mark.parametrize(
    ("model", "values", "message"),
    [
        (Level, {"titles-0-years_low": 9}, "8 is below 9: a range goes up."),
        (Level, {"week-0-percent": 101}, "less than or equal to 100"),
        (Pay, {"low": 150}, "140 is below 150: a range goes up."),
        (Pay, {"high": ""}, "A range has two ends, or none"),
        (Skill, {"levels": "Reads\r\nWrites"}, "There are 5 levels, a line each; not 2."),
        (Role, {"requires-0-skill": "", "focus": "Typed"}, "This field is required."),
        (Role, {"facts-0-text": "x" * 301}, "at most 300 characters"),
    ],
)
def test_what_breaks_a_rule_is_said_and_what_was_typed_is_kept(folder, as_staff, is_told, model, values, message):
    answer = as_browser.save(as_staff, model.objects.first(), **values)
    assert message in as_browser.errors(answer)
    shown = as_browser.Form(answer.content.decode()).values
    assert {name: shown.get(name, [""])[0] for name in values} == {name: str(value) for name, value in values.items()}
    assert not is_told()
