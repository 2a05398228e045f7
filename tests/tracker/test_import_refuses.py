"""What moving in does not take: it says why, in which line, and keeps what was typed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from roadmaps.models import Roadmap
from tests import factories
from tests.tracker.test_import_list import MOVE_IN, move_in


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Paste a text or choose a file"),
        ("# Only a heading\n- and a bullet", "There is no task list in it"),
        (factories.short_text("Read {#Read}", slug="x"), "line 10: "),
        ("---\n- a\n---\n- [ ] b", "line 1: "),
        ("## A {weeks=1 study=1}\n- [ ] Read {hours=5}\n## B\n- [ ] Write", "line 1: "),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_the_text_kept(as_alice, text, reason):
    answer = move_in(as_alice, text)
    assert (answer.status_code, Roadmap.objects.exists()) == (400, False)
    assert reason in answer.text
    assert answer.context["form"]["text"].value() == text


def test_a_file_that_is_no_utf8_names_the_line(as_alice):
    answer = as_alice.post(MOVE_IN, {"file": SimpleUploadedFile("a.md", b"- [ ] a\n- [ ] caf\xe9\n")})
    assert answer.status_code == 400
    assert "line 2: is not UTF-8 text" in answer.text


def test_fifty_are_as_many_as_fit(as_alice, alice, monkeypatch):
    monkeypatch.setattr("tracker.models.personal.MOST", 2)
    answers = [move_in(as_alice).status_code for _ in range(3)]
    assert (answers, alice.personal_roadmaps.count()) == ([303, 303, 400], 2)
    assert "as many as fit" in move_in(as_alice).text


def test_a_roadmap_that_is_not_offered_is_not_ticked(as_alice, alice, roadmap):
    answer = move_in(as_alice, confirmed="made-up")
    assert (answer.status_code, alice.enrollments.exists()) == (400, False)
    assert "not offered any more" in answer.text
