"""A text typed or handed in as a file: read, or refused with all that is wrong with it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from roadmaps.uploads import NO_BOXES, TextOrFileForm

LIST = "# Mine\n\n- [x] One\n- [ ] Two\n"
AGAIN = "Your browser does not keep the file: choose it once more."


def form(text="", file=None):
    content = file.encode() if isinstance(file, str) else file
    files = {} if content is None else {"file": SimpleUploadedFile("list.md", content)}
    return TextOrFileForm({"text": text}, files)


@pytest.mark.parametrize("given", [{"text": LIST}, {"file": LIST}, {"file": LIST.encode("utf-16")}])
def test_a_list(given):
    filled = form(**given)
    assert filled.is_valid(), filled.errors
    assert filled.cleaned_data["text"] == LIST
    assert [checkpoint.done for _, _, checkpoint in filled.cleaned_data["outline"].checkpoints()] == [True, False]


def test_lines_end_alike():
    filled = form(text=LIST.replace("\n", "\r\n"))
    assert filled.is_valid()
    assert filled.cleaned_data["text"] == LIST


def test_spaces_beside_a_file_are_no_text():
    assert form(text=" \r\n", file=LIST).is_valid()


def test_spaces_at_the_beginning_are_kept():
    filled = form(text=f"    code\n\n{LIST}")
    assert filled.is_valid()
    assert filled.cleaned_data["text"].startswith("    code")


@pytest.mark.parametrize("text", ["", " \n"])
def test_nothing(text):
    assert form(text).errors == {"__all__": ["Paste a text or choose a file."]}


def test_both():
    assert form(LIST, LIST).errors == {"__all__": ["Choose one: the text or the file, not both."], "file": [AGAIN]}


@pytest.mark.parametrize("text", ["words", "- bullet", "[ ] no list", "```\n- [ ] code\n```", "> - [ ] quoted"])
def test_no_box(text):
    assert form(text).errors == {"text": [NO_BOXES]}


def test_an_empty_file():
    assert form(file="").errors == {"file": [NO_BOXES, AGAIN]}


def test_what_is_wrong_with_a_text_has_its_line():
    wrong = form("---\nslug: s\ntitle: T\n---\n# P\n## M\n- [ ] a {#a}\n- [ ] b {#a}\n- [ ] c {size=3}\n")
    first, second = wrong.errors["text"]
    assert first == "line 8: #a is already in line 7"
    assert second.startswith('line 9: a checkpoint takes no "size"')


def test_of_many_problems_the_first_are_said():
    wrong = form("---\nslug: s\ntitle: T\n---\n# P\n## M\n" + "- [ ] a {#A}\n" * 51)
    assert len(wrong.errors["text"]) == 21
    assert wrong.errors["text"][-1] == "and 31 more"


def test_what_was_typed_stays_and_a_file_is_asked_for_again():
    assert "no box &lt;b&gt;" in str(form("no box <b>"))
    assert form(file=b"\xff").errors["file"][-1] == AGAIN


@pytest.mark.parametrize("text", ["a" * 1_000_001, "é" * 500_001], ids=["letters", "bytes"])
def test_more_than_a_megabyte(text):
    assert form(text).errors == {"text": ["The text is larger than 1 MB."]}
    assert form(file=text).errors == {"file": ["The file is larger than 1 MB.", AGAIN]}
