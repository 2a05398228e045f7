"""The bank of questions: by kind, the easy ones first, narrowed by what stands in the address, in pages."""

import re
from itertools import product

import pytest

from roadmaps import questions
from roadmaps.facts import facts
from roadmaps.forms import QuestionFilter
from roadmaps.models import Question
from tests import factories
from tests.roadmaps import staff as as_browser
from tests.roadmaps.pages import each, get, links, part, text

PATH = "/questions/"
# What can be asked for, and what each of the four questions has of it. The last one is asked of all roles.
ROWS = {
    "one": {"kind": "coding", "role": "analyst", "level": "junior", "difficulty": "1", "topic": "A&B", "skill": "sql"},
    "two": {"kind": "coding", "role": "engineer", "level": "senior", "difficulty": "3", "topic": "A&B", "skill": "ml"},
    "three": {"kind": "llm", "role": "engineer", "level": "junior", "difficulty": "3", "topic": "tea", "skill": "sql"},
    "four": {"kind": "llm", "role": "", "level": "senior", "difficulty": "3", "topic": "tea", "skill": "ml"},
}
VALUES = {name: sorted({row[name] for row in ROWS.values() if row[name]}) for name in ROWS["one"]}


@pytest.fixture
def four(analyst, engineer):
    roles = {"analyst": [analyst], "engineer": [engineer], "": []}
    skills = {slug: factories.skill(slug=slug, name=slug.upper()) for slug in ("sql", "ml")}
    for position, (slug, has) in enumerate(ROWS.items()):
        plain = {name: has[name] for name in ("kind", "level", "difficulty")}
        refers = {"roles": roles[has["role"]], "skills": [skills[has["skill"]]], "topics": [has["topic"]]}
        factories.question(slug=slug, position=position, **plain, **refers)


def shown(page):
    """The slugs of the questions, in order."""
    return re.findall(r'<a class="pick-row" href="/questions/([^/"]+)/"', page)


def fitting(asked):
    def has(row, name, value):
        return row[name] == value or (name == "role" and not row[name])

    return [slug for slug, row in ROWS.items() if all(has(row, name, value) for name, value in asked.items() if value)]


# ---- filters


def test_without_a_filter_all_is_shown(as_nobody, four):
    page = get(as_nobody, PATH)
    assert shown(page) == fitting({})
    assert "4 of 4 questions." in page
    assert ">All 4<" not in page


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in VALUES.items() for value in values])
def test_one_filter(as_nobody, four, name, value):
    page = get(as_nobody, f"{PATH}?{name}={value.replace('&', '%26')}")
    assert shown(page) == fitting({name: value})
    assert f'<option value="{value.replace("&", "&amp;")}" selected>' in page
    assert ">All 4<" in page


def test_every_combination_of_filters(four):
    bank = list(Question.objects.for_list())
    for values in product(*([*choices, ""] for choices in VALUES.values())):
        asked = dict(zip(VALUES, values, strict=True))
        form = QuestionFilter(asked, facts=facts(), questions=bank)
        assert [question.slug for question in form.matching(bank)] == fitting(asked), asked


def test_several_filters(as_nobody, four):
    page = get(as_nobody, f"{PATH}?kind=llm&role=analyst&difficulty=3&topic=tea")
    assert shown(page) == ["four"]
    assert "1 of 4 questions." in page


@pytest.mark.parametrize("value", ["nothing", "CODING", "analyst,engineer", "'", "x" * 10_000, "%3Cscript%3E", "1__gt"])
def test_a_value_that_is_not_known_narrows_nothing_and_is_told(as_nobody, four, value):
    for name in VALUES:
        page = get(as_nobody, f"{PATH}?{name}={value}")
        assert shown(page) == fitting({})
        assert "so it narrows nothing here." in page
        assert "<script>" not in page
        assert len(page) < 20_000


def test_a_known_value_narrows_beside_an_unknown_one(as_nobody, four):
    page = get(as_nobody, f"{PATH}?kind=coding&level=emperor")
    assert shown(page) == ["one", "two"]
    assert "“emperor” is not known under “Asked from”, so it narrows nothing here." in text(page)
    assert "aria-invalid" not in page


@pytest.mark.parametrize("query", ["unknown=x", "kind__in=coding", "sort=-level", "page=2"])
def test_what_is_no_filter_is_passed_over(as_nobody, four, query):
    assert get(as_nobody, f"{PATH}?{query}") == get(as_nobody, PATH)


def test_of_one_filter_given_twice_the_last_counts(as_nobody, four):
    assert shown(get(as_nobody, f"{PATH}?kind=llm&kind=coding")) == ["one", "two"]


@pytest.mark.parametrize("name", [*VALUES, "after"])
def test_nul_is_refused(as_nobody, four, name):
    get(as_nobody, f"{PATH}?{name}=%00", 400)


def test_nothing_that_fits_leads_on(as_nobody, four):
    page = get(as_nobody, f"{PATH}?role=analyst&difficulty=1&topic=tea")
    assert shown(page) == []
    blank = page.split('<div class="blank">')[1].split("</div>")[0]
    assert text(blank) == "No question is all of that at once. 1 without “Difficulty: Easy” 1 without “Topic: tea” " + (
        "All 4 questions"
    )
    assert [text(link) for link in each(blank, "a")][-1] == "All 4 questions"
    assert shown(get(as_nobody, links(blank)[0].replace("&amp;", "&"))) == ["four"]


def test_only_what_some_question_has_is_offered(as_nobody, four):
    factories.skill(slug="naps", name="Naps")
    page = get(as_nobody, PATH)
    assert "Naps" not in page
    assert [text(option) for option in each(part(page, "id_level", tag="select"), "option")] == [
        *("All", "Junior", "Senior")
    ]


def test_a_topic_of_one_question_is_answered_but_offered_only_where_it_was_asked(as_nobody, four):
    factories.question(slug="alone", topics=["rare"])
    assert 'value="rare"' not in get(as_nobody, PATH)
    page = get(as_nobody, f"{PATH}?topic=rare")
    assert shown(page) == ["alone"]
    assert '<option value="rare" selected>' in page


# ---- the list


def test_those_of_a_role_come_first_in_a_group_of_their_own(as_nobody, four):
    factories.question(slug="of-all", kind="ml-concepts")
    page = get(as_nobody, f"{PATH}?role=engineer")
    assert shown(page) == ["two", "three", "of-all", "four"]
    assert re.findall(r'<section id="([^"]+)"><div class="head"><h2>([^<]+)</h2>', page) == [
        ("role", "Asked of Engineer in particular"),
        ("ml-concepts", "ML concepts"),
        ("llm", "Language models"),
    ]


def test_a_role_of_which_nothing_is_asked_in_particular(as_nobody, four):
    factories.role(slug="clerk", name="Clerk")
    page = get(as_nobody, f"{PATH}?role=clerk")
    assert shown(page) == ["four"]
    assert "in particular" not in page


def test_by_kind_and_the_easy_ones_first(as_nobody, db):
    for position, (kind, difficulty) in enumerate(product(reversed(Question.Kind.values), (3, 1, 2))):
        factories.question(slug=f"{kind}-{difficulty}", kind=kind, difficulty=difficulty, position=position)
    page = get(as_nobody, PATH)
    assert shown(page) == [f"{kind}-{difficulty}" for kind in Question.Kind.values for difficulty in (1, 2, 3)]
    assert re.findall(r"<h2>([^<]*)</h2><p>3 questions", page) == Question.Kind.labels
    assert {f"#{kind}" for kind in Question.Kind.values} <= set(links(page))


def test_a_row_says_what_it_takes(as_nobody, analyst):
    more = {"difficulty": 2, "level": "senior", "minutes": 7, "topics": ["tea", "cups"], "roles": [analyst]}
    factories.question(slug="made-up", question="Why tea?", **more)
    (row,) = re.findall(r'<a class="pick-row".*?</a>', get(as_nobody, PATH))
    assert text(row) == "Why tea? Medium, from senior on: tea, cups. Asked of Analyst 7 min"


def test_no_answer_is_in_the_list(as_nobody, db):
    factories.question(key_points=["Secret point"], example="Secret example", mistake="Secret mistake")
    assert "Secret" not in get(as_nobody, PATH)


def test_an_administrators_change_is_seen_at_once(as_nobody, as_staff, four):
    get(as_nobody, PATH)
    as_browser.save(as_staff, Question.objects.get(slug="four"), question="Another wording?")
    assert "Another wording?" in get(as_nobody, PATH)


def test_before_any_question_is_written(as_nobody, db):
    page = part(get(as_nobody, PATH), "main", tag="main")
    assert "No question has been written on this server yet." in page
    assert links(page) == ["/roadmaps/"]
    assert "<form" not in page


# ---- pages


@pytest.fixture
def five(db, monkeypatch):
    """On pages of two; of two kinds."""
    monkeypatch.setattr(questions, "PAGE", 2)
    for number in range(5):
        factories.question(slug=f"q{number}", kind="llm" if number == 4 else "coding", position=number)


def walk(client, address, rel):
    """The slugs on each page that `rel` leads to."""
    while address:
        page = get(client, address)
        yield shown(page)
        found = re.search(rf'rel="{rel}" href="([^"]+)"', page)
        address = found and found[1].replace("&amp;", "&")


def test_pages_hold_all_of_it_once(as_nobody, five):
    assert list(walk(as_nobody, PATH, "next")) == [["q0", "q1"], ["q2", "q3"], ["q4"]]
    assert list(walk(as_nobody, f"{PATH}?after=q3", "prev")) == [["q4"], ["q2", "q3"], ["q0", "q1"]]


def test_pages_keep_what_is_asked(as_nobody, five):
    assert list(walk(as_nobody, f"{PATH}?kind=coding&level=junior", "next")) == [["q0", "q1"], ["q2", "q3"]]


def test_a_page_says_which_part_it_is(as_nobody, five):
    assert "5 of 5 questions, 3 to 4 on this page." in get(as_nobody, f"{PATH}?after=q1")


@pytest.mark.parametrize("after", ["no-such", "", "'", "x" * 500])
def test_a_page_after_nothing_is_the_first(as_nobody, five, after):
    assert shown(get(as_nobody, f"{PATH}?after={after}")) == ["q0", "q1"]
