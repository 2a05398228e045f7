"""What an administrator changed is theirs: the loader leaves it alone, says so, and takes the file when told to."""

import pytest
from django.core.management import CommandError

from roadmaps import publishing
from roadmaps.models import Checkpoint, Revision, Roadmap, Role, Skill
from tests.roadmaps import staff as as_browser
from tests.roadmaps.folders import ROADMAP, ROLES, SKILLS, load, write
from tests.roadmaps.people import fifty_on, ticks

RENAMED = ROADMAP.replace("Sort rows", "Order rows")
SHORT = ROADMAP[: ROADMAP.index("- [ ] Join rows")]
LEFT_ALONE = (
    "roadmap tables: changed by an administrator, left alone "
    "(--diff tables shows how it differs, --take tables takes the file)"
)


@pytest.fixture(scope="module")
def stored(module_db, tmp_path_factory):
    load(write(tmp_path_factory.mktemp("content")))


@pytest.fixture
def folder(stored, db, tmp_path):
    write(tmp_path)
    return tmp_path


@pytest.fixture
def edited(folder, as_staff):
    """An administrator renamed a checkpoint."""
    as_browser.save(as_staff, Checkpoint.objects.get(slug="join"), title="Join tables")


def titles():
    return dict(Checkpoint.objects.values_list("slug", "title"))


def test_what_an_administrator_changed_is_left_alone(folder, edited):
    assert load(write(folder, tables=RENAMED)) == [LEFT_ALONE]
    assert titles()["join"] == "Join tables"
    assert titles()["sort"] == "Sort rows"


def test_it_is_said_also_while_the_file_stays(folder, edited):
    assert load(folder) == [LEFT_ALONE]


def test_saving_without_a_change_is_no_change(folder, as_staff):
    for row in (*Checkpoint.objects.all(), Roadmap.objects.get(), Role.objects.get(), *Skill.objects.all()):
        as_browser.save(as_staff, row)
    assert load(write(folder, tables=RENAMED)) == ["roadmap tables: renamed: Sort rows → Order rows"]


def test_another_order_of_the_roles_changes_no_roadmap(folder):
    roles = ROLES + "- slug: boss\n  name: Boss\n"
    both = ROADMAP.replace("roles: [analyst]", "roles: [boss, analyst]")
    load(write(folder, roles=roles, tables=both))
    again = "- slug: boss\n  name: Boss\n" + ROLES
    said = load(write(folder, roles=again, tables=both.replace("Sort rows", "Order rows")))
    assert said[-1] == "roadmap tables: renamed: Sort rows → Order rows"


def test_diff_says_how_the_file_differs(folder, edited):
    assert load(write(folder, tables=RENAMED), diff="tables") == [
        "renamed: Sort rows → Order rows",
        "renamed: Join tables → Join rows",
    ]


def test_diff_stores_nothing(folder, edited):
    load(write(folder, tables=RENAMED), diff="tables")
    assert titles()["sort"] == "Sort rows"


def test_diff_without_a_difference(folder):
    assert load(folder, diff="tables") == ["no difference"]


def test_diff_of_what_no_file_has(folder):
    with pytest.raises(CommandError, match="no file has the slug “chairs”"):
        load(folder, diff="chairs")


def test_take_takes_the_file(folder, edited):
    load(write(folder, tables=RENAMED), take=["tables"])
    assert (titles()["sort"], titles()["join"]) == ("Order rows", "Join rows")


def test_after_take_the_file_wins_again(folder, edited):
    load(folder, take=["tables"])
    assert load(write(folder, tables=RENAMED)) == ["roadmap tables: renamed: Sort rows → Order rows"]


def test_take_is_a_revision(folder, edited):
    load(folder, take=["tables"])
    assert list(Revision.objects.values_list("origin", flat=True)) == ["file", "admin", "file"]


def test_take_of_what_no_file_has(folder):
    with pytest.raises(CommandError, match="no file has the slug “chairs”"):
        load(folder, take=["chairs"])


def test_a_file_that_says_what_is_stored_is_adopted(folder, edited):
    """The administrator's change went into the file: from here on the file wins."""
    assert load(write(folder, tables=ROADMAP.replace("Join rows", "Join tables"))) == []
    assert load(write(folder, tables=RENAMED)) == [
        "roadmap tables: renamed: Sort rows → Order rows",
        "roadmap tables: renamed: Join tables → Join rows",
    ]


def test_a_draft_of_an_administrator_is_theirs(folder, as_staff):
    as_browser.add(as_staff, Roadmap, slug="chairs", title="Chairs")
    said = load(write(folder, chairs=ROADMAP.replace("slug: tables", "slug: chairs")))
    assert said[0].startswith("roadmap chairs: changed by an administrator")
    assert Roadmap.objects.get(slug="chairs").published_at is None


def test_a_record_that_an_administrator_changed_is_left_alone(folder, as_staff):
    as_browser.save(as_staff, Role.objects.get(), aliases="Reporter\nWriter, of reports")
    assert load(write(folder, roles=ROLES.replace("name: Analyst", "name: Data Analyst"))) == [
        "role analyst: changed by an administrator, left alone (--take analyst takes the file)"
    ]
    assert Role.objects.get().aliases == ["Reporter", "Writer, of reports"]


def test_take_takes_a_record(folder, as_staff):
    as_browser.save(as_staff, Skill.objects.get(slug="sql"), name="Queries")
    load(folder, take=["sql"])
    assert Skill.objects.get(slug="sql").name == "SQL"
    assert load(write(folder, skills=SKILLS.replace("name: SQL", "name: Sequel"))) == ["skill sql: changed"]


def test_a_file_that_is_gone_takes_nothing_away(folder):
    load(write(folder, skills=None, tables=None))
    assert Roadmap.objects.published().exists()
    assert Skill.objects.count() == 2


@pytest.fixture
def people(folder):
    fifty_on(Roadmap.objects.get())
    return ticks()


def test_it_does_not_retire_more_than_a_fifth_where_people_have_progress(folder, people):
    with pytest.raises(CommandError) as refused:
        load(write(folder, tables=SHORT))
    assert "tables.md:1: would retire 3 of 5 checkpoints" in str(refused.value)
    assert "say --retire if that is meant" in str(refused.value)
    assert not Checkpoint.objects.exclude(retired_at=None).exists()


def test_with_retire_it_does_and_every_tick_stays(folder, people):
    load(write(folder, tables=SHORT), retire=True)
    assert Checkpoint.objects.exclude(retired_at=None).count() == 3
    assert ticks() == people


def test_it_may_where_nobody_has_progress(folder):
    load(write(folder, tables=SHORT))
    assert Checkpoint.objects.exclude(retired_at=None).count() == 3


def test_it_may_retire_a_fifth(folder, people):
    load(write(folder, tables=ROADMAP.replace("- [ ] Explain a join {#explain-a-join}\n", "")))
    assert Checkpoint.objects.exclude(retired_at=None).count() == 1


def test_a_large_retirement_stops_the_other_files_too(folder, people):
    with pytest.raises(CommandError):
        load(write(folder, aa=ROADMAP.replace("slug: tables", "slug: aa"), tables=SHORT))
    assert not Roadmap.objects.filter(slug="aa").exists()


def test_an_edit_between_reading_and_storing_is_not_overwritten(folder, monkeypatch):
    """The roadmap is locked before its text is compared, so whoever saves meanwhile waits."""
    locked, calls = publishing.all_locked, []
    monkeypatch.setattr(publishing, "all_locked", lambda slugs: calls.append("locked") or locked(slugs))
    outlines_of = publishing.outlines_of
    monkeypatch.setattr(publishing, "outlines_of", lambda roadmaps: calls.append("read") or outlines_of(roadmaps))
    load(write(folder, tables=RENAMED))
    assert calls[:2] == ["locked", "read"]
