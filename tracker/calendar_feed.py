"""A person's plan as a calendar (RFC 5545): when milestones are planned to end, and when the weekly review is."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from unicodedata import category

from icalendar import Calendar
from icalendar import Event as Entry

LONGEST = 200  # characters of a title
REVIEW_AT = time(18)
REVIEW_LASTS = timedelta(minutes=15)
REFRESH = timedelta(hours=6)


@dataclass(frozen=True)
class Event:
    """One entry: on a whole day, or at a time of it where the person is. `key` is the same for as long as it exists."""

    key: str
    title: str
    on: date
    text: str = ""
    address: str = ""
    at: time | None = None


def review_events(person_key, today, review_on, address, weeks=12):
    """The next weekly reviews, on the weekday chosen (as `date.weekday()` counts), in the evening."""
    first = today + timedelta(days=(review_on - today.weekday()) % 7)
    days = [first + timedelta(weeks=number) for number in range(weeks)]
    text = "What went well, what to improve, and what the next week is for. Five minutes are enough."
    return [Event(f"review-{day:%Y%m%d}-{person_key}", "Weekly review", day, text, address, REVIEW_AT) for day in days]


def etag_of(name, zone, events):
    """Changes when what the calendar says does, not with each reading of it."""
    return f'W/"{hashlib.sha256(repr((name, str(zone), events)).encode()).hexdigest()[:32]}"'


def text_of(name, zone, events, *, host, now, sequence):
    """The calendar as bytes. What is not in it any more is gone from it: it is published, nobody is invited.

    `sequence` never falls from one reading to the next; of equal ones the later stamp holds.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Careerguide//Plan//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for label in ("name", "x-wr-calname"):
        calendar.add(label, _one_line(name))
    calendar.add("x-wr-timezone", str(zone))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH)
    for event in events:
        calendar.add_component(_entry(event, zone, host, now, sequence))
    return calendar.to_ical()


def _entry(event, zone, host, now, sequence):
    entry = Entry()
    entry.add("uid", f"{event.key}@{host}")
    entry.add("summary", _one_line(event.title))
    if event.at:
        # In UTC, which every calendar reads right: rules of a zone would have to be copied, and change.
        begins = datetime.combine(event.on, event.at, zone).astimezone(UTC)
        entry.add("dtstart", begins)
        entry.add("dtend", begins + REVIEW_LASTS)
    else:
        entry.add("dtstart", event.on)
        entry.add("dtend", event.on + timedelta(days=1))
    entry.add("description", "\n".join(filter(None, [_one_line(event.text, 5 * LONGEST), event.address])))
    entry.add("url", event.address)
    # Of a whole day nobody is busy; for the review one is, for a moment.
    entry.add("transp", "OPAQUE" if event.at else "TRANSPARENT")
    for stamp in ("dtstamp", "last-modified"):
        entry.add(stamp, now)
    entry.add("sequence", sequence)
    return entry


def _one_line(text, longest=LONGEST):
    """Words on one line, without control characters, cut."""
    line = " ".join("".join(" " if category(c) in {"Cc", "Cs"} else c for c in text).split())
    # The library takes a backslash before N for a line break.
    line = line.replace("\\N", "\\\u200bN")
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"
