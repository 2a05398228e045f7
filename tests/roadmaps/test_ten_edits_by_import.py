"""What an author does by importing a text takes no tick from a thousand people and moves none to another topic."""

import re

import pytest

from roadmaps.models import Roadmap
from tests.roadmaps.importing import looked_at, press
from tests.roadmaps.people import WEEK_1, live, text, ticks
from tests.roadmaps.test_ten_edits import CARRIED, EDITS, PLACES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("thousand")]
# A text without slugs cannot say what replaces what: there it is the author who decides.
BY_WORDS = ("move", "reorder", "retire", "restore", "add", "load again")


@pytest.fixture
def publish(as_staff, django_capture_on_commit_callbacks):
    """Import a text over the ten topics, answer what is asked, publish, and run what follows the commit."""

    def publish(content, **answers):
        topics = Roadmap.objects.get(slug="ten-topics")
        rows = looked_at(as_staff, content, topics).context["look"].proposal.unsure
        decided = {f"decide-{row.key}": answers.get(row.title, "new") for row in rows}
        with django_capture_on_commit_callbacks(execute=True):
            assert press(as_staff, "publish", content, topics, **decided).status_code == 302
        return topics

    return publish


def bare(content):
    return re.sub(r" ?\{[^{}]*\}", "", re.sub(r"\A---\n.*?\n---\n", "", content, flags=re.DOTALL))


def expected(name):
    week_1, week_2 = PLACES[name].split() if isinstance(PLACES[name], str) else (PLACES[name], "fghij")
    return {"week-1": list(week_1), "week-2": list(week_2)}


@pytest.mark.parametrize("name", EDITS)
def test_in_our_form(publish, thousand, name):
    if name == "restore":
        publish(EDITS["retire"])
    topics = publish(EDITS[name])
    assert live(topics) == expected(name)
    assert thousand <= ticks()
    assert {row[2] for row in ticks() - thousand} == CARRIED.get(name, set())


@pytest.mark.parametrize("name", BY_WORDS)
def test_by_words_alone(publish, thousand, name):
    if name == "restore":
        publish(bare(EDITS["retire"]))
    topics = publish(bare(EDITS[name]))
    week_1 = [slug.replace("fresh", "something-new") for slug in expected(name)["week-1"]]
    assert live(topics) == {"week-1": week_1, "week-2": expected(name)["week-2"]}
    assert ticks() == thousand


def test_renamed_by_words_and_an_answer(publish, thousand):
    content = bare(text(["Topic a, said better", *WEEK_1[1:]]))
    topics = publish(content, **{"Topic a, said better": "a"})
    assert live(topics) == expected("load again")
    assert topics.checkpoints.get(slug="a").title == "Topic a, said better"
    assert ticks() == thousand


def test_all_ten_in_a_row_lose_nothing(publish, thousand):
    for name in EDITS:
        publish(EDITS[name])
    assert thousand <= ticks()
