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
    changed_on = models.DateField(null=True)
    changed_at = models.DateTimeField(null=True)
    changes = models.PositiveIntegerField(default=0)
    first_done_at = models.DateTimeField(null=True)
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
    """What `mark` did. `mine` is as `trail.progress_in` gives it, but with the texts of the marked one alone."""

    roadmap_id: int
    version: int
    was: str
    mine: dict
    changed: list


# Parameters: user, checkpoint, state, day. One statement, so one commit and one lock of each row.
# A reader of the same statement does not see its own writes: `mark` lays them over `mine`.
_MARK = """
WITH target AS (
    SELECT c.id, c.roadmap_id, c.accomplishment_id, r.version
    FROM roadmaps_checkpoint c
    JOIN tracker_enrollment e ON e.roadmap_id = c.roadmap_id AND e.user_id = %(user)s
    JOIN roadmaps_roadmap r ON r.id = c.roadmap_id
    WHERE c.id = %(checkpoint)s
), wanted AS (
    SELECT id, 'person' AS origin FROM target
    UNION ALL
    SELECT c.id, 'same' FROM target t
    JOIN roadmaps_checkpoint c ON c.accomplishment_id = t.accomplishment_id AND c.id <> t.id
    LEFT JOIN tracker_progress p ON p.checkpoint_id = c.id AND p.user_id = %(user)s
    WHERE %(state)s = 'done' OR (%(state)s = 'todo' AND p.state = 'done')
), changed AS (
    INSERT INTO tracker_progress AS p (
        user_id, checkpoint_id, state, was, changed_on, changed_at, changes, first_done_at,
        note, note_html, note_version, link, evidence)
    SELECT %(user)s, id, %(state)s, 'todo', %(day)s, %(now)s, 1, CASE WHEN %(state)s = 'done' THEN %(now)s END,
        '', '', 0, '', ''
    FROM wanted
    WHERE %(state)s <> 'todo'
        OR EXISTS (SELECT FROM tracker_progress o WHERE o.user_id = %(user)s AND o.checkpoint_id = wanted.id)
    ORDER BY id
    ON CONFLICT (user_id, checkpoint_id) DO UPDATE SET
        was = p.state, state = excluded.state, changed_on = excluded.changed_on, changed_at = excluded.changed_at,
        changes = p.changes + 1, first_done_at = coalesce(p.first_done_at, excluded.first_done_at)
    WHERE p.state <> excluded.state
    RETURNING p.checkpoint_id, p.was, p.changes
), logged AS (
    INSERT INTO tracker_progressevent (user_id, checkpoint_id, number, was, state, origin, "on", at)
    SELECT %(user)s, checkpoint_id, changes, was, %(state)s, origin, %(day)s, %(now)s
    FROM changed JOIN wanted ON wanted.id = changed.checkpoint_id
)
SELECT target.roadmap_id, target.version,
    (SELECT array_agg(checkpoint_id) FROM changed),
    own.note <> '', own.link, own.evidence, mine.ids, mine.states, mine.was, mine.days
FROM target
LEFT JOIN tracker_progress own ON own.user_id = %(user)s AND own.checkpoint_id = target.id
LEFT JOIN LATERAL (
    SELECT array_agg(p.checkpoint_id) ids, array_agg(p.state) states, array_agg(p.was) was,
        array_agg(p.changed_on) days
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
    roadmap_id, version, changed, has_note, link, evidence, ids, states, before, days = found
    mine, previous = {}, State.TODO
    for checkpoint, then, then_was, on in zip(ids or [], states or [], before or [], days or [], strict=True):
        mine[checkpoint] = (then, on, False, "", "")
        if checkpoint == pk:
            previous = then_was if then == state else then
    for checkpoint in {*(changed or []), pk}:
        if checkpoint in mine or state != State.TODO:
            # Our own write, or the identical one of a request that won after this one began to look.
            on = mine[checkpoint][1] if checkpoint in mine and not changed else day
            mine[checkpoint] = (state, on, False, "", "")
    if pk in mine:
        mine[pk] = (*mine[pk][:2], bool(has_note), link or "", evidence or "")
    return Marked(roadmap_id, version, was or previous, mine, changed or [])
