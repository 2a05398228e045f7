"""Pay on a role's page: whole pay in the country by level, and where the rest is to be found."""

import pytest

from tests import factories
from tests.roadmaps.pages import each, get, links, part, rows, text, the

PATH = "/roles/analyst/"
ALL = "/salaries/?role=analyst"
GUIDE, SURVEY = "/sources/#guide", "/sources/#survey"


def section(client):
    return part(get(client, PATH), "pay")


def test_ranges_stand_under_their_levels_with_their_sources(as_nobody, analyst, guide, survey):
    factories.pay(role=analyst, source=survey, seniorities=["senior"], low=200, high=300, title="Lead")
    factories.pay(role=analyst, source=guide, low=70, high=90, title="Clerk", basis="base")
    pay = section(as_nobody)
    junior, senior = each(pay, "details")[:2]
    assert text(junior).startswith("Junior Guide Clerk, base 70 90")
    assert text(senior).startswith("Senior Survey Lead, total 200 300")
    assert (links(junior), links(senior)) == ([GUIDE], [SURVEY])
    assert [" open" in fold.split(">")[0] for fold in (junior, senior)] == [True, False]


def test_the_same_figures_are_there_as_a_table(as_nobody, analyst, guide):
    factories.pay(role=analyst, source=guide, low=71, median=83, high=91, title="Clerk")
    line = the(each(section(as_nobody), "table")[0], "tr", "Clerk")
    assert text(line) == "Junior Guide Clerk – Total United States 71 83 91 –"


@pytest.mark.parametrize("part_of_pay", [{"basis": "stock"}, {"basis": "bonus"}, {"place": "boston"}])
def test_parts_and_towns_are_only_counted(as_nobody, analyst, guide, part_of_pay):
    if "place" in part_of_pay:
        part_of_pay = {"place": factories.place(slug="boston")}
    factories.pay(role=analyst, source=guide, title="Whole")
    factories.pay(role=analyst, source=guide, title="Apart", **part_of_pay)
    pay = section(as_nobody)
    assert "Whole" in pay
    assert "Apart" not in pay
    assert text(the(pay, "a", "All 2 rows"))
    assert ALL in links(pay)


def test_pay_without_a_place_is_shown_as_such(as_nobody, analyst, guide):
    factories.pay(role=analyst, source=guide, place=factories.place(slug="unstated", name="Place not stated"))
    assert "Place not stated" in each(section(as_nobody), "li")[0]


def test_where_only_parts_are_known_it_says_so(as_nobody, analyst, guide):
    factories.pay(role=analyst, source=guide, basis="stock")
    pay = section(as_nobody)
    assert "No source says what it pays in all" in pay
    assert text(the(pay, "a", "All 1 row")) == "All 1 row"
    assert links(pay) == [ALL]


def test_pay_of_another_role_is_not_its_own(as_nobody, analyst, engineer, guide):
    factories.pay(role=engineer, source=guide)
    assert "No source gives figures for this role." in section(as_nobody)


def test_a_row_without_figures_says_so(as_nobody, analyst, guide):
    factories.pay(role=analyst, source=guide, low=None, high=None, note="It grows")
    assert rows(section(as_nobody), "li")[0].endswith("No figure. It grows")


def test_a_level_shows_all_its_rows_parts_and_towns_too(as_nobody, analyst, guide, survey):
    factories.level(role=analyst, slug="beginning")
    factories.pay(role=analyst, source=guide, title="Clerk", median=120, position=1)
    town = factories.place(name="Boston")
    factories.pay(role=analyst, source=survey, title="Trainee", basis="stock", place=town, tier="Banks", position=2)
    factories.pay(role=analyst, source=survey, title="Aide", low=None, high=None, average=99, position=3)
    factories.pay(role=analyst, source=survey, title="Elder", seniorities=["senior"])
    level = part(get(as_nobody, PATH), "beginning", tag="details")
    assert rows(level, "li") == [
        "100–150 total, median 120, Clerk G",
        "100–150 stock a year, Trainee, Banks, Boston S",
        "no figure total, average 99, Aide S",
    ]
    assert links(level) == [GUIDE, SURVEY, SURVEY]
