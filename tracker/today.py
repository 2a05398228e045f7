"""What stands on Today for somebody who follows something: read once, for all its parts."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.safestring import mark_safe

from tracker import due, plan, prospect, rhythm, rows
from tracker.forms.log import QuickForm
from tracker.models import FocusTimer, Goal, LogEntry, Pace, Report, SkillRating, User
from tracker.rhythm import Rhythm
from tracker.targets import LogToday, bars_of
from tracker.trail import Trail

SHOWN = 12  # rows of this week
WALKED = 6  # of what was done in it


@dataclass
class Today:
    user: User
    day: date
    trails: list
    week: "Week | None" = None
    rhythm: Rhythm | None = None
    log: LogToday | None = None
    goal: Goal | None = None
    unseen_answers: int = 0
    continued: Trail | None = None
    spent: int = 0  # minutes logged for what is continued
    old_ratings: int = 0

    @property
    def review_week(self):
        return self.rhythm and self.rhythm.review_week

    @property
    def due(self):
        return due.due_on(self)

    @property
    def road_ends(self):
        """When the plan ends, and what that leaves until the day of the goal; nothing without a pace."""
        finish = self.week and self.week.plan.finish
        if not finish:
            return ""
        words = [prospect.road_ends(finish.low, finish.high, self.day)]
        if self.goal and self.goal.by_on:
            words.append(prospect.leaves(finish.low, finish.high, self.goal.by_on, self.day))
        return " ".join(words)


@dataclass
class Week:
    """This week against its hours: `plan` is `plan.ThisWeek`; `rows` are to do, `done` were done in it."""

    plan: plan.ThisWeek
    rows: list
    done: list
    versions: dict  # {roadmap id: version} of what they are of

    @property
    def html(self):
        """All of the list in one string."""
        listed = [rows.html(row, self.versions[row.checkpoint.roadmap_id]) for row in self.shown + self.done]
        return mark_safe("".join(listed))  # noqa: S308

    @property
    def shown(self):
        return self.rows[:SHOWN]

    @property
    def more(self):
        return len(self.rows) - len(self.shown)

    @property
    def is_by_ticks(self):
        """Whether what was ticked stands for more than what was logged."""
        return self.plan.spent > self.plan.logged

    @property
    def last_row(self):
        """What could move to another week."""
        return next((row for row in reversed(self.rows) if row.state == "todo"), None)


def today_of(user, trails):
    """All of Today in four queries; `trails` are of `enrollments.followed().with_person()`, one at the least.

    They are what the person did and when they are off, changes of the plan, a warning, targets.
    """
    day, person = user.today(), trails[0].enrollment.user
    active = (trail for trail in trails if trail.enrollment.state == "active")
    continued = next((trail for trail in active if trail.next), None)
    past = rhythm.work_of(person, day, continued and continued.next.pk)
    return Today(
        person,
        day,
        trails,
        _week(person, trails, past),
        rhythm.today_of(person, day, past),
        _log(person, day),
        _one(person, "goal", Goal),
        trails[0].enrollment.unseen_answers,
        continued,
        past.spent,
        trails[0].enrollment.old_ratings,
    )


def today_without(user):
    """Today of somebody who follows nothing: one query, and two more if there is a log, a timer or a goal to show."""
    people = User.objects.select_related("pace", "goal__role", "timer__checkpoint")
    has_log = Exists(LogEntry.objects.filter(user=OuterRef("pk")))
    unseen = Report.objects.unseen().number_of("pk")
    old = SkillRating.objects.worth_another_look(user.today()).number_of("pk")
    person = people.annotate(has_log=has_log, unseen_answers=unseen, old_ratings=old).get(pk=user.pk)
    waiting = {"unseen_answers": person.unseen_answers, "old_ratings": person.old_ratings}
    page = Today(person, user.today(), [], goal=_one(person, "goal", Goal), **waiting)
    if person.has_log or page.goal or _one(person, "timer", FocusTimer):
        page.rhythm = rhythm.rhythm_of(person, page.day, starts_on=Pace.of(person).week_starts_on)
        page.log = _log(person, page.day)
    return page


def _log(person, day):
    bars = bars_of(person, day, Pace.of(person).week_starts_on)
    return LogToday(bars, _one(person, "timer", FocusTimer), QuickForm(person))


def _week(user, trails, past):
    found = plan.today_of(user, trails, past)
    if found is None or not (found.budget or found.finish):
        return None  # nothing is left, or no pace is chosen
    own = {trail.contents.roadmap_id: trail for trail in trails}
    left = [own[row.part.left.roadmap].person.row(row.checkpoint) for row in found.rows]
    versions = {roadmap: trail.contents.version for roadmap, trail in own.items()}
    return Week(found, left, _done_since(found.on, trails), versions)


def _done_since(day, trails):
    """Some rows of what was done from this day on, the latest first."""
    person = trails[0].person
    done = {pk: on for pk, (state, on, *_) in person.mine.items() if state == "done" and on and on >= day}
    places = {pk: place for trail in trails for pk, place in trail.contents.places.items() if pk in done}
    latest = sorted(places, key=done.get, reverse=True)
    return [person.row(places[pk][2]) for pk in latest[:WALKED]]


def _one(user, name, model):
    """The one of a person that they may have, as it was read with them."""
    try:
        return getattr(user, name)
    except model.DoesNotExist:
        return None
