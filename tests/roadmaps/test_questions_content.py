"""The question bank that is delivered: every answer is whole, and every solution does what its checks ask."""

import ast
import subprocess
import sys
from itertools import chain

import pytest
import yaml
from django.conf import settings

from roadmaps.models import Question
from roadmaps.models.questions import DESIGN_STEPS

FEWEST = 150
FEWEST_OF_A_KIND = 12
SECONDS = 20  # one takes some tenths of a second
LENGTHS = {  # from when a text is useful to when nobody reads it
    "question": (20, 300),
    "example": (200, 2500),
    "mistake": (60, 500),
    "follow_up": (15, 300),
    "follow_up_answer": (80, 900),
}
BANK = list(chain(*(yaml.safe_load(path.read_text()) for path in settings.BASE_DIR.glob("fixtures/questions/*.yaml"))))
CODING = [question for question in BANK if question["kind"] == "coding"]

coding = pytest.mark.parametrize("question", CODING, ids=lambda question: question["slug"])


def run(*parts):
    """Python by itself, without what is installed: a process that has ended."""
    code = "\n\n".join(parts)
    return subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, timeout=SECONDS)


def empty(question):
    """What the signature alone promises: a function, or a class with any method, that gives nothing back."""
    if question["signature"].startswith("class"):
        return f"{question['signature']}\n    __init__ = __getattr__ = lambda self, *given: None"
    return f"{question['signature']}\n    return None"


def names_of(code):
    """{name: names of its parameters} of what some code defines; a class has those of `__init__`."""
    found = {}
    for part in ast.parse(code).body:
        if isinstance(part, ast.FunctionDef):
            found[part.name] = [argument.arg for argument in part.args.args]
        elif isinstance(part, ast.ClassDef):
            found[part.name] = None
    return found


def test_there_are_enough_of_every_kind():
    counts = {kind: sum(question["kind"] == kind for question in BANK) for kind in Question.Kind.values}
    assert {kind: count for kind, count in counts.items() if count < FEWEST_OF_A_KIND} == {}
    assert len(BANK) >= FEWEST


def test_a_kind_has_easy_questions_and_hard_ones():
    levels = {kind: {q["difficulty"] for q in BANK if q["kind"] == kind} for kind in Question.Kind.values}
    assert {kind: found for kind, found in levels.items() if len(found) < 2} == {}


def test_each_file_holds_one_kind():
    for path in settings.BASE_DIR.glob("fixtures/questions/*.yaml"):
        assert {question["kind"] for question in yaml.safe_load(path.read_text())} == {path.stem}


@pytest.mark.parametrize("name", LENGTHS)
def test_nothing_is_shorter_than_useful(name):
    shortest, longest = LENGTHS[name]
    assert [q["slug"] for q in BANK if not shortest <= len(q.get(name, "")) <= longest] == []


def test_each_says_what_a_strong_answer_covers():
    assert [q["slug"] for q in BANK if not 4 <= len(q["key_points"]) <= 7] == []
    points = [(q["slug"], point) for q in BANK for point in q["key_points"]]
    assert [slug for slug, point in points if not 40 <= len(point) <= 320] == []


def test_only_the_example_is_marked_up():
    plain = ("question", "mistake", "follow_up", "follow_up_answer")
    texts = [(q["slug"], text) for q in BANK for text in (*(q[name] for name in plain), *q["key_points"])]
    assert [slug for slug, text in texts if "`" in text] == []


def test_each_has_topics_and_skills_by_which_it_is_found():
    assert [q["slug"] for q in BANK if not (1 <= len(q["topics"]) <= 3 and 1 <= len(q["skills"]) <= 3)] == []


def test_no_question_is_asked_twice():
    words = [" ".join(sorted(set(q["question"].lower().split()))) for q in BANK]
    assert len(set(words)) == len(BANK)


def test_every_design_goes_through_the_same_seven_steps():
    (names,) = {tuple(step["name"] for step in q["steps"]) for q in BANK if q["kind"] == "system-design"}
    assert len(names) == DESIGN_STEPS


@coding
def test_a_solution_passes_its_checks(question):
    done = run(question["solution"], question["checks"])
    assert done.returncode == 0, done.stderr


@coding
def test_checks_refuse_what_does_nothing(question):
    done = run(question["solution"], empty(question), question["checks"])
    assert done.returncode != 0


@coding
def test_a_solution_has_the_signature_that_is_asked_for(question):
    ((name, parameters),) = names_of(f"{question['signature']}\n    pass").items()
    assert names_of(question["solution"])[name] == parameters
