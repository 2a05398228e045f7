"""One skill of one's own: the rating and its growth, the next levels in words, and what leads there."""

from datetime import timedelta

import pytest

from tests import factories
from tests.roadmaps import pages
from tracker.models import SkillRating

PAGE = "/my/skills/sql/"


@pytest.fixture(autouse=True)
def worded(skills):
    skills["sql"].levels = [f"Words of level {n}." for n in range(1, 6)]
    skills["sql"].save()


@pytest.fixture
def lead(analyst):
    """Twelve hours of SQL in four steps, up to 4."""
    boxes = [f"Step {n} {{#step-{n} hours=3 skill=sql}}" for n in range(1, 5)]
    roadmap = factories.roadmap(factories.short_text(*boxes, slug="to-analyst", title="To analyst"))
    roadmap.roles.add(analyst)
    return roadmap


def words(client, address=PAGE):
    return pages.text(pages.get(client, address))


def rate(user, skill, level, *, days_ago=0, evidence="", link=""):
    SkillRating.objects.rate(user, {skill.pk: (level, evidence, link)}, user.today() - timedelta(days=days_ago))


def test_ones_level_and_the_next_in_words(as_alice, rated):
    page = words(as_alice)
    assert "2 You. Words of level 2." in page
    assert "3 Words of level 3." in page
    assert "level 4" not in page


def test_all_levels_up_to_the_bar_of_the_chosen_role(as_alice, analyst, rated):
    page = words(as_alice, f"{PAGE}?role=analyst")
    assert "4 Analyst. Words of level 4." in page
    assert "level 5" not in page
    assert "Analyst asks for 4" in page


def test_at_the_bar_it_is_the_next_level(as_alice, alice, skills, analyst):
    rate(alice, skills["sql"], 4)
    page = words(as_alice, f"{PAGE}?role=analyst")
    assert "What leads from 4 to 5" in page


def test_not_rated_yet(as_alice, analyst, lead):
    page = words(as_alice)
    assert "Not rated yet." in page
    assert "1 Words of level 1." in page
    assert "What leads from nothing to 1" in page


def test_at_the_top_nothing_is_left(as_alice, alice, skills, analyst, lead):
    rate(alice, skills["sql"], 5)
    page = words(as_alice, f"{PAGE}?role=analyst")
    assert "5 You. Words of level 5." in page
    assert "Nothing is left to close" in page
    assert "To analyst" not in page


def test_what_leads_there_with_hours(as_alice, rated, lead):
    page = words(as_alice, f"{PAGE}?role=analyst")
    assert "To analyst 6 h in 2 checkpoints" in page
    assert "Step 3 To do, 3 h" in page
    assert "Step 2" not in page


def test_no_roadmap_has_it(as_alice, rated):
    assert "No roadmap here has something left for this step." in words(as_alice)


def test_who_asks_for_it(as_alice, analyst, rated):
    assert "Analyst 3 G Analyst 4 S" in words(as_alice)


def test_how_it_grew(as_alice, alice, skills):
    rate(alice, skills["sql"], 1, days_ago=90)
    rate(alice, skills["sql"], 3, days_ago=10)
    page = words(as_alice)
    assert "2 up since" in page
    assert page.index("3 of 5") < page.index("2 up since")


def test_what_shows_it(as_alice, alice, skills):
    rate(alice, skills["sql"], 4, evidence="Built <b>two</b>", link="https://example.org/two")
    page = as_alice.get(PAGE).text
    assert "“Built &lt;b&gt;two&lt;/b&gt;”" in page
    assert 'href="https://example.org/two" rel="noopener nofollow"' in page


@pytest.mark.parametrize(("days", "says"), [(364, False), (365, True)])
def test_after_a_year_it_suggests_another_look(as_alice, alice, skills, days, says):
    rate(alice, skills["sql"], 3, days_ago=days)
    assert ("a year ago or longer" in words(as_alice)) == says


def test_a_skill_that_there_is_not(as_alice, skills):
    assert as_alice.get("/my/skills/wizardry/").status_code == 404


@pytest.mark.parametrize("address", ["role=wizard", "level=wizard", "role=analyst&by=wizard"])
def test_what_there_is_not_is_said(as_alice, analyst, rated, address):
    assert "called “wizard”" in words(as_alice, f"{PAGE}?{address}")


def test_nobody_sees_what_others_rated(as_bob, rated):
    assert "Not rated yet." in words(as_bob)


def test_signed_out_it_asks_to_sign_in(as_nobody, skills):
    answer = as_nobody.get(PAGE)
    assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/accounts/login/")


def test_it_only_reads(as_alice, skills):
    assert as_alice.post(PAGE).status_code == 405
