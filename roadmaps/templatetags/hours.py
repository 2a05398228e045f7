from django import template

register = template.Library()


@register.filter
def hours(minutes):
    """Minutes as hours for people: “15 h”, “2.5 h”, “20 min”; unknown is said, never 0."""
    if minutes is None:
        return "unknown"
    if 0 < minutes < 60:
        return f"{minutes} min"
    return f"{round(minutes / 60, 1):g} h"
