"""What changes something is never done by opening an address, not even by whoever may do it."""

import pytest

from tests.safety.policy import RULES, address
from tests.safety.rows import everything

ACTIONS = [name for name, rule in RULES.items() if rule.only_writes]
READS = [name for name, rule in RULES.items() if rule.only_reads and ":" not in name and "/" not in name]
FORMS = [name for name, rule in RULES.items() if rule.form and not rule.only_writes]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_an_action_cannot_be_opened(method, as_alice, hers):
    before = everything()
    answers = {name: as_alice.generic(method, address(name, hers)) for name in ACTIONS}
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(ACTIONS, 405)
    assert {answer["Allow"] for answer in answers.values()} == {"POST"}
    assert everything() == before


def test_it_says_so_in_words(as_alice, hers):
    assert "It answers to a button" in as_alice.get(address("pause", hers)).text


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_opening_a_form_writes_nothing(method, as_alice, hers):
    before = everything()
    for name in FORMS:
        path = address(name, hers)
        assert as_alice.generic(method, path, query_params=RULES[name].form).status_code == 200
    assert everything() == before


def test_a_page_cannot_be_posted_to(as_alice, hers):
    before = everything()
    answers = {name: as_alice.post(address(name, hers)).status_code for name in READS}
    assert answers == dict.fromkeys(READS, 405)
    assert everything() == before


def test_signing_out_by_a_link_asks_first(as_alice):
    assert "Sign out?" in as_alice.get("/accounts/logout/").text
    assert as_alice.get("/my/").status_code == 200
