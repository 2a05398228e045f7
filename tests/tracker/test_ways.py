"""What closes somebody's gap, as their pages show it: roadmaps, checkpoints, hours, and the shortest way in words."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from roadmaps import contents, facts
from tests import factories
from tracker.models import Pace, SkillRating
from tracker.skills import mine_of
from tracker.standing import Standing, choice_of
from tracker.ways import Ways

PAGE = "/my/skills/?role=engineer"


@pytest.fixture
def skills(db):
    return {slug: factories.skill(slug=slug, name=slug.title()) for slug in ("python", "sql", "talking")}


@pytest.fixture
def role(skills):
    """Python 4, SQL 2, Talking 3."""
    role, source = factories.role(slug="engineer", name="Engineer"), factories.source()
    for slug, level in (("python", 4), ("sql", 2), ("talking", 3)):
        factories.requirement(role=role, skill=skills[slug], level=level, source=source)
    return role


@pytest.fixture
def rated(alice, skills, role):
    """Python 2, SQL 1, Talking 2."""
    judged = {skills["python"].pk: (2, "", ""), skills["sql"].pk: (1, "", ""), skills["talking"].pk: (2, "", "")}
    SkillRating.objects.rate(alice, judged, alice.today())
    return alice


def road(slug, **milestones):
    """A published roadmap for the role: `road("long", first="python 10, python 10", second="sql 4-6, - 20")`."""
    lines = ["---", f"slug: {slug}", f"title: {slug.title()}", "roles: [engineer]", "---", "# Start {#start}"]
    for name, boxes in milestones.items():
        lines += [f"## {name.title()} {{#{name} weeks=1}}", "### Learn"]
        for number, box in enumerate(boxes.split(", "), start=1):
            skill, _, rest = box.partition(" ")
            hours, _, more = rest.partition(" ")
            given = [f"hours={hours}"] * (hours != "?") + [f"skill={skill}"] * (skill != "-") + [more] * bool(more)
            lines.append(f"- [ ] {name.title()} {number} {{#{name}-{number} {' '.join(given)}}}")
    return factories.roadmap("\n".join(lines) + "\n")


def ways_of(user):
    mine = mine_of(user)
    return Ways(mine, Standing(mine, choice_of(mine, {"role": "engineer"})).gap)


def closers(user, skill):
    found = ways_of(user)
    line = next(line for line in found.gap.open if line.skill == skill)
    return [
        (closer.course.title, [row.checkpoint.slug for row in closer.rows], closer.hours.label)
        for closer in found.closers(line)
    ]


def said(way):
    return [(part.course.title, [stop.milestone.slug for stop in part.stops]) for part in way.parts], way.reasons


def test_what_closes_a_gap_lies_between_ones_level_and_the_bar(rated, skills):
    road("long", first="python 10, python 10", second="python 8-12, python 10 optional, sql 4, sql 5")
    # 30 hours lead to 4: who stands at 2 has 15 behind them, and the middle of the second is there
    assert closers(rated, skills["python"]) == [("Long", ["second-1"], "8–12 h")]
    assert closers(rated, skills["sql"]) == [("Long", ["second-4"], "5 h")]
    assert closers(rated, skills["talking"]) == []


def test_what_is_done_or_skipped_closes_nothing_any_more(rated, skills):
    stored = road("long", first="python 10, python 10, python 10, python 10")
    assert closers(rated, skills["python"]) == [("Long", ["first-3", "first-4"], "20 h")]
    rated.follow(stored)
    rated.mark(factories.checkpoint(stored, "first-3").pk, "doing")
    rated.mark(factories.checkpoint(stored, "first-4").pk, "skipped")
    assert closers(rated, skills["python"]) == [("Long", ["first-3"], "10 h")]
    rated.mark(factories.checkpoint(stored, "first-3").pk, "done")
    assert closers(rated, skills["python"]) == []


def test_followed_roadmaps_come_first_then_what_is_enough_then_the_fewest_hours(rated, skills):
    for slug, hours in (("much", 40), ("some", 30), ("stray", 5), ("mine", 50)):
        road(slug, first=f"python {hours}, python {hours}")
    rated.follow(factories.Checkpoint.objects.filter(roadmap__slug="mine").first().roadmap)
    assert [title for title, *_ in closers(rated, skills["python"])] == ["Mine", "Some", "Much", "Stray"]


def test_one_roadmap_is_proposed_with_its_reasons(rated):
    road("good", first="python 10, python 10, sql 4, sql 4")
    road("poor", first="python 10, python 10")
    (way,) = ways_of(rated).proposed
    assert said(way) == (
        [("Good", [])],
        ["Closes 2 of 3: Python and Sql.", "Leaves Talking: no roadmap has it."],
    )
    assert (way.hours.label, way.on_gap.label, way.span, way.weeks) == ("28 h", "14 h", None, "")


def test_milestones_are_proposed_where_they_are_shorter(rated):
    road("good", first="python 10, python 10", second="- 50", third="sql 4, sql 4")
    one, several = ways_of(rated).proposed
    assert said(one)[0] == [("Good", [])]
    assert said(several)[0] == [("Good", ["first", "third"])]
    assert (one.hours.label, several.hours.label, several.on_gap.label) == ("78 h", "28 h", "14 h")
    assert [stop.names for stop in several.parts[0].stops] == ["Python", "Sql"]
    assert (one.skips, several.skips) == (0, 1)


def test_it_says_when_one_would_finish_at_ones_pace(rated):
    road("good", first="python 10, python 8-30, sql 4, sql 4")
    Pace.choose(rated, hours_per_week=5)
    with time_machine.travel(datetime(2026, 11, 16, 9, 0, tzinfo=UTC)):
        (way,) = ways_of(rated).proposed
    # 26 to 48 hours from a Monday on: into the sixth and the tenth week
    assert (way.hours.label, way.weeks) == ("26–48 h", "6–10 weeks")
    assert (way.span.low, way.span.high) == (date(2026, 12, 22), date(2027, 1, 22))


def test_a_way_that_is_followed_stays_the_shortest(as_alice, rated):
    for number in range(1, 4):
        road(f"good-{number}", first=f"python {10 + number}, python 10", second="- 50", third="sql 4, sql 4, python 9")
    before = ways_of(rated).shortest
    form = {"roadmap": [part.course.roadmap.slug for part in before.parts]}
    form["milestone"] = [stop.milestone.pk for part in before.parts for stop in part.stops]
    as_alice.post("/my/skills/way/follow", form)
    after = ways_of(rated).shortest
    assert (after.reasons, after.hours, after.new) == (before.reasons, before.hours, [])


def test_hours_that_nobody_knows_are_said(rated):
    road("unknown", first="python ?, python ?")
    (way,) = ways_of(rated).proposed
    assert (way.hours.label, way.hours.unknown, way.span) == ("hours unknown", 2, None)


def test_only_public_roadmaps_are_proposed(rated, skills):
    stored = road("draft", first="python 10, python 10")
    rated.follow(stored)
    type(stored).objects.update(published_at=None)
    found = ways_of(rated)
    assert found.proposed == []
    assert closers(rated, skills["python"]) == [("Draft", ["first-2"], "10 h")]


def test_roadmaps_are_sorted_by_how_much_they_close(rated):
    road("one", first="python 10, python 10")
    road("two", first="python 30, python 30, sql 4, sql 4")
    road("little", first="python 1, python 1")
    leads = [
        (lead.course.title, *([skill.name for skill in skills] for skills in (lead.closes, lead.trains)))
        for lead in ways_of(rated).leads
    ]
    assert leads == [("Two", ["Python", "Sql"], []), ("One", ["Python"], []), ("Little", [], ["Python"])]


# ---- the page


def test_the_page_says_before_the_click_what_will_happen(as_alice, rated):
    road("good", first="python 10, python 10", second="- 50", third="sql 4, sql 4")
    page = as_alice.get(PAGE).text
    assert "Following it follows the whole roadmap as it is: nothing is skipped." in page
    assert "Following this follows Good. The 1 checkpoint of its other milestones that is to do is skipped" in page
    assert page.count('name="roadmap" value="good"') == 2
    assert page.count('name="milestone"') == 2
    assert 'name="role" value="engineer"' in page


def test_what_is_followed_is_not_followed_again(as_alice, rated):
    stored = road("good", first="python 10, python 10, sql 4, sql 4")
    enrollment = rated.follow(stored)
    page = as_alice.get(PAGE).text
    assert "You follow it already." in page
    assert "/my/skills/way/follow" not in page
    enrollment.pause()
    assert "Good is paused: nothing of it is in the plan until you resume." in as_alice.get(PAGE).text


def test_there_may_be_no_way(as_alice, rated):
    assert "so there is no way to propose." in as_alice.get(PAGE).text


def test_a_skill_has_all_that_closes_it(as_alice, rated):
    stored = road("good", first="python 10, python 10")
    page = as_alice.get("/my/skills/python/?role=engineer").text
    assert '<a href="/roadmaps/good/#first-2">First 2</a>' in page
    assert "To do, 10 h" in page
    rated.follow(stored)
    thing = factories.checkpoint(stored, "first-2")
    assert f'<a href="/my/checkpoints/{thing.pk}/">First 2</a>' in as_alice.get("/my/skills/python/?role=engineer").text


def test_working_it_out_asks_nothing_of_the_database(rated, django_assert_num_queries):
    for number in range(5):
        road(f"good-{number}", first="python 10, python 10", second="- 50", third="sql 4, sql 4")
    facts.changed()
    found = ways_of(rated)
    with django_assert_num_queries(0):
        assert found.proposed[-1].reasons
        assert found.leads
        assert [found.closers(line) for line in found.gap.open]


@pytest.mark.parametrize("number", [1, 50], ids="{} roadmaps".format)
def test_queries_do_not_grow_with_roadmaps(as_alice, rated, number, django_assert_num_queries):
    for place in range(number):
        road(f"good-{place}", first="python 10, python 10", second="- 50", third="sql 4, sql 4")
    facts.changed()
    as_alice.get(PAGE)
    contents._kept.clear()
    # session, user, facts, the person with pace and goal, ratings, days off, roadmaps, progress; four for contents
    with django_assert_num_queries(12):
        assert as_alice.get(PAGE).status_code == 200
    with django_assert_num_queries(8):
        as_alice.get(PAGE)
