"""Which skills a text names: whole words in any writing, the longest first, and no trap is stepped into. Pure."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps import skill_matching
from roadmaps.skill_matching import Matcher

NAMES = {
    "code": ["Python", "R", "Go", "C++", "C#", ".NET", "Node.js", "Rust", "Git", "programming", "SAS"],
    "data": [
        "Spark",
        "Airflow",
        "data pipeline",
        "SQL",
        "Excel",
        "statistical modeling",
        "statistics",
        "Bayes' theorem",
    ],
    "ml": ["scikit-learn", "A/B testing", "CI/CD", "Weights & Biases", "pre-trained model", "BERT", "REST"],
    "both": ["mathematics", "mathematics and statistics", "R&D"],
}
matcher = Matcher(NAMES)


def found(text):
    return [text[match.start : match.end] for match in matcher.find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("data pipelines, Data-Pipeline, DATA\nPIPELINES", ["data pipelines", "Data-Pipeline", "DATA\nPIPELINES"]),
        ("A/B testing, A / B testing, A-B testing, AB testing", None),
        ("CI/CD, CI / CD, CI-CD, CICD, CI and CD", None),
        ("scikit-learn, scikit learn, scikitlearn, Scikit‑Learn", None),
        ("Weights & Biases, weights and biases, Weights &amp; Biases", None),
        ("pre-trained models, pretrained model, pre trained model", None),
        ("statistical modelling, statistical modeling", None),
        ("Bayes' theorem, Bayes’ theorem, Bayes's theorem", None),
        ("Node.js, NodeJS, Node JS", None),
        ("C++, C#, .NET", None),
    ],
)
def test_ways_to_write_a_name(text, names):
    assert found(text) == (names or text.split(", "))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("C++17 and Python3", ["C++", "Python3"]),
        ("Python's, “Python”, (python)", ["Python", "Python", "python"]),
        ("Ｐｙｔｈｏｎ", ["Ｐｙｔｈｏｎ"]),
        ("data\u00a0pipe\u00adlines", ["data\u00a0pipe\u00adlines"]),
        ("data\u2011pipeline", ["data\u2011pipeline"]),
        ("熟悉Python和C++", ["Python", "C++"]),
        ("<li>SQL</li><li><b>data</b> pipelines</li>", ["SQL", "data</b> pipelines"]),
        ("CI&nbsp;/&nbsp;CD", ["CI&nbsp;/&nbsp;CD"]),
    ],
)
def test_places_are_those_of_the_text_as_it_is(text, names):
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Pythonic Cpython SQLite mysql",
        "data. Pipelines",
        "data\n\npipelines",
        "<p>data</p><p>pipelines</p>",
        '<span class="python">',
        "python.jobs@agency.example",
        "https://jobs.example/python/sql?q=spark",
        "www.python.example",
        "Talk to bert. The rest is silence.",
        "our statistics show",
    ],
)
def test_what_is_no_name(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "go the extra mile",
        "Go the extra mile!",
        "We like Python.\nGo the extra mile",
        "spark joy",
        "Spark your curiosity",
        "Excel at what you do",
        "excel at",
        "git it done",
        "Git it done",
        "Dr. R. Go",
        "R-squared, Go-live, Rust-coloured",
        "Report with R-squared, stay in Go-live mode, use R&D",
        "Why You Should Go",
        "Dupont SAS is hiring",
        "C-level, a swift process, react quickly",
    ],
)
def test_traps(text):
    assert [name for name in found(text) if name not in ("Python", "R&D")] == []


def test_research_and_development_is_no_language():
    assert [match.keys for match in matcher.find("R&D, R & D, R&amp;D")] == [("both",)] * 3


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Python, R and Go", ["Python", "R", "Go"]),
        ("R, Go, Rust or Python", ["R", "Go", "Rust", "Python"]),
        ("python/r/go", ["python", "r", "go"]),
        ("SQL, SPARK, AIRFLOW", ["SQL", "SPARK", "AIRFLOW"]),
        ("- Python\n- Go\n- R", ["Python", "Go", "R"]),
        ("experience in R.", ["R"]),
        ("We run Spark on big machines", ["Spark"]),
        ("Go experience", ["Go"]),
        ("programming (R)", ["programming", "R"]),
        ("R programming", ["R", "programming"]),
        ("advanced Excel", ["Excel"]),
        ("Python, go the extra mile", ["Python"]),
        ("sql, spark joy", ["sql"]),
    ],
)
def test_what_is_also_a_word_counts_where_its_surroundings_say_so(text, names):
    assert found(text) == names


def test_the_longest_name_counts_and_none_overlaps():
    assert found("mathematics and statistics and mathematics") == ["mathematics and statistics", "mathematics"]


def test_a_pair_of_names_stands_for_both():
    assert [set(match.keys) for match in matcher.find("mathematics and statistics")] == [{"both", "data"}]


def test_one_name_may_stand_for_several_skills():
    assert Matcher({"a": ["Docker"], "b": ["docker"]}).find("Docker")[0].keys == ("a", "b")


@given(st.text() | st.lists(st.sampled_from([*NAMES["code"], *"&/.-'<>@ \n;,", "and", "A/B", "r", "go"])).map("".join))
def test_of_any_text_places_are_in_order_and_within(text):
    matches = matcher.find(text)
    ends = [0, *(match.end for match in matches)]
    assert all(before <= match.start < match.end for before, match in zip(ends, matches, strict=False))
    assert ends[-1] <= len(text)


# ---- how much work it is


def steps(text):
    """Lines of the module that run for a text."""
    count = 0

    def trace(frame, event, _):
        nonlocal count
        if frame.f_code.co_filename != skill_matching.__file__:
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        matcher.find(text)
    finally:
        sys.settrace(before)
    return count


TRAPS = [
    "A/B ",
    "r, ",
    "R and ",
    "go\n- ",
    "<a ",
    "&amp;",
    "&",
    "'",
    "a.",
    "a@",
    "C+",
    "mathematics and ",
    "x" * 50,
    " \n",
]


@pytest.mark.parametrize("trap", TRAPS)
def test_twice_the_text_is_twice_the_work(trap):
    short, long = trap * (10_000 // len(trap)), trap * (20_000 // len(trap))
    assert steps(long) <= 2.1 * steps(short) + 100


def test_the_longest_advertisement_is_read_in_a_bounded_number_of_steps():
    text = "".join(TRAPS) * (20_000 // len("".join(TRAPS)))
    assert steps(text) < 60 * len(text)
