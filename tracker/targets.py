"""How much of what somebody wants to do: bars against the log, and what the sources recommend."""

from dataclasses import dataclass

from roadmaps.facts import facts
from roadmaps.models import Target
from tracker.forms.log import QuickForm
from tracker.models import ChosenTarget, FocusTimer
from tracker.weeks import week_of

# Which measures of the sources a log can count: as which kind, in which units, and where it is told that they differ.
# Projects and deployments it cannot: an evening of building is an entry, and no project.
MEASURES = {
    "study-time": ("study", {"hours"}, ["intensive-hours-a-week"]),
    "coding-problems": ("coding", {"problem", "problems"}, ["how-many-coding-problems"]),
    "system-design": ("design", {"problem", "problems", "questions"}, ["how-much-system-design"]),
    "mock-interviews": ("mock", {"interviews"}, ["intensive-number-of-mock-interviews"]),
    "papers": ("paper", {"paper", "papers"}, ["how-much-paper-reading"]),
    "writing": ("post", {"post", "posts"}, ["how-many-blog-posts"]),
    "competitions": ("competition", {"competition", "competitions"}, ["which-kaggle-rank"]),
    "networking": ("contact", {"time", "times", "people"}, []),
    "applications": ("application", {"applications"}, ["how-many-applications", "intensive-number-of-applications"]),
}

# Time that is spent on something else than study.
SPENT_ON = {
    "coding-practice-per-day": "coding",
    "interview-practice-per-day": "mock",
    "job-search-per-day": "application",
}


@dataclass(frozen=True)
class Bar:
    """A target and how much of it is done, both in minutes or in times."""

    target: ChosenTarget
    done: int

    @property
    def amount(self):
        return self.target.amount

    @property
    def is_hours(self):
        return self.target.measure == ChosenTarget.Measure.MINUTES

    @property
    def amount_typed(self):
        """The amount as one types it: hours, or times."""
        return f"{self.amount / 60:g}" if self.is_hours else f"{self.amount}"

    @property
    def filled(self):
        """As much of the bar as is filled: what goes beyond the target does not go beyond the bar."""
        return min(self.done, self.amount)

    @property
    def left(self):
        return max(0, self.amount - self.done)

    @property
    def is_met(self):
        return self.left == 0


@dataclass(frozen=True)
class Suggestion:
    """A source's target as a person may choose it: `amount` in hours or times, the lower end of its range."""

    target: object
    kind: str
    amount: int

    @property
    def measure(self):
        return "minutes" if self.target.measure == Target.Measure.STUDY_TIME else "count"


@dataclass(frozen=True)
class LogToday:
    """What Today shows of the log."""

    bars: list
    timer: FocusTimer | None
    form: object


def bars_of(user, today, starts_on=None):
    """A bar for each chosen target, as the day, week and month of `today` stand: one query, and the pace's one."""
    starts_on = user.weeks_start_on() if starts_on is None else starts_on
    targets = user.chosen_targets.with_done(today, week_of(today, starts_on))
    return [Bar(target, target.done) for target in targets]


def progress_of(user, first, last):
    """Bars of the targets per week and in all, as they stood at the end of a week that is over: one query."""
    targets = user.chosen_targets.filter(per__in=("week", "total"), from_on__lte=last).with_done(last, first)
    return [Bar(target, target.done) for target in targets]


def today_of(user, today, starts_on=None):
    """The log on Today: two queries, and the pace's one if `starts_on` is not given."""
    return LogToday(bars_of(user, today, starts_on), running_timer(user), QuickForm(user))


def running_timer(user):
    """One query."""
    return FocusTimer.objects.filter(user=user).select_related("user", "checkpoint").first()


def suggestion_of(slug):
    """The source's target of this slug, if the log can count it."""
    return next((suggestion for suggestion in _suggestions(facts()) if suggestion.target.slug == slug), None)


def suggestions():
    """[(label of the measure, measure, disagreements on it, suggestions)]: one query once facts are in memory."""
    found, groups = facts(), {}
    known = found.by_slug("disagreements")
    for suggestion in _suggestions(found):
        groups.setdefault(suggestion.target.measure, []).append(suggestion)
    return [
        (Target.Measure(measure).label, measure, [known[slug] for slug in slugs if slug in known], groups[measure])
        for measure, (_, _, slugs) in MEASURES.items()
        if measure in groups
    ]


def _suggestions(found):
    for target in found.targets:
        kind, units, _ = MEASURES.get(target.measure, ("", (), ""))
        amount = target.low or target.high
        if target.unit in units and target.per and target.advised and amount:
            yield Suggestion(target, SPENT_ON.get(target.slug, kind), amount)
