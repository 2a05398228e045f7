"""`check_content` reads a folder by itself: no test here may touch a database."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.roadmaps.folders import ROADMAP, ROLES, SKILLS, SOURCES, write


@pytest.fixture
def folder(tmp_path):
    write(tmp_path, sources=SOURCES, skills=SKILLS, roles=ROLES, tables=ROADMAP)
    return tmp_path


def check(folder, *options):
    """What the command says."""
    out = StringIO()
    call_command("check_content", folder, *options, stdout=out)
    return out.getvalue().splitlines()


def wrong(folder, *options, **files):
    """The lines of what is wrong, without the folder, after these files were written to it."""
    if files:
        write(folder, **files)
    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("check_content", folder, *options, stdout=out)
    assert refused.value.returncode == 1
    return [line.removeprefix(f"{folder}/") for line in out.getvalue().splitlines()]


def test_all_is_well(folder):
    assert check(folder) == ["1 roadmaps with 5 checkpoints, 3 tables with 4 records: nothing is wrong."]


def test_what_we_ship_is_well():
    assert check(settings.BASE_DIR / "fixtures")[-1].endswith("nothing is wrong.")


def test_everything_is_said_with_file_and_line(folder):
    assert wrong(
        folder,
        skills=SKILLS + "- slug: SQL\n  name: x\n",
        broken="---\nslug: broken\n---\n# A {#a}\n",
        bytes=b"---\nslug: x\xe9\n",
        untidy=ROADMAP.replace("slug: tables", "slug: untidy").replace("- [ ] A report", "* [ ] A report"),
    ) == [
        "skills.yaml:6: “slug”: Use small letters, digits and hyphens, e.g. “ml-engineer”. Some words are taken: "
        "ad, compare, fit, follow, glossary, growth, import, new, rate, way.",
        "roadmaps/broken.md:1: the title is missing",
        "roadmaps/bytes.md:2: is not UTF-8 text (byte 0xE9); save it as UTF-8 and try again",
        "roadmaps/untidy.md:25: is not in our form; --write writes it so",
    ]


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("[analyst]", "[pilot]", "4: there is no role “pilot”"),
        ("[a-study]", "[hearsay]", "5: there is no source “hearsay”"),
        ("skill=sql}\n- [ ] Join", "skill=sewing}\n- [ ] Join", "20: there is no skill “sewing”"),
        ("{#report}", "{#report same-as=other#thing}", "25: same-as: there is no checkpoint “other#thing”"),
        ("hours=4", "hours=40", "12: "),
        ("{#report}", "{#sort}", "25: #sort is already in line 20"),
    ],
)
def test_what_a_roadmap_refers_to_is_in_the_folder(folder, before, after, line):
    found = wrong(folder, tables=ROADMAP.replace(before, after))
    assert found[0].startswith(f"roadmaps/tables.md:{line}")


def test_another_form_is_written_in_ours_when_asked_to(folder):
    path = folder / "roadmaps" / "tables.md"
    path.write_bytes(ROADMAP.replace("- [ ]", "* [ ]").replace("\n", "\r\n").encode("utf-8-sig"))
    assert wrong(folder) == ["roadmaps/tables.md:1: is not in our form; --write writes it so"]
    said, summary = check(folder, "--write")
    assert said == f"{path}: written in our form"
    assert summary.endswith("nothing is wrong.")
    assert path.read_bytes() == ROADMAP.encode()


def test_a_list_from_elsewhere_is_never_written_over(folder):
    foreign = "# A list\n\n* [x] One\n"
    assert wrong(folder, "--write", foreign=foreign) == ["roadmaps/foreign.md:1: needs a slug in its front matter"]
    assert (folder / "roadmaps" / "foreign.md").read_text() == foreign


def test_a_folder_that_is_not_there(tmp_path):
    assert wrong(tmp_path / "nowhere") == [f"{tmp_path}/nowhere: there is no such folder (CONTENT_DIR)"]
