"""What a text in our form says, and what is wrong with one."""

from textwrap import dedent

import pytest

from roadmaps.outline import Checkpoint, Milestone, OutlineError, Phase, Resource, parse, render

CANONICAL = dedent(
    """\
    ---
    slug: production-ml-engineer
    title: Production ML engineer, the intensive way
    summary: "Short: it is hard"
    audience: You can code
    outcomes:
      - Three systems in production
      - "# one"
    roles: [ml-engineer, mlops-engineer]
    weeks: 12-24
    hours_per_week: 40
    sources: [production-ml-roadmap]
    position: 30
    ---
    An introduction.

    In two paragraphs.

    # Month 1: Foundations {#foundations optional}

    About the phase.

    ## Week 1: The algorithms {#week-1 weeks=1 study=15 practice=2.5}

    Why this week matters:
    - for one thing

    - [A course](https://example.org/(a)){.resource kind=course by="A. \\"B\\" C" cost=free remark="Moved in \\{2025}"}

    ### Learn

    - [ ] Gradients {#gradients optional hours=4-8 skill=mathematics,statistics}

      What to do.

      ```python
      - [ ] no box
      ```
      - [A book](https://example.org/){.resource kind=book}
      - A podcast, not linked {.resource kind=podcast}
      - [x] Nested {#nested kind=check same-as=other#slug replaces=old,older}
    - [ ] Use {braces\\} {#braces hours=0.5}

    ### Résumé {kind=build}

    - [ ] Write it

    ### Check

    - [ ] Explain it

    ## What you bring {#before study=2 estimated prerequisites}
    """
)


def front(body, **values):
    head = {"slug": "s", "title": "T"} | values
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in head.items()) + "---\n" + body


def problems(text):
    with pytest.raises(OutlineError) as error:
        parse(text)
    return [str(problem) for problem in error.value.problems]


def test_canonical_text_comes_back_unchanged():
    assert render(parse(CANONICAL)) == CANONICAL


def test_front_matter():
    outline = parse(CANONICAL)
    assert (outline.slug, outline.summary, outline.weeks, outline.hours_per_week) == (
        "production-ml-engineer",
        "Short: it is hard",
        (12, 24),
        40,
    )
    assert outline.outcomes == ["Three systems in production", "# one"]
    assert outline.introduction == "An introduction.\n\nIn two paragraphs."


def test_phase_and_milestone():
    phase = parse(CANONICAL).phases[0]
    assert phase == Phase("Month 1: Foundations", "foundations", True, "About the phase.", milestones=phase.milestones)
    milestone = phase.milestones[0]
    assert (milestone.weeks, milestone.study, milestone.practice) == (1, 900, 150)
    assert milestone.description == "Why this week matters:\n- for one thing"


def test_the_place_in_lists():
    assert parse(CANONICAL).position == 30


def test_without_a_place_none_is_written():
    assert "position" not in render(parse(front("# P\n")))


@pytest.mark.parametrize("mark", ["estimated", "prerequisites"])
def test_a_milestone_is_marked(mark):
    assert [getattr(milestone, mark) for milestone in parse(CANONICAL).phases[0].milestones] == [False, True]


def test_checkpoints_in_the_order_of_the_text():
    found = [
        (checkpoint.title, checkpoint.kind, checkpoint.section, checkpoint.depth, checkpoint.hours)
        for _, _, checkpoint in parse(CANONICAL).checkpoints()
    ]
    assert found == [
        ("Gradients", "learn", "", 0, (240, 480)),
        ("Nested", "check", "", 1, None),
        ("Use {braces}", "learn", "", 0, (30, 30)),
        ("Write it", "build", "Résumé", 0, None),
        ("Explain it", "check", "", 0, None),
    ]


def test_a_checkpoint_with_everything():
    nested = parse(CANONICAL).phases[0].milestones[0].checkpoints[1]
    assert nested == Checkpoint(
        "Nested", "nested", "check", depth=1, same_as="other#slug", replaces=["old", "older"], done=True
    )


def test_a_list_in_a_code_fence_is_text():
    gradients = parse(CANONICAL).phases[0].milestones[0].checkpoints[0]
    assert gradients.description == "What to do.\n\n```python\n- [ ] no box\n```"


def test_resources_of_milestone_and_checkpoint():
    milestone = parse(CANONICAL).phases[0].milestones[0]
    assert milestone.resources == [
        Resource("A course", "https://example.org/(a)", "course", 'A. "B" C', cost="free", remark="Moved in {2025}")
    ]
    assert milestone.checkpoints[0].resources == [
        Resource("A book", "https://example.org/", "book"),
        Resource("A podcast, not linked", kind="podcast"),
    ]


def test_a_resource_between_boxes_is_the_milestones():
    outline = parse(front("# P\n## M\n### Learn\n- [ ] a\n- [R](u){.resource kind=tool}\n- [ ] b\n"))
    milestone = outline.phases[0].milestones[0]
    assert [resource.title for resource in milestone.resources] == ["R"]
    assert [checkpoint.title for checkpoint in milestone.checkpoints] == ["a", "b"]


def test_lines_are_known_and_not_compared():
    outline = parse(front("# P\n## M\n- [ ] a\n"))
    assert [checkpoint.line for _, _, checkpoint in outline.checkpoints()] == [7]
    assert Checkpoint("a", line=1) == Checkpoint("a", line=2)


def test_the_kind_of_an_item_goes_before_the_kind_of_its_heading():
    body = "# P\n## M\n### Talks {kind=deliver}\n- [ ] a\n- [ ] b {kind=check}\n"
    assert [checkpoint.kind for _, _, checkpoint in parse(front(body)).checkpoints()] == ["deliver", "check"]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("# P\n## M\n#### deep\n", "line 7: a heading has one to three #"),
        ("# P {colour=red}\n", 'line 5: a phase takes no "colour"'),
        ("# P {.big}\n", "line 5: a phase takes no .big"),
        ("#\n", "line 5: a phase needs a title"),
        ("## M\n", "line 5: a milestone (##) stands below a phase (#)"),
        ("# P\n### S\n", "line 6: a section (###) stands below a milestone"),
        ("# P\n- [ ] a\n", "line 6: a box stands below a milestone"),
        ("# P {#Big}\n", 'line 5: "Big" is not a slug'),
        ("# P {#p}\n## M {#p}\n", "line 6: #p is already in line 5"),
        ("# P\n## M {weeks=0}\n", "line 6: weeks: "),
        ("# P\n## M {study=many}\n", "line 6: study: "),
        ("# P\n## M {estimated=yes}\n", "line 6: estimated stands alone"),
        ("# P\n## M {prerequisites=yes}\n", "line 6: prerequisites stands alone"),
        ("# P {prerequisites}\n", 'line 5: a phase takes no "prerequisites"'),
        ("# P\n## M\n- [ ] a {estimated}\n", 'line 7: a checkpoint takes no "estimated"'),
        ("# P\n## M\n- [ ] a {hours=8-4}\n", "line 7: hours: "),
        ("# P\n## M\n- [ ] a {hours=0}\n", "line 7: hours: "),
        ("# P\n## M\n- [ ] a {hours=-4}\n", 'line 7: hours: "-4" is not a number'),
        ("# P\n## M\n- [ ] a {kind=play}\n", 'line 7: kind: "play" is none of learn, build'),
        ("# P\n## M\n- [ ] a {same-as=b}\n", 'line 7: same-as: "b" is not roadmap#slug'),
        ("# P\n## M\n- [ ] a {optional=yes}\n", "line 7: optional stands alone"),
        ("# P\n## M\n- [ ] a {hours}\n", "line 7: hours needs a value"),
        ("# P\n## M\n- [ ] a {hours=1 hours=2}\n", "line 7: hours=2 is one too many"),
        ("# P\n## M\n- [ ] Use {a, b}\n", "line 7: cannot read {a, b}"),
        ("# P\n## M\n- [ ] {#a}\n", "line 7: a checkpoint needs a title"),
        ("# P\n## M\n- [R](u){.resource kind=film}\n", 'line 7: kind: "film" is none of article'),
        ("# P\n## M\n- [R](u){.resource}\n\n  more\n", "line 7: a resource is one line"),
        ("# P\n## M\n- bullet\n  - [ ] a\n", "line 7: a box stands in a bullet that is no box"),
        ("# P\n## M\n- [ ] a\n\nText\n", "line 9: text stands above the first section and box"),
    ],
)
def test_a_problem_has_its_line(body, problem):
    assert problems(front(body))[0].startswith(problem)


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"slug": "Big Slug"}, 'line 2: slug: "Big Slug" is not a slug'),
        ({"title": ""}, "line 3: the title is missing"),
        ({"color": "red"}, "line 4: color: is none of slug, title"),
        ({"weeks": "24-12"}, "line 4: weeks: a range goes up"),
        ({"hours_per_week": "many"}, 'line 4: hours_per_week: "many" is not a whole number'),
        ({"roles": "ml-engineer"}, "line 4: roles: a list is expected"),
        ({"position": "10000"}, 'line 4: position: "10000" is not a whole number from 1 to 9999'),
    ],
)
def test_a_problem_of_the_front_matter_has_its_line(values, problem):
    assert problems(front("# P\n", **values))[0].startswith(problem)


def test_all_problems_are_reported_in_the_order_of_lines():
    found = problems(front("# P {#P}\n## M {weeks=x}\n- [ ] a {#b}\n- [ ] c {#b}\n", color="red"))
    assert [problem.split(":")[0] for problem in found] == ["line 4", "line 6", "line 7", "line 9"]


def test_an_unnamed_milestone_is_equal_to_one_made_by_hand():
    assert parse("- [ ] a\n").phases == [Phase("", milestones=[Milestone("", checkpoints=[Checkpoint("a")])])]
