"""A Markdown file that knows nothing of our form: what becomes of it, and what is refused."""

import time
from contextlib import suppress

import pytest

from roadmaps.outline import OutlineError, parse


def outlined(text):
    """(phase, milestone, section, depth, title) of each box."""
    return [
        (phase.title, milestone.title, checkpoint.section, checkpoint.depth, checkpoint.title)
        for phase, milestone, checkpoint in parse(text).checkpoints()
    ]


def test_boxes_of_every_marker_done_or_not():
    text = "* [ ] a\n* [x] b\n\n+ [X] c\n\n1. [ ] d\n\n2) [x] e\n"
    checkpoints = parse(text).phases[0].milestones[0].checkpoints
    assert [(c.title, c.done) for c in checkpoints] == [
        ("a", False),
        ("b", True),
        ("c", True),
        ("d", False),
        ("e", True),
    ]


def test_nested_boxes_keep_their_depth():
    assert [row[3] for row in outlined("1. [ ] a\n   - [ ] b\n\n\t\t* [ ] c\n2. [ ] d\n")] == [0, 1, 2, 0]


def test_the_only_heading_of_the_topmost_level_is_the_title():
    outline = parse("# Title\nIntro\n## P\n### M\n- [ ] a\n")
    assert (outline.title, outline.introduction) == ("Title", "Intro")
    assert outlined("# Title\n## P\n### M\n- [ ] a\n") == [("P", "M", "", 0, "a")]


def test_a_title_in_the_front_matter_leaves_the_headings_alone():
    assert outlined("---\ntitle: T\n---\n# P\n## M\n- [ ] a\n") == [("P", "M", "", 0, "a")]


def test_levels_that_are_used_count_not_their_numbers():
    text = "## P\n#### M\n- [ ] a\n##### S\n- [ ] b\n###### SS\n- [ ] c\n## Q\n- [ ] d\n"
    assert outlined(text) == [
        ("P", "M", "", 0, "a"),
        ("P", "M", "S", 0, "b"),
        ("P", "M", "S: SS", 0, "c"),
        ("Q", "", "", 0, "d"),
    ]


def test_a_single_level_is_milestones_in_an_unnamed_phase():
    assert outlined("Title\n===\n\nA\n---\n- [ ] a\n\nB\n---\n- [ ] b\n") == [
        ("", "A", "", 0, "a"),
        ("", "B", "", 0, "b"),
    ]


def test_without_headings_one_unnamed_phase_and_milestone():
    assert outlined("Before\n- [ ] a\n") == [("", "", "", 0, "a")]
    assert parse("Before\n- [ ] a\n").introduction == "Before"
    assert len(parse("").phases[0].milestones) == 1


def test_a_bullet_around_boxes_is_their_section():
    assert outlined("## M\n- Arrays:\n  - [ ] a\n  - Sorting\n    - [ ] b\n- [ ] c\n") == [
        ("", "", "Arrays", 0, "a"),
        ("", "", "Arrays: Sorting", 0, "b"),
        ("", "", "", 0, "c"),
    ]


def test_a_bullet_in_a_box_is_description_and_its_boxes_stay_boxes():
    first, second = parse("- [ ] a\n  - why\n    - [ ] b\n").phases[0].milestones[0].checkpoints
    assert (first.description, second.title, second.depth) == ("- why", "b", 1)


def test_headings_learn_build_deliver_check_set_the_kind():
    checkpoints = parse("---\ntitle: T\n---\n# A\n## B\n### BUILD\n- [ ] a\n#### Docker\n- [ ] b\n").checkpoints()
    assert [(c.kind, c.section) for _, _, c in checkpoints] == [("build", ""), ("build", "Docker")]


def test_description_is_the_source_without_its_indentation():
    text = "1. [ ] a\n\n   | x | y |\n   |---|---|\n\n       code\n   <b>bold</b>\n   > - [ ] no box\n"
    assert (
        parse(text).phases[0].milestones[0].checkpoints[0].description
        == "| x | y |\n|---|---|\n\n    code\n<b>bold</b>\n> - [ ] no box"
    )


@pytest.mark.parametrize(
    "text",
    ["```\n- [ ] a\n", "    - [ ] a\n", "> - [ ] a\n", "<!--\n- [ ] a\n-->\n", "- [ ]\n", "[ ] a\n", "- [x](u)\n"],
)
def test_no_box(text):
    assert outlined(text) == []


def test_description_of_a_widely_indented_box():
    checkpoints = parse("-   [ ] a\n\n    Text\n\n        code\n").phases[0].milestones[0].checkpoints
    assert checkpoints[0].description == "Text\n\n    code"


def test_link_definitions_are_kept():
    assert parse("[name]: https://example.org/\n").introduction == "[name]: https://example.org/"


def test_a_rule_below_a_quotation_is_no_heading():
    outline = parse("> quoted\n---\n- [ ] a\n")
    assert (outline.title, outline.introduction) == ("", "> quoted\n---")


def test_a_section_without_a_milestone():
    text = "---\ntitle: T\n---\n# P\n### S\n- [ ] a\n- [ ] b\n## M\n- [ ] c\n"
    assert outlined(text) == [("P", "", "S", 0, "a"), ("P", "", "S", 0, "b"), ("P", "M", "", 0, "c")]


def test_a_resource_with_text_below_it_is_text():
    milestone = parse("- [ ] a\n- [R](u){.resource}\n\n  More\n").phases[0].milestones[0]
    assert (milestone.resources, milestone.description) == ([], "- [R](u){.resource}\n\n  More")


def test_text_after_boxes_and_in_sections_is_kept():
    milestone = parse("---\ntitle: T\n---\n# P\n## M\n- [ ] a\n\nAfter\n### S\nIn S\n").phases[0].milestones[0]
    assert milestone.description == "After\n\n**S**\n\nIn S"


def test_headings_that_nothing_follows_are_kept_as_text():
    milestone = (
        parse("---\ntitle: T\n---\n# P\n## M\n### One\n### Two\n- [ ] a\n### Three\n#### Four\n")
        .phases[0]
        .milestones[0]
    )
    assert milestone.description == "**One**\n\n**Three**\n\n**Four**"
    assert parse("# T\n## M\n- [ ] a\n### Learn\n").phases[0].milestones[0].description == ""


def test_what_is_folded_stands_below_its_summary():
    text = "# T\n## P\n<details open>\n<summary><b>Week</b> 1</summary>\n\n- [ ] a\n\n</details>\n\n## Q\n- [ ] b\n"
    assert outlined(text) == [("P", "Week 1", "", 0, "a"), ("Q", "", "", 0, "b")]


def test_byte_order_mark_line_ends_and_writing_systems():
    text = "\ufeff# 学习\r\n## مرحبا\r\n- [ ] 机器学习 🚀\r\n- [ ] تعلم\r\n"
    assert parse(text).title == "学习"
    assert [row[4] for row in outlined(text)] == ["机器学习 🚀", "تعلم"]


@pytest.mark.parametrize("title", ["use {braces}", "${HOME}", "{#Big}", "{", "a {hours=x}", "{#only}", "x {.resource}"])
def test_braces_that_are_no_attributes_are_title(title):
    assert outlined(f"- [ ] {title}\n")[0][4] == title


def test_attributes_work_without_a_slug_in_the_front_matter():
    checkpoint = parse("- [ ] a {#b hours=2}\n").phases[0].milestones[0].checkpoints[0]
    assert (checkpoint.title, checkpoint.slug, checkpoint.hours) == ("a", "b", (120, 120))


def test_a_slug_that_is_taken_is_left_out():
    assert [c.slug for _, _, c in parse("- [ ] a {#s}\n- [ ] b {#s}\n").checkpoints()] == ["s", ""]


def test_foreign_front_matter_is_taken_as_far_as_it_fits():
    outline = parse("---\nlayout: post\ntitle: No\nweeks: soon\ndate: {a: b}\n---\n- [ ] a\n")
    assert (outline.title, outline.weeks) == ("No", None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\x00b", "this is not text"),
        ("a\nb\ud800", "line 2: this is not text"),
        ("a" * 2_500_001, "larger than 2.5 MB"),
        ("é" * 1_250_001, "larger than 2.5 MB"),
        ("a\n" * 100_001, "more than 100,000 lines"),
        ("- a\n" * 20_001, "line 20001: the text has more than 20,000 list items"),
        ("- [ ] a\n" * 20_000, "line 10001: the text has more than 10,000 boxes"),
        ("# a\n" * 10_000, "line 5001: the text has more than 5,000 headings"),
        ("# a\n" * 2_001, "line 2000: the text has more than 2,000 headings"),
        ("a\n\n- [ ] " + "b " * 2_001, "line 3: this title is longer than 4,000 characters"),
        ("# a\n" + "b" * 70_000, "line 1: the text here is longer than 65,536 characters"),
        ("# a\n" + "[" * 60_000, "line 1: the text here has more brackets, stars"),
        ("- [ ] a\n\n  " + "|a" * 200 + "\n  " + "|-" * 200 + "\n  |" * 500, "line 1: the text here has more brackets"),
        (f"- [ ] a\n\n  [b]: http://c/{'d' * 9_000}\n\n  {'[b]' * 500}", "line 1: the text here has more brackets"),
        (("- [ ] a\n\n  " + "*_" * 500 + "\n\n") * 300, "line 337: up to here the whole has more brackets, stars"),
        ("- " * 11 + "a", "line 1: lists stand in lists more than 10 deep"),
        ("---\n- a\n---\n", 'the front matter is not a list of "key: value"'),
        ("---\na: &a [1]\n---\n", "line 2: the front matter cannot be read: anchors"),
        ("---\na: b\nc: *a\n---\n", "line 3: the front matter cannot be read: anchors"),
        ("---\na: " + "[" * 9000 + "\n---\n", "too many brackets"),
        ("---\na: " + "b" * 20_001 + "\n---\n", "longer than 20,000 characters"),
    ],
)
def test_what_is_refused(text, message):
    with pytest.raises(OutlineError, match=message.replace("(", "\\(")):
        parse(text)


def test_the_limits_themselves_are_allowed():
    parse(("a" * 999 + "\n- [ ] b\n") * 990)
    parse("- " * 10 + "a")
    parse("- [ ] " + "a" * 4_000)
    parse("a" * 64 * 1024)


def test_ten_thousand_boxes_are_read():
    text = "".join(f"## M{number}\n" + f"- [x] a {number}\n" * 100 for number in range(100))
    assert sum(1 for _ in parse(text).checkpoints()) == 10_000


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "- [ ] " + "*a **b " * 100_000,
        "a" * 1_000_000,
        "- [ ] " + "{" * 900_000 + "}",
        "- [ ] " + "\\{" * 400_000 + "}",
        '- [ ] {by="' + '\\"' * 400_000 + "}",
        "- " + "{.resource " * 80_000 + "}",
        "<a" + ' a="' * 200_000,
        ">" * 1_000_000,
        "\t" * 1_000_000,
        "# a\n" * 10_000,
        "- [ ] a {hours=1}\n" * 20_000,
        "- - - - - - - - - - a\n" * 1_900,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_text_is_read_within_two_seconds(text):
    started = time.process_time()
    with suppress(OutlineError):
        parse(text)
    assert time.process_time() - started < 2
