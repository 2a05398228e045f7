from datetime import timedelta

from django import template

register = template.Library()


@register.filter
def span(days):
    """When something ends, for a sentence: “about 12 March 2027”, “between 12 and 26 March 2027”."""
    if days.low == days.high:
        return f"about {_day(days.high)}"
    return f"between {_between(days.low, days.high, 'and')}"


@register.filter
def week(first):
    """A week by its days: “16 to 22 November 2026”."""
    return _between(first, first + timedelta(days=6), "to")


@register.filter
def weeks(number):
    """“a week”, “3 weeks”."""
    return "a week" if number == 1 else f"{number} weeks"


def _between(first, last, word):
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} {word} {_day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} {word} {_day(last)}"
    return f"{_day(first)} {word} {_day(last)}"


def _day(day):
    return f"{day.day} {day:%B} {day.year}"
