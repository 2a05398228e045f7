"""Pay of all sources beside each other, each figure as its source gives it; filters in the address."""

import re
from itertools import product

import pytest

from roadmaps.models import Pay
from tests import factories
from tests.roadmaps import staff as as_browser
from tests.roadmaps.pages import each, get, links, part, rows, text, the

PATH = "/salaries/"
GUIDE, SURVEY = "/sources/#guide", "/sources/#survey"
# What can be asked for, and what each of the four rows has of it.
ROWS = {
    "One": {"role": "analyst", "source": "guide", "basis": "base", "level": "junior", "place": "us"},
    "Two": {"role": "analyst", "source": "survey", "basis": "total", "level": "junior", "place": "boston"},
    "Three": {"role": "engineer", "source": "survey", "basis": "base", "level": "senior", "place": "us"},
    "Four": {"role": "engineer", "source": "survey", "basis": "total", "level": "senior", "place": "boston"},
}
VALUES = {name: sorted({row[name] for row in ROWS.values()}) for name in ROWS["One"]}


@pytest.fixture
def four(analyst, engineer, guide, survey):
    known = {"analyst": analyst, "engineer": engineer, "guide": guide, "survey": survey}
    known["us"] = factories.place(slug="us", name="United States", position=1)
    known["boston"] = factories.place(slug="boston", name="Boston", position=2)
    for position, (title, has) in enumerate(ROWS.items()):
        refers = {name: known[has[name]] for name in ("role", "source", "place")}
        factories.pay(**refers, title=title, seniorities=[has["level"]], basis=has["basis"], position=position)


def bars(page):
    """{seniority: [its rows]}"""
    charts = re.findall(r'id="(\w+)"><h2>[^<]*</h2></div>\s*<ol class="pay">(.*?)</ol>', page, re.DOTALL)
    return {seniority: re.findall(r'<li><p class="by">.*?</li>', chart, re.DOTALL) for seniority, chart in charts}


def table(page):
    """The same figures, as cells."""
    lines = each(page.split('aria-label="Figures as a table"')[1].split("</table>")[0], "tr")[1:]
    return [[text(cell) for cell in each(line, "t[hd]")] for line in lines]


def shown(page):
    """The titles of the rows, as a bar and in the table alike."""
    titles = [re.search(r"<span>(\w+),", bar)[1] for group in bars(page).values() for bar in group]
    assert titles == ([line[2] for line in table(page)] if titles else [])
    return titles


# ---- filters


def test_without_a_filter_all_is_shown(as_nobody, four):
    page = get(as_nobody, PATH)
    assert shown(page) == list(ROWS)
    assert "4 of 4 rows." in page


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in VALUES.items() for value in values])
def test_one_filter(as_nobody, four, name, value):
    page = get(as_nobody, f"{PATH}?{name}={value}")
    expected = [title for title, row in ROWS.items() if row[name] == value]
    assert shown(page) == expected
    assert f"{len(expected)} of 4 rows." in page
    assert f'<option value="{value}" selected>' in page


def test_every_combination_of_filters(as_nobody, four):
    for values in product(*([*choices, ""] for choices in VALUES.values())):
        asked = dict(zip(VALUES, values, strict=True))
        expected = [t for t, row in ROWS.items() if all(row[name] == v for name, v in asked.items() if v)]
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        assert shown(get(as_nobody, f"{PATH}?{query}")) == expected, query


@pytest.mark.parametrize("value", ["nothing", "%20", "ANALYST", "guide,survey", "'", "x" * 10_000, "%3Cscript%3E"])
def test_a_value_that_is_not_known_is_not_asked_for(as_nobody, four, value):
    query = "&".join(f"{name}={value}" for name in [*VALUES, "unknown"])
    assert get(as_nobody, f"{PATH}?{query}") == get(as_nobody, PATH)


def test_a_known_value_narrows_beside_an_unknown_one(as_nobody, four):
    page = get(as_nobody, f"{PATH}?role=analyst&level=emperor")
    assert shown(page) == ["One", "Two"]
    assert "aria-invalid" not in page


def test_of_one_filter_given_twice_the_last_counts(as_nobody, four):
    assert shown(get(as_nobody, f"{PATH}?role=analyst&role=engineer")) == ["Three", "Four"]


@pytest.mark.parametrize("name", VALUES)
def test_nul_is_refused(as_nobody, four, name):
    get(as_nobody, f"{PATH}?{name}=%00", 400)


def test_nothing_that_fits_is_said_with_a_way_back(as_nobody, four):
    page = get(as_nobody, f"{PATH}?role=analyst&level=senior")
    assert shown(page) == []
    assert "No source says anything about that." in page
    assert "0 of 4 rows." in page
    assert links(part(page, "main", tag="main")).count(PATH) == 2


def test_only_roles_and_levels_with_pay_can_be_asked_for(as_nobody, four):
    factories.role(slug="poet", name="Poet")
    page = get(as_nobody, PATH)
    assert "Poet" not in page
    assert [text(option) for option in each(part(page, "id_level", tag="select"), "option")] == [
        *("All", "Junior", "Senior")
    ]


# ---- figures


def test_each_figure_stands_beside_its_source(as_nobody, analyst, guide, survey):
    factories.pay(role=analyst, source=guide, low=101, high=151, median=121, position=1)
    factories.pay(role=analyst, source=survey, low=87, high=93, average=91, open_ended=True, position=2)
    page = get(as_nobody, PATH)
    first, second = bars(page)["junior"]
    assert (links(first), re.findall(r"<text[^>]*>([^<]*)", first)) == ([GUIDE], ["121 median", "101", "151"])
    assert (links(second), re.findall(r"<text[^>]*>([^<]*)", second)) == ([SURVEY], ["91 average", "87", "93+"])
    assert [line[6:9] for line in table(page)] == [["101", "121", "151"], ["87", "91 (average)", "93+"]]


def test_a_row_of_the_table_says_what_is_counted_where_and_when(as_nobody, analyst, guide):
    more = {"years_low": 2, "years_high": 4, "years_note": "or so", "note": "Approximate.", "tier": "Banks"}
    factories.pay(role=analyst, source=guide, title="Analyst II", as_of="2024", **more)
    line = ["Junior", "Guide", "Analyst II, Banks Approximate.", "2–4, or so", "Total", "United States"]
    assert table(get(as_nobody, PATH)) == [[*line, "100", "–", "150", "2024"]]


def test_a_row_of_two_levels_stands_under_both(as_nobody, analyst, guide):
    factories.pay(role=analyst, source=guide, title="Both", seniorities=["senior", "staff"])
    page = get(as_nobody, PATH)
    assert list(bars(page)) == ["senior", "staff"]
    assert [line[:3] for line in table(page)] == [["Senior", "Guide", "Both"], ["Staff", "Guide", "Both"]]
    assert "1 of 1 rows." in page


def test_asked_for_one_level_it_stands_under_that_alone(as_nobody, analyst, guide):
    factories.pay(role=analyst, source=guide, seniorities=["senior", "staff"])
    assert list(bars(get(as_nobody, f"{PATH}?level=staff"))) == ["staff"]


def test_a_row_without_figures_says_so(as_nobody, analyst, guide):
    factories.pay(role=analyst, source=guide, low=None, high=None, note="It grows")
    page = get(as_nobody, PATH)
    (bar,) = bars(page)["junior"]
    assert "No figure. It grows" in text(bar)
    assert "<svg" not in bar
    assert table(page)[0][6:9] == ["–", "–", "–"]


def test_a_place_other_than_the_country_is_named(as_nobody, four):
    found = [bar for group in bars(get(as_nobody, PATH)).values() for bar in group]
    named = {re.search(r"<span>(\w+)", bar)[1]: "Boston" in bar for bar in found}
    assert named == {"One": False, "Two": True, "Three": False, "Four": True}


def test_our_levels_in_the_words_of_each_source(as_nobody, analyst, guide, survey):
    factories.pay(role=analyst, source=guide, level="L3", years_low=0, years_high=2)
    factories.pay(role=analyst, source=survey, level="Entry", years_note="fresh")
    factories.pay(role=analyst, source=guide, level="L4", seniorities=["mid"])
    levels = part(get(as_nobody, PATH), "levels")
    assert rows(levels) == ["Here Guide Survey", "Junior L3 (0–2 years) Entry (fresh)", "Mid-level L4 –"]
    assert links(levels) == [GUIDE, SURVEY]


def test_an_administrators_change_is_seen_at_once(as_nobody, as_staff, four):
    get(as_nobody, PATH)
    as_browser.save(as_staff, Pay.objects.get(title="One"), low="123")
    assert "123" in table(get(as_nobody, PATH))[0]


# ---- what moves it


@pytest.mark.parametrize(
    ("kind", "unit", "anchor", "words"),
    [
        ("place", "of-baseline", "places", "Boston 10–20 % of the capital, once Guide"),
        ("place", "above-baseline", "places", "Boston +10–20 % of the capital, once Guide"),
        ("part", "of-total", "parts", "Stock 10–20 % of the capital, once Guide"),
        ("premium", "above-baseline", "parts", "Stock +10–20 % of the capital, once Guide"),
    ],
)
def test_factors_with_their_sources(as_nobody, guide, kind, unit, anchor, words):
    boston = factories.place(name="Boston") if kind == "place" else None
    factories.pay_factor(
        source=guide, kind=kind, unit=unit, name="Stock", place=boston, baseline="of the capital,", note="once"
    )
    line = the(part(get(as_nobody, PATH), anchor), "tr", "Guide")
    assert (text(line), links(line)) == (words, [GUIDE])


def test_a_factor_without_a_figure_says_so(as_nobody, guide):
    factories.pay_factor(source=guide, name="Luck", low=None, high=None)
    assert text(the(part(get(as_nobody, PATH), "parts"), "tr", "Luck")) == "Luck no figure Guide"


def test_tiers_of_companies_with_their_sources(as_nobody, guide, survey):
    factories.company_tier(source=guide, name="Large", companies=["Acme", "Initech"], note="Mostly", position=1)
    factories.company_tier(source=survey, name="Small", companies=["Hooli"], position=2)
    tiers = part(get(as_nobody, PATH), "tiers")
    assert text(tiers).endswith("Guide Large Acme, Initech Mostly Small S Hooli")
    assert links(tiers) == [GUIDE, SURVEY]


def test_disputes_about_pay_and_how_old_the_sources_are(as_nobody, guide, survey):
    factories.disagreement(sources=[guide, survey], area="pay", title="How much")
    factories.disagreement(sources=[guide], area="skills", title="How well")
    type(guide).objects.filter(pk=guide.pk).update(published_on="2025-03-01", remark="Beware")
    page = get(as_nobody, PATH)
    assert [text(fold) for fold in each(part(page, "why"), "summary")] == ["How much Guide, Survey"]
    assert text(part(page, "age")).endswith("Guide 1 March 2025. Beware Survey undated")


def test_before_any_pay_is_known(as_nobody, db):
    page = get(as_nobody, PATH)
    assert "No source says anything about that." in page
    assert "0 of 0 rows." in page
