"""Debian's Chromium, driven by Playwright, on the real content."""

import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client

from roadmaps import contents, loading
from tests import factories
from tracker import fragments, news

# Playwright's own loop runs in this thread; the database is used between its calls, never inside.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
PASSWORD = "a-long-enough-password"
SLUG = "production-ml-engineer"


@pytest.fixture(scope="session")
def browser_type_launch_args():
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    return {"executable_path": shutil.which("chromium"), "args": ["--no-sandbox", "--disable-gpu", *quiet]}


@pytest.fixture(scope="session", autouse=True)
def _empty_quickly(django_db_setup):
    """Between tests: new files for seventy tables and their indexes take ten times as long as deleting a few rows."""

    def delete(style, tables, **options):
        return ["SET LOCAL session_replication_role = replica", *(f"DELETE FROM {table}" for table in tables)]  # noqa: S608

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection.ops, "sql_flush", delete)
        yield


@pytest.fixture(autouse=True)
def content(transactional_db):
    """The fixtures, as `make run` loads them: once, and then copied, since each test empties all tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace('kept')")
        if cursor.fetchone()[0] is None:
            loading.load(Path(settings.BASE_DIR) / "fixtures")
            _keep(cursor)
        else:
            _bring_back(cursor)
    for memory in (contents, fragments, news):  # the same ids and versions come back with other texts
        memory._kept.clear()


def _tables():
    """{table of content, those of many-to-many fields too: its columns}, without those that the server computes."""
    models = apps.get_app_config("roadmaps").get_models(include_auto_created=True)
    return {
        model._meta.db_table: ", ".join(
            f'"{field.column}"' for field in model._meta.concrete_fields if not field.generated
        )
        for model in models
    }


def _keep(cursor):
    cursor.execute("CREATE SCHEMA kept")
    for table in _tables():
        cursor.execute(f"CREATE TABLE kept.{table} AS TABLE {table}")


def _bring_back(cursor):
    cursor.execute("SET session_replication_role = replica")  # in any order: references are not checked
    for table, columns in _tables().items():
        cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM kept.{table}")  # noqa: S608
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")  # noqa: S608
    cursor.execute("SET session_replication_role = origin")


@pytest.fixture
def site(live_server):
    return live_server.url


@pytest.fixture
def watch(site):
    """Watch a page: a script error, a refused style or a request to another host fails the test."""
    faults = []

    def watch(page):
        page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
        page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
        own = urlsplit(site).netloc
        page.on(
            "request",
            lambda request: faults.append(f"went to {request.url}") if urlsplit(request.url).netloc != own else None,
        )
        return page

    yield watch
    assert not faults


@pytest.fixture
def examined(browser, watch):
    """A page for `accessible.faults_of`: one at which nothing moves."""
    context = browser.new_context(reduced_motion="reduce")
    yield watch(context.new_page())
    context.close()


@pytest.fixture
def learner():
    return factories.person(email="learner@example.org", password=PASSWORD, name="Mira")


def sign_in(context, site, user):
    """Into a browser's context, by cookie: signing in by form is a test of its own."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])


@pytest.fixture
def follower(context, site, learner):
    """A learner who follows the intensive roadmap, signed in to the browser."""
    from roadmaps.models import Roadmap

    learner.follow(Roadmap.objects.get(slug=SLUG), hours_per_week=20)
    sign_in(context, site, learner)
    return learner


@pytest.fixture
def trail(page, site, follower, watch):
    """Their page of it, open."""
    watch(page)
    page.goto(f"{site}/my/roadmaps/{SLUG}/")
    return page
