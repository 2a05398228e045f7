"""The glossary: every term on one page by its letter, where the links to it land."""

from types import SimpleNamespace

import pytest

from roadmaps.glossary import OTHER, PAGE, letter_of, page_with, pages_of
from roadmaps.models import Term
from tests import factories
from tests.roadmaps.pages import each, get, links, part, text

PATH = "/guides/glossary/"
LONG = "x" * 490


def term(name, **fields):
    return factories.term(name=name, **fields)


def shown(client, path=PATH):
    return [text(heading) for heading in each(part(get(client, path), "main", tag="main"), "h2")]


# ---- one page of it


def test_a_term_with_what_goes_with_it(as_nobody, db):
    sql = factories.skill(slug="sql", name="SQL")
    term("Join", slug="join")
    term("Row", slug="row", aliases=["record"], definition="A **line**.", see=["join", "no-such"], skills=[sql])
    entry = part(get(as_nobody, PATH), "row", tag="div")
    assert text(entry) == "Row record A line . See Join . Skill: SQL"
    assert "<strong>line</strong>" in entry
    assert links(entry) == ["#join", "/skills/sql/"]


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Recall", "r"),
        ("résumé", "r"),
        ("Éclair", "e"),
        ("“Quoted”", "q"),
        ("4-bit", OTHER),
        ("Ω", OTHER),
        ("…", OTHER),
    ],
)
def test_the_letter_under_which_a_term_is_looked_up(name, letter):
    assert letter_of(name) == letter


def test_terms_stand_by_letter_and_name(as_nobody, db):
    for name in ("Beta", "alpha two", "Álpha", "4-bit"):
        term(name)
    assert shown(as_nobody) == ["A", "B", "Other"]
    names = [text(name) for name in each(get(as_nobody, PATH), "dt")]
    assert names == ["Álpha", "alpha two", "Beta", "4-bit"]


def test_a_retired_term_is_not_there(as_nobody, db):
    term("Row", slug="row", skills=[factories.skill(slug="sql", name="SQL")])
    term("Join", slug="join", see=["row"])
    Term.objects.filter(slug="row").update(retired_at="2026-01-01T00:00Z")
    factories.facts.changed()
    page = get(as_nobody, PATH)
    assert 'id="row"' not in page
    assert "See" not in part(page, "join", tag="div")


def test_hostile_words_stay_words(as_nobody, db):
    hostile = "</dt><script>alert(1)</script>"
    term(hostile, aliases=[hostile], definition=hostile)
    assert "<script>alert" not in get(as_nobody, PATH)


def test_a_word_is_linked_where_an_answer_has_it_first(as_nobody, db):
    term("Slide", slug="slide")
    question = factories.question(key_points=["No <b> & no deck", "A slide"], example="A slide.")
    points, worked = get(as_nobody, question.get_absolute_url()).split("Worked through")
    assert "<li>No &lt;b&gt; &amp; no deck</li>" in points
    assert 'A <a href="/guides/glossary/?from=s#slide">slide</a></li>' in points
    assert "/guides/glossary/?" not in worked


def test_before_any_term_is_explained(as_nobody, db):
    assert "No term has been explained on this server yet." in get(as_nobody, PATH)
    get(as_nobody, "/guides/glossary/?from=b")


# ---- pages of whole letters


def made(*lengths):
    return [SimpleNamespace(name=name, definition="x" * length) for name, length in lengths]


def letters(pages):
    return ["".join(letter for letter, _ in page) for page in pages]


def test_letters_are_together_as_far_as_they_fit():
    half = PAGE // 2
    assert letters(pages_of(made(("b", half), ("a", half), ("c", 1)))) == ["ab", "c"]


def test_a_letter_is_not_divided():
    assert letters(pages_of(made(("a", PAGE), ("ab", PAGE), ("b", 1)))) == ["a", "b"]


def test_none_are_no_page():
    assert pages_of([]) == []


@pytest.mark.parametrize(("letter", "place"), [("a", 0), ("b", 1), ("z", 0), ("", 0), ("<script>", 0)])
def test_the_page_that_holds_a_letter(letter, place):
    assert page_with(pages_of(made(("a", PAGE), ("b", 1))), letter) == place


@pytest.fixture
def two_pages(db):
    for number in range(80):
        term(f"Alpha {number}", definition=LONG)
    term("Beta", slug="beta")
    term("Gamma", slug="gamma", see=["beta", "alpha"])
    term("Alpha", slug="alpha")


def test_all_letters_are_a_step_away(as_nobody, two_pages):
    assert shown(as_nobody) == ["A"]
    assert shown(as_nobody, "/guides/glossary/?from=g") == ["B", "G"]
    jump = part(get(as_nobody, PATH), "main", tag="main").split('aria-label="Letters"')[1].split("</nav>")[0]
    assert links(jump) == ["#letter_a", "/guides/glossary/?from=b#letter_b", "/guides/glossary/?from=g#letter_g"]


def test_from_page_to_page(as_nobody, two_pages):
    assert '<a class="btn" rel="next" href="/guides/glossary/?from=b">On from B</a>' in get(as_nobody, PATH)
    assert '<a class="btn" rel="prev" href="/guides/glossary/?from=a">Back to A</a>' in get(as_nobody, f"{PATH}?from=b")


def test_what_goes_with_a_term_is_found_on_its_own_page(as_nobody, two_pages):
    entry = part(get(as_nobody, f"{PATH}?from=g"), "gamma", tag="div")
    assert links(entry) == ["#beta", "/guides/glossary/?from=a#alpha"]


@pytest.mark.parametrize("count", [1, 200])
def test_queries(as_nobody, db, django_assert_num_queries, count):
    for _ in range(count):
        factories.term()
    get(as_nobody, PATH)
    with django_assert_num_queries(1):  # whether facts were changed
        get(as_nobody, PATH)
