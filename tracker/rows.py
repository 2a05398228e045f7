"""One checkpoint in one person's list: what the row's template gets, and its HTML, rendered once per state."""

from dataclasses import dataclass

from django.template.loader import get_template
from django.utils.formats import date_format
from django.utils.safestring import mark_safe

from roadmaps.models import Checkpoint
from tracker.fragments import kept
from tracker.models.progress import State


@dataclass(frozen=True)
class Row:
    checkpoint: Checkpoint
    state: str = State.TODO
    state_label: str = State.TODO.label
    note: bool = False
    link: str = ""
    evidence: str = ""

    @property
    def pk(self):
        return self.checkpoint.pk

    @property
    def is_retired(self):
        return self.checkpoint.retired_at is not None

    @property
    def is_left(self):
        return self.state in {State.TODO, State.DOING}


def row_of(checkpoint, mine, today):
    """The row of a checkpoint; `mine` is None or (state, first done on, has note, link, evidence)."""
    if mine is None:
        return Row(checkpoint)
    state, on, note, link, evidence = mine
    return Row(checkpoint, state, state_label(state, on, today, checkpoint), note, link, evidence)


def word(state, checkpoint):
    """The state in a word; what one had before is “Held” rather than “Done”."""
    return "Held" if checkpoint.is_prerequisite and state == State.DONE else State(state).label


def state_label(state, on, today, checkpoint):
    """“Done 9 Nov”: the word, and for what is done the day. What one had before is held, on no day."""
    label = word(state, checkpoint)
    if state != State.DONE or on is None or checkpoint.is_prerequisite:
        return label
    if on == today:
        return f"{label} today"
    return f"{label} {date_format(on, 'j M' if on.year == today.year else 'j M Y')}"


def html(row, version):
    """The row's element. Rows without texts of one's own are kept and shared by everyone."""
    if row.note or row.link or row.evidence:
        return _render(row)
    return kept((row.pk, version, row.state, row.state_label), lambda: _render(row))


def _render(row):
    return mark_safe(get_template("tracker/progress/_checkpoint.html").render({"row": row}).strip())  # noqa: S308
