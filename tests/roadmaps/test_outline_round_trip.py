"""Whatever can be read is the same after it was written and read again."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from roadmaps.outline import (
    COSTS,
    KINDS,
    RESOURCE_KINDS,
    Checkpoint,
    Milestone,
    Outline,
    OutlineError,
    Phase,
    Resource,
    parse,
    render,
)

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures" / "roadmaps").glob("*.md"))

PIECES = [
    *("- [ ] a", "- [x] b {#s}", "* [X] c", "+ [ ] d", "1. [ ] e", "2. f", "10)   [ ] g", "- plain", "- - [ ] n"),
    *("-", "- [ ]", "- [ ] {#q}", "1234567.   z", "123456789. [ ] y", "-     [ ] far", "- [ ] ### h", "- # [ ] h"),
    *("# H", "## H {#m weeks=1}", "### Learn", "### s {kind=build}", "#### x", "###### y", "#", "# C #", "Foo\n==="),
    "## I {#i study=2 estimated prerequisites}",
    *("Bar\n---", "---", "***", "=", "--", "> q", "> - [ ] q", "```", "~~~", "- ```", "- <!--", "- ***"),
    *("[R][r]", "- [ ] [l][r] [r]", "[b]: <a (> 'x'", "<details>\n<summary>a <b>s</b></summary>\n", "</details>"),
    *("    - [ ] code", "<div>", "<!--", "-->", "<!-- c -->", "<?", "<!D", "<pre>", "</pre>", "<a b>", "[r]: u"),
    *("text", "text {x}", "text {#t}", "text \\}", "\\", "| a |", "", "", "\ttab", "\t- [ ] tab", "\u00a0", "\x0b"),
    *("- [R](u){.resource kind=book}", '- R {.resource by="a\\"\\{"}', "- [R](u){.resource kind=no}", "- {.resource}"),
    *("- Build", "- Cat:", "- ### head", "- [ ] t \\", "- [ ] {a}", "- [ ] v \\}", "- [ ] 中文 {#zh hours=0.5-8}"),
    *("- [ ] \u202bعربى 🚀", "- > q", "__", "- [ ] o {optional skill=a,b same-as=r#s replaces=x,y kind=check}"),
]
FRONTS = [
    "",
    "---\ntitle: T\n---\n",
    "---\n---\n",
    "---\ntitle: T\nposition: 30\n---\n",
    "---\ntitle: 'a: b'\noutcomes: [a, 'b # c']\nweeks: 1-3\n---\n",
]
lines = st.builds(lambda indent, piece: " " * indent + piece, st.integers(0, 8), st.sampled_from(PIECES))
wild = st.builds(
    lambda front, body: front + "\n".join(body), st.sampled_from(FRONTS), st.lists(lines, min_size=1, max_size=10)
)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_the_files_we_ship_are_canonical(path):
    text = path.read_text(encoding="utf-8")
    assert render(parse(text)) == text


@settings(max_examples=800, deadline=None)
@given(wild)
@example("1234567.    [ ] a\n\n            goes on\n    - [ ] as text\n")
@example("- [ ] a\n\n  goes on\n===\n      ```\n- [ ] b\n")
@example("- [R](u){.resource}\n\n  # More\n")
@example("- # - R {.resource}\n")
@example("- [ ] a\n  - [R](u){.resource}\n\n  <div>\n")
@example("- [ ] a\n  - [ ] b\n  <div>\n   - c\n")
@example("- Bullet\n  # Heading\n  - [ ] a\n\n10. Bullet\n\n        code\n    - [ ] b\n")
def test_any_markdown(text):
    try:
        outline = parse(text)
    except OutlineError:  # a front matter that is closed by a later line and is no map
        return
    written = render(outline)
    assert parse(written) == outline
    assert render(parse(written)) == written


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_any_text(text):
    try:
        outline = parse(text)
    except OutlineError:
        return
    assert parse(render(outline)) == outline


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00")))
def test_any_title_survives(title):
    text = " ".join(title.split())
    outline = parse(f"- [ ] {text}.\n") if text else parse("")
    assert parse(render(outline)) == outline


words = st.text(alphabet="ab {}\\\"#.:-[]()&中🚀'", max_size=12).map(lambda text: f"x{text}".strip())
slugs = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
minutes = st.none() | st.integers(0, 9999)
links = st.from_regex(r"https://[a-z]{1,5}\.org/[a-z(){}#?=&-]{0,6}", fullmatch=True)
resources = st.builds(
    Resource,
    title=st.text(alphabet="ab {}#🚀", max_size=8).map(lambda text: f"x{text}".strip()),
    url=st.just("") | links,
    kind=st.sampled_from(RESOURCE_KINDS),
    by=st.just("") | words,
    cost=st.sampled_from(("", *COSTS)),
    remark=st.just("") | words,
)
paragraphs = st.lists(words, max_size=2).map("\n\n".join)
hours = st.none() | st.tuples(st.integers(1, 5999), st.integers(0, 500)).map(lambda pair: (pair[0], sum(pair)))
checkpoints = st.builds(
    Checkpoint,
    title=words,
    kind=st.sampled_from(KINDS),
    section=st.sampled_from(("", "Résumé", "C #", "{a}")),
    optional=st.booleans(),
    hours=hours,
    skills=st.lists(slugs, max_size=2, unique=True),
    same_as=st.just("") | st.tuples(slugs, slugs).map("#".join),
    replaces=st.lists(slugs, max_size=2, unique=True),
    done=st.booleans(),
    description=paragraphs,
    resources=st.lists(resources, max_size=2),
)
milestones = st.builds(
    Milestone,
    title=words,
    weeks=st.none() | st.integers(1, 520),
    study=minutes,
    practice=minutes,
    optional=st.booleans(),
    estimated=st.booleans(),
    prerequisites=st.booleans(),
    description=paragraphs,
    resources=st.lists(resources, max_size=2),
    checkpoints=st.lists(checkpoints, max_size=4),
)
phases = st.builds(
    Phase, title=words, optional=st.booleans(), description=paragraphs, milestones=st.lists(milestones, max_size=2)
)
outlines = st.builds(
    Outline,
    slug=slugs,
    title=words.map(lambda text: " ".join(text.split())),
    summary=st.text().map(lambda text: " ".join(text.split())).filter(str.isprintable),
    outcomes=st.lists(words.map(lambda text: " ".join(text.split())), max_size=2),
    roles=st.lists(slugs, max_size=2, unique=True),
    weeks=st.none() | st.sampled_from([(3, 3), (1, 20)]),
    hours_per_week=st.none() | st.integers(1, 168),
    position=st.integers(0, 9999),
    introduction=paragraphs,
    phases=st.lists(phases, max_size=2),
)


def numbered(outline):
    """Give each part a slug of its own."""
    for number, phase in enumerate(outline.phases):
        phase.slug = f"p{number}"
        for count, milestone in enumerate(phase.milestones):
            milestone.slug = f"p{number}-m{count}"
            for place, checkpoint in enumerate(milestone.checkpoints):
                checkpoint.slug = f"p{number}-m{count}-c{place}"
    return outline


@settings(max_examples=400, deadline=None)
@given(outlines.map(numbered))
def test_an_outline_made_by_hand(outline):
    assert parse(render(outline)) == outline
