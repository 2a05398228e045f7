"""Every address × {nobody, Bob, staff} × every method, with what is Alice's: nothing of hers is shown or changed."""

from http.cookies import SimpleCookie

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import NoReverseMatch
from django.utils.http import urlencode

from tests.conftest import signed_in
from tests.safety.conftest import NOTE
from tests.safety.policy import ACCOUNT, ENTRANCE, OWNER, PUBLIC, RULES, STAFF, TOKEN, address, names
from tests.safety.rows import rows_of

UNKNOWN_METHODS = ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"]
FORM = "application/x-www-form-urlencoded"
HERS_ALONE = {"entry", "kind", "target", "job_ad"}  # which have nothing to do with a roadmap


@pytest.fixture
def with_passwords(bob, staff, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for person in (bob, staff):
        person.set_password("of-no-consequence")
        person.save()


@pytest.fixture
def visitors(with_passwords, as_nobody, bob, staff):
    return {"nobody": as_nobody, "bob": signed_in(bob), "staff": signed_in(staff)}


def answers(client, cases, alice, **headers):
    """{(name, method): answer}. Alice's rows are the same afterwards."""
    before, cookies, found = rows_of(alice.pk), client.cookies.output(header=""), {}
    for name, method, path, form in cases:
        client.cookies = SimpleCookie(cookies)
        with transaction.atomic():
            found[name, method] = client.generic(method, path, urlencode(form), content_type=FORM, headers=headers)
            transaction.set_rollback("logout" in name)  # and go on signed in
    assert rows_of(alice.pk) == before
    return found


def cases(hers, audience, methods):
    for name, rule in RULES.items():
        if rule.audience == audience:
            for method in methods:
                yield name, method, address(name, hers), rule.form if method == "POST" else {}


def expected(name, method, visitor):
    rule = RULES[name]
    asked = rule.posted if method == "POST" else rule.opened
    if rule.audience in {PUBLIC, TOKEN}:
        return asked
    if rule.audience == ENTRANCE:
        return asked if visitor == "nobody" else rule.signed_in[method == "POST"]
    if visitor == "nobody":
        return 401 if rule.keeps_text and method == "POST" else 302
    if rule.audience == OWNER and asked != 405:
        return 404
    return asked


def test_every_address_has_a_rule():
    assert set(names()) == {*RULES, *(["design"] if settings.LOCAL else [])}


def test_every_rule_is_in_use(hers):
    try:
        assert all(address(name, hers).startswith("/") for name in RULES)
    except NoReverseMatch as error:
        pytest.fail(str(error))


@pytest.mark.parametrize("visitor", ["nobody", "bob", "staff"])
@pytest.mark.parametrize("audience", [PUBLIC, TOKEN, ENTRANCE, ACCOUNT, OWNER])
def test_who_is_let_in(audience, visitor, visitors, alice, hers):
    got = answers(visitors[visitor], cases(hers, audience, ["GET", "HEAD", "POST"]), alice)
    statuses = {key: answer.status_code for key, answer in got.items()}
    assert statuses == {(name, method): expected(name, method, visitor) for name, method in got}
    assert [key for key, answer in got.items() if NOTE in answer.text or alice.email in answer.text] == []


@pytest.mark.parametrize("visitor", ["nobody", "bob", "staff"])
def test_other_methods_do_nothing(visitor, visitors, hers, django_assert_num_queries):
    paths = {address(name, hers) for name in RULES}
    with django_assert_num_queries(0):
        got = [visitors[visitor].generic(method, path).status_code for path in paths for method in UNKNOWN_METHODS]
    assert set(got) == {405}


@pytest.mark.parametrize("audience", [ACCOUNT, OWNER, STAFF])
def test_nobody_is_sent_to_sign_in(audience, visitors, alice, hers):
    got = answers(visitors["nobody"], cases(hers, audience, ["GET", "HEAD", "POST"]), alice)
    for (name, method), answer in got.items():
        if RULES[name].keeps_text and method == "POST":
            assert "Another" in answer.text
        else:
            assert answer.url.startswith("/accounts/login/?next="), name


@pytest.mark.parametrize("audience", [ACCOUNT, OWNER])
def test_nobody_by_htmx_is_told_where_to_sign_in(audience, visitors, alice, hers, htmx):
    got = answers(visitors["nobody"], cases(hers, audience, ["GET", "POST"]), alice, **htmx)
    assert {answer.status_code for answer in got.values()} == {401}
    led = [answer for (name, method), answer in got.items() if not (RULES[name].keeps_text and method == "POST")]
    assert {(answer["HX-Redirect"], answer.content) for answer in led} == {("/accounts/login/?next=/my/", b"")}


def test_the_admin_is_closed_to_learners(visitors, alice, hers):
    got = answers(visitors["bob"], cases(hers, STAFF, ["GET", "HEAD", "POST"]), alice)
    elsewhere = {
        key for key, answer in got.items() if not answer.headers.get("Location", "").startswith("/admin/login/")
    }
    assert elsewhere == {
        (name, method) for name in ("admin:login", "admin:logout") for method in ("GET", "HEAD", "POST")
    }
    assert visitors["bob"].get("/admin/login/").status_code == 403
    assert visitors["bob"].post("/admin/logout/").url == "/admin/"


def test_administrators_read_nobodys_notes_and_change_nobodys_progress(visitors, alice, hers):
    got = answers(visitors["staff"], cases(hers, STAFF, ["GET", "HEAD", "POST"]), alice)
    assert {answer.status_code for answer in got.values()} <= {200, 302, 303, 400, 403, 404, 405, 409}
    assert [key for key, answer in got.items() if NOTE in answer.text] == []


def test_bob_on_the_same_roadmap_changes_only_his_own(visitors, alice, bob, roadmap, hers):
    bob.follow(roadmap)
    got = answers(visitors["bob"], cases(hers, OWNER, ["GET", "POST"]), alice)
    statuses = {key: answer.status_code for key, answer in got.items()}
    allowed = {(name, method): getattr(RULES[name], "posted" if method == "POST" else "opened") for name, method in got}
    assert statuses == allowed | {
        ("bring_back", "POST"): 404,  # the archive is Alice's
        ("save_note", "POST"): 409,  # its version is of Alice's note
        ("report_seen", "POST"): 404,  # the report is Alice's
        ("time_off_remove", "POST"): 404,  # the days off are Alice's
        # and so is a roadmap of her own
        **{(name, method): 404 for name, method in got if RULES[name].args == ("own",)},
        # and her log, kinds, targets and advertisements
        **{key: 404 for key in got if RULES[key[0]].args[0] in HERS_ALONE and allowed[key] != 405},
    }
    assert [key for key, answer in got.items() if NOTE in answer.text] == []


def test_a_draft_is_nobodys_to_follow_but_who_has_followed_it(visitors, as_alice, alice, roadmap, hers):
    roadmap.published_at = None
    roadmap.save()
    draft = f"/my/roadmaps/{roadmap.slug}/follow"
    assert visitors["bob"].get(draft).status_code == 404
    assert visitors["staff"].post(draft, {}).status_code == 404
    assert as_alice.get(draft).status_code == 200
