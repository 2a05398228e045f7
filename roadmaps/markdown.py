"""Markdown of authors and learners to safe HTML: raw HTML off, and nh3 after it."""

import nh3
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.html import escape
from markdown_it import MarkdownIt

from roadmaps.effort import LONGEST, MOST, TOO_MUCH, effort

# Raise when the same text would give other HTML; `load_content` then renders everything again.
RENDERER = 2

TAGS = {
    *(
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "code",
        "dd",
        "del",
        "div",
        "dl",
        "dt",
        "em",
        "h3",
        "h4",
        "h5",
        "h6",
    ),
    *("hr", "i", "kbd", "li", "ol", "p", "pre", "s", "strong", "sub", "sup", "table", "tbody", "td", "th"),
    *("thead", "tr", "ul"),
}
_markdown = (
    MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"]).disable("image")
)


def render(text):
    """HTML of `text`, at most `LONGEST` characters of it. Links go nowhere but http, https and mailto.

    What `validate_effort` refuses and is stored all the same is shown as it was typed.
    """
    text = text[:LONGEST]
    if not text.strip():
        return ""
    if effort(text) > MOST:
        return f"<pre>{escape(text)}</pre>\n"
    return nh3.clean(
        _markdown.render(text),
        tags=TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow ugc",
    )


def validate_effort(text):
    """Refuse what would keep the renderer busy for longer than anything that people write."""
    if effort(text[: LONGEST + 1]) > MOST:
        raise ValidationError(f"This text {TOO_MUCH}. Please shorten it or split it.", code="effort")


class MarkdownField(models.TextField):
    """Markdown that fills `<name>_html` when its row is saved (one by one: `bulk_update` calls no `pre_save`)."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        kwargs.setdefault("max_length", LONGEST)
        super().__init__(*args, **kwargs)

    @property
    def validators(self):
        return [*super().validators, MaxLengthValidator(self.max_length), validate_effort]

    def to_python(self, value):
        """Browsers end lines with CR and LF; files and `outline` with LF."""
        value = super().to_python(value)
        return value.replace("\r\n", "\n").replace("\r", "\n") if value else value

    def pre_save(self, instance, add):
        text = super().pre_save(instance, add)
        setattr(instance, f"{self.name}_html", render(text))
        return text
