"""“Which role fits me?”: what was ticked ranks the roles and says why. Pure: no database."""

from types import SimpleNamespace

import pytest

from roadmaps.fit import rank

ENGINEER, ANALYST, RESEARCHER = (SimpleNamespace(pk=pk) for pk in (3, 1, 2))
ROLES = [ENGINEER, ANALYST, RESEARCHER]


def option(slug, *weights):
    """An answer that may be ticked, with (role, points)."""
    rows = [
        SimpleNamespace(role_id=role.pk, points=points, because=f"{slug} because {points}") for role, points in weights
    ]
    return SimpleNamespace(slug=slug, text=slug.title(), weights=SimpleNamespace(all=lambda: rows))


OPTIONS = [
    option("build", (ENGINEER, 3), (ANALYST, 1)),
    option("ask", (ANALYST, 2), (ENGINEER, -1)),
    option("prove", (RESEARCHER, 3), (ENGINEER, -3)),
    option("shrug"),
]


def ranked(*chosen, options=OPTIONS, roles=ROLES):
    return rank(options, set(chosen), roles)


def match_of(role, *chosen):
    return next(match for match in ranked(*chosen) if match.role is role)


def points(*chosen):
    return [(match.role, match.points) for match in ranked(*chosen)]


# ---- the order


def test_nothing_chosen_ranks_nothing():
    assert ranked() == []


def test_an_answer_that_does_not_exist_is_nothing():
    assert ranked("no-such-answer", "") == []


def test_an_answer_that_does_not_exist_changes_nothing():
    assert ranked("build", "no-such-answer") == ranked("build")


def test_every_role_is_ranked():
    assert [match.role for match in ranked("build")] == ROLES


def test_points_are_added_up():
    assert points("build", "ask") == [(ANALYST, 3), (ENGINEER, 2), (RESEARCHER, 0)]


def test_only_what_is_ticked_counts():
    assert points("ask")[0] == (ANALYST, 2)


def test_equal_ones_stay_in_the_order_of_the_roles():
    assert [match.role for match in ranked("shrug")] == ROLES
    assert [match.role for match in ranked("shrug", options=OPTIONS, roles=ROLES[::-1])] == ROLES[::-1]


def test_a_negative_sum_comes_last():
    assert points("ask", "prove") == [(RESEARCHER, 3), (ANALYST, 2), (ENGINEER, -4)]


def test_a_role_that_is_not_asked_about_is_left_out():
    assert [match.role for match in ranked("build", roles=[ANALYST])] == [ANALYST]


def test_without_roles_there_is_nothing_to_rank():
    assert ranked("build", roles=[]) == []


# ---- shares


def test_the_best_has_all_of_its_own_points():
    assert match_of(ENGINEER, "build").share == 100


def test_the_others_have_a_share_of_the_best_ones_points():
    assert match_of(ANALYST, "build").share == 33


def test_a_negative_sum_has_no_share():
    assert match_of(ENGINEER, "ask", "prove").share == 0


@pytest.mark.parametrize("weights", [[(role, -2) for role in ROLES], []], ids=["all against", "all equal"])
def test_where_nothing_speaks_for_any_nobody_has_a_share(weights):
    assert [match.share for match in ranked("one", options=[option("one", *weights)])] == [0, 0, 0]


# ---- reasons


def test_a_reason_says_how_much_for_which_answer_and_why():
    assert match_of(ANALYST, "build").reasons == [(1, "Build", "build because 1")]


def test_the_weightiest_reason_comes_first_whatever_it_speaks_for():
    assert [reason[0] for reason in match_of(ENGINEER, "ask", "prove", "build").reasons] == [3, -3, -1]


def test_equally_weighty_reasons_stay_in_the_order_of_the_answers():
    twins = [option("b", (ENGINEER, 2)), option("a", (ENGINEER, -2)), option("c", (ENGINEER, 2))]
    assert [reason[1] for reason in ranked("a", "b", "c", options=twins)[0].reasons] == ["B", "A", "C"]


def test_what_speaks_for_a_role():
    assert [reason[1] for reason in match_of(ENGINEER, "ask", "prove", "build").speaks_for] == ["Build"]


def test_what_speaks_against_a_role():
    assert [reason[1] for reason in match_of(ENGINEER, "ask", "prove", "build").speaks_against] == ["Prove", "Ask"]


def test_nothing_speaks_for_a_role_that_no_answer_names():
    assert match_of(RESEARCHER, "build").reasons == []
