"""What stands in a person's calendar: their plan and their weekly reviews, as events."""

from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.urls import reverse

from roadmaps.templatetags.hours import hours
from tracker import calendar_feed, prospect
from tracker.calendar_feed import Event
from tracker.plan import plan_of
from tracker.weeks import week_of

MOST = 500  # milestones in a calendar, the nearest


def events_of(feed):
    """Milestones by the week in which they are planned to end, the ends of roadmaps, reviews: queries as `plan_of`."""
    plan = plan_of(feed.user)
    events = sorted(_milestones(plan), key=lambda event: event.on)[:MOST]
    address = settings.SITE_URL + reverse("reviews")
    return [*events, *_ends(plan), *calendar_feed.review_events(feed.pk, plan.today, plan.pace.review_on, address)]


def _milestones(plan):
    """Each with something left and a date, on the last day of its week: it moves only when the week does."""
    parts = [left for way in plan.ways for left in way.left]
    number = Counter((left.roadmap, left.milestone) for left in parts)
    minutes = Counter()
    for left in parts:
        minutes[left.roadmap, left.milestone] += left.minutes or 0
    for trail, milestone, on in plan.milestones:
        if on:
            key = trail.contents.roadmap_id, milestone.pk
            yield Event(
                f"milestone-{milestone.pk}-{trail.enrollment.pk}",
                milestone.title,
                week_of(on, plan.pace.week_starts_on) + timedelta(days=6),
                f"{_left(number[key], minutes[key])} {trail.roadmap.title}",
                f"{_page(trail)}#{milestone.slug}",
            )


def _left(number, minutes):
    words = "One checkpoint is" if number == 1 else f"{number} checkpoints are"
    return f"{words} left, about {hours(minutes)}." if minutes else f"{words} left."


def _ends(plan):
    for trail in plan.trails:
        if span := plan.spans.get(trail.contents.roadmap_id):
            yield Event(
                f"finish-{trail.enrollment.pk}",
                f"Finish: {trail.roadmap.title}",
                span.typical,
                prospect.road_ends(span.low, span.high, plan.today),
                _page(trail),
            )


def _page(trail):
    return settings.SITE_URL + reverse("my_roadmap", args=[trail.roadmap.slug])
