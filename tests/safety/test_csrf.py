"""A form of another site, an old form, a forged token: 403, nothing written, and what was typed is shown."""

import pytest
from django.test import Client
from django.urls import reverse

from roadmaps.models import Skill
from tests.safety.policy import RULES, address
from tests.safety.rows import everything

WRITES = [name for name, rule in RULES.items() if not rule.only_reads and ":" not in name and "/" not in name]
TOKEN = "a" * 32


class Browser(Client):
    """Checks tokens as in production, and has one in its cookie."""

    def __init__(self, user=None):
        super().__init__(enforce_csrf_checks=True, raise_request_exception=False)
        if user:
            self.force_login(user)
        self.cookies["csrf"] = TOKEN

    def send(self, path, form, *, token=TOKEN, **headers):
        form = form | ({"csrfmiddlewaretoken": token} if token else {})
        return self.post(path, form, headers=headers)


@pytest.fixture
def window(alice, hers):
    return Browser(alice)


ATTACKS = {
    "no token": {"token": None},
    "another's token": {"token": "b" * 32},
    "another site's origin": {"origin": "https://evil.test"},
    "no origin": {"origin": "null"},
    "from another site": {"sec_fetch_site": "cross-site"},
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_every_write_is_refused(attack, window, alice, hers):
    before = everything()
    answers = {name: window.send(address(name, hers), RULES[name].form, **attack) for name in WRITES}
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(WRITES, 403)
    assert all("The form had grown too old" in answer.text for answer in answers.values())
    assert everything() == before


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_the_ways_in_are_refused(attack, db):
    form = {"email": "carol@example.org", "login": "carol@example.org", "password": "x", "password1": "x"}
    for path in ("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"):
        assert Browser().send(path, form, **attack).status_code == 403


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_the_admin_is_refused(attack, staff):
    answer = Browser(staff).send("/admin/roadmaps/skill/add/", {"slug": "evil", "name": "Evil"}, **attack)
    assert answer.status_code == 403
    assert not Skill.objects.filter(slug="evil").exists()


@pytest.mark.parametrize(
    "headers", [{}, {"origin": "http://testserver"}, {"sec_fetch_site": "same-origin"}, {"sec_fetch_site": "none"}]
)
def test_our_own_forms_pass(headers, window, alice, hers):
    assert window.send(reverse("mark", args=[hers.checkpoint]), {"state": "done"}, **headers).status_code == 303
    assert alice.progress.get(checkpoint=hers.checkpoint).state == "done"


def test_a_token_may_come_by_header(window, hers):
    path = reverse("mark", args=[hers.checkpoint])
    assert window.post(path, {"state": "done"}, headers={"X-CSRFToken": TOKEN}).status_code == 303


def test_what_was_typed_is_kept(window, hers):
    typed = "A long note <b>with</b> & signs"
    answer = window.send(reverse("save_note", args=[hers.checkpoint]), {"note": typed}, token="b" * 32)
    assert "A long note &lt;b&gt;with&lt;/b&gt; &amp; signs" in answer.text
    assert "csrfmiddlewaretoken" not in answer.text


@pytest.mark.parametrize("field", ["password", "password1", "password2", "oldpassword"])
def test_a_password_is_not_shown(field, window):
    answer = window.send("/my/settings/delete", {field: "swordfish", "name": "Alice"}, token="b" * 32)
    assert answer.status_code == 403
    assert "Alice" in answer.text
    assert "swordfish" not in answer.text


def test_an_old_form_signed_out_meanwhile_keeps_what_was_typed(db, hers):
    answer = Browser().send(reverse("save_note", args=[hers.checkpoint]), {"note": "Typed"}, token=None)
    assert answer.status_code == 403
    assert "Typed" in answer.text
