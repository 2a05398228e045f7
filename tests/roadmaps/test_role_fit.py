"""“Which role fits me?”: answers in the address, roles in the order in which they fit, reasons for and against."""

import re

import pytest

from roadmaps.models import FitOption
from tests import factories
from tests.roadmaps import staff as as_browser
from tests.roadmaps.pages import each, get, links, part, text

PATH = "/roles/fit/"


@pytest.fixture
def clerk(db):
    return factories.role(slug="clerk", name="Clerk", position=3)


@pytest.fixture
def options(analyst, engineer, clerk):
    """Tables speak for analysts, machines for engineers and against analysts; haste is against everybody."""
    factories.fit_option(
        slug="tables", text="Tables", weights=[(analyst, 2, "They are all day"), (engineer, 1, "There are some")]
    )
    factories.fit_option(
        slug="machines", text="Machines", weights=[(engineer, 3, "They need care"), (analyst, -2, "There are none")]
    )
    against_all = [(role, -1, "It takes years") for role in (analyst, engineer, clerk)]
    factories.fit_option(slug="haste", text="Weeks", question="time", position=9, weights=against_all)
    factories.fit_option(slug="patience", text="Years", question="time", position=8)


def results(page):
    """The roles in their order, with all that is said of each."""
    found = re.search(r'<ol class="fits">(.*?)</ol>', page, re.DOTALL)
    return [text(match) for match in found[1].split("<h3>")[1:]] if found else []


def asked(client, query):
    return results(get(client, f"{PATH}?{query}"))


def boxes(page):
    return {re.search('value="([^"]*)"', box)[1]: " checked" in box for box in re.findall("<input[^>]*>", page)}


def test_the_questions(as_nobody, options):
    page = get(as_nobody, PATH)
    assert [text(legend) for legend in each(page, "legend")] == ["What do you like doing?", "How long have you got?"]
    assert [text(answer) for answer in each(page, "label")] == ["Machines", "Tables", "Years", "Weeks"]
    assert page.count('type="radio" name="time"') == 2
    assert page.count('type="checkbox" name="likes"') == 2


def test_a_question_is_asked_once_wherever_its_answers_stand(as_nobody, options):
    factories.fit_option(question="likes", text="Naps", position=99)
    assert get(as_nobody, PATH).count("<fieldset") == 2


def test_before_an_answer_nothing_is_said(as_nobody, options):
    page = get(as_nobody, PATH)
    assert results(page) == []
    assert "Nothing was ticked yet" not in page
    assert "Begin again" not in page


@pytest.mark.parametrize("query", ["likes=", "likes=naps", "likes=naps&time=x", "tables=likes", "utm=x"])
def test_nothing_known_ticked_is_said_so(as_nobody, options, query):
    page = get(as_nobody, f"{PATH}?{query}")
    assert results(page) == []
    assert "Nothing was ticked yet: one answer is enough to begin." in page
    assert not any(boxes(page).values())


def test_what_was_ticked_stays_ticked(as_nobody, options):
    page = get(as_nobody, f"{PATH}?likes=tables&time=haste&likes=naps")
    assert boxes(page) == {"tables": True, "machines": False, "haste": True, "patience": False}
    assert "/roles/fit/" in links(part(page, "main", tag="main"))


def test_the_best_comes_first_with_its_points_and_why(as_nobody, options):
    assert asked(as_nobody, "likes=tables") == [
        "Analyst 2 points Why Tables: They are all day",
        "Engineer 1 point Why Tables: There are some",
        "Clerk nothing speaks for or against it",
    ]


def test_what_speaks_against_a_role_is_said_beside_what_speaks_for_it(as_nobody, options):
    assert asked(as_nobody, "likes=tables&likes=machines") == [
        "Engineer 4 points Why Machines: They need care Tables: There are some",
        "Analyst as much against as for it Why Tables: They are all day To weigh against it Machines: There are none",
        "Clerk nothing speaks for or against it",
    ]


def test_what_has_most_against_it_comes_last(as_nobody, options):
    assert asked(as_nobody, "likes=machines") == [
        "Engineer 3 points Why Machines: They need care",
        "Clerk nothing speaks for or against it",
        "Analyst more against than for it Why To weigh against it Machines: There are none",
    ]


def test_roles_with_as_many_points_keep_their_usual_order(as_nobody, options):
    names = [line.split(" more against")[0] for line in asked(as_nobody, "time=haste")]
    assert names == ["Analyst", "Engineer", "Clerk"]


def test_an_answer_without_weights_ranks_nobody(as_nobody, options):
    assert asked(as_nobody, "time=patience") == [
        f"{name} nothing speaks for or against it" for name in ("Analyst", "Engineer", "Clerk")
    ]


def test_an_answer_given_twice_counts_once(as_nobody, options):
    assert asked(as_nobody, "likes=tables&likes=tables&brings=tables") == asked(as_nobody, "likes=tables")


def test_the_bars_are_shares_of_the_best(as_nobody, options):
    page = get(as_nobody, f"{PATH}?likes=tables")
    assert re.findall(r'class="past" width="(\d+)%"', page) == ["100", "50"]


def test_it_leads_on_to_the_roles_and_to_the_first_three_side_by_side(as_nobody, options):
    found = links(part(get(as_nobody, f"{PATH}?likes=tables"), "main", tag="main"))
    assert found[1:5] == [
        *("/roles/analyst/", "/roles/engineer/", "/roles/clerk/"),
        "/roles/compare/?roles=analyst,engineer,clerk",
    ]


def test_of_two_roles_there_are_no_first_three(as_nobody, analyst, engineer):
    factories.fit_option(slug="tables", weights=[(analyst, 1, "So"), (engineer, 1, "So")])
    assert "side by side" not in get(as_nobody, f"{PATH}?likes=tables")


def test_it_says_whose_the_points_are(as_nobody, options):
    assert "The points are ours." in get(as_nobody, f"{PATH}?likes=tables")


@pytest.mark.parametrize(
    "query",
    [
        "likes=" + "x" * 10_000,
        "&".join(f"likes={n}" for n in range(900)),
        "likes=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&likes=tables",
        "likes[]=tables&likes=tables&time=../../haste",
    ],
    ids=["10 kB", "900 answers", "a script", "another framework"],
)
def test_hostile_answers_are_no_answers(as_nobody, options, query):
    page = get(as_nobody, f"{PATH}?{query}")
    assert len(page) < len(get(as_nobody, f"{PATH}?likes=tables")) + 100
    assert page.count("<script") == 1  # the page's own
    assert [slug for slug, ticked in boxes(page).items() if ticked] in ([], ["tables"])


def test_an_administrators_change_is_seen_at_once(as_nobody, as_staff, options):
    assert "Tables: They are all day" in asked(as_nobody, "likes=tables")[0]
    as_browser.save(as_staff, FitOption.objects.get(slug="tables"), text="Tables and lists")
    assert "Tables and lists: They are all day" in asked(as_nobody, "likes=tables")[0]


def test_before_any_question_is_known(as_nobody, db):
    page = get(as_nobody, f"{PATH}?likes=tables")
    assert "This server has no questions to ask yet." in page
    assert "<button" not in page
