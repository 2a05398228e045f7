"""Lists as people keep them, in many forms and scripts: what becomes of each, and that nothing of it is lost."""

import html
import re
from collections import Counter
from pathlib import Path

import nh3
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from markdown_it import MarkdownIt

from roadmaps import changes, matching, publishing, texts
from roadmaps.outline import Outline, parse, render
from roadmaps.uploads import TextOrFileForm

FOLDER = Path(__file__).parent / "samples"
REFUSED = {"empty.md", "only_bullets.md"}
NAMES = sorted(path.name for path in FOLDER.iterdir() if path.name not in REFUSED)

# title, milestones of each phase, boxes, ticked ones, depth of the deepest
WHAT_BECOMES = {
    "arabic.md": ("خارطة طريق تعلم الآلة", {"": ["الأساسيات", "المشاريع"]}, 5, 1, 1),
    "chinese.md": ("机器学习路线图", {"第一阶段：基础": ["学习", "实践"], "第二阶段：深度学习": ["学习"]}, 5, 1, 1),
    "code_fences.md": ("Code", {"": ["Shell", "Open to the end"]}, 4, 1, 0),
    "deep_headings.md": ("The long way round", {"Part one": ["Week 1", "Week 2"], "Part two": [""]}, 5, 1, 0),
    "emoji.md": ("🚀 Launch list 👩🏽‍💻", {"": ["🧠 Brain", ":tada: Party"]}, 4, 1, 0),
    "github.md": ("What to do", {"": ["", "Acceptance"]}, 6, 2, 0),
    "hebrew.md": ("מפת דרכים", {"": ["שבוע ראשון", "שבוע שני"]}, 3, 1, 0),
    "hindi.md": ("", {"": ["सप्ताह १", "सप्ताह २"]}, 4, 1, 0),
    "html.md": ("", {"Basics": ["Week 1: click to open", "Week 2"], "More": [""]}, 5, 1, 0),
    "japanese.md": ("機械学習エンジニアになる", {"": ["準備", "本番"]}, 3, 1, 0),
    "long_lines.md": ("Long lines", {"": ["One", "each word of this long line is there"]}, 3, 1, 0),
    "nested.md": ("Nested", {"": [""]}, 11, 3, 2),
    "no_headings.md": ("", {"": [""]}, 8, 3, 0),
    "notion.md": ("Learning plan 2026", {"": [""]}, 5, 2, 1),
    "obsidian.md": ("", {"": ["Basics #ml", "Projects #build"]}, 3, 1, 0),
    "one_level.md": ("", {"": ["Python", "SQL", "Empty for now", "Statistics"]}, 5, 2, 0),
    "ours.md": ("Ours: a sample", {"Month 1": ["Week 1", "Week 2"]}, 4, 0, 1),
    "reference_links.md": ("Links", {"": ["Read", "[Watch](https://example.org/videos)"]}, 6, 1, 0),
    "setext.md": ("Becoming useful with data", {"": ["Month one", "Month two"]}, 3, 1, 0),
    "study_plan.md": (
        "Machine learning for working engineers: my study plan",
        {
            "Table of contents": [],
            "Why I do this": [],
            "How to use it": [],
            "The daily plan": ["Mathematics", "Deep learning"],
            "When you are stuck": [],
            "Licence": [],
        },
        9,
        2,
        1,
    ),
    "tables.md": ("Tables", {"": ["Vectors", "Checklist in a table"]}, 2, 1, 0),
    "windows.txt": ("Reading list", {"": ["Books", "Papers"]}, 4, 1, 1),
}


def source_of(name):
    return texts.decoded((FOLDER / name).read_bytes())


def outline_of(name):
    return parse(source_of(name))


def boxes(name):
    return [checkpoint for _, _, checkpoint in outline_of(name).checkpoints()]


def box(name, start):
    return next(checkpoint for checkpoint in boxes(name) if checkpoint.title.startswith(start))


def test_no_sample_is_left_out():
    assert set(NAMES) == set(WHAT_BECOMES)


@pytest.mark.parametrize("name", NAMES)
def test_what_becomes_of_it(name):
    outline = outline_of(name)
    title, phases, count, ticked, depth = WHAT_BECOMES[name]
    checkpoints = [checkpoint for _, _, checkpoint in outline.checkpoints()]
    assert outline.title == title
    assert {phase.title: [m.title[:36].strip() for m in phase.milestones] for phase in outline.phases} == {
        phase: [title[:36] for title in milestones] for phase, milestones in phases.items()
    }
    assert len(checkpoints) == count
    assert sum(checkpoint.done for checkpoint in checkpoints) == ticked
    assert max(checkpoint.depth for checkpoint in checkpoints) == depth


# ---- nothing is lost

_browser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def shown(text):
    """What a reader of the Markdown sees: HTML of its body, behind the lines of its front matter."""
    front, body = re.match(r"(---\n.*?^---\n)?(.*)", text.replace("\r\n", "\n"), re.DOTALL | re.MULTILINE).groups()
    return f"{front or ''}{_browser.render(body)}"


def words(text):
    """How often each word can be read."""
    plain = html.unescape(nh3.clean(shown(text).replace("<", " <"), tags=set()))
    return Counter(re.findall(r"[^\s\W_]+", plain.casefold()))


def addresses(text):
    return Counter(re.findall(r'(?:href|src)="([^"]*)"', shown(text)))


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"obsidian.md"}))
def test_no_word_is_lost(name):
    assert words(source_of(name)) - words(render(outline_of(name))) == Counter()


def test_of_a_foreign_front_matter_only_the_text_below_is_kept():
    source = source_of("obsidian.md")
    body = source[source.index("---\n", 4) + 4 :]
    assert words(body) - words(render(outline_of("obsidian.md"))) == Counter()


@pytest.mark.parametrize("name", NAMES)
def test_no_address_is_lost(name):
    assert addresses(source_of(name)) - addresses(render(outline_of(name))) == Counter()


@pytest.mark.parametrize("name", NAMES)
def test_what_was_written_is_read_again(name):
    outline = outline_of(name)
    assert parse(render(outline)) == outline


def test_our_own_form_stays_as_it_is():
    assert render(outline_of("ours.md")) == source_of("ours.md")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8 with CRLF", "utf-8 with CR"])
def test_the_same_in_other_bytes(name, encoding):
    source = source_of(name).replace("\r\n", "\n")
    encoding, _, ends = encoding.partition(" with ")
    content = source.replace("\n", {"": "\n", "CRLF": "\r\n", "CR": "\r"}[ends]).encode(encoding)
    assert parse(texts.decoded(content)) == outline_of(name)


@pytest.mark.parametrize("name", NAMES)
def test_export_and_import_change_nothing(name, db):
    proposal = matching.propose(Outline(), outline_of(name))
    proposal.outline.slug = "sample"
    roadmap = publishing.store(proposal.outline)
    exported = publishing.text_of(roadmap)
    form = TextOrFileForm({}, {"file": SimpleUploadedFile("sample.md", exported.encode())})
    assert form.is_valid(), form.errors
    again = matching.propose(publishing.outline_of(roadmap), form.cleaned_data["outline"])
    assert again.unsure == []
    assert changes.compare(publishing.outline_of(roadmap), again.outline).lines() == []
    publishing.store(again.outline)
    assert publishing.text_of(roadmap) == exported


# ---- in single


def test_the_file_from_windows_is_one():
    content = (FOLDER / "windows.txt").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 18
    assert [c.title for c in boxes("windows.txt")][1:] == ["Spaces at the end", "A tab before it", "Wide bullet"]


def test_references_become_links():
    assert [checkpoint.title for checkpoint in boxes("reference_links.md")[:3]] == [
        '[The book](<https://example.org/the book> "The Book") of the course',
        "[Notes](https://example.org/notes) by a friend, [second edition](<https://example.org/notes(2)> 'Second')",
        "A picture ![diagram](diagram.png) and a badge [![build](https://example.org/badge.svg)](https://example.org/ci)",
    ]
    code = box("reference_links.md", "Code")
    assert code.title.startswith("Code `[The book][Book]` stays")
    assert code.description == "More in [the guide](https://example.org/guide), see [nobody][nobody]."
    assert "[unused]: https://example.org/unused" in render(outline_of("reference_links.md"))
    assert "[guide]:" not in render(outline_of("reference_links.md"))


def test_what_can_be_folded_stands_below_its_summary():
    titles = [milestone.title for _, milestone, _ in outline_of("html.md").checkpoints()]
    assert titles == ["Week 1: click to open"] * 3 + ["Week 2", ""]


def test_a_heading_that_nothing_follows_is_text():
    milestone = outline_of("deep_headings.md").phases[0].milestones[1]
    assert (milestone.title, milestone.description) == ("Week 2", "**Nothing planned yet**")


def test_a_fence_and_a_table_stay_with_their_box():
    assert box("code_fences.md", "Run it").description.count("not a box") == 1
    assert box("tables.md", "Multiply").description.startswith("| Size | Time |\n|------|")


def test_bullets_around_boxes_are_sections():
    sections = [checkpoint.section for checkpoint in boxes("study_plan.md")]
    assert sections[:5] == ["**Linear algebra**"] * 3 + ["**Probability**"] * 2
    assert box("nested.md", "Layers").section == "Frontend: Styling"
