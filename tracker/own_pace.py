"""What somebody's weeks were like: their own pace, and how they stand to what they set out with. Pure.

Minutes a week from the log, and how far one is ahead of the days since the start at the chosen pace.
"""

from datetime import date, timedelta

from tracker.weeks import week_of, weeks_between

ENOUGH = 4  # weeks, before they say something
LAST = 8  # weeks that count
WINDOW = 26  # weeks that are looked at


def first_day(today: date, starts_on: int) -> date:
    """The first day of the log that matters here."""
    return week_of(today, starts_on) - timedelta(weeks=WINDOW)


def actual(minutes_by_day: dict[date, int], today: date, starts_on: int, is_off) -> int | None:
    """The mean minutes of the last complete weeks, `LAST` at most; None for fewer than `ENOUGH`, or for nothing at all.

    They begin with the first that has something. A week that is wholly off (`is_off` of each day) and has nothing
    does not count.
    """
    begun = [day for day, minutes in minutes_by_day.items() if minutes and first_day(today, starts_on) <= day]
    if not begun:
        return None
    by_week = {}
    for day, minutes in minutes_by_day.items():
        by_week[week_of(day, starts_on)] = by_week.get(week_of(day, starts_on), 0) + minutes
    complete = weeks_between(min(begun), today - timedelta(days=7), starts_on)
    weeks = [on for on in complete if by_week.get(on) or not all(is_off(on + timedelta(days=n)) for n in range(7))]
    weeks = weeks[-LAST:]
    if len(weeks) < ENOUGH:
        return None
    return sum(by_week.get(on, 0) for on in weeks) // len(weeks) or None


def weeks_ahead(done: int, of: int, started_on: date, today: date, minutes: int, is_off) -> int | None:
    """Whole weeks, rounded, by which `done` minutes are ahead (behind: negative) of the pace since `started_on`.

    None before the first week is over, and without a pace. Days off ask for nothing, nor is more than `of` asked.
    """
    if not minutes or today - started_on < timedelta(days=7):
        return None
    # Further back nobody measures: the answer would be the whole roadmap either way.
    first = max(started_on, today - timedelta(days=7 * 520))
    days = sum(not is_off(first + timedelta(days=number)) for number in range((today - first).days))
    expected = min(minutes * days // 7, of)
    return round((done - expected) / minutes)
