"""The page of one's skills: what a job asks for, what one has, what is missing, and what leads there."""

import pytest

from tests import factories
from tests.roadmaps import pages
from tracker.models import Goal, Pace, SkillRating

PAGE = "/my/skills/"


@pytest.fixture
def lead(skills, analyst):
    """A roadmap to the role: ten hours of SQL in four steps, up to 4."""
    boxes = [f"Step {n} {{#step-{n} hours={hours} skill=sql}}" for n, hours in enumerate((2, 3, 2, 3), start=1)]
    roadmap = factories.roadmap(factories.short_text(*boxes, slug="to-analyst", title="To analyst"))
    roadmap.roles.add(analyst)
    return roadmap


def words(answer):
    return pages.text(answer.text)


# ---- what is said


def test_in_a_sentence(as_alice, analyst, rated):
    page = words(as_alice.get(f"{PAGE}?role=analyst"))
    assert "Analyst: 53 % ready, one skill below the bar, one not rated yet." in page


def test_hours_and_weeks_of_the_shortest_way_at_ones_own_pace(as_alice, alice, analyst, rated, lead):
    Pace.choose(alice, hours_per_week=2)
    page = words(as_alice.get(f"{PAGE}?role=analyst"))
    assert "one not rated yet, 10 hours for one of them, at 2 h a week 5 weeks." in page
    assert "The shortest way 10 h, closes 1 of 2 You would finish" in page


def test_without_a_pace_it_offers_to_choose_one(as_alice, analyst, rated, lead):
    page = words(as_alice.get(f"{PAGE}?role=analyst"))
    assert "one not rated yet, 10 hours for one of them." in page
    assert "choose a pace" in page


def test_what_closes_all_says_hours_alone(as_alice, alice, analyst, rated, lead, skills):
    SkillRating.objects.rate(alice, {skills["maths"].pk: (4, "", "")}, alice.today())
    page = words(as_alice.get(f"{PAGE}?role=analyst"))
    assert "one skill below the bar, 10 hours." in page
    assert "The shortest way 10 h At your pace" in page


def test_in_figures(as_alice, analyst, rated):
    page = words(as_alice.get(f"{PAGE}?role=analyst"))
    assert "53 % ready Skills met 2 of 4 Levels to go 6, in 2 skills Not rated yet 1, counted as 0" in page


def test_each_skill_below_at_and_above(as_alice, analyst, rated):
    page = words(as_alice.get(f"{PAGE}?role=analyst"))
    assert "Below the bar 1 1 SQL" in page
    assert "2 to go" in page
    assert "Not rated yet 1 2 Maths" in page
    assert "At the bar 1 3 Git" in page
    assert "Above the bar 1 4 Art" in page
    assert "met, 2 over" in page


def test_where_the_sources_differ_it_says_who_says_what(as_alice, analyst, rated):
    page = words(as_alice.get(f"{PAGE}?role=analyst"))
    assert "1 SQL 3 G 4 S 4 2 2 to go" in page
    assert "3 Git G 3 3 met" in page


def test_a_radar_of_what_is_asked_and_what_one_has(as_alice, analyst, rated):
    asked, you = as_alice.get(f"{PAGE}?role=analyst").context["standing"].radar.shapes
    assert (asked.name, you.name) == ("asked", "you")
    assert you.points.split()[1] == "160.0,160.0"  # maths were never rated: 0, the centre


def test_how_it_is_computed(as_alice, analyst, rated):
    page = words(as_alice.get(f"{PAGE}?role=analyst"))
    assert "How this is computed" in page
    assert "A junior is asked for one less in each skill" in page


# ---- when something is missing


def test_no_role(as_alice, analyst, rated):
    assert "No role is chosen yet." in words(as_alice.get(PAGE))


def test_a_role_that_nobody_rates(as_alice, rated):
    factories.role(slug="manager", name="Manager")
    assert "No source rates the skills of this role." in words(as_alice.get(f"{PAGE}?role=manager"))


def test_nothing_rated(as_alice, analyst):
    page = words(as_alice.get(f"{PAGE}?role=analyst"))
    assert "Analyst asks for 4 skills." in page
    assert "Rate yourself for this role" in page
    assert "% ready" not in page


def test_nothing_on_the_server(as_alice):
    assert as_alice.get(PAGE).status_code == 200


def test_nothing_below(as_alice, alice, analyst, skills):
    SkillRating.objects.rate(alice, {skill.pk: (5, "", "") for skill in skills.values()}, alice.today())
    page = words(as_alice.get(f"{PAGE}?role=analyst"))
    assert "Analyst: 100 % ready, all four skills at the bar or above." in page
    assert "Nothing is below the bar." in page


# ---- where it leads


def test_what_closes_it(as_alice, alice, analyst, rated, lead):
    alice.follow(lead)
    alice.mark(factories.checkpoint(lead, "step-3").pk, "done")
    page = words(as_alice.get(f"{PAGE}?role=analyst"))
    assert "What closes it: 3 h in To analyst" in page
    assert "Step 4 To do, 3 h" in page
    assert "Step 2" not in page  # behind who stands at 2 of 4
    assert "Step 3 " not in page  # done


def test_who_has_done_what_closes_it_is_asked_to_rate_again(as_alice, alice, analyst, rated, lead):
    assert "rate yourself again" not in words(as_alice.get(f"{PAGE}?role=analyst"))
    alice.follow(lead)
    alice.tick({thing.pk: "done" for thing in lead.checkpoints.all()})
    page = words(as_alice.get(f"{PAGE}?role=analyst"))
    assert "You have done about as much as closes SQL." in page
    assert "one skill below the bar" in page  # a rating is never set


def test_roadmaps_by_how_much_of_the_gap_they_close(as_alice, analyst, rated, lead, skills):
    boxes = [f"{skill} {n} {{#{skill}-{n} hours=5 skill={skill}}}" for skill in ("sql", "maths") for n in (1, 2)]
    factories.roadmap(factories.short_text(*boxes, slug="whole", title="The whole way")).roles.add(analyst)
    page = words(as_alice.get(f"{PAGE}?role=analyst"))
    roads = page[page.index("sorted by how much of your gap they close, with the hours of that") :]
    assert roads.index("The whole way Closes 2 of 2") < roads.index("To analyst Closes 1 of 2")


def test_the_roles_that_are_closest(as_alice, analyst, guide, skills, rated):
    artist = factories.role(slug="artist", name="Artist", position=2)
    factories.requirement(role=artist, skill=skills["art"], level=4, source=guide)
    factories.role(slug="manager", name="Manager", position=3)  # nobody rates it
    standing = as_alice.get(f"{PAGE}?role=analyst").context["standing"]
    assert [(near.role.name, near.gap.ready) for near in standing.nearest] == [("Artist", 100), ("Analyst", 53)]


def test_another_role_may_become_the_goal_which_keeps_its_day_and_reason(as_alice, alice, analyst, rated):
    Goal.set(alice, seniority="senior", by_on="2040-06-30", why="To build")
    assert 'href="/my/goal/?role=analyst&amp;level=junior"' in as_alice.get(f"{PAGE}?role=analyst&level=junior").text
    page = as_alice.get("/my/goal/?role=analyst&level=junior").text
    assert f'<option value="{analyst.pk}" selected>Analyst</option>' in page
    assert '<option value="junior" selected>Junior</option>' in page
    assert 'value="2040-06-30"' in page
    assert Goal.objects.get(user=alice).role is None


@pytest.mark.parametrize("address", ["role=wizard", "role=analyst&level=wizard"])
def test_a_goal_that_there_is_not_is_not_filled_in(as_alice, analyst, address):
    assert as_alice.get(f"/my/goal/?{address}").status_code == 200


# ---- whose it is


def test_nobody_sees_what_others_rated(as_bob, analyst, rated):
    assert "Analyst asks for 4 skills." in words(as_bob.get(f"{PAGE}?role=analyst"))


def test_signed_out_it_asks_to_sign_in(as_nobody, analyst):
    answer = as_nobody.get(f"{PAGE}?role=analyst")
    assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/accounts/login/")


def test_it_only_reads(as_alice):
    assert as_alice.post(PAGE).status_code == 405


def test_the_other_pages_of_skills_are_marked_as_part_of_it(as_alice, analyst):
    for address in ("rate/", "growth/", "ad/"):
        assert 'href="/my/skills/" aria-current="page"' in as_alice.get(f"{PAGE}{address}").text
