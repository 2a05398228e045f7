"""When somebody worked, over all roadmaps: read for the heat map, the weeks in a row and the months of the sources."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import Min, Sum

from roadmaps.facts import facts
from roadmaps.models import Checkpoint
from roadmaps.wording import in_words
from tracker import measures, warnings
from tracker.heat_map import HeatMap, Streak, Work, heat_map, streak, weeks_off, weeks_with_work
from tracker.models import LogEntry, Pace, WeeklyReview
from tracker.weeks import week_of

HALF_A_YEAR, A_YEAR = 26, 53  # weeks of the picture
LONGEST_AWAY = timedelta(weeks=520)
LATELY = timedelta(weeks=3)  # no review is asked for of a week that began earlier
# Target.measure → the kind of log entry that counts it.
COUNTED = {
    "applications": "application",
    "mock-interviews": "mock",
    "writing": "post",
    "coding-problems": "coding",
    "papers": "paper",
}
RUNNING = "mlops"  # what was delivered and asks for this skill runs somewhere

# Parameters: user. The first time that somebody did each checkpoint: by ticking it, and not taken back that day.
# What was carried over or ticked by the same one elsewhere is no work; nor is what one had before (a prerequisite).
DONE = """
    SELECT checkpoint_id, min("on") AS "on" FROM (
        SELECT checkpoint_id, "on", state, origin, lead("on") OVER later AS next_on, lead(origin) OVER later AS next_by
        FROM tracker_progressevent WHERE user_id = %(user)s
        WINDOW later AS (PARTITION BY checkpoint_id ORDER BY number)
    ) step
    WHERE state = 'done' AND origin = 'person' AND NOT coalesce(next_on = "on" AND next_by IN ('person', 'same'), false)
    GROUP BY checkpoint_id
"""
# Parameters: user, long ago, lately, checkpoint (or nothing).
_WORK = f"""
SELECT 'log', "on", NULL::date, coalesce(sum(minutes), 0), 0, count(*) FILTER (WHERE minutes IS NULL)
FROM tracker_logentry WHERE user_id = %(user)s GROUP BY "on"
UNION ALL
SELECT 'done', done."on", NULL, 0, count(*), 0
FROM ({DONE}) done JOIN roadmaps_checkpoint c ON c.id = done.checkpoint_id
WHERE NOT c.is_prerequisite GROUP BY done."on"
UNION ALL
SELECT 'off', greatest(first_on, %(long_ago)s), last_on, 0, 0, 0
FROM tracker_timeoff WHERE user_id = %(user)s AND last_on >= %(long_ago)s
UNION ALL
SELECT 'reviewed', week_on, NULL, 0, 0, 0 FROM tracker_weeklyreview WHERE user_id = %(user)s AND week_on >= %(lately)s
UNION ALL
SELECT 'spent', NULL, NULL, coalesce(sum(minutes), 0), 0, 0
FROM tracker_logentry WHERE user_id = %(user)s AND checkpoint_id = %(checkpoint)s::bigint
"""  # noqa: S608


@dataclass
class Rhythm:
    """Everything of a person's rhythm that pages show."""

    heat_map: HeatMap
    streak: Streak
    sentence: str
    review_week: date | None = None  # that asks to be looked back on
    warning: warnings.Warning | None = None

    @property
    def title(self):
        weeks = self.streak.current
        if not weeks:
            return "Your rhythm"
        return f"{in_words(weeks).capitalize()} week{'s' if weeks > 1 else ''} in a row"


class Past(NamedTuple):
    """{day: Work}, [(first day, last day) off, those to come too], first days of weeks lately reviewed.

    `spent` are minutes logged for the one checkpoint that was asked about.
    """

    work: dict
    off: list
    reviewed: set
    spent: int

    def minutes_by_day(self, first, last):
        """As `LogEntry.objects.minutes_by_day`."""
        return {day: work.minutes for day, work in self.work.items() if first <= day <= last}


def work_of(user, today, checkpoint=None):
    """A Past: one query, however long the log is."""
    values = {"user": user.pk, "long_ago": today - LONGEST_AWAY, "lately": today - LATELY, "checkpoint": checkpoint}
    with connection.cursor() as cursor:
        cursor.execute(_WORK, values)
        found = cursor.fetchall()
    work, off, reviewed, spent = {}, [], set(), 0
    for what, day, last, *amounts in found:
        if what == "off":
            off.append((day, last))
        elif what == "reviewed":
            reviewed.add(day)
        elif what == "spent":
            spent = int(amounts[0])
        else:
            done = Work(*map(int, amounts))
            work[day] = work[day] + done if day in work else done
    return Past(work, off, reviewed, spent)


def done_between(user, first, last):
    """The checkpoints that a person did for the first time from `first` to `last`, in that order: two queries."""
    with connection.cursor() as cursor:
        sql = f'SELECT checkpoint_id, "on" FROM ({DONE}) done WHERE "on" BETWEEN %(first)s AND %(last)s'  # noqa: S608
        cursor.execute(sql, {"user": user.pk, "first": first, "last": last})
        days = dict(cursor.fetchall())
    if not days:
        return []
    found = Checkpoint.objects.filter(pk__in=days, is_prerequisite=False).select_related("roadmap")
    return sorted(found, key=lambda checkpoint: (days[checkpoint.pk], checkpoint.position, checkpoint.pk))


def rhythm_of(user, today, weeks=HALF_A_YEAR, starts_on=None, past=None):
    """The heat map and the weeks in a row: one query besides the pace, none with its `past`."""
    starts_on = user.weeks_start_on() if starts_on is None else starts_on
    past = past or work_of(user, today)
    until_now = [(first, min(last, today)) for first, last in past.off if first <= today]
    with_work, off = weeks_with_work(past.work, starts_on), weeks_off(until_now, starts_on)
    marks = dict.fromkeys(off, "off") | dict.fromkeys(with_work, "work")
    shown = heat_map(past.work, today, weeks=weeks, starts_on=starts_on, marks=marks)
    row = streak(with_work, off, week_of(today, starts_on))
    return Rhythm(shown, row, sentence_of(row))


def today_of(user, today, past=None):
    """What Today shows of it, with a review that waits and one warning.

    Three queries at most: the pace, where `user` does not know it; the past, if it is not given; the warning.
    """
    pace, past = Pace.of(user), past or work_of(user, today)
    rhythm = rhythm_of(user, today, starts_on=pace.week_starts_on, past=past)
    rhythm.review_week = WeeklyReview.waiting_for(user, today, pace, past.reviewed)
    rhythm.warning = warnings.warning_for(user, today)
    return rhythm


def sentence_of(row):
    """What to say below “Five weeks in a row”. Never of a week that was missed."""
    if row.current == 0:
        return "Half an hour or one checkpoint begins a row of weeks. Days of rest are free."
    if row.has_this_week:
        return "This week is one of them. Days of rest are free."
    return f"Half an hour or one checkpoint this week makes it {in_words(row.current + 1)}."


# ---- the page


@dataclass(frozen=True)
class Period:
    """A week or a month with its hours: `kinds` are [(label, minutes, how many times)]."""

    first: date
    last: date
    kinds: list
    share: float = 0  # of the longest, in percent

    @property
    def minutes(self):
        return sum(minutes for _, minutes, _ in self.kinds)


def periods_of(user, spans):
    """A Period for each (first, last) of `spans`, which go backwards in time to the first with an entry: one query."""
    rows = (
        LogEntry.objects.filter(user=user, on__range=(spans[-1][0], spans[0][1]))
        .order_by()
        .values_list("on", "kind", "own_kind__name")
        .annotate(minutes=Sum("minutes", default=0), count=Sum("count"))
    )
    rows = list(rows)
    periods = [(first, last, _kinds(row for row in rows if first <= row[0] <= last)) for first, last in spans]
    while periods and not periods[-1][2]:
        periods.pop()
    longest = max((sum(minutes for _, minutes, _ in kinds) for _, _, kinds in periods), default=0) or 1
    return [
        Period(first, last, kinds, round(100 * sum(minutes for _, minutes, _ in kinds) / longest, 1))
        for first, last, kinds in periods
    ]


def _kinds(rows):
    """[(label, minutes, count)], the longest first."""
    totals = {}
    for _, kind, own, minutes, count in rows:
        label = own or LogEntry.Kind(kind).label
        before = totals.get(label, (0, 0))
        totals[label] = before[0] + minutes, before[1] + count
    return sorted(((label, *total) for label, total in totals.items()), key=lambda kind: (-kind[1], kind[0]))


def last_weeks(today, starts_on, number):
    """[(first, last)] of this week and those before it."""
    this = week_of(today, starts_on)
    return [(this - timedelta(weeks=n), this - timedelta(weeks=n, days=-6)) for n in range(number)]


def last_months(today, number):
    """[(first, last)] of this calendar month and those before it."""
    this = today.replace(day=1)
    firsts = [measures.month_after(this, -n) for n in range(number)]
    return [(first, measures.month_after(first, 1) - timedelta(days=1)) for first in firsts]


def stretches_of(user, today):
    """(first day, what the sources expect of the first months beside what was done): four queries, one if not begun."""
    start = user.enrollments.filter(stopped_at=None, started_on__lte=today).aggregate(first=Min("started_on"))["first"]
    if start is None:
        return None, []
    end = min(today, measures.month_after(start, 6))
    kinds = {kind: measure for measure, kind in COUNTED.items()}
    done = {measure: [] for measure in (*COUNTED, *measures.DELIVERED)}
    entries = LogEntry.objects.filter(user=user, kind__in=kinds, on__range=(start, end)).order_by()
    for day, kind, count in entries.values_list("on", "kind").annotate(count=Sum("count")):
        done[kinds[kind]].append((day, count))
    delivered = _delivered(user, start, end)
    done |= dict.fromkeys(measures.DELIVERED, delivered)
    return start, measures.stretches(start, today, facts().targets, done)


def _delivered(user, first, last):
    """[(day, 1)] of what was delivered and needed to be run."""
    sql = f"""
        SELECT done."on", 1 FROM ({DONE}) done
        JOIN roadmaps_checkpoint c ON c.id = done.checkpoint_id AND c.kind = 'deliver'
        WHERE done."on" BETWEEN %(first)s AND %(last)s AND EXISTS (
            SELECT FROM roadmaps_checkpoint_skills cs JOIN roadmaps_skill s ON s.id = cs.skill_id
            WHERE cs.checkpoint_id = c.id AND s.slug = %(skill)s)
    """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, {"user": user.pk, "first": first, "last": last, "skill": RUNNING})
        return cursor.fetchall()
