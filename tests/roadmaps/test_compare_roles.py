"""Two to four roles side by side, chosen in the address; whatever the address says, the page opens."""

import pytest
from django.utils.http import urlencode

from tests import factories
from tests.roadmaps import staff as as_browser
from tests.roadmaps.pages import each, get, links, rows, text, the

PATH = "/roles/compare/"
BOTH = f"{PATH}?roles=analyst,engineer"
GUIDE, SURVEY = "/sources/#guide", "/sources/#survey"
NAMES = ["analyst", "engineer", "clerk", "baker", "miner"]


@pytest.fixture
def five(db):
    return [factories.role(slug=slug, name=slug.title(), position=n) for n, slug in enumerate(NAMES)]


def shown(page):
    """The roles at the head of the table, in their order."""
    return [text(head) for head in each(page.split('class="beside"')[1], "th")[: page.count('<th scope="col"><a href')]]


def ticked(page):
    return [box.split('value="')[1].split('"')[0] for box in each(page, "label") if " checked" in box]


def beside(page):
    """The texts of the big table's rows."""
    return rows(page.split('class="beside"')[1].split("</table>")[0])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("roles=analyst,engineer", ["Analyst", "Engineer"]),
        ("roles=analyst&roles=engineer", ["Analyst", "Engineer"]),
        ("roles=engineer&roles=analyst", ["Engineer", "Analyst"]),
        ("roles=analyst,engineer&roles=clerk", ["Analyst", "Engineer", "Clerk"]),
        ("roles=analyst,+engineer+,", ["Analyst", "Engineer"]),
        ("roles=analyst%2Cengineer", ["Analyst", "Engineer"]),
        ("roles=analyst,analyst&roles=engineer&roles=analyst", ["Analyst", "Engineer"]),
        ("roles=analyst,nobody,engineer", ["Analyst", "Engineer"]),
        ("roles=clerk,baker,miner,analyst", ["Clerk", "Baker", "Miner", "Analyst"]),
        ("roles=clerk,baker,miner,analyst,engineer", ["Clerk", "Baker", "Miner", "Analyst"]),
    ],
)
def test_the_roles_of_the_address_stand_in_its_order(as_nobody, five, query, expected):
    page = get(as_nobody, f"{PATH}?{query}")
    assert shown(page) == expected
    assert sorted(ticked(page)) == sorted(name.lower() for name in expected)
    assert f"<title>{', '.join(expected)}, compared" in page


def test_before_a_choice(as_nobody, five):
    page = get(as_nobody, PATH)
    assert "Nothing is chosen yet." in page
    assert ticked(page) == []
    assert [text(box) for box in each(page, "label")] == [name.title() for name in NAMES]
    assert "<title>Compare roles" in page


@pytest.mark.parametrize("query", ["roles=analyst", "roles=analyst,analyst", "roles=analyst&roles=nobody"])
def test_one_alone_waits_for_another(as_nobody, five, query):
    page = get(as_nobody, f"{PATH}?{query}")
    assert "One more, and they stand side by side." in page
    assert ticked(page) == ["analyst"]
    assert "beside" not in page


def test_of_five_it_says_that_four_are_shown(as_nobody, five):
    warning = "Four at most fit beside each other."
    assert warning in get(as_nobody, f"{PATH}?roles={','.join(NAMES)}")
    assert warning not in get(as_nobody, f"{PATH}?roles={','.join(NAMES[:4])},nobody")


@pytest.mark.parametrize("query", ["roles=nobody", "roles=analyst,engineer,nobody", "roles=nobody&roles=nobody"])
def test_it_says_whom_it_does_not_know(as_nobody, five, query):
    assert text(get(as_nobody, f"{PATH}?{query}")).count("There is no role called “nobody”.") == 1


@pytest.mark.parametrize("query", ["", "?roles=", "?roles=,,,", "?roles=%20", "?role=analyst", "?roles"])
def test_nothing_asked_is_nothing_unknown(as_nobody, five, query):
    page = get(as_nobody, PATH + query)
    assert "There is no role called" not in page
    assert "Nothing is chosen yet." in page


@pytest.mark.parametrize(
    "value",
    [
        *("</title><script>alert(1)</script>", '" onfocus="alert(1)', "{{ x }}{% y %}", "../../etc/passwd"),
        *("' OR 1=1 --", "🦉" * 40, "\u202eesrever", "analyst\r\nX: y"),
    ],
)
def test_hostile_names_are_quoted_back_escaped(as_nobody, five, value):
    page = get(as_nobody, f"{PATH}?{urlencode({'roles': value})}")
    assert "There is no role called “" in page
    assert not any(bad in page for bad in ("<script>", '" onfocus', "etc/passwd</"))


@pytest.mark.parametrize("value", ["x" * 10_000, "x," * 5_000, ",".join(map(str, range(2_500))), "analyst," * 1_250])
def test_ten_kilobytes_of_names_are_not_sent_back(as_nobody, five, value):
    plain = len(get(as_nobody, PATH))
    assert len(get(as_nobody, f"{PATH}?roles={value}")) < plain + 500


def test_ten_kilobytes_of_parameters(as_nobody, five):
    get(as_nobody, f"{PATH}?{'&'.join(f'roles={n}' for n in range(900))}")


def test_each_source_rates_in_a_chart_of_its_own(as_nobody, analyst, engineer, guide, survey):
    skills = [factories.skill(name=name, position=n) for n, name in enumerate(["SQL", "Talk", "Maths"])]
    for skill in skills:
        factories.requirement(role=analyst, skill=skill, level=4, source=guide)
        factories.requirement(role=analyst, skill=skill, level=2, source=survey)
    factories.requirement(role=engineer, skill=skills[0], level=5, source=guide)
    first, second = each(get(as_nobody, BOTH), "figure")
    assert rows(first) == ["Skill Analyst Engineer", "1 SQL 4 5", "2 Talk 4 –", "3 Maths 4 –"]
    assert rows(second) == ["Skill Analyst", "1 SQL 2", "2 Talk 2", "3 Maths 2"]
    assert "Survey does not rate Engineer" in text(second)
    assert (links(first)[0], links(second)[0]) == (GUIDE, SURVEY)
    assert first.count("<polygon") == 5 + 2


def test_two_skills_are_a_table_without_a_chart(as_nobody, analyst, engineer, guide):
    for skill in (factories.skill(name="SQL"), factories.skill(name="Talk")):
        factories.requirement(role=analyst, skill=skill, level=4, source=guide)
    page = get(as_nobody, BOTH)
    assert "<polygon" not in page
    assert rows(each(page, "figure")[0])[1:] == ["1 SQL 4", "2 Talk 4"]


def test_weeks_with_their_sources(as_nobody, analyst, engineer, guide, survey):
    factories.row(analyst.week, source=guide, percent=60, activity="Reading")
    factories.row(analyst.week, source=survey, percent=50, activity="Talking")
    week = the(get(as_nobody, BOTH), "tr", "The week")
    assert text(week) == "The week 60 % Reading Guide 50 % Talking Survey No source says"
    assert links(week) == [GUIDE, SURVEY]


def test_ways_in_whose_months_are_known(as_nobody, analyst, engineer, guide, survey):
    factories.row(analyst.transitions, source=survey, origin="Clerk", months_low=6, months_high=9)
    factories.row(analyst.transitions, source=guide, origin="Baker", months_low=3)
    factories.row(analyst.transitions, source=guide, origin="Anybody")
    factories.row(engineer.transitions, source=guide, origin="Anybody")
    ways = the(get(as_nobody, BOTH), "tr", "Ways in")
    assert text(ways) == "Ways in Clerk: 6–9 months S Baker: 3 months G No source says how long"
    assert links(ways) == [SURVEY, GUIDE]


def test_statements_of_a_kind_stand_beside_each_other(as_nobody, analyst, engineer, guide, survey):
    factories.row(analyst.facts, kind="tool", source=guide, text="A pencil")
    factories.row(engineer.facts, kind="tool", source=survey, text="A wrench")
    factories.row(engineer.facts, kind="company", source=survey, text="Factories")
    page = get(as_nobody, BOTH)
    assert beside(page)[-2:] == ["Who hires No source says Factories S", "Tools A pencil G A wrench S"]
    assert links(the(page, "tr", "Tools")) == [GUIDE, SURVEY]


def test_pay_of_each_source_and_never_in_between(as_nobody, analyst, engineer, guide, survey):
    factories.pay(role=analyst, source=guide, low=100, high=150)
    factories.pay(role=analyst, source=survey, low=80, high=90, basis="base", tier="Banks")
    factories.pay(role=engineer, source=survey, low=None, high=None)
    pay = the(get(as_nobody, BOTH), "tr", "Pay, junior")
    assert text(pay) == "Pay, junior $K a year 100–150 total G 80–90 base, Banks S no figure total S"
    assert links(pay) == [GUIDE, SURVEY, SURVEY]


def test_parts_of_pay_and_single_towns_are_left_to_the_explorer(as_nobody, analyst, engineer, guide):
    factories.pay(role=analyst, source=guide, basis="stock")
    factories.pay(role=analyst, source=guide, place=factories.place())
    assert "Pay, junior" not in get(as_nobody, BOTH)


def test_it_says_where_no_source_says_anything(as_nobody, analyst, engineer):
    page = get(as_nobody, BOTH)
    assert "No source rates the skills of these roles." in page
    assert beside(page) == [
        "Analyst Engineer",
        "In a line",
        "Measured by No source says No source says",
        "The week No source says No source says",
        "Ways in No source says how long No source says how long",
    ]


def test_an_administrators_change_is_seen_at_once(as_nobody, as_staff, analyst, engineer):
    get(as_nobody, BOTH)
    as_browser.save(as_staff, analyst, focus="Reads tables")
    assert "In a line Reads tables" in beside(get(as_nobody, BOTH))


def test_before_any_role_is_described(as_nobody, db):
    assert "No role has been described on this server yet." in get(as_nobody, f"{PATH}?roles=a,b")
