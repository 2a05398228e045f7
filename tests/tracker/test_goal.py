"""A goal: role, level, day and reason, each of which may stay empty."""

import pytest
import time_machine
from django.test import Client

from tests import factories
from tracker.models import Goal

PAGE = "/my/goal/"


@pytest.fixture
def role(db):
    return factories.role(name="ML Engineer", slug="ml-engineer")


@pytest.fixture
def form(role):
    return {"role": role.pk, "seniority": "mid", "by_on": "2040-06-30", "why": "To build what people use"}


def stored(user):
    goal = Goal.objects.filter(user=user).values_list("role__slug", "seniority", "by_on", "why").first()
    return goal and tuple(str(value) for value in goal)


WHOLE = ("ml-engineer", "mid", "2040-06-30", "To build what people use")


@pytest.mark.parametrize("times", [1, 2])
def test_it_is_saved_whole(as_alice, alice, form, times):
    for _ in range(times):
        answer = as_alice.post(PAGE, form)
        assert (answer.status_code, answer.url) == (303, "/my/")
    assert stored(alice) == WHOLE
    page = as_alice.get(PAGE).text
    assert "To build what people use" in page
    assert 'value="2040-06-30"' in page


def test_by_htmx_it_is_the_same(as_alice, alice, form, htmx):
    assert as_alice.post(PAGE, form, headers=htmx).status_code == 303
    assert stored(alice) == WHOLE


@pytest.mark.parametrize("name", ["role", "seniority", "by_on", "why"])
def test_each_part_may_stay_empty(as_alice, alice, form, name):
    assert as_alice.post(PAGE, form | {name: ""}).status_code == 303
    assert Goal.objects.filter(user=alice).exists()


@pytest.mark.parametrize("cleared", [{}, {"why": "  "}, {"clear": "yes", "why": "Kept until now"}])
def test_cleared_is_no_goal(as_alice, alice, form, cleared):
    as_alice.post(PAGE, form)
    for _ in range(2):
        assert as_alice.post(PAGE, cleared).status_code == 303
    assert stored(alice) is None


def test_a_day_that_has_passed_is_not_chosen_but_may_stay(as_alice, alice, form):
    assert as_alice.post(PAGE, form | {"by_on": "2020-01-01"}).status_code == 400
    assert as_alice.post(PAGE, form).status_code == 303
    with time_machine.travel("2040-07-20"):
        as_alice.force_login(alice)
        assert as_alice.post(PAGE, form | {"why": "Still"}).status_code == 303
    assert stored(alice)[2:] == ("2040-06-30", "Still")


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "0"},
        {"role": "x"},
        {"seniority": "king"},
        {"by_on": "soon"},
        {"by_on": "9999-12-31"},
        {"why": "x" * 501},
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(as_alice, alice, form, wrong):
    answer = as_alice.post(PAGE, form | wrong)
    assert answer.status_code == 400
    assert (wrong.get("why") or "To build what people use") in answer.text
    assert stored(alice) is None


def test_the_reason_is_text(as_alice, form):
    as_alice.post(PAGE, form | {"why": "<script>alert(1)</script>\r\n more"})
    assert "&lt;script&gt;alert(1)&lt;/script&gt; more" in as_alice.get("/my/stuck/").text


def test_ones_own_alone(as_alice, as_bob, alice, bob, form):
    as_alice.post(PAGE, form)
    assert "To build" not in as_bob.get(PAGE).text
    as_bob.post(PAGE, {"clear": "yes"})
    as_bob.post(PAGE, form | {"why": "Other", "user": alice.pk})
    assert (stored(alice), stored(bob)[3]) == (WHOLE, "Other")


def test_nobody_keeps_what_was_typed(as_nobody, form):
    assert as_nobody.get(PAGE).status_code == 302
    answer = as_nobody.post(PAGE, form)
    assert answer.status_code == 401
    assert "To build what people use" in answer.text


def test_without_a_token_nothing_is_saved(alice, form):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    assert client.post(PAGE, form).status_code == 403
    assert stored(alice) is None


@pytest.mark.parametrize("number", [1, 50])
def test_the_page_in_four_queries(as_alice, form, number, django_assert_num_queries):
    for _ in range(number):
        factories.role()
    as_alice.post(PAGE, form)
    as_alice.get(PAGE)
    # session, user, the goal, the roles to choose from
    with django_assert_num_queries(4):
        as_alice.get(PAGE)
