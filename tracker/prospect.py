"""When the road ends and how long that leaves, in words. Pure."""

from datetime import date


def road_ends(first: date, last: date, today: date) -> str:
    """“The road ends between 12 and 26 March.” Both days belong to the range; the year where it is another."""
    if first == last:
        return f"The road ends about {_day(last, today)}."
    if (first.year, first.month) == (last.year, last.month):
        return f"The road ends between {first.day} and {_day(last, today)}."
    if first.year == last.year:
        return f"The road ends between {first.day} {first:%B} and {_day(last, today)}."
    return f"The road ends between {_day(first, today)} and {_day(last, today)}."


def leaves(first: date, last: date, by: date, today: date) -> str:
    """What is between the end of the road and the day of the goal. Never a reproach: both can move."""
    if by < today:
        return "Your day has come and gone; a later one can take its place."
    if by < first:
        return f"Your day is about {_weeks((first - by).days)} before that. More hours a week or a later day fit both."
    if by <= last:
        return "Your day is within that range."
    return f"That leaves {_weeks((by - last).days)} to search."


def _weeks(days):
    if days < 14:
        return "a day" if days == 1 else f"{days} days"
    return f"{days // 7} weeks"


def _day(day, today):
    words = f"{day.day} {day:%B}"
    return words if day.year == today.year else f"{words} {day.year}"
