"""`load_content` stores nothing while anything is wrong, and says all of it with file and line."""

import pytest
from django.core.management import CommandError

from roadmaps.models import Checkpoint, Roadmap, Role, Skill, Source
from tests import factories
from tests.roadmaps.folders import ROADMAP, ROLES, SKILLS, SOURCES, load, write


@pytest.fixture
def folder(db, tmp_path):
    return tmp_path


def wrong(folder, **files):
    """The lines of what is wrong, without the folder."""
    write(folder, **files)
    with pytest.raises(CommandError) as refused:
        load(folder)
    first, *lines = str(refused.value).splitlines()
    assert first == "Nothing was stored."
    assert not any(model.objects.exists() for model in (Source, Skill, Role, Roadmap, Checkpoint))
    return [line.removeprefix(f"{folder}/") for line in lines]


def test_everything_is_said_at_once(folder):
    assert wrong(
        folder,
        sources="- slug: a-study\n",
        skills=SKILLS + "- slug: SQL\n  name: x\n",
        roles=ROLES + "- slug: analyst\n  name: Again\n",
        broken="---\nslug: broken\n---\n# A {#a}\n",
        tables=ROADMAP.replace("hours=4", "hours=x").replace("#report", "#sort"),
    ) == [
        "sources.yaml:1: “title” is missing",
        "skills.yaml:6: “slug”: Use small letters, digits and hyphens, e.g. “ml-engineer”. Some words are taken: "
        "ad, compare, fit, follow, glossary, growth, import, new, rate, way.",
        "roles.yaml:5: “analyst” stands in line 1 already",
        "roadmaps/broken.md:1: the title is missing",
        'roadmaps/tables.md:21: hours: "x" is not a number of hours (5, 0.5)',
        "roadmaps/tables.md:25: #sort is already in line 20",
    ]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("roles: [analyst]", "roles: [pilot]"), "4: there is no role “pilot”"),
        (("sources: [a-study]", "sources: [hearsay]"), "5: there is no source “hearsay”"),
        (("skill=sql,python", "skill=sql,cobol"), "16: there is no skill “cobol”"),
        (("{#sort", "{#sort same-as=other#sort"), "20: same-as: there is no checkpoint “other#sort”"),
        (("{#sort", "{#sort same-as=tables#gone"), "20: same-as: there is no checkpoint “tables#gone”"),
        (("{#sort", "{#sort replaces=join"), "20: replaces: “join” is still there; what is replaced is retired first"),
        (("{#sort", "{#sort replaces=sort"), "20: replaces: “sort” is still there; what is replaced is retired first"),
        (("hours=4", "hours=11"), '12: checkpoints of "Week 1: Rows" say 11 hours of study; it has 10'),
        (("{#sort skill=sql}", ""), "20: checkpoint: slug: This field cannot be blank."),
        (("{#start}", ""), "10: phase: slug: This field cannot be blank."),
        (
            ("Sort rows", "Sort " * 70),
            "20: checkpoint: title: Ensure this value has at most 300 characters (it has 349).",
        ),
        (("https://example.org/book", "javascript:alert(1)"), "19: resource: url: Enter a valid URL."),
        (
            ("What a row **is**.", "x" * 70_000),
            "16: the text here is longer than 65,536 characters; put headings or boxes in between",
        ),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_one_thing_wrong_in_a_roadmap(folder, change, line):
    assert wrong(folder, tables=ROADMAP.replace(*change)) == [f"roadmaps/tables.md:{line}"]


@pytest.mark.parametrize(
    ("skills", "line"),
    [
        ("- slug: 'x\n", "2: not readable as YAML: found unexpected end of stream"),
        ("- slug: &s sql\n  name: *s\n", "2: not readable as YAML: YAML aliases are not used here"),
        ("- slug: sql\n  name: SQL\n  name: Sequel\n", "3: “name” is there twice"),
        ("- slug: sql\n  name: 1\n", "2: “name” should be text, not 1"),
        ("- slug: sql\n  nme: SQL\n", "1: “name” is missing"),
        ("- sql\n", "1: should be a record, beginning with “- slug: …”"),
        ("sql: SQL\n", "1: should be a list of records, each beginning with “- slug: …”"),
        ("- slug: sql\n  name: !!python/name:os.system\n", "1: not readable as YAML: could not determine"),
        ("- slug: sql\n  name: a\x00b\n", "2: this is not text"),
        (
            f"- slug: sql\n  name: {'x' * 101}\n",
            "1: “name”: Ensure this value has at most 100 characters (it has 101).",
        ),
        ("- slug: new\n  name: New\n", "1: “slug”: Use small letters"),
        (b"- slug: sql\n  name: \xff\n", "2: is not UTF-8 text (byte 0xFF); save it as UTF-8 and try again"),
    ],
)
def test_one_thing_wrong_in_a_table(folder, skills, line):
    said = wrong(folder, skills=skills)
    assert said[0].startswith(f"skills.yaml:{line}")
    assert all(other.startswith("skills.yaml") for other in said)


def test_a_date_that_there_is_not(folder):
    said = wrong(folder, sources=SOURCES.replace("2026-01-02", "2026-13-45"))
    assert said == ["sources.yaml:1: not readable as YAML: month must be in 1..12"]


def test_a_role_that_refers_to_no_source(folder):
    assert wrong(folder, roles=ROLES.replace("[a-study]", "[hearsay]")) == [
        "roles.yaml:1: there is no source “hearsay”"
    ]


def test_a_roadmap_that_is_not_utf_8(folder):
    assert wrong(folder, tables=b"---\nslug: x\xe9\n") == [
        "roadmaps/tables.md:2: is not UTF-8 text (byte 0xE9); save it as UTF-8 and try again"
    ]


def test_a_byte_order_mark_is_no_problem(folder):
    load(write(folder, tables=b"\xef\xbb\xbf" + ROADMAP.encode(), skills=b"\xef\xbb\xbf" + SKILLS.encode()))
    assert Roadmap.objects.get().slug == "tables"


def test_two_roadmaps_of_one_slug(folder):
    said = wrong(folder, one=ROADMAP, two=ROADMAP)
    assert said == [f"roadmaps/two.md:1: the slug “tables” is taken by {folder}/roadmaps/one.md"]


def test_a_roadmap_without_a_slug(folder):
    assert wrong(folder, notes="# Notes\n\n- [ ] a box\n") == ["roadmaps/notes.md:1: needs a slug in its front matter"]


def test_a_milestone_with_the_slug_of_a_retired_checkpoint(folder):
    load(write(folder))
    load(write(folder, tables=ROADMAP.replace("- [ ] Explain a join {#explain-a-join}\n", "")))
    write(
        folder,
        tables=ROADMAP.replace("#week-1", "#explain-a-join").replace("- [ ] Explain a join {#explain-a-join}\n", ""),
    )
    with pytest.raises(CommandError, match="is the slug of a checkpoint, retired or not"):
        load(folder)


def test_a_folder_that_is_not_there(folder):
    with pytest.raises(CommandError, match="there is no such folder"):
        load(folder / "nowhere")


def test_a_second_file_may_be_wrong_and_the_first_is_not_stored_either(folder):
    wrong(folder, aa=ROADMAP, bb=factories.short_text("Box", slug="bb"))
