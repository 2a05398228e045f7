"""Markdown of authors and learners: what could run or load is gone, the words stay, links do not vouch for anybody."""

import pytest
from django.urls import reverse

from roadmaps.markdown import LONGEST, render
from tests.factories import roadmap
from tests.safety.elements import dangers, elements

ATTACKS = {
    "a script": "words <script>alert(1)</script>",
    "an event handler": "words <img src=x onerror=alert(1)>",
    "an svg": "words <svg/onload=alert(1)>",
    "a script address": "[words](javascript:alert(1))",
    "a script address in capitals": "[words](JaVaScRiPt:alert(1))",
    "a script address with a tab": "[words](java\tscript:alert(1))",
    "a script address in entities": "[words](&#106;avascript:alert(1))",
    "a script address in angles": "[words](<javascript:alert(1)>)",
    "a script address by reference": "[words][1]\n\n[1]: javascript:alert(1)",
    "a script autolink": "words <javascript:alert(1)>",
    "a data address": "[words](data:text/html,<script>alert(1)</script>)",
    "a data image": "![words](data:image/svg+xml;base64,PHN2Zz4=)",
    "an image of another host": "![words](https://evil.test/pixel.png)",
    "a vbscript address": "[words](vbscript:msgbox(1))",
    "a file address": "[words](file:///etc/passwd)",
    "htmx get": '<div hx-get="/my/">words</div>',
    "htmx event": '<b hx-on:click="alert(1)">words</b>',
    "htmx data": '<b data-hx-post="/my/settings/delete">words</b>',
    "a style": "words <style>body{display:none}</style>",
    "a style attribute": '<p style="position:fixed">words</p>',
    "a base": 'words <base href="https://evil.test/">',
    "a refresh": 'words <meta http-equiv="refresh" content="0;url=https://evil.test">',
    "a form": 'words <form action="https://evil.test"><input name="password"></form>',
    "a frame": "words <iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "an id": '<b id="main" class="btn" name="state">words</b>',
    "an attribute in a link": '[words](https://a.test "t" onclick=alert(1))',
    "an attribute in a title": '[words](https://a.test "x\\" onclick=\\"alert(1)")',
    "a language of code": '```"><script>alert(1)</script>\nwords\n```',
    "a comment": "words <!-- --!><script>alert(1)</script> -->",
    "half a tag": "words <scr<script>ipt>alert(1)</script>",
}
TAGS = {"a", "b", "blockquote", "code", "em", "li", "ol", "p", "pre", "strong", "ul"}
ATTRIBUTES = {"href", "rel", "title"}
EVIL = "<img src=x onerror=alert(1)> [words](javascript:alert(1)) <b hx-get=/my/>words</b>"
EVERYWHERE = f"""---
slug: evil
title: '{EVIL}'
summary: '{EVIL}'
audience: '{EVIL}'
outcomes: ['{EVIL}']
---
{EVIL}

# Month 1: {EVIL} {{#start}}
{EVIL}
## Week 1: {EVIL} {{#week-1}}
{EVIL}
### Learn
- [ ] {EVIL} {{#thing}}

  {EVIL}
  - [{EVIL}](https://a.test){{.resource kind=book by="{EVIL}" remark="{EVIL}"}}
"""


@pytest.mark.parametrize("text", ATTACKS.values(), ids=ATTACKS)
def test_attacks_are_words(text):
    html = render(text)
    assert "words" in html
    assert dangers(html) == []
    for name, attributes in elements(html):
        assert name in TAGS
        assert set(attributes) <= ATTRIBUTES


def test_in_a_note_of_a_learner(as_alice, hers):
    """The whole page shows no element more than it does with plain words."""
    seen = {}
    for version, (attack, text) in enumerate(({"plain": "words"} | ATTACKS).items(), start=1):
        form = {"note": text, "note_version": version}
        assert as_alice.post(reverse("save_note", args=[hers.checkpoint]), form).status_code == 303
        page = as_alice.get(reverse("my_checkpoint", args=[hers.checkpoint])).text
        assert dangers(page) == [], attack
        seen[attack] = {name for name, _ in elements(page)} - TAGS
        assert not any(key.startswith("data-hx") or key == "hx-get" for _, keys in elements(page) for key in keys), (
            attack
        )
    assert set(map(frozenset, seen.values())) == {frozenset(seen["plain"])}


def test_in_every_text_of_an_author(as_staff, staff):
    stored = roadmap(EVERYWHERE)
    staff.follow(stored)
    checkpoint = stored.checkpoints.get().pk
    paths = ["/", "/roadmaps/", "/roadmaps/evil/", "/my/", "/my/roadmaps/", "/my/roadmaps/evil/"]
    paths += [f"/my/checkpoints/{checkpoint}/", "/my/roadmaps/evil/follow", "/admin/roadmaps/roadmap/"]
    paths += [f"/admin/roadmaps/checkpoint/{checkpoint}/change/", "/admin/roadmaps/revision/"]
    paths += [f"/admin/roadmaps/revision/{stored.revisions.get().pk}/change/"]
    for path in paths:
        page = as_staff.get(path).text
        assert "words" in page, path
        assert dangers(page) == [], path
        assert not any(attributes.get("src") == "x" or "hx-get" in attributes for _, attributes in elements(page)), path


@pytest.mark.parametrize("address", ["https://a.test/x?y=1&z=2", "http://a.test", "mailto:a@a.test"])
def test_links_go_out_and_vouch_for_nothing(address):
    href = address.replace("&", "&amp;")
    assert render(f"[words]({address})") == f'<p><a href="{href}" rel="noopener nofollow ugc">words</a></p>\n'


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://a.test", " javascript:alert(1)"])
@pytest.mark.parametrize("field", ["link", "evidence"])
def test_a_link_of_a_learner_is_an_address_of_the_web(field, address, as_alice, alice, hers):
    form = {"note": "Kept", "note_version": "1", field: address}
    answer = as_alice.post(reverse("save_note", args=[hers.checkpoint]), form)
    assert (answer.status_code, "Kept" in answer.text) in {(400, True), (303, False)}
    assert getattr(alice.progress.get(checkpoint=hers.checkpoint), field) in {"", "ftp://a.test"}


def test_plain_markdown_stays():
    assert render("**a** _b_ `c`\n\n- d\n") == (
        "<p><strong>a</strong> <em>b</em> <code>c</code></p>\n<ul>\n<li>d</li>\n</ul>\n"
    )


def test_a_text_that_is_too_long_is_refused_and_kept(as_alice, alice, hers):
    form = {"note": "x" * (LONGEST + 1), "note_version": "1"}
    answer = as_alice.post(reverse("save_note", args=[hers.checkpoint]), form)
    assert answer.status_code == 400
    assert form["note"] in answer.text
    assert alice.progress.get(checkpoint=hers.checkpoint).note != form["note"]
