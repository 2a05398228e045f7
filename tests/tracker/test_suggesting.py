"""What ticks suggest, in cases computed by hand: the share that is done of the hours, of the level they lead to."""

from types import SimpleNamespace

import pytest

from tracker.bar import Asked
from tracker.suggesting import Walked, suggestions, walked_in

PYTHON, MLOPS = 1, 2


def suggested(*walked, mine=None):
    """The level that is suggested for Python, or None; hours as minutes: what is rounded down stays so."""
    found = suggestions({PYTHON: list(walked)}, {} if mine is None else {PYTHON: mine})
    return found[PYTHON].level if found else None


@pytest.mark.parametrize(
    ("done", "of", "top", "level"),
    [
        (14, 20, 5, 3),  # 3.5
        (14, 20, 4, 2),  # 2.8
        (20, 20, 4, 4),
        (19, 20, 4, 3),  # 3.8
        (5, 20, 4, 1),
        (4, 20, 4, None),  # 0.8
        (0, 20, 4, None),
        (1, 3, 3, 1),  # thirds are whole
    ],
)
def test_the_share_of_the_hours_of_the_level(done, of, top, level):
    assert suggested(Walked("Path", done, of, top)) == level


@pytest.mark.parametrize(("mine", "level"), [(None, 3), (1, 3), (2, 3), (3, None), (5, None)])
def test_only_above_ones_own(mine, level):
    assert suggested(Walked("Path", 14, 20, 5), mine=mine) == level


def test_the_roadmap_that_says_most_is_the_reason():
    walked = [Walked("Short", 10, 15, 3), Walked("Long", 16, 20, 5), Walked("Other", 1, 20, 5)]
    found = suggestions({PYTHON: walked}, {})[PYTHON]
    assert (found.level, found.by.title) == (4, "Long")


def test_hours_of_several_roadmaps_are_not_added():
    assert suggested(Walked("One", 7, 20, 3), Walked("Other", 7, 20, 3)) == 1


def test_two_hours_make_no_expert():
    usual = [Walked("Usual", 0, 40, 5), Walked("Long", 0, 60, 5)]
    assert suggested(Walked("Short", 2, 2, 5), *usual) is None
    assert suggested(Walked("Half", 20, 20, 5), *usual) == 5


# ---- what counts


def checkpoint(pk, minutes, *skills, optional=False, before=False):
    return SimpleNamespace(pk=pk, minutes=minutes, skill_ids=list(skills), is_optional=optional, is_prerequisite=before)


def course(*checkpoints, roles=()):
    roadmap = SimpleNamespace(role_ids=list(roles))
    return SimpleNamespace(title="Path", roadmap=roadmap, contents=SimpleNamespace(checkpoints=list(checkpoints)))


def walked(*checkpoints, states=None, roles=(), asked=None):
    found = walked_in([course(*checkpoints, roles=roles)], states or {}, asked or {})
    return {skill: [(one.done, one.of, one.top) for one in roadmaps] for skill, roadmaps in found.items()}


def test_hours_of_each_skill_and_what_is_done_of_them():
    things = [checkpoint(1, 60, PYTHON), checkpoint(2, 120, PYTHON, MLOPS), checkpoint(3, 30)]
    assert walked(*things, states={1: "done", 2: "doing"}) == {PYTHON: [(60, 180, 3)], MLOPS: [(0, 120, 3)]}


def test_skipped_is_not_done():
    assert walked(checkpoint(1, 60, PYTHON), checkpoint(2, 60, PYTHON), states={1: "skipped", 2: "done"}) == {
        PYTHON: [(60, 120, 3)]
    }


@pytest.mark.parametrize(
    "aside",
    [checkpoint(2, 60, PYTHON, optional=True), checkpoint(2, 60, PYTHON, before=True), checkpoint(2, None, PYTHON)],
)
def test_what_is_optional_or_was_there_before_or_is_not_known_says_nothing(aside):
    assert walked(checkpoint(1, 60, PYTHON), aside, states={2: "done"}) == {PYTHON: [(0, 60, 3)]}


def test_of_unknown_hours_alone_nothing_is_suggested():
    assert walked(checkpoint(1, None, PYTHON), states={1: "done"}) == {}


def test_the_top_is_the_highest_that_its_roles_ask():
    asked = {7: {PYTHON: Asked(4, ())}, 8: {PYTHON: Asked(5, ())}, 9: {PYTHON: Asked(2, ()), MLOPS: Asked(1, ())}}
    thing = checkpoint(1, 60, PYTHON, MLOPS)
    assert walked(thing, roles=[7, 9], asked=asked) == {PYTHON: [(0, 60, 4)], MLOPS: [(0, 60, 1)]}
    assert walked(thing, roles=[8], asked=asked) == {PYTHON: [(0, 60, 5)], MLOPS: [(0, 60, 3)]}
