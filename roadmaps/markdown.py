"""Markdown of authors and learners to safe HTML: raw HTML off, and nh3 after it."""

import nh3
from django.core.validators import MaxLengthValidator
from django.db import models
from markdown_it import MarkdownIt

# Raise when the same text would give other HTML; `load_content` then renders everything again.
RENDERER = 1
LONGEST = 64 * 1024  # characters of one text

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
    """HTML of `text`, at most `LONGEST` characters of it. Links go nowhere but http, https and mailto."""
    if not text.strip():
        return ""
    return nh3.clean(
        _markdown.render(text[:LONGEST]),
        tags=TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow ugc",
    )


class MarkdownField(models.TextField):
    """Markdown that fills `<name>_html` when its row is saved (one by one: `bulk_update` calls no `pre_save`)."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        kwargs.setdefault("max_length", LONGEST)
        super().__init__(*args, **kwargs)

    @property
    def validators(self):
        return [*super().validators, MaxLengthValidator(self.max_length)]

    def to_python(self, value):
        """Browsers end lines with CR and LF; files and `outline` with LF."""
        value = super().to_python(value)
        return value.replace("\r\n", "\n").replace("\r", "\n") if value else value

    def pre_save(self, instance, add):
        text = super().pre_save(instance, add)
        setattr(instance, f"{self.name}_html", render(text))
        return text
