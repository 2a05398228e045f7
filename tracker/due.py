"""What is due, for Today: each area adds a provider of rows, the first first."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format


@dataclass(frozen=True)
class Row:
    """One thing that waits: where it is done, and the word on its button."""

    icon: str
    title: str
    about: str
    address: str
    button: str


def due_on(page):
    """All rows of a `today.Today`."""
    return [row for provider in providers for row in provider(page)]


def answers(page):
    """What the authors answered, and nobody has read."""
    if page.unseen_answers:
        one = page.unseen_answers == 1
        what = "what you reported" if one else f"{page.unseen_answers} of your reports"
        about = "Something that you found wrong in a checkpoint"
        button = "Read the answer" if one else "Read the answers"
        yield Row("i-note", f"The authors answered {what}.", about, reverse("my_reports"), button)


def review(page):
    """The week that asks to be looked back on."""
    week_on = page.review_week
    if week_on:
        days = f"{date_format(week_on, 'j M')} to {date_format(week_on + timedelta(days=6), 'j M')}"
        address = reverse("review", args=[week_on])
        yield Row("i-log", "Look back on the week", f"{days} · five minutes are enough", address, "Review")


def ratings(page):
    """Ratings of oneself that are a year old."""
    number = page.old_ratings
    if number:
        what = "a skill" if number == 1 else f"{number} skills"
        title = f"Look again at {what} that you rated a year ago"
        yield Row("i-role", title, "You may have grown since", reverse("rate"), "Look again")


# Called with the page, whose `user`, `day` and what it has read they may use; they state queries of their own.
providers = [answers, review, ratings]
