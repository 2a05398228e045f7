"""Facts are retired and restored in admin: out of the pages and back, with a trace, and never deleted."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError

from roadmaps.models import FactsVersion, Level, Target
from tests.roadmaps import staff as as_browser
from tests.roadmaps.folders import FACTS, load, write


@pytest.fixture(scope="module")
def stored(module_db, tmp_path_factory):
    load(write(tmp_path_factory.mktemp("content"), facts=FACTS))


@pytest.fixture(autouse=True)
def folder(stored, db, tmp_path):
    return write(tmp_path, facts=FACTS)


@pytest.fixture
def target(folder):
    return Target.objects.get()


@pytest.fixture
def level(folder):
    return Level.objects.get()


def token():
    return FactsVersion.objects.get().token


def test_retiring_takes_it_out_of_the_pages_and_leaves_a_trace(as_staff, target):
    before = token()
    answer = as_browser.choose(as_staff, "retire_selected", [target])
    assert "Retired: 1" in as_staff.get(answer.url).content.decode()
    assert list(Target.objects.live()) == []
    assert LogEntry.objects.get().get_change_message() == "Retired"
    assert token() != before


def test_restoring_brings_it_back(as_staff, target):
    as_browser.choose(as_staff, "retire_selected", [target])
    before = token()
    as_browser.choose(as_staff, "restore_selected", [target])
    assert list(Target.objects.live()) == [target]
    assert token() != before


@pytest.mark.parametrize("action", ["retire_selected", "restore_selected"])
def test_a_second_time_does_nothing(as_staff, target, action):
    as_browser.choose(as_staff, "retire_selected", [target])
    as_browser.choose(as_staff, action, [target])
    before = (token(), Target.objects.get().retired_at, LogEntry.objects.count())
    as_browser.choose(as_staff, action, [target])
    assert (token(), Target.objects.get().retired_at, LogEntry.objects.count()) == before


def test_what_cannot_come_back_says_why(as_staff, level, monkeypatch):
    as_browser.choose(as_staff, "retire_selected", [level])

    def taken(record):
        raise ValidationError("Another has its place.")

    monkeypatch.setattr(Level, "validate_constraints", taken)
    answer = as_browser.choose(as_staff, "restore_selected", [level])
    page = as_staff.get(answer.url).content.decode()
    assert "Not restored: Analyst: Senior. Another has its place." in page
    assert Level.objects.get().retired_at


def test_a_list_shows_what_is_retired_apart(as_staff, target):
    for retired in (False, True):
        pages = [as_staff.get("/admin/roadmaps/target/", {"retired_at__isempty": empty}) for empty in "10"]
        assert [target in page.context["cl"].result_list for page in pages] == [not retired, retired]
        as_browser.choose(as_staff, "retire_selected", [target])
    assert b"retired on" in as_staff.get(as_browser.address(target)).content
