"""One gentle warning at a time, of what the sources call pitfalls: rules on numbers, and the query that reads these."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.urls import reverse

from tracker.models import LogEntry

SPAN = timedelta(days=28)  # what a rule looks back on, and how long a dismissed warning stays away
QUIET = timedelta(days=7)  # after a dismissal: another one at once would be a scolding
NEWCOMER = timedelta(days=14)
LEARNED_MUCH = 600  # minutes of the span from which on some building would be expected
BUILT_LITTLE = 10  # percent of the minutes that studying and building take together
SOURCE = "production-ml-roadmap"  # whose pitfalls these are; it asks for posts by the end of month 2
WRITING = timedelta(days=56)

Kind = LogEntry.Kind
STUDY = [Kind.STUDY, Kind.PAPER]
BUILD = [Kind.BUILD, Kind.OPEN_SOURCE, Kind.COMPETITION]
INTERVIEW = [Kind.CODING, Kind.DESIGN, Kind.MOCK]


@dataclass(frozen=True)
class Numbers:
    """What the rules look at, of the last 28 days unless it says otherwise."""

    since: date | None = None  # the later of: signed up, first started a roadmap
    away: bool = False  # today is a day off
    entries: int = 0  # of the log
    done: int = 0  # checkpoints
    study_minutes: int = 0
    build_minutes: int = 0
    built: int = 0  # checkpoints done of the kinds build and deliver
    practised: int = 0  # entries of interview practice
    written: int = 0  # posts logged
    longest: tuple | None = None  # (id, title, day it changed) of what is being done for the longest time
    dismissed: tuple = ()  # (warning, until)


@dataclass(frozen=True)
class Warning:
    """`slug` is what is dismissed; `text` what was noticed, `advice` what could be done, `address` where."""

    slug: str
    title: str
    text: str
    advice: str
    address: str
    link: str
    named: str  # what the source calls it

    @property
    def source(self):
        return f"{reverse('source_list')}#{SOURCE}"


def _endless(numbers, today):
    if numbers.longest is None or numbers.longest[2] > today - SPAN:
        return None
    pk, title, since = numbers.longest
    weeks = (today - since).days // 7
    return Warning(
        "endless",
        "One thing has been going on for a while",
        f"“{title}” has been in the works for {weeks} weeks. Big things take time, and a first version counts too.",
        "What is the smallest version that somebody could see? Finish that, and write down what you leave for later.",
        reverse("my_checkpoint", args=[pk]),
        "Look at it",
        "perfectionism",
    )


def _only_studying(numbers, today):
    both = numbers.study_minutes + numbers.build_minutes
    if numbers.study_minutes < LEARNED_MUCH or numbers.built or 100 * numbers.build_minutes >= BUILT_LITTLE * both:
        return None
    return Warning(
        "only-studying",
        "Plenty of studying, little building so far",
        f"The last four weeks hold {numbers.study_minutes // 60} hours of study and hardly any of building.",
        "Take one thing that you read about and make the smallest version of it that runs. An evening is enough.",
        reverse("my_roadmaps"),
        "Find something to build",
        "tutorial hell",
    )


def _no_interviews(numbers, today):
    if numbers.practised or today - numbers.since < SPAN:
        return None
    return Warning(
        "no-interview-practice",
        "Interview practice can begin small",
        "There is none in your log of the last four weeks. It is easier early on, while nothing depends on it.",
        "Try one coding problem, or explain aloud how you would design a system that you use. Half an hour will do.",
        reverse("target_list") + "#mock-interviews",
        "How much the sources advise",
        "leaving interviews for later",
    )


def _nothing_written(numbers, today):
    if numbers.written or today - numbers.since < WRITING:
        return None
    return Warning(
        "nothing-written",
        "Something of yours to read",
        "No post is in your log of the last four weeks. Writing shows what you understood, and others find you by it.",
        "Pick one thing that surprised you lately and write ten lines about it. Your notes are half of it already.",
        reverse("target_list") + "#writing",
        "How much the sources advise",
        "having no blog",
    )


RULES = {
    "endless": _endless,
    "only-studying": _only_studying,
    "no-interview-practice": _no_interviews,
    "nothing-written": _nothing_written,
}


def choose(numbers, today):
    """The first warning that applies, or None: none for newcomers, on days off, or when nothing was done lately."""
    if numbers.since is None or today - numbers.since < NEWCOMER or numbers.away:
        return None
    if not (numbers.entries or numbers.done):
        return None
    until = {slug: day for slug, day in numbers.dismissed if day > today}
    if any(day > today + SPAN - QUIET for day in until.values()):
        return None
    found = (rule(numbers, today) for slug, rule in RULES.items() if slug not in until)
    return next((warning for warning in found if warning), None)


def warning_for(user, today):
    """The warning to show a person: one query."""
    return choose(numbers_of(user, today), today)


# What one had before is nothing that is worked on; only roadmaps that are followed and not paused count.
_NUMBERS = """
WITH log AS (
    SELECT kind, minutes FROM tracker_logentry WHERE user_id = %(user)s AND "on" BETWEEN %(since)s AND %(today)s
), done AS (
    SELECT DISTINCT e.checkpoint_id, c.kind FROM tracker_progressevent e
    JOIN roadmaps_checkpoint c ON c.id = e.checkpoint_id AND NOT c.is_prerequisite
    WHERE e.user_id = %(user)s AND e."on" BETWEEN %(since)s AND %(today)s AND e.state = 'done' AND e.origin = 'person'
), longest AS (
    SELECT c.id, c.title, p.changed_at FROM tracker_progress p
    JOIN roadmaps_checkpoint c ON c.id = p.checkpoint_id AND c.retired_at IS NULL AND NOT c.is_prerequisite
    JOIN tracker_enrollment e ON e.roadmap_id = c.roadmap_id AND e.user_id = p.user_id
        AND e.stopped_at IS NULL AND e.paused_at IS NULL
    WHERE p.user_id = %(user)s AND p.state = 'doing' ORDER BY p.changed_at LIMIT 1
)
SELECT (SELECT min(started_on) FROM tracker_enrollment WHERE user_id = %(user)s AND stopped_at IS NULL),
    EXISTS (SELECT FROM tracker_timeoff WHERE user_id = %(user)s AND %(today)s BETWEEN first_on AND last_on),
    (SELECT count(*) FROM log), (SELECT count(*) FROM done),
    (SELECT coalesce(sum(minutes), 0) FROM log WHERE kind = ANY(%(study)s)),
    (SELECT coalesce(sum(minutes), 0) FROM log WHERE kind = ANY(%(build)s)),
    (SELECT count(*) FROM done WHERE kind IN ('build', 'deliver')),
    (SELECT count(*) FROM log WHERE kind = ANY(%(interview)s)),
    (SELECT count(*) FROM log WHERE kind = 'post'),
    longest.id, longest.title, longest.changed_at,
    (SELECT array_agg(what ORDER BY what) FROM tracker_dismissal WHERE user_id = %(user)s),
    (SELECT array_agg(until ORDER BY what) FROM tracker_dismissal WHERE user_id = %(user)s)
FROM (SELECT 1) one LEFT JOIN longest ON true
"""


def numbers_of(user, today):
    """One query."""
    values = {"user": user.pk, "since": today - SPAN + timedelta(days=1), "today": today}
    with connection.cursor() as cursor:
        cursor.execute(_NUMBERS, values | {"study": STUDY, "build": BUILD, "interview": INTERVIEW})
        started, *counts, pk, title, changed, whats, untils = cursor.fetchone()
    since = started and max(started, user.today(user.date_joined))
    longest = pk and (pk, title, user.today(changed))
    return Numbers(since, *counts, longest, tuple(zip(whats or (), untils or (), strict=True)))
