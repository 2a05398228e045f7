"""The settings of a server behind HTTPS: Django's own check is silent, and cookies and redirects are strict."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {
    "SECRET_KEY": "only-for-the-check-c2f1b0d94e7a48d39b6f5e21a7c80d63f4",
    "ALLOWED_HOSTS": "careerguide.example",
    "SITE_URL": "https://careerguide.example",
    "EMAIL_HOST": "mail.example",
    "PATH": os.environ["PATH"],
}
# What depends on HTTPS, read from the settings of a fresh process.
NAMES = [
    "CSRF_COOKIE_NAME",
    "CSRF_COOKIE_SECURE",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "SECURE_HSTS_SECONDS",
    "SECURE_SSL_REDIRECT",
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
]
SHOW = f"import json; from careerguide import settings; print(json.dumps([getattr(settings, n) for n in {NAMES}]))"


def run(*arguments, **environment):
    database = {"DATABASE_URL": os.environ["DATABASE_URL"]}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=ENVIRONMENT | database | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def production():
    return dict(zip(NAMES, json.loads(run("-c", SHOW).stdout), strict=True))


@pytest.fixture
def https(production, settings):
    for name, value in production.items():
        setattr(settings, name, value)
    return {"secure": True, "headers": {"Referer": "https://testserver/accounts/login/"}}


def test_the_check_is_silent():
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "System check identified no issues (0 silenced).\n"


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL"])
def test_nothing_important_is_guessed(name):
    done = run("-c", "import careerguide.settings", **{name: ""})
    assert done.returncode == 1
    assert f"Set {name}" in done.stderr


def test_debug_needs_a_local_machine():
    assert run("-c", "from careerguide.settings import DEBUG; print(DEBUG)", DEBUG="1").stdout == "False\n"


def test_http_is_sent_to_https(https, db):
    answer = Client().get("/roadmaps/?q=x")
    assert (answer.status_code, answer.url) == (301, "https://testserver/roadmaps/?q=x")


def test_a_probe_by_http_is_answered(https):
    assert Client().get("/livez").status_code == 200


def test_https_is_remembered_for_two_years(https, db):
    answer = Client().get("/", **https)
    assert answer["Strict-Transport-Security"].startswith("max-age=63072000; includeSubDomains")


def test_cookies_belong_to_this_host_alone(https, alice):
    alice.set_password("of-no-consequence")
    alice.save()
    form = {"login": alice.email, "password": "of-no-consequence"}
    cookies = Client().post("/accounts/login/", form, **https).cookies
    cookies |= Client().get("/accounts/login/", **https).cookies
    assert set(cookies) == {"__Host-session", "__Host-csrf"}
    for cookie in cookies.values():
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
        assert (cookie["path"], cookie["domain"]) == ("/", "")


def test_a_form_works_behind_https(https, alice):
    alice.set_password("of-no-consequence")
    alice.save()
    client = Client(enforce_csrf_checks=True)
    token = client.get("/accounts/login/", **https).cookies["__Host-csrf"].value
    form = {"login": alice.email, "password": "of-no-consequence", "csrfmiddlewaretoken": token}
    assert client.post("/accounts/login/", form, **https).status_code == 302
    assert client.post("/accounts/login/", form, secure=True).status_code == 403  # no Origin and no Referer


def test_nobody_is_told_where_to_go_by_a_forwarded_host(db):
    assert settings.USE_X_FORWARDED_HOST is False
    assert Client().get("/my/", headers={"X-Forwarded-Host": "evil.test"}).url == "/accounts/login/?next=/my/"


def test_only_web_processes_give_up_on_a_slow_database():
    show = "from django.db import connections; print(connections.settings['default']['OPTIONS'].get('options'))"
    web = run("-c", f"import careerguide.wsgi; {show}").stdout
    assert web == "-c statement_timeout=5s -c lock_timeout=2s -c idle_in_transaction_session_timeout=10s\n"
    assert run("manage.py", "shell", "--no-imports", "-c", show).stdout == "None\n"
    assert run("-c", f"import careerguide.wsgi; {show}", DATABASE_POOLER="transaction").stdout == "None\n"
