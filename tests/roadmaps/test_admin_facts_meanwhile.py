"""Two administrators at one record: the later overwrites nothing unseen. And who may look, may not change."""

import pytest
from django.contrib.auth.models import Permission

from roadmaps.models import FactsVersion, Level, LevelTitle, Role, Target
from tests import factories
from tests.conftest import signed_in
from tests.roadmaps import staff as as_browser
from tests.roadmaps.folders import FACTS, WITH_ROWS, load, write


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
def another(db):
    return signed_in(factories.administrator(email="another@example.org"))


def open_page(client, record):
    """What a browser would send from it."""
    return as_browser.Form(client.get(as_browser.address(record)).content.decode()).values


def send(client, record, opened, **changes):
    return client.post(as_browser.address(record), {**opened, **changes})


def refused(answer, *names):
    """The record is not saved, and the names of what somebody changed are said."""
    assert f"Somebody changed this meanwhile: {', '.join(names)}. What you typed is not saved." in as_browser.errors(
        answer
    )
    return True


def test_the_later_is_told_what_changed(as_staff, another, level):
    opened = open_page(as_staff, level)
    as_browser.save(another, level, name="Theirs", summary="Theirs")
    answer = send(as_staff, level, opened, name="Mine")
    assert refused(answer, "name", "summary")
    assert 'value="Mine"' in answer.content.decode()
    assert Level.objects.get().name == "Theirs"


def test_the_same_holds_for_rows(as_staff, another, level):
    opened = open_page(as_staff, level)
    as_browser.save(another, level, **{"titles-1-title": "Theirs"})
    answer = send(as_staff, level, opened, **{"titles-1-title": "Mine"})
    assert refused(answer, "titles")
    assert 'value="Mine"' in answer.content.decode()
    assert level.titles.last().title == "Theirs"


def test_a_row_that_was_taken_away_is_shown_as_it_was_typed(as_staff, another, level):
    opened = open_page(as_staff, level)
    as_browser.save(another, level, **{"titles-0-DELETE": "on"})
    answer = send(as_staff, level, opened, **{"titles-0-title": "Mine", "titles-1-title": "Mine too"})
    assert refused(answer, "titles")
    shown = as_browser.Form(answer.content.decode()).values
    assert [shown[f"titles-{n}-title"] for n in (0, 1)] == [["Mine"], ["Mine too"]]
    assert [title.title for title in level.titles.all()] == ["Lead Analyst"]


def test_sending_it_once_more_changes_nothing_either(as_staff, another, level):
    opened = open_page(as_staff, level)
    as_browser.save(another, level, name="Theirs")
    again = as_browser.Form(send(as_staff, level, opened, name="Mine").content.decode()).values
    assert refused(send(as_staff, level, again), "name")


def test_after_opening_it_once_more_it_is_saved(as_staff, another, level):
    opened = open_page(as_staff, level)
    as_browser.save(another, level, name="Theirs")
    send(as_staff, level, opened, name="Mine")
    assert as_browser.errors(as_browser.save(as_staff, level, name="Mine")) == ""
    assert Level.objects.get().name == "Mine"


def test_a_file_that_was_loaded_meanwhile(as_staff, folder, level):
    opened = open_page(as_staff, level)
    load(write(folder, facts={**FACTS, **WITH_ROWS, "levels": FACTS["levels"].replace("percent: 60", "percent: 50")}))
    assert refused(send(as_staff, level, opened, name="Mine"), "week")


def test_a_file_that_was_loaded_and_changed_nothing(as_staff, folder, level):
    opened = open_page(as_staff, level)
    load(folder)
    assert as_browser.errors(send(as_staff, level, opened, name="Mine")) == ""


def test_a_record_that_was_retired_meanwhile(as_staff, another, level):
    opened = open_page(as_staff, level)
    as_browser.choose(another, "retire_selected", [level])
    assert refused(send(as_staff, level, opened, name="Mine"), "retired")


def test_two_who_changed_nothing(as_staff, another, level):
    opened = open_page(as_staff, level)
    as_browser.save(another, level)
    assert as_browser.errors(send(as_staff, level, opened)) == ""


@pytest.mark.parametrize("letters", [None, "", "name=x", "=", "name", "name=x name=y ======"])
def test_a_form_that_does_not_say_what_it_saw(as_staff, level, letters):
    opened = {**open_page(as_staff, level), "opened": [letters]}
    answer = as_staff.post(as_browser.address(level), {k: v for k, v in opened.items() if v != [None]})
    assert "Somebody changed this meanwhile" in as_browser.errors(answer)


def test_a_mistake_is_said_beside_it(as_staff, another, level):
    opened = open_page(as_staff, level)
    as_browser.save(another, level, name="Theirs")
    answer = send(as_staff, level, opened, seniority="", **{"titles-0-years_low": "9"})
    assert refused(answer, "name")
    assert "This field is required." in as_browser.errors(answer)
    assert "8 is below 9" in as_browser.errors(answer)


def test_what_is_not_in_the_form_stays_as_it_is_now(as_staff, folder, level, monkeypatch):
    """A file that says what is stored is adopted between the reading of the record and its saving."""
    changed = Level.clean

    def adopt(record):
        Level.objects.update(loaded={"adopted": True})
        changed(record)

    monkeypatch.setattr(Level, "clean", adopt)
    as_browser.save(as_staff, level, name="Mine")
    level.refresh_from_db()
    assert (level.name, level.loaded) == ("Mine", {"adopted": True})


def helper(*codenames):
    user = factories.person(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return signed_in(user)


def test_who_may_change_a_record_may_change_its_rows(folder):
    client, role = helper("view_role", "change_role"), Role.objects.get()
    answer = as_browser.save(client, role, **{"facts-0-text": "Notebooks", "facts-1-DELETE": "on"})
    assert as_browser.errors(answer) == ""
    assert [fact.text for fact in role.facts.all()] == ["Notebooks"]


def test_who_may_only_look_sees_the_rows_and_changes_nothing(level):
    client, token = helper("view_level", "view_target"), FactsVersion.objects.get().token
    page = client.get(as_browser.address(level)).content.decode()
    assert "Lead Analyst" in page
    assert "opened" not in page.lower()
    assert client.post(as_browser.address(level), {"name": "Mine"}).status_code == 403
    as_browser.choose(client, "retire_selected", [Target.objects.get()])
    assert Target.objects.get().retired_at is None
    assert FactsVersion.objects.get().token == token


def test_who_may_change_other_things_sees_nothing(level):
    client = helper("change_target", "delete_leveltitle")
    assert client.get(as_browser.address(level)).status_code == 403
    assert LevelTitle.objects.count() == 2
