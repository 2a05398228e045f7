"""The search over the delivered content: what is meant comes first, whatever is typed is harmless."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client

from roadmaps import search_index
from roadmaps.search import LONGEST, MOST, _marked, find
from tests import factories
from tests.roadmaps.pages import get

# (what is typed, kind of the first result, its title)
WANTED = [
    ("ml engineer", "role", "ML Engineer"),
    ("machine learning engineer", "role", "ML Engineer"),
    ("MLE", "role", "ML Engineer"),
    ("applied scientist", "role", "Research Scientist"),
    ("llm engineer", "role", "NLP Engineer / LLM Engineer"),
    ("data scientist", "role", "Data Scientist"),
    ("deep learning", "skill", "Deep Learning"),
    ("pytorch", "skill", "Deep Learning"),
    ("python", "skill", "Programming"),
    ("k8s", "skill", "DevOps"),
    ("W&B", "skill", "MLOps"),
    ("kubernetes", "term", "Kubernetes"),
    ("overfitting", "term", "Overfitting"),
    ("drift", "term", "Data drift"),
    ("monitoring", "term", "Model monitoring"),
    ("roadmap", "page", "Roadmaps"),
    ("k-means", "term", "K-means"),
    ("a/b test", "term", "A/B test"),
    ("what is a feature store", "term", "Feature store"),
    ("transfo", "term", "Transformer"),
    ("vanishing gradients", "term", "Vanishing gradient"),
    ("the first job", "guide", "The first job, and after it"),
    ("linkedin", "guide", "LinkedIn"),
    ("writing a blog", "guide", "Writing a blog"),
    ("first day", "roadmap", "The first day"),
    ("eighteen month", "roadmap", "The eighteen-month plan"),
    ("tell me about the most challenging", "question", "Tell me about the most challenging project"),
    ("design a feature store", "question", "Design a feature store for a company"),
    ("google", "company", "Google"),
    ("salary", "page", "Salaries"),
    ("which role fits me", "page", "Which role fits me?"),
    ("recommendation", "project", "Recommendations"),
    ("wellfound", "guide", "Where to look for openings"),
    ("staff ml engineer earns", "disagreement", "What a staff ML engineer earns"),
]
TYPOS = [
    ("kuberntes", "term", "Kubernetes"),
    ("pytorh", "skill", "Deep Learning"),
    ("machien learning enginer", "role", "ML Engineer"),
    ("confusion matirx", "term", "Confusion matrix"),
    ("negociation", "term", "Negotiation"),
]
HARMLESS = ["'", '"', "&", "|", "!", ":*", "a:*", "<->", "(", "\\", "%", "_", "foo' & | ! (", '-"', "or", "a or", "-"]
SCRIPT = '<script>alert(1)</script> <img src=x onerror="alert(1)">'


@pytest.fixture
def nobody(delivered):
    return Client()


def first(words):
    best = find(words).groups[0]
    return best.kind, best.entries[0].title


@pytest.mark.django_db
@pytest.mark.parametrize(("words", "kind", "title"), WANTED)
def test_what_is_meant_comes_first(delivered, words, kind, title):
    found_kind, found_title = first(words)
    assert found_kind == kind
    assert found_title.startswith(title)


@pytest.fixture
def forgiving(delivered):
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")


@pytest.mark.django_db
@pytest.mark.parametrize(("words", "kind", "title"), TYPOS)
def test_a_typing_error_is_forgiven(forgiving, words, kind, title):
    assert find(words).is_near
    assert first(words) == (kind, title)


@pytest.mark.django_db
def test_without_the_extension_some_of_the_words_are_enough(nobody, forgiving):
    with connection.cursor() as cursor:
        cursor.execute("DROP EXTENSION pg_trgm")
    assert "Nothing has “kuberntes”" in get(nobody, "/search/?q=kuberntes")
    assert find("zzyzx kubernetes").groups[0].entries[0].title == "Kubernetes"


@pytest.mark.django_db
def test_results_lead_to_where_they_stand(nobody):
    page = get(nobody, "/search/?q=overfitting")
    assert re.search(r'href="/guides/glossary/[^"]*#overfitting"', page)
    assert "<mark>overfitting</mark>" in page


@pytest.mark.django_db
def test_a_kind_shows_more_of_itself(nobody):
    some, more = find("model"), find("model", "question")
    assert sum(len(group.entries) for group in some.groups) <= MOST
    assert [group.kind for group in more.groups] == ["question"]
    assert len(more.groups[0].entries) == min(MOST, some.counts["question"])
    page = unescape(get(nobody, "/search/?q=model"))
    assert "?q=model&kind=question" in page
    assert 'aria-current="page">Interview questions' in get(nobody, "/search/?q=model&kind=question")


@pytest.mark.django_db
def test_a_kind_that_is_not_known_narrows_nothing(nobody):
    assert get(nobody, "/search/?q=model&kind=no-such") == get(nobody, "/search/?q=model")


@pytest.mark.django_db
def test_a_minus_leaves_out(delivered):
    assert find("python -pandas").count < find("python").count
    assert find('"first day"').count < find("first day").count


@pytest.mark.django_db
@pytest.mark.parametrize("words", HARMLESS)
def test_operators_are_harmless(nobody, words):
    assert nobody.get("/search/", {"q": words}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["the", "and in", "!!!", "日本語", "xyzzyqq"])
def test_nothing_found_leads_on(nobody, words):
    page = nobody.get("/search/", {"q": words}).text
    for path in ("/roles/", "/roadmaps/", "/questions/", "/guides/glossary/"):
        assert f'<a class="pick-row" href="{path}">' in page


@pytest.mark.django_db
def test_words_that_stand_everywhere_are_told(nobody):
    assert "has no word to look for" in get(nobody, "/search/?q=the")


@pytest.mark.django_db
def test_what_is_too_long_is_cut_and_told(nobody):
    page = nobody.get("/search/", {"q": "overfitting " * 100}).text
    assert f"A search takes {LONGEST} characters" in page
    assert "overfitting" in page


@pytest.mark.django_db
def test_nothing_asked_shows_the_box_and_the_places(nobody):
    for path in ("/search/", "/search/?q=", "/search/?q=%20%20"):
        page = get(nobody, path)
        assert 'name="q" value=""' in page
        assert page.count("autofocus") == 1
        assert '<a class="pick-row" href="/roles/">' in page


def test_an_excerpt_is_escaped_but_for_its_marks():
    assert _marked("<b> & \ue000x\ue001.", "<b> & x. More") == "&lt;b&gt; &amp; <mark>x</mark>."


def test_an_excerpt_shows_that_the_text_goes_on_and_where_a_paragraph_ends():
    assert _marked("a\n\ue000b\ue001\nC.\nD", "a\nb\nC.\nD") == "a · <mark>b</mark> · C.\nD…"
    assert _marked("\ue000b\ue001 c.", "a b c.") == "…<mark>b</mark> c."
    assert _marked("", "") == ""


def test_what_is_written_is_shown_as_written(as_nobody, db):
    factories.role(name=f"Painter {SCRIPT}", summary=f"A painter paints. {SCRIPT} \ue000x\ue001 painter")
    search_index.index()
    page = as_nobody.get("/search/", {"q": f'painter "{SCRIPT}'}).text
    assert "<script>alert" not in page
    page = as_nobody.get("/search/", {"q": "painter"}).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "Painter &lt;script&gt;" in page
    assert page.count("<mark>") == page.count("</mark>") > 0


# Whether there is anything to look for; what has it; what comes close; what is shown of it.
@pytest.mark.parametrize("count", [1, 100])
def test_queries(as_nobody, django_assert_num_queries, db, count):
    for number in range(count):
        factories.role(name=f"Painter {number}", summary="Paints.")
    search_index.index()
    with django_assert_num_queries(0):
        get(as_nobody, "/search/")
    with django_assert_num_queries(3):
        get(as_nobody, "/search/?q=painter")
    with django_assert_num_queries(4):
        get(as_nobody, "/search/?q=painter+nowhere")
