"""The calendar as other programs read it: every event whole, its times right, nothing smuggled in."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from tracker import calendar_feed
from tracker.calendar_feed import Event

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = date(2026, 11, 22)


def text_of(*events, name="My plan", zone="UTC", now=NOW, sequence=7):
    return calendar_feed.text_of(name, ZoneInfo(zone), list(events), host="example.org", now=now, sequence=sequence)


def event(title="Week 3", key="milestone-1-2", **fields):
    return Event(key, title, **{"on": DAY, "text": "Three are left.", "address": "https://example.org/my/"} | fields)


def entries(text):
    """[(UID, title, first moment)] as an independent parser reads them."""
    calendar = vobject.readOne(text.decode())
    found = calendar.contents.get("vevent", [])
    return [(entry.uid.value, entry.summary.value, entry.dtstart.value) for entry in found]


def test_a_whole_day():
    assert entries(text_of(event())) == [("milestone-1-2@example.org", "Week 3", DAY)]


def test_no_event_is_a_calendar_too():
    assert entries(text_of()) == []


def test_it_is_published_and_says_how_often_to_look():
    text = text_of(event())
    for line in (b"METHOD:PUBLISH", b"VERSION:2.0", b"REFRESH-INTERVAL;VALUE=DURATION:PT6H", b"X-WR-CALNAME:My plan"):
        assert line in text.split(b"\r\n")


def test_each_event_says_when_it_was_made():
    entry = vobject.readOne(text_of(event()).decode()).vevent
    assert (entry.dtstamp.value, entry.last_modified.value, entry.sequence.value) == (NOW, NOW, "7")


@pytest.mark.parametrize(
    ("zone", "day", "at_utc"),
    [
        ("Europe/Berlin", date(2026, 10, 24), 16),  # the day before clocks go back
        ("Europe/Berlin", date(2026, 10, 25), 17),
        ("Europe/Berlin", date(2027, 3, 28), 16),  # and forward
        ("America/New_York", date(2026, 11, 1), 23),
        ("Pacific/Kiritimati", date(2028, 2, 29), 4),  # UTC+14 on a leap day
        ("Africa/Casablanca", date(2027, 2, 7), 18),  # an hour back for the month of Ramadan
        ("UTC", date(2026, 11, 22), 18),
    ],
)
def test_an_evening_is_the_persons_evening(zone, day, at_utc):
    text = text_of(event(on=day, at=time(18)), zone=zone)
    for begins in (
        vobject.readOne(text.decode()).vevent.dtstart.value,
        Calendar.from_ical(text).walk("VEVENT")[0].decoded("dtstart"),
    ):
        assert begins.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == datetime.combine(day, time(18))
        assert begins.astimezone(UTC).hour == at_utc


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("One\r\nBEGIN:VEVENT\r\nSUMMARY:Two\r\nEND:VEVENT", "One BEGIN:VEVENT SUMMARY:Two END:VEVENT"),
        ("One\rBEGIN:VEVENT\nTwo", "One BEGIN:VEVENT Two"),
        ("One\u2028BEGIN:VEVENT\x85Two\x0bThree", "One BEGIN:VEVENT Two Three"),
        ("a; b, c\\ d: \\n e", "a; b, c\\ d: \\n e"),
        ("END:VCALENDAR", "END:VCALENDAR"),
        ("😀" * 40, "😀" * 40),  # folded between characters, never within one
        (f"{'x' * 60}é👩‍💻{'y' * 60}", f"{'x' * 60}é👩‍💻{'y' * 60}"),
        ("T" * 10_000, f"{'T' * 199}…"),
        ("", ""),
    ],
)
def test_hostile_titles(written, read):
    text = text_of(event(written, text=written), event("The next", key="milestone-3-4"))
    assert [title for _, title, _ in entries(text)] == [read, "The next"]
    assert [str(entry["summary"]) for entry in Calendar.from_ical(text).walk("VEVENT")] == [read, "The next"]


@given(titles=st.lists(st.text(max_size=300), max_size=4), name=st.text(max_size=300))
def test_whatever_is_written_each_event_is_one(titles, name):
    text = text_of(*(event(title, key=str(number), text=title) for number, title in enumerate(titles)), name=name)
    assert [uid for uid, _, _ in entries(text)] == [f"{number}@example.org" for number in range(len(titles))]
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert b"\n" not in text.replace(b"\r\n", b"")


def test_reviews_are_on_the_day_chosen_from_today_on():
    reviews = calendar_feed.review_events("k", date(2026, 11, 22), 6, "https://example.org")
    assert [review.on for review in reviews[:2]] == [date(2026, 11, 22), date(2026, 11, 29)]
    assert len(reviews) == len({review.key for review in reviews}) == 12
    assert calendar_feed.review_events("k", date(2026, 11, 22), 5, "")[0].on == date(2026, 11, 28)


def test_the_etag_is_of_what_it_says():
    one = calendar_feed.etag_of("A", "UTC", [event()])
    assert calendar_feed.etag_of("A", "UTC", [event()]) == one
    others = [
        ("B", "UTC", [event()]),
        ("A", "Asia/Tokyo", [event()]),
        ("A", "UTC", [event("Week 4")]),
        ("A", "UTC", []),
    ]
    assert len({calendar_feed.etag_of(*other) for other in others} | {one}) == 5
