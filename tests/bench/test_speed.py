"""How long a tick and a page take, as ratios to `authbare` on the same server, interleaved. Prints; judges nothing."""

import contextlib
import http.client
import itertools
import os
import secrets
import socket
import statistics
import subprocess
import sys
import time
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from tests import factories, years

ROUNDS = 300
pytestmark = pytest.mark.django_db(transaction=True)


class Browser:
    """A signed-in person on one kept-alive connection."""

    def __init__(self, port, user):
        client = Client()
        client.force_login(user)
        self.token = secrets.token_hex(16)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.headers = {
            "Host": "localhost",
            "Accept-Encoding": "gzip",
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={self.token}",
        }
        self.connection = http.client.HTTPConnection("127.0.0.1", port)

    def get(self, path):
        return self._send("GET", path, None, {})

    def post(self, path, fields=(), **headers):
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": self.token}
        return self._send("POST", path, urlencode(fields), headers)

    def _send(self, method, path, body, headers):
        self.connection.request(method, path, body, {**self.headers, **headers})
        response = self.connection.getresponse()
        response.read()
        assert response.status < 400, f"{path}: {response.status}"


@pytest.fixture
def person():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench (person bigint, thing bigint, state text, PRIMARY KEY (person, thing))")
    yield factories.person()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bench")


@pytest.fixture
def browser(person):
    """A browser at a real server: one worker, as `make run` starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=connection.settings_dict["NAME"]).geturl()
    environment = {**os.environ, "TEST_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.bench.settings"}
    command = [sys.executable, "-m", "gunicorn", "-c", "python:careerguide.server", "careerguide.wsgi"]
    command += ["--workers=1", f"--bind=127.0.0.1:{port}"]
    server = subprocess.Popen(command, env=environment)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError):
                Browser(port, person).get("/livez")
                break
            time.sleep(0.05)
        yield Browser(port, person)
    finally:
        server.terminate()
        server.wait(10)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                "AND datname = current_database()"
            )


def measure(requests, rounds=ROUNDS):
    """{name: seconds of each round}, the requests taking turns so that a drift of the machine hits all alike."""
    for request in requests.values():
        for _ in range(20):
            request()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the server does by itself within a minute
    seconds = {name: [] for name in requests}
    for _ in range(rounds):
        for name, request in requests.items():
            start = time.perf_counter()
            request()
            seconds[name].append(time.perf_counter() - start)
    return seconds


def report(seconds, base="authbare"):
    p50 = {name: statistics.median(values) for name, values in seconds.items()}
    p95 = {name: statistics.quantiles(values, n=20)[-1] for name, values in seconds.items()}
    print(f"\n{'':28}{'p50 ms':>9}{'p95 ms':>9}{'p50 ratio':>11}{'p95 ratio':>11}")
    for name in seconds:
        print(
            f"{name:28}{p50[name] * 1000:9.2f}{p95[name] * 1000:9.2f}"
            f"{p50[name] / p50[base]:11.2f}{p95[name] / p95[base]:11.2f}"
        )


def test_a_tick_and_the_personal_page(browser, person):
    roadmap = factories.roadmap(milestones=20, checkpoints=10)
    person.follow(roadmap)
    ids = [checkpoint.pk for checkpoint in roadmap.checkpoints.all()]
    ticks = itertools.cycle([(pk, state) for state in ("done", "todo") for pk in ids])

    def tick(**headers):
        pk, state = next(ticks)
        return browser.post(f"/my/checkpoints/{pk}/state", {"state": state}, **headers)

    report(
        measure(
            {
                "authbare": lambda: browser.post("/authbare"),
                "bare": lambda: browser.post("/bare"),
                "tick, htmx": lambda: tick(**{"HX-Request": "true"}),
                "tick, form": tick,
                "personal page, 200": lambda: browser.get(f"/my/roadmaps/{roadmap.slug}/"),
                "today": lambda: browser.get("/my/"),
                "public page, 200": lambda: browser.get(f"/roadmaps/{roadmap.slug}/"),
            }
        )
    )


def test_the_personal_page_by_size(browser, person):
    pages = {}
    for size in (50, 200, 1000):
        roadmap = factories.roadmap(milestones=10, checkpoints=size // 10)
        person.follow(roadmap)
        pages[f"{size} checkpoints"] = lambda slug=roadmap.slug: browser.get(f"/my/roadmaps/{slug}/")
    report(measure(pages, rounds=100), base="50 checkpoints")


def test_today_and_the_plan_of_years(browser, person):
    years.follow_many(person, 50)
    years.spend_years(person)
    largest = person.enrollments.latest("pk").roadmap.slug
    report(
        measure(
            {
                "authbare": lambda: browser.post("/authbare"),
                "personal page, 200": lambda: browser.get(f"/my/roadmaps/{largest}/"),
                "today, 50 roadmaps": lambda: browser.get("/my/"),
                "plan, 50 roadmaps": lambda: browser.get("/my/plan/"),
            },
            rounds=100,
        )
    )
