"""Who is touched by an edit of content. `roadmaps` knows no people: other apps add what counts and what follows."""

from dataclasses import dataclass, field

# Each takes checkpoint ids and returns {checkpoint id: number of people with progress on it}.
counters = []
# Each is called with a roadmap after a published change is committed; repeatable, in short transactions.
after_publish = []
# Each takes a roadmap and returns its Outcomes.
outcomes = []


@dataclass(frozen=True)
class Outcomes:
    """How a roadmap fares, in numbers of people. Those after `looked_at` are of so many of the followers.

    `halts` is {checkpoint id: people who stopped after it}, None for those who had done nothing yet; `states` is
    {checkpoint id: {"done": people, "doing": …, "skipped": …}}.
    """

    followers: int
    paused: int = 0
    stopped: int = 0
    looked_at: int = 0
    active: int = 0
    finished: int = 0
    halts: dict = field(default_factory=dict)
    states: dict = field(default_factory=dict)


def people_by_checkpoint(ids):
    """{checkpoint id: number of people}, without those that touch nobody."""
    totals = {}
    for counter in counters:
        for pk, people in counter(list(ids)).items():
            totals[pk] = totals.get(pk, 0) + people
    return totals


def run_after_publish(roadmap):
    for job in after_publish:
        job(roadmap)


def outcomes_of(roadmap):
    """What the first that knows people says."""
    return next((provider(roadmap) for provider in outcomes), Outcomes(0))
