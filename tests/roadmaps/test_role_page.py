"""A role's page: all that the sources say of it, each figure with its source, and a word where none says anything."""

import pytest

from roadmaps import facts
from roadmaps.models import Role
from tests import factories
from tests.roadmaps import staff as as_browser
from tests.roadmaps.pages import each, get, links, part, rows, text, the

PATH = "/roles/analyst/"
GUIDE, SURVEY = "/sources/#guide", "/sources/#survey"
BLANKS = {
    "week": "No source says how the week of this role divides.",
    "skills": "No source rates the skills of this role.",
    "work": "No source goes into the work of this role.",
    "levels": "No source describes the levels of this role.",
    "pay": "No source gives figures for this role.",
    "ways-in": "No source says how people get into this role.",
    "roadmaps": "No roadmap leads here yet.",
}


@pytest.fixture
def senior(analyst, guide):
    """The senior level, of which the guide says something."""
    return factories.level(role=analyst, slug="at-the-top", seniority="senior", name="Senior one", source=guide)


def section(client, anchor):
    return part(get(client, PATH), anchor)


def test_what_it_is_about(as_nobody, analyst):
    texts = {"focus": "Reads tables", "summary": "First.\n\nSecond.", "success": "Answers", "suits": "The curious"}
    Role.objects.filter(pk=analyst.pk).update(**texts, aliases=["Reporter", "Clerk"])
    facts.changed()
    page = text(get(as_nobody, PATH))
    assert "Analyst Reads tables First. Second. Measured by Answers Suits The curious" in page
    assert "Also called Reporter Clerk" in page


def test_its_sources(as_nobody, analyst, guide):
    analyst.sources.add(guide)
    facts.changed()
    assert GUIDE in links(part(get(as_nobody, PATH), "main", tag="main").split("Where this comes from")[1])


def test_the_week_with_its_source(as_nobody, analyst, guide):
    factories.row(analyst.week, source=guide, percent=70, activity="Reading", position=1)
    factories.row(analyst.week, source=guide, percent=30, activity="Writing", position=2)
    week = section(as_nobody, "week")
    assert rows(week)[1:] == ["70 % Reading", "30 % Writing"]
    assert 'x="0%" width="70%"' in week
    assert 'x="70%" width="30%"' in week
    assert links(week) == [GUIDE]


def test_two_weeks_stand_under_their_sources_and_are_not_added_up(as_nobody, analyst, guide, survey):
    factories.row(analyst.week, source=survey, percent=100, activity="Waiting")
    factories.row(analyst.week, source=guide, percent=100, activity="Reading")
    week = section(as_nobody, "week")
    assert [text(heading) for heading in each(week, "h3")] == ["Guide", "Survey"]
    assert week.index("Guide") < week.index("Reading") < week.index("Survey") < week.index("Waiting")
    assert 'x="100%"' not in week


def test_both_levels_are_shown_where_sources_differ(as_nobody, analyst, guide, survey):
    sql = factories.skill(slug="sql", name="SQL")
    factories.requirement(role=analyst, skill=sql, level=5, source=guide)
    factories.requirement(role=analyst, skill=sql, level=3, source=survey)
    skills = section(as_nobody, "skills")
    assert rows(skills)[1:] == ["SQL 3 S", "SQL 5 G"]
    assert SURVEY in links(the(skills, "tr", "3"))
    assert GUIDE in links(the(skills, "tr", "5"))
    assert skills.count('class="differs"') == 2


def test_sources_that_agree_share_a_line(as_nobody, analyst, guide, survey):
    sql = factories.skill(slug="sql", name="SQL")
    for source in (survey, guide):
        factories.requirement(role=analyst, skill=sql, level=4, source=source)
    skills = section(as_nobody, "skills")
    assert rows(skills)[1:] == ["SQL 4 G S"]
    assert links(each(skills, "tr")[1]) == ["/skills/sql/", GUIDE, SURVEY]
    assert 'class="differs"' not in skills


def test_skills_of_another_role_are_not_its_own(as_nobody, analyst, engineer, guide):
    factories.requirement(role=engineer, skill=factories.skill(name="Welding"), level=4, source=guide)
    assert "Welding" not in get(as_nobody, PATH)


@pytest.mark.parametrize(("kind", "anchor"), [("responsibility", "work"), ("tool", "work"), ("entry", "ways-in")])
def test_statements_with_their_sources(as_nobody, analyst, guide, survey, kind, anchor):
    factories.row(analyst.facts, kind=kind, source=guide, text="According to one")
    factories.row(analyst.facts, kind=kind, source=survey, text="According to the other")
    points = section(as_nobody, anchor)
    assert rows(points, "li") == ["According to one G", "According to the other S"]
    assert [links(point) for point in each(points, "li")] == [[GUIDE], [SURVEY]]


def test_sample_days_are_folded_by_source(as_nobody, analyst, guide, survey):
    factories.row(analyst.days, source=guide, day="A day", time="9:00", activity="Mail", position=1)
    factories.row(analyst.days, source=survey, day="Monday", time="", activity="Plans", position=2)
    factories.row(analyst.days, source=survey, day="Tuesday", time="", activity="Doubts", position=3)
    work = section(as_nobody, "work")
    assert [text(fold) for fold in each(work, "summary")] == [
        "A sample day, by the Guide",
        "A sample week, by the Survey",
    ]
    assert rows(work) == ["9:00 Mail", "Any time Plans", "Any time Doubts"]


def test_the_ladder_forks_and_says_who_calls_a_rung_what(as_nobody, analyst, guide, survey, senior):
    manager = factories.level(role=analyst, seniority="manager", name="Manager", track="management", position=2)
    factories.row(senior.titles, source=guide, title="Senior Analyst", years_low=5, years_high=8)
    factories.row(senior.titles, source=survey, title="Lead", years_low=6)
    factories.row(manager.titles, source=guide, title="Head of tables")
    page = get(as_nobody, PATH)
    assert "The ladder forks after senior Senior one Senior Analyst, 5–8 years G Lead, 6+ years S" in text(page)
    assert "Management track Manager Head of tables G" in text(page)
    assert 'href="#at-the-top"' in page


def test_a_level_in_full(as_nobody, analyst, guide, survey, senior):
    senior.summary, senior.responsibilities, senior.hard_skills = "Trusted", ["Decides"], ["Joins"]
    senior.soft_skills, senior.projects = ["Patience"], ["A report"]
    senior.save()
    factories.row(senior.titles, source=survey, title="Lead", years_low=6, note="in banks")
    factories.row(senior.week, source=survey, percent=100, activity="Meetings")
    factories.pay(role=analyst, source=survey, seniorities=["senior"], title="Lead Analyst", median=120)
    level = part(get(as_nobody, PATH), "at-the-top", tag="details")
    assert all(word in text(level) for word in ("Trusted", "Decides", "Joins", "Patience", "A report"))
    assert "Lead , 6+ years: in banks S" in text(level)
    assert "The week S Shares of the week at this level Share Activity 100 % Meetings" in text(level)
    assert "100–150 total, median 120, Lead Analyst S" in text(level)
    assert links(level) == [SURVEY, SURVEY, SURVEY, GUIDE]


def test_steps_up_with_times_and_criteria_by_source(as_nobody, guide, survey, senior):
    step = factories.promotion(name="Up", summary="Less help")
    factories.row(step.times, source=guide, years_low=2, years_high=4, note="or so")
    factories.row(step.times, source=survey, years_low=3, in_all=True)
    factories.row(step.criteria, source=survey, text="Finishes things")
    steps = section(as_nobody, "promotions")
    assert "Guide: 2–4 years at the level · Survey: from 3 years of experience on" in text(steps)
    assert rows(steps, "li") == [
        "Finishes things S",
        "2–4 years at the level : or so G",
        "From 3 years of experience on S",
    ]
    assert links(steps) == [SURVEY, GUIDE, SURVEY]


def test_what_develops_in_which_years(as_nobody, guide, senior):
    factories.growth(source=guide, name="Roots", focus="Basics", skills=["Tables"], mindset=["Calm", "Care"])
    band = each(section(as_nobody, "promotions"), "article")[0]
    assert text(band) == "0–2 years G Roots Basics Tables Mindset: Calm, Care"
    assert links(band) == [GUIDE]


@pytest.mark.parametrize(("months", "shown"), [((6, 9), "6–9 months"), ((6, None), "6 months"), ((6, 6), "6 months")])
def test_ways_in_with_their_months(as_nobody, analyst, guide, months, shown):
    factories.row(analyst.transitions, source=guide, origin="Clerk", months_low=months[0], months_high=months[1])
    way = section(as_nobody, "ways-in")
    assert rows(way, "li") == [f"Clerk {shown} G"]
    assert links(way) == [GUIDE]


def test_a_way_in_leads_to_its_roadmap_if_that_leads_here(as_nobody, analyst, guide):
    factories.row(analyst.transitions, source=guide, origin="Clerk", note="Slowly", roadmap="made-up")
    roadmap = factories.roadmap(slug="made-up")
    assert links(section(as_nobody, "ways-in")) == [GUIDE]
    roadmap.roles.add(analyst)
    assert links(section(as_nobody, "ways-in")) == [GUIDE, "/roadmaps/made-up/"]


def test_only_published_roadmaps_lead_here(as_nobody, analyst):
    factories.roadmap(slug="public").roles.add(analyst)
    factories.roadmap(slug="draft", published=False).roles.add(analyst)
    assert links(section(as_nobody, "roadmaps")) == ["/roadmaps/public/"]
    assert "1 roadmap leads here" in text(get(as_nobody, PATH))


def test_disputes_about_it_and_about_all_roles(as_nobody, analyst, engineer, guide, survey):
    factories.disagreement(sources=[guide, survey], roles=[analyst], title="Its own", advice="Ask.")
    factories.disagreement(sources=[guide], area="timeline", title="Everybody's")
    factories.disagreement(sources=[guide], roles=[engineer], title="Another role's")
    factories.disagreement(sources=[guide], area="resume", title="Of résumés")
    disputes = section(as_nobody, "disagreements")
    assert [text(fold) for fold in each(disputes, "summary")] == ["Its own Guide, Survey", "Everybody's Guide"]
    assert "What we make of it Ask." in text(disputes)
    assert {GUIDE, SURVEY} < set(links(disputes))


@pytest.mark.parametrize(("anchor", "words"), BLANKS.items(), ids=BLANKS)
def test_it_says_where_no_source_says_anything(as_nobody, analyst, anchor, words):
    assert words in text(section(as_nobody, anchor))


def test_without_a_ladder_it_points_to_one(as_nobody, analyst, engineer):
    said = "No source describes a ladder for this role."
    assert rows(get(as_nobody, PATH), "p").count(said) == 1
    factories.level(role=engineer)
    said += " Titles in job advertisements follow those of the Engineer ."
    assert rows(get(as_nobody, PATH), "p").count(said) == 1


def test_steps_up_are_left_out_without_levels(as_nobody, analyst, guide):
    factories.promotion(name="Up")
    factories.growth(source=guide)
    assert 'id="promotions"' not in get(as_nobody, PATH)


def test_there_is_no_such_role(as_nobody, analyst):
    get(as_nobody, "/roles/analysts/", 404)


def test_an_administrators_change_is_seen_at_once(as_nobody, as_staff, analyst):
    get(as_nobody, PATH)
    as_browser.save(as_staff, analyst, focus="Reads tables")
    assert "Reads tables" in get(as_nobody, PATH)
