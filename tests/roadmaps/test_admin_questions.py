"""Questions in admin: code stays code, Markdown is rendered, and a design goes through its seven steps."""

import pytest

from roadmaps.models import Question
from tests import factories
from tests.roadmaps import staff as as_browser
from tests.roadmaps.folders import FACTS, load, write

LIST = "/admin/roadmaps/question/"
CODE = {"signature": "def f(x):", "solution": "def f(x):\n    return x", "checks": "assert f(1) == 1"}


@pytest.fixture
def design(db, tmp_path):
    load(write(tmp_path, facts=FACTS))
    return Question.objects.get()


@pytest.fixture
def coding(db):
    return factories.question(slug="the-same", kind="coding", topics=["functions"], **CODE)


def found(client, **asked):
    return [question.slug for question in client.get(LIST, asked).context["cl"].result_list]


def test_code_keeps_its_lines(as_staff, coding):
    as_browser.save(as_staff, coding, solution="def f(x):\r\n    if x:\r\n        return x\r\n")
    coding.refresh_from_db()
    assert coding.solution == "def f(x):\n    if x:\n        return x"


def test_an_example_is_rendered_when_it_is_changed(as_staff, coding):
    as_browser.save(as_staff, coding, example="It is **x**.\r\n\r\n```\r\nf(1)\r\n```")
    coding.refresh_from_db()
    assert coding.example_html == "<p>It is <strong>x</strong>.</p>\n<pre><code>f(1)\n</code></pre>\n"


def test_what_else_is_changed_leaves_the_example(as_staff, coding):
    before = coding.example_html
    as_browser.save(as_staff, coding, minutes=9)
    coding.refresh_from_db()
    assert (coding.minutes, coding.example_html) == (9, before)


def test_there_is_room_for_code(as_staff, coding):
    form = as_staff.get(as_browser.address(coding)).context["adminform"].form
    assert [int(form.fields[name].widget.attrs["rows"]) for name in ("solution", "checks", "example")] == [24, 16, 16]


@pytest.mark.parametrize("name", CODE)
def test_a_coding_question_has_all_its_code(as_staff, coding, name):
    answer = as_browser.save(as_staff, coding, **{name: ""})
    assert "A coding question has one." in as_browser.errors(answer)


def test_another_question_has_no_code(as_staff, coding):
    answer = as_browser.save(as_staff, coding, kind="statistics")
    assert as_browser.errors(answer).count("Only a coding question has one.") == 3


def test_a_design_keeps_its_seven_steps(as_staff, design):
    answer = as_browser.save(as_staff, design, **{"steps-6-DELETE": "on"})
    assert "A system design has 7 steps, not 6." in answer.content.decode()
    assert design.steps.count() == 7


def test_nothing_else_has_steps(as_staff, design):
    answer = as_browser.save(as_staff, design, kind="production")
    assert "Only a system design has steps." in answer.content.decode()
    assert as_browser.errors(as_browser.save(as_staff, design, kind="production", **all_deleted())) == ""
    assert design.steps.count() == 0


def all_deleted():
    return {f"steps-{number}-DELETE": "on" for number in range(7)}


def test_a_step_is_changed(as_staff, design):
    as_browser.save(as_staff, design, **{"steps-0-text": "Asks who reads it"})
    assert design.steps.first().text == "Asks who reads it"


def test_questions_are_found_by_what_they_are(as_staff, design, coding):
    assert found(as_staff, q="caches") == found(as_staff, kind="system-design") == ["design-a-report"]
    assert found(as_staff, q="functions") == found(as_staff, difficulty=1) == ["the-same"]
    assert found(as_staff, level="mid", retired_at__isempty="1") == ["design-a-report"]
