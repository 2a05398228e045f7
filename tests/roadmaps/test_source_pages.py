"""Where everything comes from: the documents, what they disagree on, how much of what they recommend."""

from datetime import date

import pytest

from tests import factories
from tests.roadmaps import staff as as_browser
from tests.roadmaps.pages import each, get, links, part, rows, text, the

SOURCES, DISPUTES, TARGETS = "/sources/", "/sources/disagreements/", "/sources/targets/"
GUIDE, SURVEY = "/sources/#guide", "/sources/#survey"


def main(client, path):
    return part(get(client, path), "main", tag="main")


# ---- sources


def test_a_source_says_what_it_is(as_nobody):
    texts = {"scope": "Jobs", "summary": "Levels", "remark": "Beware"}
    factories.source(
        slug="guide", title="The guide", short_name="Guide", mark="G", published_on=date(2025, 10, 1), **texts
    )
    assert text(part(get(as_nobody, SOURCES), "guide")) == (
        "G The guide 1 October 2025, called “Guide” here"
        " What it covers Jobs What is taken from it Levels Before you rely on it Beware"
    )


@pytest.mark.parametrize(("dated", "said"), [("early 2024", "early 2024"), ("", "undated")])
def test_a_source_without_a_day(as_nobody, dated, said):
    factories.source(slug="guide", title="The guide", mark="", dated=dated)
    assert text(part(get(as_nobody, SOURCES), "guide")) == f"The guide {said}"


def test_it_counts_what_is_taken_from_a_source(as_nobody, analyst, guide, survey):
    sql = factories.skill()
    factories.requirement(role=analyst, skill=sql, level=3, source=guide)
    factories.row(analyst.week, source=guide, percent=100, activity="All")
    factories.row(analyst.facts, source=guide, kind="tool", text="A pencil")
    level, step = factories.level(role=analyst), factories.promotion()
    factories.row(level.week, source=guide, percent=100, activity="All")
    factories.row(level.titles, source=guide, title="Clerk")
    factories.row(step.criteria, source=guide, text="Done")
    factories.pay(role=analyst, source=guide)
    factories.pay_factor(source=guide)
    factories.target(source=guide)
    assert text(each(part(get(as_nobody, SOURCES), "guide"), "p")[-1]) == (
        "1 levels of skills 2 figures of pay 2 shares of a week 1 titles and years of levels"
        " 1 criteria for promotion 1 targets 1 statements about roles"
    )
    assert text(part(get(as_nobody, SOURCES), "survey")) == "S The large survey undated, called “Survey” here"


def test_what_is_corrected_and_what_is_only_doubted(as_nobody, guide):
    factories.row(guide.corrections, says="The earth is flat", now="It is round", checked=True, position=1)
    factories.row(guide.corrections, says="Pay doubles", now="Nobody knows", position=2)
    fold = part(get(as_nobody, SOURCES), "guide")
    assert "2 things in it corrected or doubted" in text(fold)
    assert rows(fold, "li") == [
        "It says: The earth is flat It is round",
        "It says: Pay doubles Nobody knows not looked up",
    ]


def test_it_says_how_many_disputes_and_targets_there_are(as_nobody, guide):
    factories.disagreement(sources=[guide])
    for _ in range(2):
        factories.target(source=guide)
    page = main(as_nobody, SOURCES)
    assert text(the(page, "a", "disagreement")) == "1 disagreement"
    assert text(the(page, "a", "target")) == "2 targets"
    assert links(page)[:2] == [DISPUTES, TARGETS]


# ---- disagreements


def test_a_dispute_says_who_says_what_and_what_we_make_of_it(as_nobody, guide, survey):
    factories.disagreement(slug="years", sources=[guide, survey], title="Years", text="Two.\n\nOr ten.", advice="Wait.")
    dispute = part(get(as_nobody, DISPUTES), "years", tag="details")
    assert "<p>Two.</p>" in dispute
    assert text(dispute) == "Years Guide, Survey Two. Or ten. What we make of it Wait. Sources: Guide , Survey"
    assert links(dispute) == [GUIDE, SURVEY]


def test_a_source_may_disagree_with_itself(as_nobody, guide):
    factories.disagreement(slug="years", sources=[guide])
    assert links(part(get(as_nobody, DISPUTES), "years", tag="details")) == [GUIDE]


def test_disputes_stand_under_their_areas_in_the_order_of_the_areas(as_nobody, guide):
    for number, area in enumerate(["habits", "pay", "roles", "pay"]):
        factories.disagreement(sources=[guide], area=area, title=f"Dispute {number}", position=number)
    page = main(as_nobody, DISPUTES)
    assert [text(heading) for heading in each(page, "h2")] == ["Pay", "Roles", "Staying current"]
    assert [text(fold) for fold in each(part(page, "pay"), "summary")] == ["Dispute 1 Guide", "Dispute 3 Guide"]
    assert rows(each(page, "nav")[1], "li") == ["Pay 2", "Roles 1", "Staying current 1"]
    assert links(each(page, "nav")[1]) == ["#pay", "#roles", "#habits"]


# ---- targets


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ({"low": 3, "high": 5}, "3–5 things"),
        ({"low": 3, "high": 3}, "3 things"),
        ({"low": 3, "high": None, "bound": "at-least", "per": "week"}, "at least 3 things a week"),
        ({"low": None, "high": 5, "bound": "at-most", "per": "total"}, "at most 5 things in all"),
        ({"low": 10, "high": 10, "bound": "top", "unit": "percent"}, "the top 10 percent"),
    ],
)
def test_a_target_says_how_much(as_nobody, guide, amount, shown):
    factories.target(slug="aim", source=guide, what="Sold", phase="By May", **amount)
    line = part(get(as_nobody, TARGETS), "aim", tag="tr")
    assert text(line) == f"{shown} Sold By May Guide"
    assert links(line) == [GUIDE]


def test_targets_of_sources_that_differ_stand_beside_each_other(as_nobody, guide, survey):
    for position, (source, measure) in enumerate([(survey, "papers"), (guide, "offers"), (guide, "papers")]):
        factories.target(source=source, measure=measure, low=position, high=position, what="Them", position=position)
    page = main(as_nobody, TARGETS)
    assert [text(heading) for heading in each(page, "h2")] == ["Offers", "Papers"]
    assert rows(part(page, "papers"))[1:] == ["0 things Them Survey", "2 things Them Guide"]
    assert links(part(page, "papers")) == [SURVEY, GUIDE]
    assert rows(each(page, "nav")[1], "li") == ["Offers 1", "Papers 2"]


def test_what_a_source_warns_of_is_no_advice(as_nobody, guide):
    factories.target(slug="aim", source=guide, what="Sent", advised=False, detail="Nobody reads them")
    line = text(part(get(as_nobody, TARGETS), "aim", tag="tr"))
    assert line == "3–5 things advised against Sent Nobody reads them Guide"


# ---- all three


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (SOURCES, "No source has been named on this server yet."),
        (DISPUTES, "No disagreement has been noted on this server."),
        (TARGETS, "No target has been noted on this server."),
    ],
)
def test_before_anything_is_known(as_nobody, db, path, words):
    page = main(as_nobody, path)
    assert words in page
    assert "<ul></ul>" not in page


@pytest.mark.parametrize("path", ["/sources/guide/", "/sources/disagreements/years/", "/sources/targets/aim/"])
def test_records_have_no_pages_of_their_own(as_nobody, guide, path):
    get(as_nobody, path, 404)


def test_an_administrators_change_is_seen_at_once(as_nobody, as_staff, guide):
    aim, dispute = factories.target(source=guide), factories.disagreement(sources=[guide])
    for row, path, field in ((guide, SOURCES, "title"), (aim, TARGETS, "what"), (dispute, DISPUTES, "title")):
        get(as_nobody, path)
        as_browser.save(as_staff, row, **{field: "Put right"})
        assert "Put right" in get(as_nobody, path)
