"""Facts of a file are retired with it and come back with it; what is an administrator's is left alone."""

import pytest

from roadmaps import facts
from roadmaps.content_tables import TABLES, Table
from roadmaps.models import Level, LevelTitle, Role, Source, Target
from tests.roadmaps import staff as as_browser
from tests.roadmaps.folders import FACTS, ROLES, SOURCES, load, write

ANOTHER = FACTS["targets"].replace("slug: queries", "slug: charts").replace("Queries written", "Charts drawn")
NONE = "# none any more\n"


@pytest.fixture(scope="module")
def stored(module_db, tmp_path_factory):
    load(write(tmp_path_factory.mktemp("content"), facts=FACTS))


@pytest.fixture
def folder(stored, db, tmp_path):
    write(tmp_path, facts=FACTS)
    return tmp_path


@pytest.fixture
def target(folder):
    return Target.objects.get()


def load_targets(folder, text):
    return load(write(folder, facts={**FACTS, "targets": text}))


def is_retired(slug="queries"):
    return Target.objects.get(slug=slug).retired_at is not None


def test_what_its_file_no_longer_holds_is_retired_and_kept(folder, target):
    assert load_targets(folder, ANOTHER) == ["target queries: retired", "target charts: added"]
    assert is_retired()
    assert list(Target.objects.live()) == [Target.objects.get(slug="charts")]


def test_it_is_retired_once(folder, target):
    load_targets(folder, NONE)
    at = Target.objects.get().retired_at
    assert load_targets(folder, NONE) == []
    assert Target.objects.get().retired_at == at


def test_its_rows_stay(folder):
    load(write(folder, facts={**FACTS, "levels": NONE}))
    assert LevelTitle.objects.count() == 2


def test_what_is_in_the_file_again_is_back_with_its_id(folder, target):
    load_targets(folder, NONE)
    assert load_targets(folder, FACTS["targets"]) == ["target queries: changed"]
    assert not is_retired()
    assert Target.objects.get() == target


def test_it_may_come_back_changed(folder, target):
    load_targets(folder, NONE)
    load_targets(folder, FACTS["targets"].replace("low: 10", "low: 12"))
    assert (Target.objects.get().low, is_retired()) == (12, False)


def test_a_table_whose_file_is_gone_keeps_its_records(folder, target):
    load(write(folder, facts={**FACTS, "targets": None}))
    assert not is_retired()


def test_what_others_refer_to_is_never_retired(folder):
    more = SOURCES + "- slug: hearsay\n  title: Hearsay\n"
    load(write(folder, sources=more, facts=FACTS))
    assert load(write(folder, facts=FACTS)) == []
    assert Source.objects.count() == 2


def test_an_administrators_own_record_is_left_alone(folder, as_staff, target):
    values = {"measure": "habits", "what": "Walks", "unit": "walks", "bound": "about", "source": target.source_id}
    assert as_browser.errors(as_browser.add(as_staff, Target, slug="walks", **values)) == ""
    assert load(folder) == []
    assert load_targets(folder, ANOTHER)[1:] == ["target charts: added"]
    assert not is_retired("walks")


def test_a_file_with_the_slug_of_an_administrators_own_record_leaves_it_alone(folder, as_staff, target):
    values = {"measure": "habits", "what": "Mine", "unit": "charts", "bound": "about", "source": target.source_id}
    as_browser.add(as_staff, Target, slug="charts", **values)
    assert load_targets(folder, FACTS["targets"] + ANOTHER) == [
        "target charts: changed by an administrator, left alone (--take charts takes the file)"
    ]
    assert Target.objects.get(slug="charts").what == "Mine"


def test_what_an_administrator_changed_is_left_alone(folder, as_staff, target):
    as_browser.save(as_staff, target, low=20)
    assert load_targets(folder, FACTS["targets"].replace("low: 10", "low: 12")) == [
        "target queries: changed by an administrator, left alone (--take queries takes the file)"
    ]
    assert Target.objects.get().low == 20


def test_a_row_that_an_administrator_changed_is_left_alone(folder, as_staff):
    as_browser.save(as_staff, Level.objects.get(), **{"titles-1-title": "Chief Analyst"})
    assert load(folder) == [
        "level analyst-senior: changed by an administrator, left alone (--take analyst-senior takes the file)"
    ]
    assert LevelTitle.objects.filter(title="Chief Analyst").exists()


def test_another_order_of_rows_is_a_change_too(folder, as_staff):
    as_browser.save(as_staff, Level.objects.get(), **{"titles-0-position": 7})
    assert [title.title for title in Level.objects.get().titles.all()] == ["Lead Analyst", "Senior Analyst"]
    assert "changed by an administrator" in load(folder)[0]


def test_take_takes_the_file(folder, as_staff, target):
    as_browser.save(as_staff, target, low=20)
    assert load(folder, take=["queries"]) == ["target queries: changed"]
    assert load_targets(folder, FACTS["targets"].replace("low: 10", "low: 12")) == ["target queries: changed"]


def test_take_takes_the_rows_of_the_file(folder, as_staff):
    as_browser.save(as_staff, Level.objects.get(), **{"titles-1-DELETE": "on"})
    load(folder, take=["analyst-senior"])
    assert list(LevelTitle.objects.values_list("title", flat=True)) == ["Senior Analyst", "Lead Analyst"]


def test_what_an_administrator_changed_and_no_file_holds_is_left_alone(folder, as_staff, target):
    as_browser.save(as_staff, target, low=20)
    assert load_targets(folder, NONE) == [
        "target queries: no longer in the file, but changed by an administrator: left alone (retire it in admin)"
    ]
    assert not is_retired()


def test_what_an_administrator_retired_stays_retired(folder, as_staff, target):
    as_browser.choose(as_staff, "retire_selected", [target])
    assert "changed by an administrator" in load(folder)[0]
    assert is_retired()
    assert load_targets(folder, NONE) == []


def test_what_an_administrator_restored_stays(folder, as_staff, target):
    load_targets(folder, NONE)
    as_browser.choose(as_staff, "restore_selected", [target])
    assert "changed by an administrator: left alone" in load_targets(folder, NONE)[0]
    assert not is_retired()


def test_a_file_that_says_what_is_stored_is_adopted(folder, as_staff, target):
    as_browser.save(as_staff, target, low=20)
    assert load_targets(folder, FACTS["targets"].replace("low: 10", "low: 20")) == []
    assert load_targets(folder, FACTS["targets"]) == ["target queries: changed"]


def test_columns_that_came_with_an_update_are_nobodys_change(folder):
    """The record was loaded when there were none such; the next file fills them."""
    role = Role.objects.get()
    for name in ("success", "suits", "facts", "week", "days", "requires", "transitions"):
        del role.loaded[name]
    role.save()
    assert load(write(folder, roles=ROLES + "  suits: Patient people\n", facts=FACTS)) == ["role analyst: changed"]
    assert Role.objects.get().suits == "Patient people"


def test_columns_of_rows_that_came_with_an_update_are_nobodys_change(folder):
    level = Level.objects.get()
    for row in level.loaded["titles"]:
        del row["note"]
    level.save()
    noted = FACTS["levels"].replace("years_high: 8}", "years_high: 8, note: At banks}")
    assert load(write(folder, facts={**FACTS, "levels": noted})) == ["level analyst-senior: changed"]


def test_what_an_administrator_filled_in_such_a_column_is_left_alone(folder, as_staff):
    role = Role.objects.get()
    del role.loaded["success"]
    role.save()
    as_browser.save(as_staff, role, success="Right answers")
    assert "changed by an administrator" in load(folder)[0]


def test_an_edit_between_reading_and_storing_is_not_overwritten(folder, monkeypatch):
    """Facts are locked before they are compared with the file, so whoever saves meanwhile waits."""
    lock, stored, calls = facts.lock, Table.stored, []
    monkeypatch.setattr(facts, "lock", lambda: calls.append("locked") or lock())
    monkeypatch.setattr(Table, "stored", lambda table: calls.append("read") or stored(table))
    load(folder)
    assert calls == ["locked", *["read"] * len(TABLES)]
