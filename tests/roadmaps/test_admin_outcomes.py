"""The page “How it fares”: from five people up, and no number by which one of them could be recognised."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from roadmaps import impact
from roadmaps.admin.outcomes import People
from tests import factories
from tests.conftest import signed_in
from tests.roadmaps import staff as as_browser


def address(roadmap):
    return reverse("admin:roadmaps_roadmap_outcomes", args=[roadmap.pk])


@pytest.fixture
def said(monkeypatch, roadmap, as_staff):
    """The page for made-up outcomes; what is not given is 0."""
    pks = dict(roadmap.checkpoints.values_list("slug", "pk"))

    def said(followers, halts=None, states=None, **numbers):
        numbers = {"looked_at": followers, **numbers}
        halts = {slug and pks[slug]: people for slug, people in (halts or {}).items()}
        states = {
            pks[slug]: dict(zip(("done", "doing", "skipped"), some, strict=True))
            for slug, some in (states or {}).items()
        }
        made = impact.Outcomes(followers, halts=halts, states=states, **numbers)
        monkeypatch.setattr(impact, "outcomes", [lambda _: made])
        return as_staff.get(address(roadmap)).text

    return said


@pytest.mark.parametrize("followers", [0, 1, 4])
def test_about_few_people_nothing_is_said(said, followers):
    page = said(followers, {"thing-1-1": followers}, {"thing-1-1": (followers, 0, 0)}, active=followers)
    assert "Fewer than 5 people have followed this roadmap so far." in page
    assert "Milestone by milestone" not in page
    assert "Active" not in page


def test_from_five_people_up(said):
    page = said(1234, active=800, finished=100, paused=20, stopped=30)
    assert "1,234 people have followed this roadmap. Paused: 20. Stopped: 30." in page
    assert "Active in the last 28 days: 800." in page
    assert "counts for them: 100." in page


def test_small_numbers_are_hidden_with_their_bars(said):
    page = said(9, {"thing-1-1": 3, None: 1}, {"thing-1-1": (4, 1, 2)}, active=4, finished=1, paused=2, stopped=3)
    assert "9 people have followed this roadmap. Paused: fewer than 5. Stopped: fewer than 5." in page
    assert page.count("fewer than 5") == 12
    assert set(re.findall(r'<rect width="(\d+)"', page)) == {"100", "0"}


def test_five_and_none_are_shown(said):
    page = said(10, states={"thing-1-1": (5, 0, 0)})
    assert "</svg> 5\n" in page
    assert 'width="50" height="6"' in page
    assert "fewer than 5 " not in page


def test_where_people_stop_by_milestone(said):
    page = said(40, {"thing-1-1": 6, "thing-1-4": 4, "thing-2-2": 10, None: 20})
    first, second = page.partition("Week 1: Part 1")[2].split("Week 2: Part 2")
    assert "Stopped here: 10, 25 % of those who stopped." in first
    assert "Stopped here: 10, 25 % of those who stopped." in second
    assert "without a change for 28 days: 40, of whom 20 had done nothing yet." in page


def test_what_is_skipped_most_comes_first(said):
    page = said(90, states={"thing-1-1": (0, 0, 7), "thing-1-2": (0, 0, 2), "thing-2-1": (0, 0, 50)})
    table = page.partition("What is skipped most")[2].partition("</table>")[0]
    places = [table.index(f"Thing {n}") for n in ("2.1", "1.1", "1.2")]
    assert places == sorted(places)
    assert table.count("<tr>") == 4


def test_nothing_skipped(said):
    assert "Nothing has been skipped." in said(9)


def test_it_says_when_only_some_were_looked_at(said):
    assert "counted for 2000 of them" in said(100_000, looked_at=2000)
    assert "evenly chosen" not in said(2000, looked_at=2000)


def test_the_bar_of_nothing():
    assert People(0, 0).percent is None


def test_it_is_linked_from_the_roadmap(as_staff, roadmap):
    assert f'href="{address(roadmap)}"' in as_staff.get(as_browser.address(roadmap)).text


def test_with_real_people(as_staff, roadmap, django_assert_num_queries):
    for number in range(6):
        person = factories.person()
        person.follow(roadmap)
        person.mark(factories.checkpoint(roadmap, "thing-1-1").pk, "done" if number else "skipped")
    as_staff.get(address(roadmap))
    # session, user, the roadmap, its followers, what they did; the contents are in memory
    with django_assert_num_queries(5):
        page = as_staff.get(address(roadmap)).text
    assert "6 people have followed" in page


def test_it_is_only_read(as_staff, roadmap):
    assert as_staff.post(address(roadmap)).status_code == 405


def test_learners_and_strangers_are_sent_to_sign_in(as_alice, as_nobody, roadmap):
    assert as_alice.get(address(roadmap)).url.startswith("/admin/login/")
    assert as_nobody.get(address(roadmap)).url.startswith("/accounts/login/")


def test_who_may_not_see_roadmaps_may_not_see_this(roadmap):
    helper = factories.person(is_staff=True)
    assert signed_in(helper).get(address(roadmap)).status_code == 403
    helper.user_permissions.set(Permission.objects.filter(codename="view_roadmap"))
    assert signed_in(helper).get(address(roadmap)).status_code == 200


def test_of_somebodys_own_roadmap_there_is_no_page(as_staff, roadmap):
    roadmap.personal = True
    roadmap.save()
    assert as_staff.get(address(roadmap)).status_code == 404
    assert as_staff.get("/admin/roadmaps/roadmap/999999/outcomes/").status_code == 404
