"""The headers and cookies that every answer carries, error pages, files and refusals included."""

import pytest
from django.test import Client

from tests import factories
from tests.conftest import signed_in
from tests.safety.elements import dangers, elements
from tests.safety.policy import ENTRANCE, OWNER, PUBLIC, RULES, STAFF, TOKEN, address
from tracker.models import User

POLICY = {
    "default-src 'none'",
    *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "connect", "font", "manifest")),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
ALWAYS = {
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def refusals(client):
    """An answer of every kind of error page."""
    return {
        404: client.get("/nowhere/"),
        405: client.put("/"),
        415: client.post("/my/", headers={"Content-Encoding": "gzip"}),
        400: client.get("/roadmaps/?q=%00"),
        403: Client(enforce_csrf_checks=True).post("/accounts/login/"),
    }


def has_the_headers(answer):
    return (
        set(answer["Content-Security-Policy"].split("; ")) == POLICY
        and {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
        and "Server" not in answer.headers
        and "X-Powered-By" not in answer.headers
    )


@pytest.mark.parametrize("person", ["as_nobody", "as_alice", "as_staff"])
def test_every_address(person, request, hers):
    client = request.getfixturevalue(person)
    paths = [address(name, hers) for name in RULES]
    assert [path for path in paths if not has_the_headers(client.get(path))] == []


def test_error_pages(as_alice):
    answers = refusals(as_alice)
    assert {status: answer.status_code for status, answer in answers.items()} == {status: status for status in answers}
    assert [status for status, answer in answers.items() if not has_the_headers(answer)] == []
    assert {answer["Cache-Control"] for answer in answers.values()} == {"no-store"}


def test_an_error_of_ours(as_nobody, monkeypatch):
    monkeypatch.setattr("roadmaps.views.home.render", None)
    answer = as_nobody.get("/")
    assert answer.status_code == 500
    assert has_the_headers(answer)
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/static/css/site.css", "/static/img/icons.svg", "/static/admin/css/base.css"])
def test_files(path, client):
    answer = client.get(path)
    assert answer.status_code == 200
    assert has_the_headers(answer)
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies


def test_what_a_load_balancer_asks(client):
    answer = client.get("/livez", headers={"Host": "10.0.0.1"})
    assert (answer.status_code, answer["Cache-Control"], len(answer.cookies)) == (200, "no-store", 0)
    assert set(answer["Content-Security-Policy"].split("; ")) == POLICY


def test_nothing_private_is_kept_by_a_cache(as_alice, as_staff, hers):
    for name, rule in RULES.items():
        if rule.audience != PUBLIC:
            client = as_staff if rule.audience == STAFF else as_alice
            assert "no-store" in client.get(address(name, hers))["Cache-Control"], name


@pytest.fixture(scope="module")
def answers(hers):
    """{name: what whom it is made for gets there}."""
    author = factories.administrator(email="author@example.org", name="Author")
    as_staff, as_alice, as_nobody = signed_in(author), signed_in(User.objects.get(pk=hers.user)), Client()
    clients = {STAFF: as_staff, ENTRANCE: as_nobody, TOKEN: as_nobody}
    return {
        name: clients.get(rule.audience, as_alice).get(address(name, hers), follow=True) for name, rule in RULES.items()
    }


def test_nothing_runs_or_is_styled_inline(answers):
    """Also in the admin: the policy would stop it, and the page would not work."""
    for name, answer in answers.items():
        if "html" in answer["Content-Type"]:
            assert dangers(answer.text) == [], name


def test_pages_ask_no_other_host(answers):
    """Links to elsewhere are fine, files from elsewhere are not."""
    for name, answer in answers.items():
        if "xml" in answer["Content-Type"]:  # a feed names itself, and loads nothing
            continue
        for tag, attributes in elements(answer.text):
            loaded = [attributes.get(key) or "" for key in ("src", "srcset", "action", "formaction", "hx-post")]
            is_named_only = attributes.get("rel") in {"canonical", "alternate"}
            loaded += [attributes.get("href") or ""] if tag in {"link", "use", "image"} and not is_named_only else []
            assert not any("//" in url for url in loaded), (name, tag, attributes)


def test_cookies_of_a_form(as_nobody):
    cookie = as_nobody.get("/accounts/login/").cookies["csrf"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")


def test_the_cookie_of_a_session(as_nobody, alice):
    alice.set_password("of-no-consequence")
    alice.save()
    form = {"login": alice.email, "password": "of-no-consequence"}
    cookie = as_nobody.post("/accounts/login/", form).cookies["session"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")
    assert cookie["max-age"] == 60 * 24 * 60 * 60


def test_reading_sets_no_cookie_but_that_of_a_form(as_alice, hers):
    before = as_alice.cookies.output()
    for name, rule in RULES.items():
        if rule.audience in {PUBLIC, OWNER}:
            cookies = as_alice.get(address(name, hers)).cookies
            assert set(cookies) <= ({"csrf"} if rule.audience == OWNER else set()), name
    assert before in as_alice.cookies.output()
