"""How a roadmap fares: who follows, who finished, where people stop. Two statements, for one roadmap at a time."""

from collections import Counter, defaultdict
from datetime import timedelta

from django.db import connection
from django.db.models import Count, Q
from django.utils import timezone

from roadmaps.contents import contents_of
from roadmaps.impact import Outcomes
from tracker.models import Enrollment

# Rows are read for so many followers at most, the same ones each time and evenly chosen (by a hash of their number).
# One's rows were written over months and lie all over the table: 500 × 200 are up to 100,000 pages, about a second;
# 100,000 people × 200 would be minutes. A share of 500 people is within five points of that of all.
LOOKED_AT = 500
QUIET = timedelta(days=28)

# OFFSET 0 keeps the inner part a look-up by (user, checkpoint) for each person, whatever the planner would guess;
# `mine` is read once and used twice.
# Finished: nothing that counts is left (see also `totals.count`). Active: changed something lately, by their own hand;
# what is carried over to a new checkpoint is no work of theirs. Halted: neither finished nor active.
_STATEMENT = """
WITH part AS (
    SELECT * FROM unnest(%(ids)s::bigint[], %(counts)s::bool[]) WITH ORDINALITY AS part(id, counts, place)
), people AS MATERIALIZED (
    SELECT user_id, followed_at, stopped_at FROM tracker_enrollment
    WHERE roadmap_id = %(roadmap)s ORDER BY hashint8(user_id), user_id LIMIT %(most)s
), mine AS MATERIALIZED (
    SELECT people.user_id, own.* FROM people CROSS JOIN LATERAL (
        SELECT p.checkpoint_id, p.state, p.changed_at >= %(lately)s AS lately FROM tracker_progress p
        WHERE p.user_id = people.user_id AND p.checkpoint_id = ANY(%(ids)s) OFFSET 0
    ) own
), way AS (
    SELECT user_id, max(place) FILTER (WHERE state = 'done') AS furthest,
        count(*) FILTER (WHERE counts AND state = 'done') AS done,
        count(*) FILTER (WHERE counts AND state = 'skipped') AS skipped,
        array_agg(id) FILTER (WHERE lately) AS changed
    FROM mine JOIN part ON part.id = mine.checkpoint_id
    GROUP BY user_id
), ways AS (
    SELECT followed_at, stopped_at, furthest,
        coalesce(done > 0 AND done + skipped = %(of)s, false) AS finished,
        changed IS NOT NULL AND EXISTS (
            SELECT FROM tracker_progressevent e
            WHERE e.user_id = people.user_id AND e.checkpoint_id = ANY(way.changed)
                AND e.origin = 'person' AND e.at >= %(lately)s
        ) AS active
    FROM people LEFT JOIN way USING (user_id)
)
SELECT 'way' AS told, furthest, '' AS state, active, finished,
    NOT finished AND (stopped_at IS NOT NULL OR (followed_at < %(lately)s AND NOT active)) AS halted, count(*)
FROM ways
GROUP BY furthest, active, finished, halted
UNION ALL
SELECT 'state', checkpoint_id, state, NULL, NULL, NULL, count(*) FROM mine WHERE state <> 'todo' GROUP BY 2, 3
"""


def outcomes_of(roadmap):
    """See `impact.Outcomes`. Two statements; with nobody there one."""
    stopped, paused = Q(stopped_at__isnull=False), Q(stopped_at=None, paused_at__isnull=False)
    numbers = Enrollment.objects.filter(roadmap=roadmap).aggregate(
        followers=Count("pk"), stopped=Count("pk", filter=stopped), paused=Count("pk", filter=paused)
    )
    if not numbers["followers"]:
        return Outcomes(0)
    checkpoints = contents_of(roadmap).checkpoints
    counts = [not checkpoint.is_optional for checkpoint in checkpoints]
    ids = [checkpoint.pk for checkpoint in checkpoints]
    lately = timezone.now() - QUIET
    values = {"roadmap": roadmap.pk, "ids": ids, "counts": counts, "of": sum(counts), "lately": lately}
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, {**values, "most": LOOKED_AT})
        rows = cursor.fetchall()
    ways = [row for told, *row in rows if told == "way"]
    states = [row for told, *row in rows if told == "state"]
    return Outcomes(**numbers, **_of_ways(ways, ids), states=_of_states(states))


def _of_ways(ways, ids):
    """What is told of whole people: {"looked_at": …, "active": …, "finished": …, "halts": …}."""
    totals, halts = Counter(), Counter()
    for place, _, active, finished, halted, people in ways:
        totals["looked_at"] += people
        totals["active"] += people * active
        totals["finished"] += people * finished
        if halted:
            halts[ids[place - 1] if place else None] += people
    return {name: totals[name] for name in ("looked_at", "active", "finished")} | {"halts": dict(halts)}


def _of_states(rows):
    states = defaultdict(lambda: {"done": 0, "doing": 0, "skipped": 0})
    for pk, state, *_, people in rows:
        states[pk][state] = people
    return dict(states)
