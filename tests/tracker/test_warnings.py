"""One gentle warning at a time, of what the numbers of the last 28 days say. `POST /my/warnings/dismiss`."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from tests import factories
from tracker.models import Dismissal, TimeOff
from tracker.warnings import RULES, Numbers, choose, numbers_of, warning_for

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LONG_AGO = TODAY - timedelta(days=200)
# Somebody for whom all is well: builds, practises and writes.
FINE = Numbers(since=LONG_AGO, entries=20, study_minutes=900, build_minutes=600, built=2, practised=3, written=1)
ADDRESS = "/my/warnings/dismiss"


def days_ago(number):
    return TODAY - timedelta(days=number)


def slug_of(numbers):
    found = choose(numbers, TODAY)
    return found and found.slug


# ---- the rules


@pytest.mark.parametrize(
    ("numbers", "slug"),
    [
        ({}, None),
        ({"build_minutes": 0, "built": 0}, "only-studying"),
        ({"build_minutes": 99, "built": 0}, "only-studying"),
        ({"build_minutes": 100, "built": 0}, None),
        ({"build_minutes": 0, "built": 1}, None),
        ({"study_minutes": 599, "build_minutes": 0, "built": 0}, None),
        ({"practised": 0}, "no-interview-practice"),
        ({"practised": 0, "since": days_ago(27)}, None),
        ({"written": 0}, "nothing-written"),
        ({"written": 0, "since": days_ago(55)}, None),
        ({"written": 0, "since": days_ago(56)}, "nothing-written"),
        ({"longest": (1, "The README", days_ago(28))}, "endless"),
        ({"longest": (1, "The README", days_ago(27))}, None),
    ],
)
def test_each_pitfall(numbers, slug):
    assert slug_of(replace(FINE, **numbers)) == slug


NEEDY = replace(FINE, build_minutes=0, built=0, practised=0, written=0, longest=(1, "The README", LONG_AGO))


def test_one_at_a_time_in_an_order():
    found, dismissed = [], ()
    while slug := slug_of(replace(NEEDY, dismissed=dismissed)):
        found.append(slug)
        dismissed = (*dismissed, (slug, days_ago(-10)))
    assert found == list(RULES)


@pytest.mark.parametrize(
    "numbers",
    [
        {"since": None},
        {"since": days_ago(13)},
        {"away": True},
        {"entries": 0, "done": 0},
    ],
    ids=["follows nothing", "the first two weeks", "a day off", "nothing done lately"],
)
def test_when_there_is_none(numbers):
    assert slug_of(replace(NEEDY, **numbers)) is None
    assert slug_of(NEEDY) == "endless"


def test_a_dismissal_is_followed_by_a_week_of_quiet_and_ends_after_four():
    for days, slug in ((0, None), (6, None), (7, "only-studying"), (27, "only-studying"), (28, "endless")):
        dismissed = (("endless", days_ago(days) + timedelta(days=28)),)
        assert slug_of(replace(NEEDY, dismissed=dismissed)) == slug, days


@pytest.mark.parametrize("slug", RULES)
def test_the_words_blame_nobody_and_offer_something(slug):
    warning = RULES[slug](NEEDY, TODAY)
    said = f"{warning.title} {warning.text} {warning.advice}".lower()
    assert not any(word in said for word in ("!", "should", "must", "fail", "behind", "lazy", "you never", "wrong"))
    assert warning.advice
    assert warning.address.startswith("/")


# ---- what they are read from


@pytest.fixture
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def busy(now, alice, roadmap):
    """Alice, months after she began: learned for eleven hours, built nothing."""
    type(alice).objects.update(date_joined=NOW - timedelta(days=200))
    alice.refresh_from_db()
    alice.follow(roadmap, started_on=LONG_AGO)
    log(alice, "study", minutes=660)
    return alice


def log(user, kind, *, days=1, minutes=None):
    return user.log.create(form_id=uuid4(), on=days_ago(days), kind=kind, minutes=minutes)


def test_the_numbers_of_the_log(busy):
    for kind, minutes in (("paper", 20), ("build", 30), ("mock", None), ("coding", 45), ("post", 60)):
        log(busy, kind, minutes=minutes)
    log(busy, "post", days=28)
    found = numbers_of(busy, TODAY)
    assert (found.since, found.entries, found.study_minutes, found.build_minutes) == (LONG_AGO, 6, 680, 30)
    assert (found.practised, found.written, found.away, found.longest) == (2, 1, False, None)


def test_the_numbers_of_the_roadmaps(busy, roadmap):
    learn, build, doing = (factories.checkpoint(roadmap, f"thing-1-{n}") for n in (4, 1, 2))
    busy.mark(learn.pk, "done", at=NOW - timedelta(days=1))
    busy.mark(build.pk, "done", at=NOW - timedelta(days=1))
    busy.mark(doing.pk, "doing", at=NOW - timedelta(days=40))
    found = numbers_of(busy, TODAY)
    assert (found.done, found.built) == (2, 1)
    assert found.longest == (doing.pk, doing.title, days_ago(40))
    assert warning_for(busy, TODAY).slug == "endless"
    busy.enrollments.get().pause()
    assert numbers_of(busy, TODAY).longest is None


def test_nobody_is_warned_in_the_first_two_weeks(busy):
    assert warning_for(busy, TODAY).slug == "only-studying"
    type(busy).objects.update(date_joined=NOW - timedelta(days=13))
    busy.refresh_from_db()
    assert warning_for(busy, TODAY) is None  # moved in with a roadmap that was begun elsewhere


def test_nobody_is_warned_on_a_day_off(busy):
    TimeOff.objects.create(user=busy, form_id=uuid4(), first_on=days_ago(1), last_on=TODAY)
    assert warning_for(busy, TODAY) is None


@pytest.mark.parametrize("size", [10, 1000])
def test_one_query(busy, size, django_assert_num_queries):
    for n in range(size):
        log(busy, "study", days=n, minutes=30)
    with django_assert_num_queries(1):
        assert warning_for(busy, TODAY).slug == "only-studying"


def test_somebody_elses_numbers_are_not_ones_own(busy, bob, roadmap):
    bob.follow(roadmap, started_on=LONG_AGO)
    assert numbers_of(bob, TODAY).entries == 0


# ---- the six answers


def dismiss(client, what="only-studying", **options):
    return client.post(ADDRESS, {"what": what}, **options)


def test_it_works(as_alice, busy):
    answer = dismiss(as_alice)
    assert (answer.status_code, answer["Location"]) == (303, "/my/")
    assert Dismissal.objects.values_list("user", "what", "until").get() == (
        busy.pk,
        "only-studying",
        TODAY + timedelta(days=28),
    )
    assert warning_for(busy, TODAY) is None


def test_twice_is_the_same_as_once(as_alice, busy):
    assert [dismiss(as_alice).status_code for _ in range(2)] == [303, 303]
    assert Dismissal.objects.count() == 1


def test_htmx_is_answered_alike(as_alice, busy, htmx):
    assert dismiss(as_alice, headers=htmx)["Location"] == "/my/"


def test_the_method_is_post(as_alice, busy):
    assert as_alice.get(ADDRESS, {"what": "endless"}).status_code == 405
    assert not Dismissal.objects.exists()


def test_nobody_is_sent_to_sign_in(as_nobody):
    assert dismiss(as_nobody)["Location"].startswith("/accounts/login/")


def test_somebody_else_dismisses_only_for_themselves(as_bob, busy):
    assert dismiss(as_bob).status_code == 303
    assert warning_for(busy, TODAY).slug == "only-studying"


@pytest.mark.parametrize("what", ["", "x", "endless " * 50])
def test_what_is_no_warning_is_refused(as_alice, busy, what):
    assert dismiss(as_alice, what).status_code == 400
    assert not Dismissal.objects.exists()
