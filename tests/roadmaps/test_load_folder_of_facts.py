"""A table may be a folder of files: read as one, in the order of their names, every problem with its own file."""

import pytest
from django.core.management import CommandError

from roadmaps.models import Question
from tests.roadmaps import staff as as_browser
from tests.roadmaps.folders import FACTS, load, write

DESIGN = FACTS["questions"]
SQUARE = """
- slug: square-a-number
  question: Write a function that squares a number.
  kind: coding
  difficulty: 1
  minutes: 5
  skills: [python]
  key_points: [Multiplies the number by itself.]
  mistake: Doubling it, which is right for two alone.
  follow_up: And the cube?
  follow_up_answer: Once more.
  signature: "def square(x):"
  solution: |
    def square(x: float) -> float:
        return x * x
  checks: |
    assert square(3) == 9
"""
CUBE = SQUARE.replace("square", "cube")


def with_files(folder, **files):
    """The folder with its questions in these files alone; “questions” is the single file."""
    for path in folder.glob("questions/*.yaml"):
        path.unlink()
    names = {name if name == "questions" else f"questions/{name}": text for name, text in files.items()}
    return write(folder, facts={**FACTS, "questions": None, **names})


@pytest.fixture(scope="module")
def stored(module_db, tmp_path_factory):
    load(with_files(tmp_path_factory.mktemp("content"), coding=SQUARE, design=DESIGN))


@pytest.fixture
def folder(stored, db, tmp_path):
    with_files(tmp_path, coding=SQUARE, design=DESIGN)
    return tmp_path


def questions():
    return [question.slug for question in Question.objects.live()]


def refused(folder, **files):
    with pytest.raises(CommandError) as error:
        load(with_files(folder, **files))
    return [line.removeprefix(f"{folder}/") for line in str(error.value).splitlines()[1:]]


def test_the_files_are_one_table_in_the_order_of_their_names(folder):
    assert questions() == ["square-a-number", "design-a-report"]


def test_a_second_load_says_nothing(folder):
    assert load(folder) == []


def test_a_record_is_stored_as_from_a_single_file(folder):
    stored = Question.objects.get(slug="square-a-number")
    assert stored.solution == "def square(x: float) -> float:\n    return x * x"
    assert (stored.level, stored.topics, stored.example_html) == ("junior", [], "")
    design = Question.objects.get(slug="design-a-report")
    assert [step.name for step in design.steps.all()][:2] == ["Clarify", "Frame"]
    assert design.example_html.startswith("<p>One query takes <strong>2 s</strong>:</p>\n<pre><code>if cached:")


def test_markdown_that_changed_is_rendered_again(folder):
    load(with_files(folder, coding=SQUARE, design=DESIGN.replace("**2 s**", "*3 s*")))
    assert "<em>3 s</em>" in Question.objects.get(slug="design-a-report").example_html


def test_a_file_and_a_folder_are_read_together_the_file_first(folder):
    assert load(with_files(folder, questions=DESIGN, coding=SQUARE)) == [
        "question design-a-report: changed",
        "question square-a-number: changed",
    ]
    assert questions() == ["design-a-report", "square-a-number"]


def test_a_record_that_moves_to_another_file_in_its_place_changes_nothing(folder):
    before = list(Question.objects.values())
    assert load(with_files(folder, all=SQUARE + DESIGN)) == []
    assert load(with_files(folder, questions=SQUARE, rest=DESIGN)) == []
    assert list(Question.objects.values()) == before


def test_a_record_that_moves_behind_others_keeps_its_id(folder):
    ids = dict(Question.objects.values_list("slug", "pk"))
    load(with_files(folder, coding="# none yet\n", design=DESIGN + SQUARE))
    assert questions() == ["design-a-report", "square-a-number"]
    assert dict(Question.objects.values_list("slug", "pk")) == ids


def test_what_no_file_of_the_folder_holds_is_retired(folder):
    assert load(with_files(folder, design=DESIGN)) == [
        "question square-a-number: retired",
        "question design-a-report: changed",
    ]
    assert questions() == ["design-a-report"]


def test_a_folder_without_files_keeps_its_records(folder):
    assert load(with_files(folder)) == []
    assert len(questions()) == 2


def test_what_an_administrator_changed_is_left_alone_until_it_is_taken(folder, as_staff):
    as_browser.save(as_staff, Question.objects.get(slug="square-a-number"), minutes=7)
    assert "question square-a-number: changed by an administrator, left alone" in load(folder)[0]
    assert Question.objects.get(slug="square-a-number").minutes == 7
    assert load(folder, take=["square-a-number"]) == ["question square-a-number: changed"]
    assert Question.objects.get(slug="square-a-number").minutes == 5


def test_a_slug_in_two_files(folder):
    assert refused(folder, coding=SQUARE, design="# All designs.\n" + DESIGN + SQUARE) == [
        "questions/design.yaml:35: “square-a-number” stands in coding.yaml already"
    ]


def test_a_slug_in_the_file_and_in_the_folder(folder):
    assert refused(folder, questions=SQUARE, coding=CUBE + SQUARE) == [
        "questions/coding.yaml:19: “square-a-number” stands in questions.yaml already"
    ]


def test_problems_of_several_files_are_said_at_once_each_with_its_file(folder):
    bad = DESIGN.replace("[sql, python]", "[sql, cobol]")
    assert refused(folder, coding=CUBE.replace("minutes: 5", "minutes: five"), design=bad) == [
        "questions/coding.yaml:6: “minutes” should be a whole number, not 'five'",
    ]
    assert refused(folder, coding=CUBE.replace("[python]", "[rust]"), design=bad) == [
        "questions/coding.yaml:2: there is no skill “rust”",
        "questions/design.yaml:2: there is no skill “cobol”",
    ]
    assert len(questions()) == 2


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("coding", "statistics"), "“signature”: Only a coding question has one."),
        (("  checks: |\n    assert square(3) == 9\n", ""), "“checks”: A coding question has one."),
        (("difficulty: 1", "difficulty: 4"), "“difficulty”: Value 4 is not a valid choice."),
        (("kind: coding", "kind: riddles"), "“kind”: Value 'riddles' is not a valid choice."),
        (("  checks", "  steps:\n    - {name: Clarify, text: Asks}\n  checks"), "“steps”: Only a system design has"),
    ],
)
def test_one_thing_that_the_rules_of_a_question_forbid(folder, change, line):
    said = refused(folder, coding=SQUARE.replace(*change))
    assert [problem for problem in said if problem.startswith(f"questions/coding.yaml:2: {line}")] != []


def test_a_design_has_seven_steps(folder):
    one_less = DESIGN.replace("    - {name: Watch, text: Its age}\n", "")
    assert refused(folder, design=one_less) == ["questions/design.yaml:2: “steps”: A system design has 7 steps, not 6."]
