"""Debian's Chromium, driven by Playwright, on the real content."""

import os
import shutil
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test import Client, TransactionTestCase
from playwright.sync_api import expect

from roadmaps.models import Roadmap
from tests import factories
from tests.browser import kept
from tracker.management.commands.demo import live, walk

# Playwright's own loop runs in this thread; the database is used between its calls, never inside.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# A slow machine is no fault of the page. Playwright itself waits as long for whatever is done to one.
expect.set_options(timeout=30_000)
BROWSERS = ("chromium-headless-shell", "chromium")  # the first has no window, and takes a third less
PASSWORD = "a-long-enough-password"
SLUG = "production-ml-engineer"


@pytest.fixture(scope="session")
def browser_type_launch_args():
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    return {
        "executable_path": next(filter(None, map(shutil.which, BROWSERS))),
        "args": ["--no-sandbox", "--disable-gpu", *quiet],
    }


@pytest.fixture(scope="package", autouse=True)
def _kept_content(django_db_setup, django_db_blocker):
    """After a test its own tables are brought back, instead of all emptied."""
    with django_db_blocker.unblock():
        kept.load_and_keep()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: kept.bring_back())
        yield
    with django_db_blocker.unblock():
        kept.give_up()


@pytest.fixture(autouse=True)
def _fresh_facts():
    """Instead of forgetting them before each test: they are forgotten after those that changed them."""


@pytest.fixture(autouse=True)
def content(_kept_content, transactional_db):
    """All that the fixtures hold."""


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


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def visitor(request, new_context, watch):
    """A page, once with JavaScript and once without; `has_scripts` says which."""
    page = watch(new_context(java_script_enabled=request.param).new_page())
    page.has_scripts = request.param
    return page


@pytest.fixture
def member(visitor, site, learner):
    """The visitor, signed in as the learner."""
    sign_in(visitor.context, site, learner)
    return visitor


@pytest.fixture
def examined(new_context, watch):
    """A page for `accessible.faults_of`: one at which nothing moves."""
    return watch(new_context(reduced_motion="reduce").new_page())


@pytest.fixture(scope="session")
def hashed_password():
    """Once: it is made to take long."""
    return make_password(PASSWORD)


@pytest.fixture
def learner(hashed_password):
    """Signs in with `PASSWORD`."""
    learner = factories.person(email="learner@example.org", name="Mira")
    learner.password = hashed_password
    learner.save(update_fields=["password"])
    return learner


@pytest.fixture
def chief():
    return factories.administrator(email="chief@example.org", name="Chief")


@pytest.fixture
def intensive():
    """The roadmap at `SLUG`."""
    return Roadmap.objects.get(slug=SLUG)


@pytest.fixture
def half_way(learner, intensive):
    """The learner, after some weeks on the intensive roadmap, with all that stands beside the ticks."""
    walk(learner, intensive, share=0.4)
    live(learner, intensive)
    return learner


def sign_in(context, site, user):
    """Into a browser's context, by cookie: signing in by form is a test of its own."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])


@pytest.fixture
def follower(learner, intensive):
    """The learner, who follows the intensive roadmap."""
    learner.follow(intensive)
    return learner


@pytest.fixture
def trail(page, context, site, follower, watch):
    """Their page of it, open."""
    sign_in(context, site, follower)
    watch(page)
    page.goto(f"{site}/my/roadmaps/{SLUG}/")
    return page
