"""What is too much for a roadmap to be stored and shown, though it can be read. No Django, no I/O."""

from collections.abc import Iterator

from .effort import LONGEST, MOST, MOST_OF_ALL, TOO_MUCH, effort
from .outline_parts import Outline, Problem

MAX_BOXES = 10_000
MAX_HEADINGS = 2_000  # phases and milestones
LONGEST_TITLE = 4_000  # characters
LONGEST_STORED_TITLE = 300  # of a longer one the whole goes into the description


def problems(outline: Outline) -> Iterator[Problem]:
    """One for each part that has too much, and one for the whole where it gets too much."""
    yield from _too_many("boxes", [checkpoint for _, _, checkpoint in outline.checkpoints()], MAX_BOXES)
    milestones = [milestone for phase in outline.phases for milestone in phase.milestones]
    yield from _too_many("headings", sorted([*outline.phases, *milestones], key=_line), MAX_HEADINGS)
    total = 0
    for line, title, text in _texts(outline):
        if len(title) > LONGEST_TITLE:
            yield Problem(line, f"this title is longer than {LONGEST_TITLE:,} characters")
        if len(text) > LONGEST:
            yield Problem(
                line, f"the text here is longer than {LONGEST:,} characters; put headings or boxes in between"
            )
            continue
        cost = (effort(text) if text else 0) + (effort(title) if len(title) > LONGEST_STORED_TITLE else 0)
        if cost > MOST:
            yield Problem(line, f"the text here {TOO_MUCH}")
        if total <= MOST_OF_ALL < total + cost:
            yield Problem(line, f"up to here the whole {TOO_MUCH}; cut it in several")
        total += cost


def _too_many(what, parts, most):
    if len(parts) > most:
        yield Problem(parts[most].line, f"the text has more than {most:,} {what}")


def _line(part):
    return part.line


def _texts(outline):
    """(line, title, text) of everything that has a text, in the order of the text."""
    yield 1, outline.title, outline.introduction
    for phase in outline.phases:
        yield phase.line, phase.title, phase.description
        for milestone in phase.milestones:
            yield milestone.line, milestone.title, milestone.description
            for checkpoint in milestone.checkpoints:
                yield checkpoint.line, checkpoint.title, checkpoint.description
