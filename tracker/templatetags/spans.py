from django import template
from django.utils.formats import date_format

register = template.Library()


@register.filter
def until(first, last):
    """Two days as people say them: “16 to 22 November 2026”, “30 November to 6 December 2026”."""
    if first.year != last.year:
        return f"{date_format(first, 'j F Y')} to {date_format(last, 'j F Y')}"
    if first.month != last.month:
        return f"{date_format(first, 'j F')} to {date_format(last, 'j F Y')}"
    return f"{first.day} to {date_format(last, 'j F Y')}"
