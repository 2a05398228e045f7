"""What is wrong in a table of facts is said with file and line, for rows with their own, and nothing is stored."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError

from roadmaps.models import Level, Role, Source
from tests.roadmaps.folders import FACTS, ROLES, SKILLS, load, write

RETIRED = datetime(2026, 3, 2, tzinfo=UTC)
REQUIRES = ROLES + "  requires:\n    - {skill: sql, level: 4, source: a-study}\n"


@pytest.fixture
def folder(db, tmp_path):
    return tmp_path


def refused(folder, **files):
    """The lines of what is wrong, without the folder."""
    write(folder, **files)
    with pytest.raises(CommandError) as error:
        load(folder)
    return [line.removeprefix(f"{folder}/") for line in str(error.value).splitlines()[1:]]


def wrong(folder, name, *change):
    assert FACTS[name].replace(*change) != FACTS[name]
    said = refused(folder, facts={**FACTS, name: FACTS[name].replace(*change)})
    assert not Source.objects.exists()
    return [line.removeprefix(f"{name}.yaml:") for line in said]


@pytest.mark.parametrize(
    ("name", "change", "line"),
    [
        ("pay", ("role: analyst", "role: pilot"), "2: there is no role “pilot”"),
        ("pay", ("place: us", "place: moon"), "2: there is no place “moon”"),
        ("disagreements", ("[a-study]", "[a-study, hearsay]"), "2: there is no source “hearsay”"),
        (
            "levels",
            ("{source: a-study, title: Lead", "{source: hearsay, title: Lead"),
            "10: there is no source “hearsay”",
        ),
        ("fit_options", ("{role: analyst, points: -1", "{role: pilot, points: -1"), "7: there is no role “pilot”"),
    ],
)
def test_a_reference_to_what_is_not_there(folder, name, change, line):
    assert wrong(folder, name, *change) == [line]


def test_a_reference_to_what_only_the_database_has(folder):
    Source.objects.create(slug="hearsay", title="Hearsay")
    load(write(folder, facts={**FACTS, "targets": FACTS["targets"].replace("a-study", "hearsay")}))


def test_references_to_a_table_that_is_wrong_itself_are_not_judged(folder):
    assert refused(folder, sources="- slug: other\n", facts=FACTS) == ["sources.yaml:1: “title” is missing"]


@pytest.mark.parametrize(
    ("name", "change", "line"),
    [
        ("pay", ("basis: base", "basis: gross"), "2: “basis”: Value 'gross' is not a valid choice."),
        (
            "pay",
            ("[senior, mid]", "[senior, old]"),
            "2: “seniorities”: Item 2 in the array did not validate",
        ),
        ("pay", ("  seniorities: [senior, mid]\n", ""), "2: “seniorities”: This field cannot be blank."),
        ("pay", ("low: 100", "low: 150"), "2: “high”: 140 is below 150: a range goes up."),
        ("pay", ("  low: 100\n", ""), "2: “high”: A range has two ends, or none; a single figure is both."),
        ("pay_factors", (", high: 90", ""), "1: “high”: A range has two ends, or none; a single figure is both."),
        ("pay", ("low: 100", "low: -1"), "2: “low”: Ensure this value is greater than or equal to 0."),
        ("growth", ("years_low: 0", "years_low: 3"), "1: “years_high”: 2 is below 3: a range goes up."),
        ("levels", ("years_high: 8", "years_high: 4"), "9: “years_high”: 4 is below 5: a range goes up."),
        ("levels", ("percent: 40", "percent: 101"), "13: “percent”: Ensure this value is less than or equal to 100."),
        ("fit_options", ("points: -1", "points: -4"), "7: “points”: Give −3 to 3 points."),
        ("targets", ("per: day", "per: year"), "2: “per”: Value 'year' is not a valid choice."),
        ("targets", ("what: Queries written", "what: ' '"), "2: “what”: This field cannot be blank."),
        ("targets", ("low: 10", "low: ten"), "5: “low” should be a whole number, not 'ten'"),
        ("targets", ("unit: queries", "position: 3\n  unit: queries"), "6: “position” is not known here; use slug"),
    ],
)
def test_one_thing_that_the_rules_of_a_record_forbid(folder, name, change, line):
    (said,) = wrong(folder, name, *change)
    assert said.startswith(line)


def test_a_skill_has_five_levels_or_none(folder):
    assert refused(folder, skills=SKILLS + "  levels: [Reads, Writes, Joins, Tunes]\n") == [
        "skills.yaml:4: “levels”: There are 5 levels, a line each; not 4."
    ]
    load(write(folder, skills=SKILLS + "  levels: [Reads, Writes, Joins, Tunes, Teaches]\n"))


def test_everything_wrong_in_a_table_is_said_at_once(folder):
    bad = FACTS["levels"].replace("years_high: 8", "years_high: 4").replace("percent: 40", "percent: 0")
    assert [line[:15] for line in refused(folder, facts={**FACTS, "levels": bad})] == [
        "levels.yaml:9: ",
        "levels.yaml:13:",
    ]


def test_two_records_for_what_there_is_one(folder):
    levels = FACTS["levels"] + FACTS["levels"].strip().replace("analyst-senior", "analyst-old") + "\n"
    assert refused(folder, facts={**FACTS, "levels": levels}) == [
        "levels.yaml:14: role, seniority are the same as in line 2"
    ]


def test_two_rows_for_what_there_is_one(folder):
    assert refused(folder, roles=REQUIRES + "    - {skill: sql, level: 5, source: a-study}\n") == [
        "roles.yaml:7: skill, source are the same as in line 6"
    ]


def test_the_same_row_in_two_records_is_no_problem(folder):
    load(write(folder, roles=REQUIRES + REQUIRES.replace("analyst", "clerk")))
    assert Role.objects.count() == 2


def test_what_does_not_go_with_a_record_of_an_administrators(folder):
    load(write(folder))
    Level.objects.create(slug="mine", role=Role.objects.get(), seniority="senior", name="Mine")
    (said,) = refused(folder, facts=FACTS)
    assert said.startswith("levels.yaml:1: does not go with what is stored: duplicate key value")
    assert "Key (role_id, seniority)" in said
    assert Level.objects.get().slug == "mine"
