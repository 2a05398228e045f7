"""Tables of facts are read from YAML: records, rows within them, and every problem with the line where it stands."""

import datetime

import pytest

from roadmaps import tables
from roadmaps.tables import Column

ROWS = {
    "source": Column(required=True, refers_to="sources"),
    "says": Column(required=True),
    "year": Column(int),
    "checked": Column(bool, default=False),
}
COLUMNS = {
    "slug": Column(required=True),
    "note": Column(default="", lines=True),
    "low": Column(int),
    "open": Column(bool, default=True),
    "day": Column(datetime.date),
    "names": Column(list),
    "roles": Column(list, refers_to="roles"),
    "rows": Column(list, rows=ROWS),
}


def read(*lines):
    return tables.read("\n".join(["- slug: one", *lines]), COLUMNS)


def values(*lines):
    """What the one record holds."""
    records, problems = read(*lines)
    assert problems == []
    return records[0].values


def wrong(*lines):
    return read(*lines)[1]


def test_what_is_not_given_is_empty():
    assert values() == {
        "slug": "one",
        "note": "",
        "low": None,
        "open": True,
        "day": None,
        "names": [],
        "roles": [],
        "rows": [],
    }


def test_null_is_the_same_as_not_given():
    assert values("  low:", "  open: null", "  names: ~", "  rows:") == values()


def test_two_records_share_no_empty_list():
    (one, two), _ = tables.read("- slug: one\n- slug: two\n", COLUMNS)
    assert one.values["names"] is not two.values["names"]


@pytest.mark.parametrize("number", [0, 12, -3])
def test_a_whole_number(number):
    assert values(f"  low: {number}")["low"] == number


@pytest.mark.parametrize(("written", "shown"), [("1.5", "1.5"), ("'3'", "'3'"), ("true", "True"), ("[1]", "[1]")])
def test_no_whole_number(written, shown):
    assert wrong(f"  low: {written}") == [(2, f"“low” should be a whole number, not {shown}")]


def test_true_and_false():
    assert values("  open: false")["open"] is False


@pytest.mark.parametrize("written", ["0", "'no'", "[]"])
def test_neither_true_nor_false(written):
    assert wrong(f"  open: {written}")[0][1].startswith("“open” should be true or false, not ")


def test_a_date():
    assert values("  day: 2026-11-20")["day"] == datetime.date(2026, 11, 20)


@pytest.mark.parametrize("written", ["2026", "'2026-11-20'", "2026-11-20 10:00:00"])
def test_no_date(written):
    assert wrong(f"  day: {written}")[0][1].startswith("“day” should be a date like 2026-11-20, not ")


def test_a_list_holds_texts():
    assert wrong("  names: [One, 2]") == [(2, "“names” should be a list of texts, not ['One', 2]")]


def test_a_reference_stands_once_in_its_list():
    assert wrong("  roles: [pilot, clerk, pilot]") == [(2, "“roles” names one of them twice")]
    assert values("  names: [Same, Same]")["names"] == ["Same", "Same"]


def test_rows_are_filled_like_records():
    assert values("  rows:", "    - {source: a-study, says: Ten, checked: true}")["rows"] == [
        {"source": "a-study", "says": "Ten", "year": None, "checked": True}
    ]


def test_rows_know_their_lines():
    records, _ = read("  rows:", "    - source: a-study", "      says: Ten", "    - {source: a-study, says: Two}")
    assert (records[0].line, records[0].row_lines) == (1, {"rows": [3, 5]})


@pytest.mark.parametrize("written", ["Ten", "{source: a-study, says: Ten}", "[Ten]", "[[Ten]]", "[{says: Ten}, ~]"])
def test_rows_are_a_list_of_maps(written):
    assert wrong("  low: 1", f"  rows: {written}") == [
        (3, "“rows” should be a list of maps with source, says, year, checked")
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{says: Ten}", "“source” is missing"),
        ("{source: a-study, says: ''}", "“says” is missing"),
        ("{source: a-study, says: 10}", "“says” should be text, not 10"),
        ("{source: a-study, says: Ten, year: MMXX}", "“year” should be a whole number, not 'MMXX'"),
        ("{source: a-study, says: Ten, checked: 1}", "“checked” should be true or false, not 1"),
        ("{source: a-study, says: Ten, seen: true}", "“seen” is not known here; use source, says, year, checked"),
        ("{source: a-study, says: Ten, says: Two}", "“says” is there twice"),
    ],
)
def test_one_thing_wrong_in_a_row(row, message):
    assert wrong("  rows:", "    - {source: a-study, says: Fine}", f"    - {row}") == [(4, message)]


def test_a_row_of_several_lines_is_wrong_where_it_is_wrong():
    row = ["  rows:", "    - source: a-study", "      says: Ten", "      year: soon"]
    assert wrong(*row) == [(5, "“year” should be a whole number, not 'soon'")]


def test_what_is_wrong_in_several_places_is_said_in_the_order_of_lines():
    lines = ["  rows:", "    - {says: Ten}", "  low: x", "  colour: red"]
    assert [line for line, _ in wrong(*lines)] == [3, 4, 5]


def test_two_records_of_one_slug():
    _, problems = tables.read("- slug: one\n- slug: ' one '\n", COLUMNS)
    assert problems == [(2, "“one” stands in line 1 already")]


def test_a_text_of_one_line_is_one_line():
    """A form would give it back like this, and that is no change."""
    (row,) = values("  rows:", '    - {source: a-study, says: " Ten \\n\\n or two\\n"}')["rows"]
    assert row["says"] == "Ten or two"


def test_a_list_holds_no_line_that_is_empty_or_two():
    assert values('  names: [" One ", "", "Two\\nlines"]')["names"] == ["One", "Two lines"]


def test_a_text_of_several_lines_keeps_them():
    assert values("  note: |", "    One.", "", "    Two.", "")["note"] == "One.\n\nTwo."
    assert values('  note: "One.\\r\\nTwo. \\n"')["note"] == "One.\nTwo."


def test_a_space_that_does_not_break_stays():
    assert values('  names: ["40\\u00a0%"]')["names"] == ["40\u00a0%"]
