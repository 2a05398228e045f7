"""Weeks of a person: seven days from the weekday that they chose. Dates only: no time zone cuts a day in two. Pure."""

from datetime import date, timedelta


def week_of(day: date, starts_on: int = 0) -> date:
    """The first day of the week that `day` belongs to; `starts_on` as `date.weekday()` counts (0 is Monday)."""
    return day - timedelta(days=(day.weekday() - starts_on) % 7)


def days_of(week_on: date) -> list[date]:
    """The seven days of the week that begins on `week_on`."""
    return [week_on + timedelta(days=number) for number in range(7)]


def weeks_between(first: date, last: date, starts_on: int = 0) -> list[date]:
    """The first days of all weeks from that of `first` to that of `last`; none when `last` comes before."""
    week_on, end = week_of(first, starts_on), week_of(last, starts_on)
    return [week_on + timedelta(days=7 * number) for number in range((end - week_on).days // 7 + 1)]
