"""One question with its answer, what leads on from it, and where it is linked from."""

import json
import re

import pytest
from django.utils import timezone

from roadmaps.models import Question
from tests import factories
from tests.roadmaps import staff as as_browser
from tests.roadmaps.pages import each, get, links, part, text

PATH = "/questions/why-tea/"
HOSTILE = "</script><script>alert(1)</script>"
ANSWER = {
    "key_points": ["It is warm.", "It is cheap."],
    "example": "Two cups **cost** 1.",
    "mistake": "Too much milk.",
    "follow_up": "Why milk?",
    "follow_up_answer": "Because of tannin.",
}
CODE = {
    "kind": "coding",
    "signature": "def brew(x):",
    "solution": "def brew(x):\n    return x < 1",
    "checks": "assert 1",
}


@pytest.fixture
def sql(db):
    return factories.skill(slug="sql", name="SQL")


def why_tea(**fields):
    return factories.question(**{"slug": "why-tea", "question": "Why tea?", **ANSWER, **fields})


def main(client, path=PATH):
    return part(get(client, path), "main", tag="main")


def answer(page):
    return text(page.split('<details class="answer">')[1])


def roadmap_of(*boxes, slug="made-up", **options):
    return factories.roadmap(factories.short_text(*boxes, slug=slug), slug=slug, **options)


# ---- the question


def test_what_is_asked_of_whom_and_how_long_it_takes(as_nobody, analyst):
    why_tea(difficulty=3, level="senior", minutes=7, topics=["cups"], roles=[analyst])
    page = main(as_nobody)
    assert "<h1" in page
    assert "Why tea? Hard Asked from senior level on About 7 minutes" in text(page)
    assert "Who is asked Analyst" in text(page)
    assert {"/questions/?kind=ml-concepts", "/questions/?topic=cups", "/roles/analyst/"} <= set(links(page))


def test_the_answer_is_whole_and_folded(as_nobody, db):
    why_tea()
    page = main(as_nobody)
    before, folded = page.split('<details class="answer">')
    assert answer(page).startswith(
        "Show a strong answer Fold the answer What a strong answer covers It is warm. It is cheap. Worked through "
        "Two cups cost 1. The common mistake Too much milk. What is asked next Why milk? Show the answer to that "
        "Because of tannin."
    )
    assert "<strong>cost</strong>" in folded
    assert not any(words in before for words in ("warm", "Two cups", "milk", "tannin"))
    assert "<details open" not in page


def test_the_next_answer_is_folded_again(as_nobody, db):
    why_tea()
    folded = main(as_nobody).split('<details class="answer">')[1]
    assert "tannin" not in folded.split("<details", 1)[0]


def test_code_to_write_its_solution_and_its_checks(as_nobody, db):
    why_tea(**CODE)
    page = main(as_nobody)
    before, said, solved = page.split('<details class="answer">')
    assert '<pre tabindex="0">def brew(x):</pre>' in before
    assert "Two cups" in before.split("<details")[1]
    assert "return x &lt; 1" not in before + said
    assert "return x &lt; 1</pre>" in solved
    assert "assert 1</pre>" in solved


def test_a_question_that_is_answered_aloud_has_no_code(as_nobody, db):
    why_tea()
    assert "<pre" not in main(as_nobody)


def test_a_design_goes_by_its_steps(as_nobody, db):
    question = why_tea(kind="system-design")
    for position, name in enumerate(["Clarify", "Serve"]):
        factories.row(question.steps, name=name, text=f"{name} well", position=position)
    assert "Step by step Clarify Clarify well Serve Serve well" in answer(main(as_nobody))


def test_the_sources_that_name_it(as_nobody, guide):
    why_tea(sources=[guide])
    assert "Who names it The long guide They name the question; the answer is ours." in text(main(as_nobody))
    assert "/sources/#guide" in links(main(as_nobody))


def test_one_of_ours_says_so(as_nobody, db):
    why_tea()
    assert "No source: question and answer are ours." in text(main(as_nobody))


@pytest.mark.parametrize("path", ["/questions/no-such/", "/questions/UPPER/", "/questions/a%2Fb/"])
def test_one_that_is_not_there(as_nobody, db, path):
    get(as_nobody, path, 404)


def test_a_retired_one_is_on_no_page(as_nobody, as_staff, analyst, sql):
    why_tea(skills=[sql])
    factories.question(slug="other")
    assert all(
        "Why tea?" in get(as_nobody, path) for path in (PATH, "/questions/", "/questions/other/", "/skills/sql/")
    )
    assert "2 interview questions" in get(as_nobody, "/roles/analyst/")
    as_browser.confirm(as_staff, "retire_selected", [Question.objects.get(slug="why-tea")])
    get(as_nobody, PATH, 404)
    assert not any("Why tea?" in get(as_nobody, path) for path in ("/questions/", "/questions/other/", "/skills/sql/"))
    assert "1 interview question<" in get(as_nobody, "/roles/analyst/")


# ---- for search engines


def json_ld(page):
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(found)


def test_it_is_described_for_search_engines(as_nobody, db):
    why_tea(topics=["cups"])
    described = json_ld(get(as_nobody, PATH))
    assert (described["@type"], described["name"], described["timeRequired"]) == ("Question", "Why tea?", "PT5M")
    assert described["acceptedAnswer"] == {"@type": "Answer", "text": "It is warm.\nIt is cheap."}


def test_hostile_words_stay_words(as_nobody, sql):
    words = dict.fromkeys(("question", "mistake", "example", "follow_up", "follow_up_answer"), HOSTILE)
    why_tea(**words | CODE | {"key_points": [HOSTILE], "topics": [HOSTILE], "solution": HOSTILE, "skills": [sql]})
    factories.question(slug="other", topics=[HOSTILE], kind="coding")
    page = get(as_nobody, PATH)
    assert json_ld(page)["name"] == HOSTILE
    assert json_ld(page)["acceptedAnswer"]["text"] == HOSTILE
    for path in (PATH, "/questions/", "/skills/sql/", "/questions/other/"):
        assert "<script>alert" not in get(as_nobody, path), path


# ---- what leads on


def test_the_one_before_and_the_one_after_are_of_its_kind(as_nobody, db):
    factories.question(slug="hard", difficulty=3, question="Hard?")
    factories.question(slug="easy", difficulty=1, question="Easy?")
    factories.question(slug="code", kind="coding", question="Code?")
    why_tea(difficulty=2)
    page = main(as_nobody)
    assert [text(link) for link in each(page, "a") if "rel=" in link] == ["Before it Easy?", "Next one Hard?"]
    assert "Code?" not in page
    assert [text(link) for link in each(main(as_nobody, "/questions/easy/"), "a") if "rel=" in link] == [
        "Next one Why tea?"
    ]


def test_the_only_one_of_its_kind_leads_to_none(as_nobody, db):
    why_tea()
    assert "rel=" not in main(as_nobody)


def test_checkpoints_that_build_it_those_on_its_topic_first(as_nobody, sql):
    factories.skill(slug="ml", name="ML")
    why_tea(skills=[sql], topics=["joins"])
    roadmap_of("Rows {#rows skill=sql}", "Trees {#trees skill=ml}", "All JOINS {#joins skill=sql hours=2}")
    card = text(main(as_nobody)).split("What builds it ")[1]
    assert card.startswith("All JOINS Learn, 2 h, in Roadmap made-up Rows Learn, in Roadmap made-up Who is asked")
    assert {"/roadmaps/made-up/#joins", "/roadmaps/made-up/", "/skills/sql/"} <= set(links(main(as_nobody)))


def test_the_same_thing_in_two_roadmaps_is_there_once(as_nobody, sql):
    why_tea(skills=[sql])
    for slug in ("one", "two"):
        roadmap_of("Rows {#rows skill=sql}", slug=slug)
    assert main(as_nobody).count(">Rows</a>") == 1


@pytest.mark.parametrize("kept", ["not published", "retired", "of nobody's skills"])
def test_what_is_not_public_builds_nothing(as_nobody, sql, kept):
    why_tea(skills=[] if kept == "of nobody's skills" else [sql])
    roadmap = roadmap_of("Rows {#rows skill=sql}", published=kept != "not published")
    if kept == "retired":
        roadmap.checkpoints.update(retired_at=timezone.now())
    assert "What builds it" not in main(as_nobody)


# ---- what leads here


def test_a_skill_shows_the_first_few_and_where_the_others_are(as_nobody, sql):
    for number in range(7):
        factories.question(slug=f"q{number}", question=f"Question {number}?", difficulty=3 - number % 3, skills=[sql])
    factories.question(question="Not on it?")
    asked = part(get(as_nobody, "/skills/sql/"), "questions")
    assert re.findall(r"Question (\d)\?", asked) == ["2", "5", "1", "4", "0"]
    assert "All 7 questions" in text(asked)
    assert "/questions/?skill=sql" in links(asked)


def test_where_nothing_is_asked_nothing_is_linked(as_nobody, analyst, sql):
    for path in ("/", "/roles/analyst/", "/skills/sql/"):
        page = main(as_nobody, path)
        assert "/questions/" not in page
        assert "interview" not in page


def test_a_role_and_the_front_page_say_how_many_there_are(as_nobody, analyst, engineer):
    for roles in ([], [analyst], [engineer], [analyst, engineer]):
        factories.question(roles=roles)
    page = main(as_nobody, "/roles/analyst/")
    assert "3 interview questions" in text(page)
    assert "/questions/?role=analyst" in links(page)
    assert "3 of 4 questions." in get(as_nobody, "/questions/?role=analyst")
    assert "4 interview questions with answers" in text(main(as_nobody, "/"))
