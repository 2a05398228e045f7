"""One person's state of one checkpoint, the trace of its changes, and the one statement that writes both."""

from dataclasses import dataclass

from django.conf import settings
from django.db import connection, models
from django.utils import timezone

from roadmaps.markdown import MarkdownField
from roadmaps.models import Checkpoint


class State(models.TextChoices):
    TODO = "todo", "To do"
    DOING = "doing", "Doing"
    DONE = "done", "Done"
    SKIPPED = "skipped", "Skipped"


class Progress(models.Model):
    """One row per (user, checkpoint), held by the key. `mark` writes states; only texts are saved through the class."""

    pk = models.CompositePrimaryKey("user_id", "checkpoint_id")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="progress", db_index=False
    )
    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.RESTRICT, related_name="progress")
    state = models.CharField(max_length=7, choices=State, default=State.TODO)
    was = models.CharField(max_length=7, choices=State, default=State.TODO)
    changed_at = models.DateTimeField(null=True)
    changes = models.PositiveIntegerField(default=0)
    first_done_at = models.DateTimeField(null=True)
    first_done_on = models.DateField(null=True)  # the day where the person was then
    note = MarkdownField()
    note_html = models.TextField(default="", editable=False)
    note_version = models.PositiveIntegerField(default=0)
    link = models.URLField(max_length=500, blank=True, default="")
    evidence = models.URLField(max_length=500, blank=True, default="")

    class Meta:
        verbose_name_plural = "progress"
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="state_is_known"),
        ]

    def __str__(self):
        return f"{self.user}: {self.checkpoint} is {self.state}"

    @property
    def has_extras(self):
        return bool(self.note or self.link or self.evidence)


class ProgressEvent(models.Model):
    """A change of a state, kept for ever: `on` is the day where the person was then."""

    class Origin(models.TextChoices):
        PERSON = "person", "You"
        SAME = "same", "The same one in another roadmap"
        CARRIED = "carried", "Carried over from what it replaces"
        START_OVER = "start-over", "Started over"
        BRING_BACK = "bring-back", "Brought back"

    pk = models.CompositePrimaryKey("user_id", "checkpoint_id", "number")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="events", db_index=False)
    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.RESTRICT, related_name="events", db_index=False)
    number = models.PositiveIntegerField()
    was = models.CharField(max_length=7, choices=State)
    state = models.CharField(max_length=7, choices=State)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.PERSON)
    on = models.DateField()
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.user}: {self.checkpoint} {self.was} → {self.state}"


@dataclass
class Marked:
    """What `mark` did. `mine` is as `trail.progress_in` gives it, but with the texts of `group` alone.

    `group` is the marked one and, where its state is shared, the same ones in this and other roadmaps.
    """

    roadmap_id: int
    version: int
    was: str
    mine: dict
    group: list


# Parameters: user, checkpoint, state, day, now. One statement, so one commit and one lock of each row.
# A reader of the same statement sees neither its own writes nor those of a request that it waited for: so whether
# a row of the group changes is decided where it is locked (DO UPDATE … WHERE), and `mark` lays the result over `mine`.
# Back to do makes rows for a whole group, without an event, to meet there whoever is ticking another of it.
_MARK = """
WITH target AS (
    SELECT c.id, c.roadmap_id, c.accomplishment_id, r.version
    FROM roadmaps_checkpoint c
    JOIN tracker_enrollment e ON e.roadmap_id = c.roadmap_id AND e.user_id = %(user)s
    JOIN roadmaps_roadmap r ON r.id = c.roadmap_id
    WHERE c.id = %(checkpoint)s
), wanted AS (
    SELECT id, 'person' AS origin, accomplishment_id FROM target
    UNION ALL
    SELECT c.id, 'same', c.accomplishment_id FROM target t
    JOIN roadmaps_checkpoint c ON c.accomplishment_id = t.accomplishment_id AND c.id <> t.id
    WHERE %(state)s IN ('done', 'todo')
), changed AS (
    INSERT INTO tracker_progress AS p (
        user_id, checkpoint_id, state, was, changed_at, changes, first_done_at, first_done_on,
        note, note_html, note_version, link, evidence)
    SELECT %(user)s, id, %(state)s, 'todo', %(now)s, CASE WHEN %(state)s = 'todo' THEN 0 ELSE 1 END,
        CASE WHEN %(state)s = 'done' THEN %(now)s END, CASE WHEN %(state)s = 'done' THEN %(day)s END, '', '', 0, '', ''
    FROM wanted
    WHERE %(state)s <> 'todo' OR accomplishment_id IS NOT NULL
        OR EXISTS (SELECT FROM tracker_progress o WHERE o.user_id = %(user)s AND o.checkpoint_id = wanted.id)
    ORDER BY id
    ON CONFLICT (user_id, checkpoint_id) DO UPDATE SET
        was = p.state, state = excluded.state, changed_at = excluded.changed_at, changes = p.changes + 1,
        first_done_at = coalesce(p.first_done_at, excluded.first_done_at),
        first_done_on = coalesce(p.first_done_on, excluded.first_done_on)
    WHERE p.state <> excluded.state
        AND (excluded.checkpoint_id = %(checkpoint)s OR excluded.state = 'done' OR p.state = 'done')
    RETURNING p.checkpoint_id, p.was, p.changes
), logged AS (
    INSERT INTO tracker_progressevent (user_id, checkpoint_id, number, was, state, origin, "on", at)
    SELECT %(user)s, checkpoint_id, changes, was, %(state)s, origin, %(day)s, %(now)s
    FROM changed JOIN wanted ON wanted.id = changed.checkpoint_id
    WHERE changes > 0
)
SELECT target.roadmap_id, target.version,
    (SELECT array_agg(id) FROM wanted),
    own.ids, own.notes, own.links, own.evidence, mine.ids, mine.states, mine.was, mine.days
FROM target
LEFT JOIN LATERAL (
    SELECT array_agg(p.checkpoint_id) ids, array_agg(p.note <> '') notes, array_agg(p.link) links,
        array_agg(p.evidence) evidence
    FROM wanted JOIN tracker_progress p ON p.checkpoint_id = wanted.id AND p.user_id = %(user)s
) own ON true
LEFT JOIN LATERAL (
    SELECT array_agg(p.checkpoint_id) ids, array_agg(p.state) states, array_agg(p.was) was,
        array_agg(p.first_done_on) days
    FROM tracker_progress p JOIN roadmaps_checkpoint c ON c.id = p.checkpoint_id
    WHERE p.user_id = %(user)s AND c.roadmap_id = target.roadmap_id
) mine ON true
"""


def mark(user, pk, state, was=None, at=None):
    """Set a state; the same call any number of times, also at once, gives the same rows and the same answer.

    Raises `Checkpoint.DoesNotExist` unless the person follows its roadmap. `was` (for undo) is echoed; without it
    it is the state before the last change.
    """
    now = at or timezone.now()
    day = user.today(now)
    with connection.cursor() as cursor:
        cursor.execute(_MARK, {"user": user.pk, "checkpoint": pk, "state": state, "day": day, "now": now})
        found = cursor.fetchone()
    if found is None:
        raise Checkpoint.DoesNotExist
    roadmap_id, version, group, *columns = found
    texts, rows = _by_id(*columns[:4]), _by_id(*columns[4:])
    before, before_that, _ = rows.get(pk, (State.TODO, State.TODO, None))
    mine = {}
    for checkpoint, (then, _, on) in rows.items():
        mine[checkpoint] = (then, on, False, "", "")
    for checkpoint in group:
        then, on, *_ = mine.get(checkpoint, (State.TODO, None))
        if checkpoint == pk or state == State.DONE or then == State.DONE:
            # Ours, or what an identical request wrote after this one began to look.
            then, on = state, on or day
        if checkpoint in mine or then != State.TODO:
            mine[checkpoint] = (then, on, *texts.get(checkpoint, (False, "", "")))
    return Marked(roadmap_id, version, was or (before_that if before == state else before), mine, group)


def _by_id(ids, *columns):
    """{id: (values of the columns)} of arrays that are None where there is nothing."""
    return dict(zip(ids, zip(*columns, strict=True), strict=True)) if ids else {}
