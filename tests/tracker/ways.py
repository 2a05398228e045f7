"""A way over two roadmaps, and what following it did."""

import re

FOLLOW, LEAVE = "/my/skills/way/follow", "/my/skills/way/leave"


def a_way(roadmap, other):
    """The form of the second milestone of one roadmap and the first of another."""
    return {"roadmap": [roadmap.slug, other.slug], "milestone": [part(roadmap, "week-2"), part(other, "week-1")]}


def part(stored, slug):
    return stored.milestones.get(slug=slug).pk


def states(user):
    """{“roadmap checkpoint”: state} of what somebody touched."""
    names = "checkpoint__roadmap__slug", "checkpoint__slug", "state"
    rows = user.progress.order_by("checkpoint__roadmap__slug", "checkpoint__slug")
    return {f"{slug} {name}": state for slug, name, state in rows.values_list(*names)}


def followed(user):
    return {enrollment.roadmap.slug: enrollment.state for enrollment in user.enrollments.select_related("roadmap")}


def undo_of(page):
    """What the undo form of the page sends."""
    return {"at": re.search(r'name="at" value="([^"]*)"', page.text)[1]}
