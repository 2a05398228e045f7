"""What stands on Today for somebody who follows something: read once, for all its parts."""

from dataclasses import dataclass
from datetime import date

from tracker import due, plan, prospect, rhythm
from tracker.forms.log import QuickForm
from tracker.models import FocusTimer, Goal, User
from tracker.rhythm import Rhythm
from tracker.targets import LogToday, bars_of

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
            words.append(prospect.leaves(finish.low, finish.high, self.goal.by_on))
        return " ".join(words)


@dataclass
class Week:
    """This week against its hours: `plan` is `plan.ThisWeek`; `rows` are to do, `done` were done in it."""

    plan: plan.ThisWeek
    rows: list
    done: list

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
    """All of Today in seven queries; `trails` are of `enrollments.followed().with_person()`, one at the least.

    They are time off, changes of the plan, the log; work, a review, a warning; targets.
    """
    day, person = user.today(), trails[0].enrollment.user
    starts_on = plan.Pace.of(person).week_starts_on
    return Today(
        person,
        day,
        trails,
        _week(person, day, trails),
        rhythm.today_of(person, day),
        LogToday(bars_of(person, day, starts_on), _one(person, "timer", FocusTimer), QuickForm(person)),
        _one(person, "goal", Goal),
        trails[0].enrollment.unseen_answers,
    )


def _week(user, day, trails):
    found = plan.today_of(user, day, trails)
    if found is None or not (found.budget or found.finish):
        return None  # nothing is left, or no pace is chosen
    own = {trail.contents.roadmap_id: trail for trail in trails}
    rows = [own[row.part.left.roadmap].person.row(row.checkpoint) for row in found.rows]
    return Week(found, rows, _done_since(found.on, trails)[:WALKED])


def _done_since(day, trails):
    """Rows of what was done from this day on, the latest first."""
    mine = trails[0].person.mine
    done = {pk: on for pk, (state, on, *_) in mine.items() if state == "done" and on and on >= day}
    rows = [trail.person.row(c) for trail in trails for c in trail.contents.checkpoints if c.pk in done]
    return sorted(rows, key=lambda row: done[row.pk], reverse=True)


def _one(user, name, model):
    """The one of a person that they may have, as it was read with them."""
    try:
        return getattr(user, name)
    except model.DoesNotExist:
        return None
