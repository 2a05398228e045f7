"""The one function that counts progress, for every page, feed, badge and export. Pure."""

from operator import add
from typing import NamedTuple


class Totals(NamedTuple):
    """Counts of checkpoints and minutes. `of` leaves out what is skipped, retired or optional (see design: Totals).

    What one should have before is counted apart: `held` of `prerequisites`, neither work nor optional.
    """

    done: int = 0
    of: int = 0
    doing: int = 0
    skipped: int = 0
    optional_done: int = 0
    known_minutes_left: int = 0
    left_with_hours: int = 0
    optional: int = 0
    held: int = 0
    prerequisites: int = 0

    def __add__(self, other):
        return Totals(*map(add, self, other))

    @property
    def left(self):
        return self.of - self.done

    @property
    def percent(self):
        """The floor; 100 exactly when done = of. Of nothing there is no percentage: 0."""
        return 100 * self.done // self.of if self.of else 0

    @property
    def is_empty(self):
        return self.of == 0

    @property
    def is_complete(self):
        return self.of > 0 and self.done == self.of

    @property
    def minutes_left(self):
        """None when none of what is left has known hours; 0 when nothing is left."""
        return self.known_minutes_left if self.left_with_hours or not self.left else None

    @property
    def minutes_left_unknown(self):
        """Whether something that is left has no known hours."""
        return self.left > self.left_with_hours


def count(checkpoints, states):
    """Totals of `checkpoints` where `states` is {id: state}, to do if absent.

    A checkpoint has `id`, `minutes`, `is_optional` and `is_prerequisite`.
    """
    done = of = doing = skipped = optional_done = minutes_left = left_with_hours = optional = held = prerequisites = 0
    for checkpoint in checkpoints:
        state = states.get(checkpoint.id, "todo")
        if checkpoint.is_prerequisite:
            prerequisites += 1
            held += state == "done"
        elif checkpoint.is_optional:
            optional += 1
            optional_done += state == "done"
        elif state == "skipped":
            skipped += 1
        else:
            of += 1
            if state == "done":
                done += 1
            else:
                doing += state == "doing"
                if checkpoint.minutes is not None:
                    minutes_left += checkpoint.minutes
                    left_with_hours += 1
    return Totals(done, of, doing, skipped, optional_done, minutes_left, left_with_hours, optional, held, prerequisites)
