"""Bytes of a file become text, or a sentence that says in which line they stop being one."""

import pytest

from roadmaps.outline import OutlineError
from roadmaps.texts import decoded

TEXT = "- [ ] é 学习 🚀\n- [x] b\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text(encoding):
    assert decoded(TEXT.encode(encoding)) == TEXT


def test_utf_16_in_either_order():
    assert decoded("\ufeffa".encode("utf-16-be")) == decoded("\ufeffa".encode("utf-16-le")) == "a"


def test_nothing_is_a_text_too():
    assert decoded(b"") == ""


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"one\ntwo\xe9\n", "line 2: is not UTF-8 text (byte 0xE9); save it as UTF-8 and try again"),
        (b"one\r\ntwo\r\n\xff", "line 3: is not UTF-8 text (byte 0xFF)"),
        (b"one\rtwo\r\xff", "line 3: is not UTF-8 text (byte 0xFF)"),
        (b"\xed\xa0\x80", "line 1: is not UTF-8 text (byte 0xED)"),
        (b"\xe2\x82", "line 1: is not UTF-8 text (byte 0xE2)"),
        (PNG, "line 2: this is not text; a picture"),
        (b"PK\x03\x04\x14\x00", "line 1: this is not text"),
        (b"%PDF-1.7\n\x01", "line 2: this is not text"),
        ("a\nb".encode("utf-16-le"), "line 1: this is not text"),
        ("a\nb".encode("utf-32"), "line 1: this is not text"),
        ("a\nb".encode("utf-16") + b"c", "line 2: is not whole UTF-16 text"),
        (b"\xff\xfe\x00\xd8", "line 1: is not whole UTF-16 text"),
    ],
)
def test_what_is_no_text(content, message):
    with pytest.raises(OutlineError) as refused:
        decoded(content)
    assert str(refused.value).startswith(message)
