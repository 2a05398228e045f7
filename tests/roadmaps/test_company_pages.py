"""How companies interview: the kinds of interview, tiers of companies, and the rounds of one."""

import pytest

from tests import factories
from tests.roadmaps import staff as as_browser
from tests.roadmaps.pages import get, links, part, rows, text

PATH = "/companies/acme/"


@pytest.fixture
def coding(guide):
    told = {"asked": ["Sorting"], "prepare": ["Practise"], "signs": ["Tests"], "duration_note": "The guide says so."}
    minutes = {"minutes_low": 45, "minutes_high": 60}
    kinds = ["coding", "system-design"]
    return factories.interview_stage(
        slug="coding", name="Coding", summary="You code.", question_kinds=kinds, sources=[guide], **told, **minutes
    )


@pytest.fixture
def acme(guide, coding):
    rounds = [
        {"name": "First call", "count": "1", "minutes_low": 30, "minutes_high": 30, "text": "You talk."},
        {"name": "Code", "stage": coding, "count": "1–2"},
    ]
    return factories.interview_process(
        slug="acme", company="Acme", summary="Two rounds.", source=guide, remark="It changes.", rounds=rounds
    )


def main(client, path=PATH):
    return part(get(client, path), "main", tag="main")


# ---- the list


def test_a_kind_of_interview_says_how_long_who_says_it_and_what_to_do(as_nobody, coding):
    told = text(part(main(as_nobody, "/companies/"), "coding"))
    assert told.startswith(
        "Coding 45–60 minutes You code. The guide says so. "
        "What is asked Sorting How to prepare Practise What interviewers look for Tests"
    )


def test_it_leads_to_its_questions_skills_and_sources(as_nobody, coding):
    coding.skills.add(factories.skill(slug="sql", name="SQL"))
    assert links(part(main(as_nobody, "/companies/"), "coding")) == [
        "/questions/?kind=coding",
        "/questions/?kind=system-design",
        "/skills/sql/",
        "/sources/#guide",
    ]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(30, 30, "30 minutes"), (45, 60, "45–60 minutes"), (60, 60, "60 minutes"), (240, 480, "4–8 hours")],
)
def test_how_long_it_lasts_is_in_hours_where_these_are_whole(as_nobody, db, low, high, words):
    factories.interview_stage(slug="day", name="Day", minutes_low=low, minutes_high=high)
    assert text(part(main(as_nobody, "/companies/"), "day")).startswith(f"Day {words} About")


def test_where_no_source_gives_minutes_there_are_none(as_nobody, db):
    factories.interview_stage(slug="chat")
    assert "minutes" not in text(part(main(as_nobody, "/companies/"), "chat"))


def test_every_company_and_tier_is_on_it(as_nobody, guide, acme):
    factories.company_tier(source=guide, name="The large ones", companies=["Acme", "Initech"])
    page = main(as_nobody, "/companies/")
    assert "Acme Two rounds." in text(part(page, "processes"))
    assert PATH in links(page)
    assert "The large ones Acme, Initech" in text(part(page, "tiers"))
    assert part(page, "tiers") == part(main(as_nobody, "/salaries/"), "tiers")


def test_before_there_is_any_it_says_so(as_nobody, db):
    page = main(as_nobody, "/companies/")
    assert "No company's interviews have been described on this server yet." in text(page)
    assert "/questions/" in links(page)
    assert 'id="tiers"' not in page


# ---- one company


def test_its_rounds_stand_in_their_order_with_minutes(as_nobody, acme):
    page = main(as_nobody)
    assert "How companies interview Interviews: Acme Two rounds." in text(page)
    assert rows(part(page, "rounds"), "li") == [
        "First call Rounds 1 About 30 minutes You talk.",
        "Code Rounds 1–2 Coding: what is asked, how to prepare",
    ]


def test_a_round_leads_to_its_kind_of_interview(as_nobody, acme):
    assert "/companies/#coding" in links(part(main(as_nobody), "rounds"))
    assert 'id="coding"' in main(as_nobody, "/companies/")


def test_it_says_which_source_and_what_to_doubt(as_nobody, acme):
    page = main(as_nobody)
    assert "Before you rely on it It changes." in text(part(page, "remark"))
    assert "Where this comes from The long guide" in text(page)
    assert "/sources/#guide" in links(page)


def test_it_leads_to_the_others(as_nobody, guide, acme):
    assert "Others" not in text(main(as_nobody))
    other = factories.interview_process(source=guide, company="Initech")
    assert other.get_absolute_url() in links(main(as_nobody))
    assert links(main(as_nobody)).count(PATH) == 0


def test_one_without_rounds_says_so(as_nobody, guide):
    factories.interview_process(slug="acme", source=guide)
    assert "The source names no rounds." in text(main(as_nobody))


@pytest.mark.parametrize("path", ["/companies/no-such/", "/companies/UPPER/", "/companies/a%2Fb/"])
def test_one_that_is_not_there(as_nobody, db, path):
    get(as_nobody, path, 404)


def test_a_retired_one_is_on_no_page(as_nobody, as_staff, acme):
    as_browser.confirm(as_staff, "retire_selected", [acme])
    get(as_nobody, PATH, 404)
    assert "Acme" not in main(as_nobody, "/companies/")


def test_a_round_of_a_retired_kind_of_interview_leads_nowhere(as_nobody, as_staff, acme, coding):
    as_browser.confirm(as_staff, "retire_selected", [coding])
    assert "Code Rounds 1–2" in text(main(as_nobody))
    assert not [link for link in links(main(as_nobody)) if link.startswith("/companies/#")]


def test_hostile_words_stay_words(as_nobody, guide):
    words = "<script>alert(1)</script>"
    rounds = [{"name": words, "count": "<b>", "text": words}]
    factories.interview_process(slug="acme", company=words, summary=words, remark=words, source=guide, rounds=rounds)
    for path in ("/companies/", PATH):
        assert "<script>alert" not in get(as_nobody, path)
