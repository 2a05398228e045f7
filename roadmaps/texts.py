"""Bytes of an uploaded or stored file to text. No Django, no I/O."""

import codecs
import re

from .outline_parts import OutlineError, Problem

NOT_TEXT = "this is not text; a picture, a document or an archive cannot be read, only Markdown or plain text"

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a]")
_LINE_END = re.compile(rb"\r\n|\r|\n")


def decoded(content: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 that says so by its byte order mark; the mark is left out.

    Raises OutlineError with the line of the first byte that is neither.
    """
    if content.startswith(_WIDE):
        return _decoded_wide(content)
    if binary := _BINARY.search(content):
        raise OutlineError([Problem(_line(content, binary.start()), NOT_TEXT)])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, byte = _line(content, error.start), content[error.start]
        message = f"is not UTF-8 text (byte 0x{byte:02X}); save it as UTF-8 and try again"
        raise OutlineError([Problem(line, message)]) from None


def _decoded_wide(content):
    """UTF-16 by its mark; what decodes to characters that no text has (UTF-32, a picture) is refused."""
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError as error:
        text = content[: error.start].decode("utf-16")
        raise OutlineError([Problem(len(text.splitlines()) or 1, "is not whole UTF-16 text")]) from None
    if "\x00" in text:
        raise OutlineError([Problem(1, NOT_TEXT)])
    return text


def _line(content, position):
    return len(_LINE_END.findall(content, 0, position)) + 1
