"""The log: one line is stored at once, the list goes by day, and its far end costs what its beginning costs."""

from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from uuid import uuid4

import pytest
import time_machine
from django.db import connection

from tracker.models import LogEntry, LogKind

PAGE = "/my/log/"


def line(text, **fields):
    return {"text": text, "form_id": str(uuid4()), **fields}


def logged(user, number, **fields):
    """`number` entries, three a day, the newest of today."""
    today = user.today()
    defaults = {"kind": "study", "minutes": 20, **fields}
    return LogEntry.objects.bulk_create(
        LogEntry(user=user, form_id=uuid4(), on=today - timedelta(days=n // 3), text=f"Number {n}.", **defaults)
        for n in range(number)
    )


# ---- one line


def test_a_line_is_stored_and_said(as_alice, alice):
    answer = as_alice.post(PAGE, line("45m coding problems x2 yesterday"))
    entry = alice.log.get()
    assert (answer.status_code, answer.url) == (303, f"/my/log/?logged={entry.pk}")
    assert (entry.kind, entry.minutes, entry.count, entry.on) == ("coding", 45, 2, alice.today() - timedelta(days=1))
    page = as_alice.get(answer.url).text
    assert "<b>Logged.</b> Coding problems × 2, 45 min" in page
    assert f'action="/my/log/{entry.pk}/delete"' in page


def test_the_same_line_of_the_same_form_is_one_entry(as_alice, alice):
    same = line("45m study")
    assert [as_alice.post(PAGE, same).status_code for _ in range(2)] == [303, 303]
    assert alice.log.count() == 1
    as_alice.post(PAGE, line("45m study"))
    assert alice.log.count() == 2


def test_with_htmx_the_same_page_follows(as_alice, alice, htmx):
    assert as_alice.post(PAGE, line("45m study"), headers=htmx).status_code == 303


def test_other_methods_do_nothing(as_alice):
    assert as_alice.put(PAGE, line("45m study")).status_code == 405


def test_nobody_keeps_what_was_typed(as_nobody, db):
    answer = as_nobody.post(PAGE, line("45m study of <b>gradients</b>"))
    assert answer.status_code == 401
    assert "45m study of &lt;b&gt;gradients&lt;/b&gt;" in answer.text
    assert not LogEntry.objects.exists()


def test_somebody_else_sees_nothing_of_it(as_alice, as_bob, alice):
    as_alice.post(PAGE, line("45m study of secrets"))
    assert "secrets" not in as_bob.get(f"{PAGE}?logged={alice.log.get().pk}").text


def test_from_today_one_goes_back_to_today(as_alice, alice):
    answer = as_alice.post(PAGE, line("45m study", back="today"))
    assert answer.url == "/my/"
    assert "Logged: Study" in as_alice.get("/my/").text


@pytest.mark.parametrize("text", ["", "  ", "x" * 501, "study 2999-01-01", "study 1999-01-01"])
def test_what_is_refused_stays_typed(as_alice, alice, text):
    answer = as_alice.post(PAGE, line(text))
    assert answer.status_code == 400
    assert text.strip() in answer.text
    assert 'class="errorlist"' in answer.text
    assert not alice.log.exists()


def test_ones_own_kind_is_known(as_alice, alice, bob):
    LogKind.objects.create(user=bob, name="Gradients")
    chess = LogKind.objects.create(user=alice, name="Chess")
    as_alice.post(PAGE, line("chess 30m"))
    as_alice.post(PAGE, line("gradients 30m"))
    kinds = alice.log.order_by("pk").values_list("kind", "own_kind", "text")
    assert list(kinds) == [("own", chess.pk, ""), ("study", None, "gradients")]


@pytest.mark.parametrize(
    ("zone", "yesterday"),
    {
        "Pacific/Kiritimati": date(2026, 3, 29),
        "Etc/GMT+12": date(2026, 3, 27),
        "Europe/Berlin": date(2026, 3, 28),
    }.items(),
)
def test_yesterday_is_the_persons(alice, as_alice, zone, yesterday):
    alice.time_zone = zone
    alice.save()
    with time_machine.travel(datetime(2026, 3, 29, 11, 30, tzinfo=UTC), tick=False):  # clocks change in Berlin
        as_alice.force_login(alice)
        as_alice.post(PAGE, line("1h study yesterday"))
    assert alice.log.get().on == yesterday


# ---- the list


def test_it_goes_by_day_with_the_minutes_of_the_whole_day(as_alice, alice):
    logged(alice, 4, minutes=40)
    page = as_alice.get(PAGE).text
    assert "Today, " in page
    assert page.count("<p>2 h</p>") == page.count("<p>40 min</p>") == 1


def test_pages_follow_each_other_without_gap_or_repetition(as_alice, alice):
    logged(alice, 160)
    seen, address = [], PAGE
    while address:
        page = as_alice.get(address).text
        seen += [int(part.partition(".")[0]) for part in page.split(": Number ")[1:]]
        rest = page.partition(f'href="{PAGE}?before=')[2]
        address = f"{PAGE}?before={rest.partition(chr(34))[0]}" if rest else ""
    assert sorted(seen) == list(range(160))
    assert [n // 3 for n in seen] == sorted(n // 3 for n in seen)


def test_one_kind_alone(as_alice, alice, bob):
    chess = LogKind.objects.create(user=alice, name="Chess")
    logged(alice, 1, kind="paper")
    logged(alice, 1, kind="own", own_kind=chess)
    assert as_alice.get(f"{PAGE}?kind=paper").text.count('id="entry-') == 1
    assert "Chess: Number" in as_alice.get(f"{PAGE}?kind=own-{chess.pk}").text
    assert "Nothing of this kind" in as_alice.get(f"{PAGE}?kind=post").text


@pytest.mark.parametrize(
    "query",
    ["kind=nonsense", "kind=own-1 or 1", "before=x", "before=2026-11-20-", "before=-1", "logged=x", "kind=own-"],
)
def test_nonsense_in_the_address_is_ignored(as_alice, alice, query):
    logged(alice, 1)
    answer = as_alice.get(f"{PAGE}?{query}")
    assert (answer.status_code, answer.text.count('id="entry-')) == (200, 1)


@pytest.mark.parametrize("number", [10, 1000])
def test_queries(as_alice, alice, number, django_assert_num_queries):
    logged(alice, number)
    # session, user, own kinds, entries, minutes by day, timer, pace, targets
    with django_assert_num_queries(8):
        as_alice.get(PAGE)


def test_the_far_end_of_a_hundred_thousand_is_as_near_as_the_beginning(as_alice, alice):
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO tracker_logentry
               (user_id, form_id, "on", at, kind, minutes, count, text, topic, difficulty, score, rank, link)
               SELECT %s, gen_random_uuid(), %s::date - n / 30, now(), 'study', 20, 1, 'Number ' || n || '.',
                      '', '', '', '', '' FROM generate_series(0, 99999) n""",
            [alice.pk, alice.today()],
        )
    end = alice.log.get(text="Number 99999.")
    as_alice.get(PAGE)

    def seconds(address):
        start = perf_counter()
        assert as_alice.get(address).status_code == 200
        return perf_counter() - start

    far = min(seconds(f"{PAGE}?before={end.on}-{end.pk + 1}") for _ in range(3))
    near = min(seconds(PAGE) for _ in range(3))
    assert far < 2 * near + 0.02
    assert "Number 99999." in as_alice.get(f"{PAGE}?before={end.on}-{end.pk + 1}").text


# ---- sums


def test_minutes_by_day_and_by_kind(alice, bob):
    logged(bob, 9)
    logged(alice, 4, minutes=30)
    logged(alice, 1, kind="application", minutes=None, count=3)
    today = alice.today()
    yesterday = today - timedelta(days=1)
    assert LogEntry.objects.minutes_by_day(alice, yesterday, today) == {today: 90, yesterday: 30}
    assert LogEntry.objects.minutes_by_day(alice, yesterday, yesterday) == {yesterday: 30}
    assert LogEntry.objects.by_kind(alice, yesterday, today) == [("Study", 120, 4), ("Application", 0, 3)]
    assert LogEntry.objects.by_kind(bob, today + timedelta(days=1), today + timedelta(days=9)) == []
