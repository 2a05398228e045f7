"""What an edit of content means for people: who is touched, and ticks that follow to what replaces or equals theirs.

Both jobs are repeatable and only raise: they run in short transactions of `CHUNK` people, after the edit is committed.
"""

from django.db import connection, transaction
from django.db.models import Count
from django.utils import timezone

from roadmaps.models import Checkpoint
from tracker.models import Progress, ProgressEvent

CHUNK = 1000


def people_with_progress(ids):
    """{checkpoint id: people with a row on it}: who would notice."""
    rows = Progress.objects.filter(checkpoint__in=ids).values_list("checkpoint").annotate(Count("user"))
    return dict(rows.order_by())


def carry_over(roadmap):
    for new in roadmap.checkpoints.filter(retired_at=None).exclude(replaces=[]):
        olds = Checkpoint.objects.filter(roadmap=roadmap, slug__in=new.replaces).exclude(pk=new.pk)
        _carry(new.pk, list(olds.values_list("pk", flat=True)))
    shared = roadmap.checkpoints.exclude(accomplishment=None).values_list("accomplishment", flat=True)
    for accomplishment in set(shared):
        members = Checkpoint.objects.filter(accomplishment=accomplishment)
        _level(list(members.values_list("pk", flat=True)))


# A person's state of the new one from those of the old ones; an old one without a row is to do.
# One for one: the state. Several: done if all that were not skipped are, doing if any was begun.
_CARRY = """
WITH mine AS (
    SELECT user_id,
        CASE
            WHEN count(*) FILTER (WHERE state = 'skipped') = %(olds)s THEN 'skipped'
            WHEN count(*) FILTER (WHERE state IN ('done', 'skipped')) = %(olds)s THEN 'done'
            WHEN count(*) FILTER (WHERE state IN ('done', 'doing')) > 0 THEN 'doing'
        END AS state,
        max(first_done_at) AS first_done_at, max(first_done_on) AS first_done_on
    FROM tracker_progress
    WHERE checkpoint_id = ANY(%(old_ids)s) AND user_id = ANY(%(users)s)
    GROUP BY user_id
), added AS (
    INSERT INTO tracker_progress (user_id, checkpoint_id, state, was, changed_at, changes, first_done_at, first_done_on,
        note, note_html, note_version, link, evidence)
    SELECT user_id, %(new)s, state, 'todo', %(now)s, 1,
        CASE WHEN state = 'done' THEN coalesce(first_done_at, %(now)s) END,
        CASE WHEN state = 'done' THEN coalesce(first_done_on, %(day)s) END, '', '', 0, '', ''
    FROM mine WHERE state IS NOT NULL
    ON CONFLICT (user_id, checkpoint_id) DO NOTHING
    RETURNING user_id, state, changes, first_done_on
)
INSERT INTO tracker_progressevent (user_id, checkpoint_id, number, was, state, origin, "on", at)
SELECT user_id, %(new)s, changes, 'todo', state, %(origin)s, coalesce(first_done_on, %(day)s), %(now)s FROM added
"""


def _carry(new, olds):
    def run(cursor, users):
        cursor.execute(_CARRY, _values(new=new, old_ids=olds, olds=len(olds), users=users))

    _in_chunks(olds, run)


# Whoever did one of them did them all; nothing is ever lowered.
_LEVEL = """
WITH added AS (
    INSERT INTO tracker_progress AS p (user_id, checkpoint_id, state, was, changed_at, changes,
        first_done_at, first_done_on, note, note_html, note_version, link, evidence)
    SELECT done.user_id, other, 'done', 'todo', %(now)s, 1, min(done.first_done_at), min(done.first_done_on),
        '', '', 0, '', ''
    FROM tracker_progress done CROSS JOIN unnest(%(old_ids)s::bigint[]) other
    WHERE done.checkpoint_id = ANY(%(old_ids)s) AND done.state = 'done' AND done.user_id = ANY(%(users)s)
        AND other <> done.checkpoint_id
    GROUP BY done.user_id, other
    ORDER BY done.user_id, other
    ON CONFLICT (user_id, checkpoint_id) DO UPDATE SET
        was = p.state, state = 'done', changed_at = excluded.changed_at, changes = p.changes + 1,
        first_done_at = coalesce(p.first_done_at, excluded.first_done_at),
        first_done_on = coalesce(p.first_done_on, excluded.first_done_on)
    WHERE p.state IN ('todo', 'doing')
        -- not what was itself done since and then taken back or started over: that was meant
        AND NOT EXISTS (
            SELECT FROM tracker_progressevent e
            WHERE e.user_id = p.user_id AND e.checkpoint_id = p.checkpoint_id AND e.state = 'done'
                AND e.at >= (
                    SELECT min(o.first_done_at) FROM tracker_progress o
                    WHERE o.user_id = p.user_id AND o.checkpoint_id = ANY(%(old_ids)s) AND o.state = 'done'))
    RETURNING p.user_id, p.checkpoint_id, p.was, p.changes, p.first_done_on
)
INSERT INTO tracker_progressevent (user_id, checkpoint_id, number, was, state, origin, "on", at)
SELECT user_id, checkpoint_id, changes, was, 'done', 'same', coalesce(first_done_on, %(day)s), %(now)s FROM added
"""


def _level(ids):
    if len(ids) > 1:
        _in_chunks(ids, lambda cursor, users: cursor.execute(_LEVEL, _values(old_ids=ids, users=users)))


def _values(**values):
    now = timezone.now()
    return {"now": now, "day": now.date(), "origin": ProgressEvent.Origin.CARRIED, **values}


def _in_chunks(ids, run):
    """`run` for all people with a row on one of the checkpoints, `CHUNK` at a time, each in a transaction."""
    last = 0
    while True:
        users = list(
            Progress.objects.filter(checkpoint__in=ids, user__gt=last)
            .order_by("user")
            .values_list("user", flat=True)
            .distinct()[:CHUNK]
        )
        if not users:
            return
        with transaction.atomic(), connection.cursor() as cursor:
            run(cursor, users)
        last = users[-1]
