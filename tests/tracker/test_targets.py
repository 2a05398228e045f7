"""Targets: of a source or one's own, as bars against the log of this day, week, month, or in all."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from roadmaps.models import Target
from tests import factories
from tracker.models import LogKind
from tracker.targets import bars_of, progress_of, suggestions, today_of

PAGE, ADD = "/my/log/targets/", "/my/log/targets/add"
TODAY = date(2026, 11, 18)  # a Wednesday


@pytest.fixture
def papers(db):
    source = factories.source(title="The papers guide")
    fields = {"measure": "papers", "unit": "papers", "per": "week", "what": "papers read", "low": 1, "high": 2}
    factories.disagreement(sources=[source], slug="how-much-paper-reading", title="How many papers")
    return factories.target(source=source, slug="papers-per-week", **fields)


def target(user, **fields):
    defaults = {"kind": "paper", "amount": 3, "per": "week", "from_on": TODAY}
    return user.chosen_targets.create(form_id=uuid4(), **(defaults | fields))


def log(user, days_ago, **fields):
    return user.log.create(form_id=uuid4(), on=TODAY - timedelta(days=days_ago), **({"kind": "paper"} | fields))


def form(user, **fields):
    defaults = {"kind": "paper", "amount": "3", "measure": "count", "per": "week", "from_on": f"{user.today()}"}
    return defaults | {"form_id": str(uuid4())} | fields


# ---- bars


@pytest.mark.parametrize(("per", "done"), {"day": 1, "week": 3, "month": 7, "total": 10}.items())
def test_a_bar_counts_its_own_period(alice, bob, per, done):
    for days_ago, count in ((0, 1), (2, 2), (3, 3), (17, 1), (18, 3), (400, 5)):
        log(alice, days_ago, count=count)
    log(alice, -1, count=50)  # a later day, as after a flight to the west
    log(bob, 0, count=50)
    log(alice, 0, kind="post", count=50)
    target(alice, per=per, from_on=TODAY - timedelta(days=30))
    assert [bar.done for bar in bars_of(alice, TODAY)] == [done]


def test_weeks_may_begin_on_sunday(alice):
    log(alice, 3, count=5)
    target(alice)
    assert [bars_of(alice, TODAY, starts_on)[0].done for starts_on in (0, 6)] == [0, 5]


def test_minutes_and_own_kinds(alice):
    chess, go = (LogKind.objects.create(user=alice, name=name) for name in ("Chess", "Go"))
    log(alice, 0, kind="own", own_kind=chess, minutes=90)
    log(alice, 0, kind="own", own_kind=go, minutes=30)
    log(alice, 0, kind="study")
    target(alice, kind="own", own_kind=chess, measure="minutes", amount=120)
    target(alice, kind="study", measure="minutes", amount=60)
    first, second = bars_of(alice, TODAY)
    assert (first.done, first.left, first.filled, first.is_met) == (90, 30, 90, False)
    assert (second.done, second.left) == (0, 60)


def test_more_than_the_target_fills_the_bar(alice):
    log(alice, 0, count=9)
    target(alice)
    (bar,) = bars_of(alice, TODAY)
    assert (bar.filled, bar.left, bar.is_met) == (3, 0, True)


def test_a_week_that_is_over(alice):
    log(alice, 7, count=2)
    log(alice, 0, count=9)
    target(alice, from_on=TODAY - timedelta(days=60))
    target(alice, per="month")
    assert [bar.done for bar in progress_of(alice, date(2026, 11, 9), date(2026, 11, 15))] == [2]


@pytest.mark.parametrize(("zone", "done"), {"Pacific/Kiritimati": 0, "Etc/GMT+12": 1}.items())
def test_the_day_is_the_persons(as_alice, alice, zone, done):
    alice.time_zone = zone
    alice.save()
    with time_machine.travel(datetime(2026, 11, 18, 11, 30, tzinfo=UTC), tick=False):
        log(alice, 1)
        target(alice, per="day")
        assert bars_of(alice, alice.today())[0].done == done


@pytest.mark.parametrize("number", [1, 1000])
def test_queries(as_alice, alice, papers, number, django_assert_num_queries):
    for per in ("day", "week", "month", "total") * (1 if number == 1 else 8):
        target(alice, per=per, from_on=TODAY - timedelta(days=2000))
    alice.log.bulk_create(alice.log.model(user=alice, form_id=uuid4(), on=TODAY, kind="paper") for _ in range(number))
    suggestions()
    # targets with what is done, timer
    with django_assert_num_queries(2):
        today_of(alice, TODAY, 0)
    # session, user, pace, targets, whether facts were changed
    with django_assert_num_queries(5):
        as_alice.get(PAGE)


# ---- what the sources recommend


def test_a_sources_target_is_shown_with_its_range_and_the_disagreement(as_alice, papers):
    page = as_alice.get(PAGE).text
    assert "1 to 2 papers a week" in page or "1–2 papers a week" in page
    assert "The papers guide" in page
    assert 'href="/sources/disagreements/#how-much-paper-reading"' in page
    assert f'href="{ADD}?from=papers-per-week"' in page


def test_chosen_with_its_lower_end_filled_in(as_alice, alice, papers):
    page = as_alice.get(f"{ADD}?from=papers-per-week").text
    assert f'name="suggested_by" value="{papers.pk}"' in page
    assert 'name="amount" value="1"' in page
    assert '<option value="paper" selected>' in page
    as_alice.post(ADD, form(alice, amount="1", suggested_by=papers.pk))
    page = as_alice.get(PAGE).text
    assert '<span class="tag">chosen</span>' in page
    assert 'href="/sources/targets/#papers-per-week"' in page


@pytest.mark.parametrize(
    "fields",
    [
        *({"per": ""}, {"advised": False}, {"unit": "percent"}, {"measure": "latency"}),
        *({"measure": "projects", "unit": "projects"}, {"measure": "deployments", "unit": "systems"}),
    ],
)
def test_what_a_log_cannot_count_is_not_suggested(papers, fields):
    Target.objects.update(**fields)
    assert suggestions() == []


def test_hours_are_hours(as_alice, alice, papers):
    Target.objects.update(measure="study-time", unit="hours", low=20)
    page = as_alice.get(f"{ADD}?from=papers-per-week").text
    assert '<option value="minutes" selected>' in page
    as_alice.post(ADD, form(alice, kind="study", amount="1.5", measure="minutes"))
    assert alice.chosen_targets.get().amount == 90
    assert "of 1.5 h a week" in as_alice.get(PAGE).text


def test_an_unknown_source_is_ones_own(as_alice):
    assert as_alice.get(f"{ADD}?from=nonsense").status_code == 200


# ---- add, change, remove


def test_added_once(as_alice, alice, htmx):
    same = form(alice)
    assert [as_alice.post(ADD, same, headers=htmx).url for _ in range(2)] == [PAGE, PAGE]
    assert str(alice.chosen_targets.get()) == "3 times a week"
    assert "<b>0</b> of 3 a week, 3 to go" in as_alice.get("/my/log/").text


@pytest.mark.parametrize(
    "fields",
    [
        *({"amount": amount} for amount in ("0", "1.5", "-1", "1601", "")),
        *({"kind": "own"}, {"per": "year"}, {"from_on": "2999-01-01"}, {"suggested_by": "4711"}, {"form_id": ""}),
    ],
)
def test_what_is_no_target(as_alice, alice, fields):
    assert as_alice.post(ADD, form(alice, **fields)).status_code == 400
    assert not alice.chosen_targets.exists()


def test_fifty_are_as_many_as_fit(as_alice, alice):
    for _ in range(49):
        target(alice)
    same = form(alice)
    assert [as_alice.post(ADD, same).status_code for _ in range(2)] == [303, 303]
    refused = as_alice.post(ADD, form(alice))
    assert (refused.status_code, "50 targets are as many as fit" in refused.text) == (400, True)
    assert alice.chosen_targets.count() == 50


def test_another_amount(as_alice, alice):
    address = f"{PAGE}{target(alice).pk}/change"
    assert [as_alice.post(address, {"amount": "5"}).status_code for _ in range(2)] == [303, 303]
    answer = as_alice.post(address, {"amount": "0.5"})
    assert (answer.status_code, 'value="0.5"' in answer.text) == (400, True)
    assert alice.chosen_targets.get().amount == 5


def test_removed_and_the_log_stays(as_alice, alice):
    log(alice, 0)
    address = f"{PAGE}{target(alice).pk}/remove"
    assert [as_alice.post(address).status_code for _ in range(2)] == [303, 404]
    assert (alice.chosen_targets.count(), alice.log.count()) == (0, 1)


def test_methods_and_other_people(as_alice, as_bob, as_nobody, alice):
    chosen = target(alice)
    for action in ("change", "remove"):
        address = f"{PAGE}{chosen.pk}/{action}"
        assert as_alice.get(address).status_code == 405
        assert as_bob.post(address, {"amount": "1"}).status_code == 404
        assert as_nobody.post(address, {"amount": "1"}).status_code == 302
    chess = LogKind.objects.create(user=alice, name="Chess")
    assert as_bob.post(ADD, form(alice, kind=f"own-{chess.pk}")).status_code == 400
    assert "of 3 a week" not in as_bob.get(PAGE).text
    assert alice.chosen_targets.get().amount == 3
