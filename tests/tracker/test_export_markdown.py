"""A followed roadmap as Markdown for anywhere, and that it is what it was when it comes back."""

from datetime import date

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from roadmaps import changes
from roadmaps.outline import Checkpoint, Milestone, Outline, Phase, Resource, parse
from tests.roadmaps.test_outline_round_trip import numbered, outlines
from tracker import own_lists
from tracker.export_markdown import escaped, markdown, readable

DAY = date(2026, 11, 21)
STATES = ["todo", "doing", "done", "skipped"]


def exported(outline, states=(), notes=None, texts=False):
    return markdown(outline, dict(states), done=37, of=120, percent=30, on=DAY, notes=notes, texts=texts)


def small(*checkpoints, **milestone):
    week = Milestone("Week 1", slug="week-1", checkpoints=list(checkpoints), **milestone)
    return Outline(slug="own-x", title="My list", phases=[Phase("Month 1", slug="month-1", milestones=[week])])


def test_it_reads_as_a_readme():
    read = Checkpoint("Read", slug="read", resources=[Resource("The book", "https://b.example/", by="A. Person")])
    build = Checkpoint("Build", slug="build", kind="build", description="In a day.")
    inside = Checkpoint("Test it", slug="test", kind="build", depth=1)
    text = exported(small(read, build, inside), {"read": "done", "test": "skipped"}, {"read": "Hard.\n\nVery."})
    assert text.split("\n") == [
        *("# My list", "", "37 of 120 done (30 %), 21 Nov 2026", "", "## Month 1", "", "### Week 1", ""),
        *("- [x] Read", "  - [The book](https://b.example/), A. Person", "", "  > Hard.", "  >", "  > Very.", "", ""),
        *("#### Build", "", "- [ ] Build", "  - [ ] ~~Test it~~", ""),
    ]


def test_descriptions_come_if_asked_for():
    outline = small(Checkpoint("Read", slug="read", description="Twice."), description="The first.")
    outline.introduction = outline.phases[0].description = "Words."
    assert exported(outline).count("Words.") == 0
    assert exported(outline, texts=True).count("Words.") == 2
    assert "  Twice." in exported(outline, texts=True)
    assert "The first." in exported(outline, texts=True)


def test_there_are_no_braces():
    outline = small(Checkpoint("Read", slug="read", hours=(60, 60), optional=True, skills=["maths"]), weeks=1, study=60)
    assert "{" not in exported(outline)


def test_sections_are_headings():
    first, second = Checkpoint("A", slug="a", section="Papers"), Checkpoint("B", slug="b")
    text = exported(small(first, second))
    assert text.index("#### Papers") < text.index("- [ ] A") < text.index("#### Learn") < text.index("- [ ] B")


# ---- titles


@pytest.mark.parametrize(
    "title",
    [
        "Use *args and **kwargs",
        "2*3*4",
        "a <T> b",
        "A & B &lt; C",
        "C:\\*",
        "~~no~~",
        "snake_case_name",
        "[x] y",
        "C #",
    ],
)
def test_what_markdown_would_swallow_is_seen(title):
    shown = MarkdownIt("commonmark").enable("strikethrough").renderInline(escaped(title))
    plain = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("&quot;", '"')
    assert plain == title


@pytest.mark.parametrize(
    "title", ["**Bold** words", "[Site](https://a.example/)", "`a*b*c` code", "Press <kbd>A</kbd>"]
)
def test_what_was_meant_as_markdown_stays(title):
    assert escaped(title) == title


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab \\*_~`<>&;#[]{}!", max_size=20))
def test_a_title_is_read_as_it_was(title):
    assert readable(escaped(title)) == title


# ---- back in


@st.composite
def kept(draw):
    """An outline of somebody's own with unlike titles, nested boxes, states and notes."""
    outline = numbered(draw(outlines))
    outline.slug, outline.roles = "own-x", []
    for number, part in enumerate(
        [*outline.phases, *(m for p in outline.phases for m in p.milestones), *(c for _, _, c in outline.checkpoints())]
    ):
        part.title = f"{part.title} n{number}"
    for phase in outline.phases:
        for milestone in phase.milestones:
            for above, checkpoint in zip([None, *milestone.checkpoints], milestone.checkpoints, strict=False):
                checkpoint.same_as, checkpoint.replaces, checkpoint.skills, checkpoint.done = "", [], [], False
                if above and draw(st.booleans()):
                    checkpoint.depth, checkpoint.section = above.depth + 1, above.section
    slugs = [checkpoint.slug for _, _, checkpoint in outline.checkpoints()]
    assume(slugs)
    states = {slug: draw(st.sampled_from(STATES)) for slug in slugs}
    lines = st.lists(st.sampled_from(["", "a", "- b", "> c", "# d", "```", "    e", "\tf"]), max_size=4)
    notes = {slug: "\n".join(draw(lines)).strip("\n") for slug in slugs}
    return outline, states, notes


@settings(max_examples=300, deadline=None)
@given(kept(), st.booleans(), st.booleans())
@example((small(Checkpoint("Use {x}", slug="a")), {"a": "skipped"}, {"a": "> a\n```"}), True, True)
def test_what_went_out_comes_back_as_it_was(mine, with_notes, texts):
    outline, states, notes = mine
    text = exported(outline, states, notes if with_notes else None, texts)
    own = own_lists.propose(outline, parse(text), notes=notes)
    assert own.unsure == []
    assert changes.compare(outline, own.outline).lines() == []
    assert own.states == {slug: state for slug, state in states.items() if state in {"done", "skipped"}}


def test_the_same_title_in_two_milestones_comes_back_to_each():
    outline = small(Checkpoint("Revise", slug="one"), Checkpoint("Read", slug="read"))
    outline.phases[0].milestones.append(
        Milestone("Week 2", slug="week-2", checkpoints=[Checkpoint("Revise", slug="two")])
    )
    own = own_lists.propose(outline, parse(exported(outline, {"two": "done"})))
    assert (own.states, own.unsure, changes.compare(outline, own.outline).lines()) == ({"two": "done"}, [], [])


def test_a_line_that_was_written_below_a_box_becomes_its_text():
    outline = small(Checkpoint("Read", slug="read", resources=[Resource("Book", "https://b.example/")]))
    text = exported(outline, {}, {"read": "Mine"}).replace("  > Mine", "  > Mine\n\n  By Friday.")
    (_, _, read), *_ = own_lists.propose(outline, parse(text), notes={"read": "Mine"}).outline.checkpoints()
    assert (read.description, [resource.title for resource in read.resources]) == ("By Friday.", ["Book"])
