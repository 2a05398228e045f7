"""Lines of a newer list that may be what is there in other words: the person decides, and nothing is lost meanwhile."""

import pytest

from tests import factories
from tests.tracker.test_reimport_list import LIST, send, states

REWORDED = LIST.replace("Databases for beginners", "Databases, for absolute beginners")


@pytest.fixture
def mine(alice):
    return factories.personal(alice, LIST)


def test_what_is_unsure_is_asked(as_alice, mine):
    page = send(as_alice, mine, REWORDED, confirmed=False)
    (row,) = page.context["own"].unsure
    assert [candidate.title for candidate in row.candidates] == ["Databases for beginners"]
    assert f'name="decide-{row.key}"' in page.text


@pytest.mark.parametrize(("answer", "number"), [("databases-for-beginners", 4), ("new", 5)])
def test_what_was_decided_is_done(as_alice, alice, mine, answer, number):
    thing = mine.checkpoints.get(title="Databases for beginners")
    alice.mark(thing.pk, "done")
    assert send(as_alice, mine, REWORDED, **{"decide-3": answer}).status_code == 303
    assert mine.checkpoints.count() == number
    thing.refresh_from_db()
    assert (thing.retired_at is None) == (answer != "new")
    assert states(alice)[thing.title] == "done"


def test_what_is_not_decided_is_not_stored(as_alice, mine):
    text = LIST.replace("Databases for beginners", "Databases beginners and some other")
    page = send(as_alice, mine, text)
    assert page.context["own"].undecided
    assert (page.status_code, "still waits for your decision" in page.text) == (400, True)
    assert mine.checkpoints.filter(retired_at=None).count() == 4


def test_decisions_are_of_the_text_that_was_shown(as_alice, mine):
    page = send(as_alice, mine, REWORDED, confirmed=False)
    answer = send(as_alice, mine, "- [ ] First\n" + REWORDED, seen=page.context["seen"], **{"decide-3": "new"})
    assert (answer.status_code, mine.checkpoints.count()) == (200, 4)


def test_what_was_changed_meanwhile_is_not_overwritten(as_alice, alice, mine):
    send(as_alice, mine, LIST + "- [x] From another tab\n")
    answer = send(as_alice, mine, LIST + "- [ ] From this tab\n")
    assert (answer.status_code, "changed somewhere else in the meantime" in answer.text) == (409, True)
    assert [change.title for change in answer.context["changes"].retired] == ["From another tab"]
    assert answer.context["form"].initial["version"] == 2
    assert "From another tab" in states(alice)
