"""Many checkpoints set at once, only where they are in an expected state: skipping what one knows, and its undo."""

from django.db import connection
from django.utils import timezone

# Parameters: user, ids, states, expected, day, now. As `progress._MARK`: done, and back from it, is shared by the same
# accomplishment elsewhere, skipping is not. What somebody changed meanwhile is not in an expected state and stays.
_SET = """
WITH asked AS (
    SELECT c.id, a.state, coalesce(p.state, 'todo') AS was, c.accomplishment_id
    FROM unnest(%(ids)s::bigint[], %(states)s::text[]) AS a(id, state)
    JOIN roadmaps_checkpoint c ON c.id = a.id
    JOIN tracker_enrollment e ON e.roadmap_id = c.roadmap_id AND e.user_id = %(user)s
    LEFT JOIN tracker_progress p ON p.user_id = %(user)s AND p.checkpoint_id = c.id
    WHERE coalesce(p.state, 'todo') = ANY(%(expected)s)
), wanted AS (
    SELECT id, state, 'person' AS origin FROM asked
    UNION
    SELECT c.id, CASE WHEN asked.state = 'done' THEN 'done' ELSE 'todo' END, 'same' FROM asked
    JOIN roadmaps_checkpoint c ON c.accomplishment_id = asked.accomplishment_id
    WHERE c.id NOT IN (SELECT id FROM asked) AND (asked.state = 'done' OR asked.was = 'done' AND EXISTS (
        SELECT FROM tracker_progress o WHERE o.user_id = %(user)s AND o.checkpoint_id = c.id AND o.state = 'done'))
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
    WHERE p.state <> excluded.state
        AND CASE WHEN excluded.checkpoint_id = ANY(%(ids)s) THEN p.state = ANY(%(expected)s)
            ELSE excluded.state = 'done' OR p.state = 'done' END
    RETURNING p.checkpoint_id, p.state, p.was, p.changes
), logged AS (
    INSERT INTO tracker_progressevent (user_id, checkpoint_id, number, was, state, origin, "on", at)
    SELECT %(user)s, checkpoint_id, changes, changed.was, changed.state, origin, %(day)s, %(now)s
    FROM changed JOIN wanted ON wanted.id = changed.checkpoint_id
)
SELECT checkpoint_id FROM changed JOIN wanted ON wanted.id = changed.checkpoint_id WHERE origin = 'person'
"""


def skip(user, checkpoints, at=None):
    """Skip what is to do or begun; what one should have before is held instead. Returns the ids of what changed."""
    states = {c.pk: "done" if c.is_prerequisite else "skipped" for c in checkpoints}
    return _set(user, states, ["todo", "doing"], at)


def take_back(user, states, at=None):
    """Undo `skip`: give what is skipped or held the `states` {id: "todo" or "doing"} from before."""
    return _set(user, states, ["skipped", "done"], at)


def _set(user, states, expected, at):
    if not states:
        return set()
    now = at or timezone.now()
    values = {"user": user.pk, "ids": list(states), "states": list(states.values()), "expected": expected}
    with connection.cursor() as cursor:
        cursor.execute(_SET, values | {"day": user.today(now), "now": now})
        return {pk for (pk,) in cursor.fetchall()}
