"""What would keep the renderer busy is refused where it is typed, and never rendered."""

import time
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from roadmaps.effort import LONGEST, MOST, MOST_OF_ALL, effort
from roadmaps.markdown import render, validate_effort
from roadmaps.models import Checkpoint
from roadmaps.outline import parse
from tests.factories import checkpoint

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures" / "roadmaps").glob("*.md"))
HEAVY = {
    "brackets": "[" * 60_000,
    "emphasis": "*_" * 30_000,
    "a table that fills itself up": "|a" * 250 + "\n" + "|-" * 250 + "\n" + "|\n" * 400,
    "such a table in a quotation": "> " + "|a" * 250 + "\n> " + "|-" * 250 + "\n" + "> |\n" * 400,
    "a long address, often": "[a]: http://x/" + "y" * 30_000 + "\n\n" + "[a]" * 10_000,
    "a long title, often": '[a]: x\n"' + "y\n" * 10_000 + '"\n\n' + "[a]" * 10_000,
    "quotations in quotations": "> " * 18 + "a\n" + "b\n" * 30_000,
    "lists in lists": ("- " * 9 + "a\n") * 3_000,
}
# What people write, as much of it as a text may have.
LIGHT = {
    "words": "These are ordinary words. " * 2_500,
    "a list of links": "- [A title of some words](https://example.org/some/path/page.html), by A. Person\n" * 790,
    "a table": "| a cell | another cell | `code` | [link](https://example.org/) |\n" * 950,
    "code": "```python\n" + "values = [row[0] * row[1] for row in rows if row]\n" * 1_200 + "```\n",
    "references": "".join(f"See [chapter {n}][{n}].\n" for n in range(800))
    + "\n"
    + "".join(f"[{n}]: https://example.org/chapters/{n}\n" for n in range(800)),
}


@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY)
def test_heavy_text_is_refused(text):
    with pytest.raises(ValidationError, match="more brackets, stars, lines or cells of tables"):
        validate_effort(text)


@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY)
def test_and_shown_as_it_was_typed_where_it_is_stored_all_the_same(text):
    started = time.process_time()
    html = render(text)
    assert time.process_time() - started < 1
    assert html.startswith("<pre>")
    assert len(html) < 6 * LONGEST


@pytest.mark.parametrize("text", LIGHT.values(), ids=LIGHT)
def test_what_people_write_is_not(text):
    assert 35_000 < len(text) <= LONGEST
    validate_effort(text)
    assert not render(text).startswith("<pre>&lt;")


def test_our_own_roadmaps_are_far_from_the_bounds():
    for path in FIXTURES:
        outline = parse(path.read_text(encoding="utf-8"))
        described = [checkpoint.description for _, _, checkpoint in outline.checkpoints()]
        assert max(map(effort, described)) < MOST / 100
        assert sum(map(effort, described)) < MOST_OF_ALL / 20


def test_a_field_refuses_it():
    row = Checkpoint(slug="a", title="A", description=HEAVY["brackets"])
    with pytest.raises(ValidationError) as refused:
        row.clean_fields(exclude=["roadmap", "milestone", "accomplishment"])
    assert list(refused.value.message_dict) == ["description"]


def test_a_note_refuses_it_and_keeps_what_was_typed(as_alice, alice, roadmap):
    alice.follow(roadmap)
    path = reverse("save_note", args=[checkpoint(roadmap, "thing-1-1").pk])
    answer = as_alice.post(path, {"note": HEAVY["brackets"], "note_version": "0"})
    assert answer.status_code == 400
    assert "This text has more brackets" in answer.text
    assert HEAVY["brackets"] in answer.text
    assert not alice.progress.exclude(note="").exists()
