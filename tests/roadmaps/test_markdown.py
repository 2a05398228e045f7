"""Markdown of authors and learners becomes HTML that can hurt nobody, in bounded time."""

import time

import pytest
from django.core.exceptions import ValidationError

from roadmaps.markdown import LONGEST, MarkdownField, render
from roadmaps.models import Checkpoint


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        (" \n\n ", ""),
        ("plain", "<p>plain</p>\n"),
        ("one\ntwo", "<p>one\ntwo</p>\n"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>\n"),
        (
            "**bold** *soft* ~~gone~~ `code`",
            "<p><strong>bold</strong> <em>soft</em> <s>gone</s> <code>code</code></p>\n",
        ),
        ("### Heading", "<h3>Heading</h3>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n'),
        ("`a < b`", "<p><code>a &lt; b</code></p>\n"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
        ("```python\nx < 1\n```", "<pre><code>x &lt; 1\n</code></pre>\n"),
        ("a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>\n"),
        ("Ünïcødé 漢字 🙂 שלום", "<p>Ünïcødé 漢字 🙂 שלום</p>\n"),
    ],
)
def test_what_becomes_what(text, html):
    assert render(text) == html


def test_a_table():
    assert "<td>1</td>" in render("| a | b |\n|---|---|\n| 1 | 2 |")


def test_a_link_says_that_it_is_not_ours():
    link = '<a href="https://example.org/" rel="noopener nofollow ugc">x</a>'
    assert render("[x](https://example.org/)") == f"<p>{link}</p>\n"


def test_mail_addresses_may_be_linked():
    assert 'href="mailto:a@example.org"' in render("<a@example.org>")


def test_headings_do_not_outrank_those_of_the_page():
    assert "<h1" not in render("# Title\n\n## Part")
    assert "<h2" not in render("# Title\n\n## Part")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<iframe src=https://example.org></iframe>",
        "<style>*{display:none}</style>",
        '<a href="javascript:alert(1)">x</a>',
        "<form action=/my/settings/><input name=x></form>",
        "<svg/onload=alert(1)>",
        "<!-- --><b onclick=alert(1)>x</b>",
        "<details open ontoggle=alert(1)>",
    ],
)
def test_html_is_shown_as_it_was_typed(text):
    html = render(f"{text}\n\n- {text}")
    for tag in ("<script", "<img", "<iframe", "<style", "<form", "<input", "<svg", "<b ", "<details", "<a "):
        assert tag not in html
    assert "&lt;" in html


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "vbscript:x",
        "data:text/html;base64,PHNjcmlwdD4=",
        "file:///etc/passwd",
    ],
)
@pytest.mark.parametrize("form", ["[x]({})", "[x](<{}>)", "<{}>", "[x][1]\n\n[1]: {}"])
def test_links_go_nowhere_but_the_web_and_mail(form, address):
    assert "href=" not in render(form.format(address))


def test_attributes_cannot_be_smuggled_into_a_link():
    html = render('[x](https://example.org/"onmouseover="alert(1) "a\\" onclick=\\"b")')
    assert " onmouseover=" not in html
    assert " onclick=" not in html.replace("&quot; onclick=", "")


def test_no_picture_of_another_host_is_asked_for():
    html = render("![x](https://example.org/pixel.png)")
    assert "<img" not in html
    assert '<a href="https://example.org/pixel.png"' in html


def test_of_a_longer_text_the_first_64_kb_are_rendered():
    html = render("x" * LONGEST + "the end")
    assert len(html) == LONGEST + len("<p></p>\n")


def test_a_longer_text_is_refused_by_the_field():
    checkpoint = Checkpoint(slug="a", title="A", description="x" * (LONGEST + 1))
    assert "description" in _errors(checkpoint)


def test_a_text_of_64_kb_is_not():
    checkpoint = Checkpoint(slug="a", title="A", description="x" * LONGEST)
    assert _errors(checkpoint) == {}


def test_lines_end_alike_wherever_they_come_from():
    assert MarkdownField().to_python("a\r\nb\rc\nd") == "a\nb\nc\nd"


def _errors(row):
    try:
        row.clean_fields(exclude=["roadmap", "milestone", "accomplishment"])
    except ValidationError as error:
        return error.message_dict
    return {}


PATHOLOGICAL = {
    "brackets": "[",
    "links that never end": "[a](",
    "pictures that never end": "![",
    "emphasis": "*a_ ",
    "double emphasis": "a**b",
    "strikes": "~~a",
    "quotes": ">",
    "quotes of lists": "> - ",
    "angles": "<",
    "comments": "<!-- ",
    "ampersands": "&",
    "references": "[a]: b\n",
    "lists": "* a\n",
    "columns": "a|b\n-|-\n" + "|\n",
    "mails": "<a@b.c>",
}


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_64_kb_of_anything_takes_a_few_seconds_at_most(name):
    text = PATHOLOGICAL[name] * (LONGEST // len(PATHOLOGICAL[name]))
    start = time.process_time()
    html = render(text)
    assert time.process_time() - start < 5
    assert len(html) < 20 * LONGEST


def test_deep_nesting_ends_somewhere():
    nested = "\n".join("  " * depth + "- a" for depth in range(240))
    assert render(nested).count("<ul>") < 60
