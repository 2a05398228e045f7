"""Words of the glossary become links where they stand first in a text, and nothing else of it changes."""

import re
from html import unescape

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as some

from roadmaps.markdown import TAGS, render
from roadmaps.term_links import TermLinks, as_html

GLOSSARY = {
    "/g?from=o#overfitting": ["Overfitting", "overfit"],
    "/g?from=c#cross": ["Cross-validation", "k-fold"],
    "/g?from=r#rag": ["Retrieval-augmented generation", "RAG"],
    "/g?from=m#map": ["Mean average precision", "mAP"],
    "/g?from=g#gpu": ["GPU", "CUDA"],
    "/g?from=e#tracking": ["Experiment tracking", "Weights & Biases"],
    "/g?from=o#offer": ["Offer", "job offer"],
    "/g?from=d#drift": ["Data drift"],
    "/g?from=d#data-quality": ["Data quality"],
    "/g?from=b#bayes": ["Naive Bayes"],
}
LINKS = TermLinks(GLOSSARY)
WORDS = [name for names in GLOSSARY.values() for name in names]
WORDS += [
    "overfits",
    "rag",
    "map",
    "`RAG`",
    "[GPU](https://example.org/GPU)",
    "**data drift**",
    "### GPU",
    "\n\n",
    "a & b",
]
WORDS += ["<b>", "| a | b |\n|---|---|\n| GPU | RAG |\n\n", "> ", "- ", "non-overfitting", "CUDA.md", '"GPU"', "&amp;"]


def linked(html):
    """[(address, word)]"""
    return [
        (unescape(address), word) for address, word in re.findall(r'<a href="(/g[^"]*)">([^<]*)</a>', LINKS.link(html))
    ]


def text(html):
    return re.sub(r"<[^>]*>", "", html)


def test_a_word_is_linked_where_it_stands_first():
    assert LINKS.link("<p>Overfitting, and overfitting.</p>") == (
        '<p><a href="/g?from=o#overfitting">Overfitting</a>, and overfitting.</p>'
    )


def test_all_names_of_a_term_count_as_it():
    assert linked("<p>You overfit, so k-fold. Overfitting needs cross-validation.</p>") == [
        ("/g?from=o#overfitting", "overfit"),
        ("/g?from=c#cross", "k-fold"),
    ]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("A rag, a map and a MAP", []),
        ("RAG by mAP", ["RAG", "mAP"]),
        ("OVERFITTING", ["OVERFITTING"]),
        ("naive Bayes", ["naive Bayes"]),
        ("naive bayes", []),
        ("weights & biases", []),
        ("Weights &amp; Biases", ["Weights &amp; Biases"]),
    ],
)
def test_capitals_are_meant_as_written(sentence, words):
    assert [word for _, word in linked(f"<p>{sentence}</p>")] == words


def test_more_than_one_of_them_is_the_same_word():
    assert [word for _, word in linked("<p>GPUs and job offers</p>")] == ["GPUs", "job offers"]


@pytest.mark.parametrize(
    "sentence",
    [
        "overfittings-like",
        "xoverfit",
        "non-overfitting",
        "CUDA.md",
        "example.org/GPU",
        "@GPU",
        "k-folder",
        "GPU_1",
        "&GPU;",
    ],
)
def test_a_part_of_a_word_is_no_word(sentence):
    assert linked(f"<p>{sentence}</p>") == []


def test_the_longest_name_counts():
    assert linked("<p>Data quality, then data drift</p>") == [
        ("/g?from=d#data-quality", "Data quality"),
        ("/g?from=d#drift", "data drift"),
    ]


def test_everyday_words_are_left_alone():
    assert linked("<p>We offer it, and the job offer comes.</p>") == [("/g?from=o#offer", "job offer")]


@pytest.mark.parametrize("tag", ["a", "code", "pre", "kbd", "blockquote", "h3", "h6", "th"])
def test_links_code_quotations_and_headings_stay_as_they_are(tag):
    assert linked(f"<{tag}>GPU <b>GPU</b> GPU</{tag}>") == []
    assert [word for _, word in linked(f"<{tag}>GPU</{tag}><p>GPU</p>")] == ["GPU"]


def test_a_word_is_linked_once_in_all_parts_of_a_page():
    parts = LINKS.link_parts("<p>GPU</p>", as_html("A GPU & 'RAG' <b>"), "", "<p>RAG</p>")
    assert parts == [
        '<p><a href="/g?from=g#gpu">GPU</a></p>',
        "A GPU &amp; '<a href=\"/g?from=r#rag\">RAG</a>' &lt;b&gt;",
        "",
        "<p>RAG</p>",
    ]
    assert LINKS.link_parts("") == TermLinks({}).link_parts("") == [""]


def test_attributes_stay_as_they_are():
    html = "<p><b title=\"GPU > 'GPU'\">x</b><i title='a \"GPU'>y</i></p>"
    assert LINKS.link(html) == html


def test_an_address_cannot_leave_its_attribute():
    links = TermLinks({'/"><script>': ["GPU"]})
    assert links.link("GPU") == '<a href="/&quot;&gt;&lt;script&gt;">GPU</a>'


def test_without_a_glossary_nothing_changes():
    assert TermLinks({}).link("<p>GPU</p>") == "<p>GPU</p>"


def test_the_same_text_is_not_searched_again(monkeypatch):
    links = TermLinks(GLOSSARY)
    first = links.link("<p>GPU</p>")
    monkeypatch.delattr(links, "_word")
    monkeypatch.setattr(links, "_word", "not asked", raising=False)
    assert links.link("<p>GPU</p>") is first


@given(some.lists(some.sampled_from(WORDS), max_size=12).map(" ".join) | some.text(max_size=60))
def test_whatever_is_written_keeps_its_text_and_stays_well_formed(written):
    html = render(written)
    with_links = LINKS.link(html)
    assert text(with_links) == text(html)
    found = [address for address, _ in linked(html)]
    assert len(found) == len(set(found))
    assert set(found) <= set(GLOSSARY)
    assert re.sub(r'<a href="/g[^"]*">([^<]*)</a>', r"\1", with_links) == html
    cleaned = nh3.clean(
        with_links, tags=TAGS, attributes={"a": {"href", "title", "rel"}, "ol": {"start"}}, link_rel=None
    )
    assert cleaned == with_links


@given(some.text(alphabet="<>/\"'abcGPU &;=-\n", max_size=80))
def test_what_no_renderer_makes_keeps_its_text_too(html):
    assert re.sub(r'<a href="/g[^"]*">([^<]*)</a>', r"\1", LINKS.link(html)) == html
