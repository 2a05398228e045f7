"""Against which job one's skills are held: the address says it, else the goal; what there is not is said."""

import pytest

from tests import factories
from tests.roadmaps import pages
from tracker.models import Goal

PAGE = "/my/skills/"


def words(client, address=""):
    return pages.text(pages.get(client, f"{PAGE}?{address}"))


@pytest.mark.parametrize(
    ("address", "ready"),
    [
        ("role=analyst&by=guide", "87 % ready"),  # 3, 3, 2: had 2 + 3 + 2 = 7 of 8
        ("role=analyst&by=survey", "25 % ready"),  # 4, 4: had 2 of 8
        ("role=analyst&level=junior", "55 % ready"),  # 3, 2, 1, 3: had 2 + 2 + 1 = 5 of 9
        ("role=analyst&level=senior", "47 % ready"),  # 5, 4, 3, 5: had 2 + 3 + 3 = 8 of 17
    ],
)
def test_by_source_and_by_level(as_alice, analyst, rated, address, ready):
    assert ready in words(as_alice, address)


def test_without_a_role_it_is_the_goal(as_alice, alice, analyst, rated):
    Goal.set(alice, role=analyst, seniority="junior")
    assert "Junior Analyst: 55 % ready" in words(as_alice)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("role=wizard", "There is no role called “wizard”."),
        ("role=analyst&level=wizard", "There is no level called “wizard”"),
        ("role=analyst&by=wizard", "No source called “wizard” rates skills"),
        (f"role={'x' * 5000}", "There is no role called"),
    ],
)
def test_what_there_is_not_is_said(as_alice, analyst, rated, address, said):
    assert said in words(as_alice, address)


def test_a_source_that_does_not_rate_the_role_is_said(as_alice, analyst, guide, survey, skills, rated):
    other = factories.role(slug="artist", name="Artist", position=2)
    factories.requirement(role=other, skill=skills["art"], level=5, source=guide)
    page = words(as_alice, "role=artist&by=survey")
    assert "Survey does not rate this role" in page
    assert "Artist: 80 % ready" in page


@pytest.mark.parametrize(
    ("seniority", "title"),
    [
        ("", "Analyst"),
        ("mid", "Mid-level Analyst"),
        ("principal", "Principal Analyst"),
        ("director", "Analyst, Director"),
    ],
)
def test_what_it_is_called(as_alice, analyst, rated, seniority, title):
    assert f" {title}: " in words(as_alice, f"role=analyst&level={seniority}")


def test_a_level_of_the_goal_holds_for_other_roles_until_another_is_chosen(as_alice, alice, analyst, rated):
    Goal.set(alice, seniority="junior")
    assert "Junior Analyst: 55 % ready" in words(as_alice, "role=analyst")
    assert "Analyst: 53 % ready" in words(as_alice, "role=analyst&level=")


def test_only_sources_that_rate_the_role_are_offered(as_alice, analyst, guide, skills, rated):
    other = factories.role(slug="artist", name="Artist", position=2)
    factories.requirement(role=other, skill=skills["art"], level=5, source=guide)
    assert "The bar of" in words(as_alice, "role=analyst")
    assert "The bar of" not in words(as_alice, "role=artist")


def test_the_links_of_a_line_keep_the_choice(as_alice, analyst, rated):
    page = as_alice.get(f"{PAGE}?role=analyst&level=junior&by=survey").text
    assert 'href="/my/skills/sql/?role=analyst&amp;level=junior&amp;by=survey"' in page
    one = as_alice.get("/my/skills/sql/?role=analyst&level=junior&by=survey").text
    assert 'href="/my/skills/?role=analyst&amp;level=junior&amp;by=survey"' in one
