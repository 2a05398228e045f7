"""Many checkpoints marked at once, as a list that somebody brings along says: never lowered, one statement."""

from django.db import connection
from django.utils import timezone

# Parameters: user, ids, states, day, now. As `progress._MARK`, with this difference: what is skipped or done stays so.
_TICK = """
WITH asked AS (
    SELECT c.id, a.state, c.accomplishment_id
    FROM unnest(%(ids)s::bigint[], %(states)s::text[]) AS a(id, state)
    JOIN roadmaps_checkpoint c ON c.id = a.id
    JOIN tracker_enrollment e ON e.roadmap_id = c.roadmap_id AND e.user_id = %(user)s
    LEFT JOIN tracker_progress p ON p.user_id = %(user)s AND p.checkpoint_id = c.id
    WHERE coalesce(p.state, 'todo') = 'todo' OR (p.state = 'doing' AND a.state = 'done')
), wanted AS (
    SELECT id, state, 'person' AS origin FROM asked
    UNION
    SELECT c.id, 'done', 'same' FROM asked
    JOIN roadmaps_checkpoint c ON c.accomplishment_id = asked.accomplishment_id
    WHERE asked.state = 'done' AND c.id NOT IN (SELECT id FROM asked)
), changed AS (
    INSERT INTO tracker_progress AS p (
        user_id, checkpoint_id, state, was, changed_at, changes, first_done_at, first_done_on,
        note, note_html, note_version, link, evidence)
    SELECT %(user)s, id, state, 'todo', %(now)s, 1, CASE WHEN state = 'done' THEN %(now)s END,
        CASE WHEN state = 'done' THEN %(day)s::date END, '', '', 0, '', ''
    FROM wanted
    ORDER BY id
    ON CONFLICT (user_id, checkpoint_id) DO UPDATE SET
        was = p.state, state = excluded.state, changed_at = excluded.changed_at, changes = p.changes + 1,
        first_done_at = coalesce(p.first_done_at, excluded.first_done_at),
        first_done_on = coalesce(p.first_done_on, excluded.first_done_on)
    WHERE p.state = 'todo' OR (p.state = 'doing' AND excluded.state = 'done')
    RETURNING p.checkpoint_id, p.was, p.state, p.changes
), logged AS (
    INSERT INTO tracker_progressevent (user_id, checkpoint_id, number, was, state, origin, "on", at)
    SELECT %(user)s, checkpoint_id, changes, was, changed.state, origin, %(day)s, %(now)s
    FROM changed JOIN wanted ON wanted.id = changed.checkpoint_id
)
SELECT checkpoint_id FROM changed JOIN wanted ON wanted.id = changed.checkpoint_id WHERE origin = 'person'
"""


def tick(user, states, at=None):
    """Raise checkpoints to the `states` {id: "done" or "skipped"}; returns the ids of those that changed.

    Done raises what is to do or begun, skipped only what is to do. Only of roadmaps that the person follows.
    """
    if not states:
        return set()
    now = at or timezone.now()
    ids, wanted = list(states), list(states.values())
    values = {"user": user.pk, "ids": ids, "states": wanted, "day": user.today(now), "now": now}
    with connection.cursor() as cursor:
        cursor.execute(_TICK, values)
        return {pk for (pk,) in cursor.fetchall()}


# Parameters: user, ids, states, days, moments, origin, day, now. For rows that are there and locked.
_REPLACE = """
WITH changed AS (
    UPDATE tracker_progress p SET
        was = p.state, state = w.state, changed_at = %(now)s, changes = p.changes + 1,
        first_done_on = w.day, first_done_at = w.moment
    FROM unnest(%(ids)s::bigint[], %(states)s::text[], %(days)s::date[], %(moments)s::timestamptz[])
        AS w(id, state, day, moment)
    WHERE p.user_id = %(user)s AND p.checkpoint_id = w.id
    RETURNING p.checkpoint_id, p.was, p.state, p.changes
)
INSERT INTO tracker_progressevent (user_id, checkpoint_id, number, was, state, origin, "on", at)
SELECT %(user)s, checkpoint_id, changes, was, state, %(origin)s, %(day)s, %(now)s FROM changed
"""


def replace(user, wanted, origin, at=None):
    """Give rows that are there other states: `wanted` is {checkpoint id: (state, first done on, first done at)}."""
    now = at or timezone.now()
    states, days, moments = zip(*wanted.values(), strict=True) if wanted else ((), (), ())
    columns = {"ids": list(wanted), "states": list(states), "days": list(days), "moments": list(moments)}
    with connection.cursor() as cursor:
        cursor.execute(_REPLACE, columns | {"user": user.pk, "origin": origin, "day": user.today(now), "now": now})
