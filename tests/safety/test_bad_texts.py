"""Texts that cannot be taken: 400 or 413 with the reason and the line, nothing stored, what was typed kept."""

import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.safety.rows import everything

OURS = "---\nslug: some-text\ntitle: T\n---\n# P {#p}\n## M {#m}\n- [ ] a {#a}\n"
BOMB = "---\na: &a [x, x]\n" + "".join(f"{n}: [*{p}, *{p}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True))
BAD = {
    "nothing": (b"", "There is no task list in it"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "line 2: this is not text"),
    "an archive": (b"PK\x03\x04\x14\x00\x00\x00", "line 1: this is not text"),
    "another encoding": ("- [ ] one\n- [ ] café\n".encode("latin-1"), "line 2: is not UTF-8 text (byte 0xE9)"),
    "more than 1 MB": (b"- [ ] a\n" * 125_001, "The file is larger than 1 MB."),
}
BAD_TEXTS = {
    "no task list": ("# Groceries\n\n- Apples\n- Bread\n", "There is no task list in it"),
    "20,000 boxes": ("- [ ] a\n" * 20_000, "line 10001: the text has more than 10,000 boxes"),
    "40 levels": (
        "".join(f"{'  ' * n}- [ ] a\n" for n in range(40)),
        "line 11: lists stand in lists more than 10 deep",
    ),
    "10,000 headings": ("# a\n- [ ] b\n" * 10_000, "line 10001: the text has more than 5,000 headings"),
    "a slug twice": (OURS + "- [ ] b {#a}\n", "line 8: #a is already in line 7"),
    "an attribute that there is not": (OURS + "- [ ] b {colour=red}\n", 'line 8: a checkpoint takes no "colour"'),
    "front matter that is no map": ("---\n- slug\n---\n- [ ] a\n", "line 1: the front matter is not a list"),
    "front matter that is no YAML": ("---\na: [\n---\n- [ ] a\n", "the front matter cannot be read"),
    "YAML aliases": (
        "---\na: b\nc: *a\n---\n- [ ] a\n",
        "line 3: the front matter cannot be read: anchors",
    ),
    "a bomb of aliases": (BOMB + "---\n- [ ] a\n", "line 2: the front matter cannot be read: anchors"),
    "a line of 1 MB": ("- [ ] " + "a" * 999_000, "line 1: this title is longer than 4,000 characters"),
    "brackets in a title": ("- [ ] " + "[" * 200_000, "line 1: this title is longer than 4,000 characters"),
    "brackets": ("- [ ] a\n\n" + "[" * 200_000, "line 1: the text here is longer than 65,536 characters"),
    "brackets in many boxes": (
        ("- [ ] a\n\n  " + "[" * 900 + "\n\n") * 200,
        "up to here the whole has more brackets, stars",
    ),
    "fewer brackets": ("- [ ] a\n\n" + "[" * 60_000, "line 1: the text here has more brackets, stars"),
    "emphasis": ("- [ ] a\n\n  " + "*_" * 30_000 + "b", "line 1: the text here has more brackets, stars"),
    "a table that fills itself up": (
        "- [ ] a\n\n  " + "|a" * 250 + "\n  " + "|-" * 250 + "\n  |" * 400,
        "line 1: the text here has more brackets, stars, lines or cells",
    ),
    "an address repeated": (
        "- [ ] a\n\n" + "[b]\n" * 8_000 + "\n[b]: http://example.org/" + "c" * 1_900,
        "line 3: its reference links repeat more addresses",
    ),
}


@pytest.fixture(params=["move_in", "admin:roadmaps_draft_import"])
def place(request, as_alice, as_staff):
    """(client, address): where texts are taken."""
    return (as_alice if request.param == "move_in" else as_staff), reverse(request.param)


def refused(place, form, reason, status=400):
    client, address = place
    before = everything()
    answer = client.post(address, form)
    assert answer.status_code == status
    assert reason in html.unescape(answer.text)
    assert everything() == before
    return answer


@pytest.mark.parametrize("name", [*BAD, *BAD_TEXTS])
def test_a_file(place, name):
    content, reason = {**BAD, **BAD_TEXTS}[name]
    content = content.encode() if isinstance(content, str) else content
    answer = refused(place, {"text": "", "file": SimpleUploadedFile("list.md", content)}, reason)
    assert "choose it once more" in answer.text


@pytest.mark.parametrize("name", BAD_TEXTS)
def test_a_text(place, name):
    text, reason = BAD_TEXTS[name]
    answer = refused(place, {"text": text}, reason)
    assert text.strip()[:200] in html.unescape(answer.text).replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (OURS.replace("{#a}", "{#a skill=sewing}"), "line 7: there is no skill “sewing”"),
        (OURS.replace("---\n#", "roles: [pilot]\n---\n#"), "line 4: there is no role “pilot”"),
    ],
    ids=["skill", "role"],
)
@pytest.mark.parametrize("button", [{}, {"publish": "1"}], ids=["look", "publish"])
def test_what_an_author_refers_to_is_there(as_staff, text, reason, button):
    before = everything()
    answer = as_staff.post(reverse("admin:roadmaps_draft_import"), {"text": text, **button})
    assert reason in html.unescape(answer.text)
    assert everything() == before


@pytest.mark.parametrize("size", [3_200_000, 10_000_000])
def test_a_file_that_no_form_takes(place, size):
    form = {"file": SimpleUploadedFile("list.md", b"- [ ] a\n" * (size // 8))}
    answer = refused(place, form, "This is too large", status=413)
    assert "1 MB" in answer.text


def test_a_text_that_no_form_takes(place):
    refused(place, {"text": "- [ ] a\n" * 300_000}, "This is too large", status=413)
