"""What ticks say about a skill: a level that may fit by now. It is suggested with its reason, never set. Pure.

A roadmap's hours of a skill are read as leading from nothing to the level that its roles ask for, its top (see also
`closing`): so who has done a share of them may stand at that share of the top, rounded down. Skipped hours are not
done. Hours that are not known say nothing, nor does what is optional or was there before.

A roadmap that spends less than half the usual time on a skill is silent about it: two hours make no expert.
"""

from collections import defaultdict
from dataclasses import dataclass
from statistics import median

from tracker.closing import counts, top_of


@dataclass(frozen=True)
class Walked:
    """The minutes that a roadmap spends on a skill, how many of them are done, and the level to which they lead."""

    title: str
    done: int
    of: int
    top: int

    @property
    def level(self):
        """0 where nothing is said."""
        return self.top * self.done // self.of if self.of else 0


@dataclass(frozen=True)
class Suggestion:
    level: int
    by: Walked


def suggestions(walked, mine):
    """{skill id: Suggestion} above one's own levels.

    `walked` is {skill id: [Walked of each roadmap in reach, done or not]}, `mine` {skill id: level}.
    """
    found = {}
    for skill_id, roadmaps in walked.items():
        enough = median(roadmap.of for roadmap in roadmaps) / 2
        best = max(
            (roadmap for roadmap in roadmaps if roadmap.of >= enough),
            key=lambda roadmap: (roadmap.level, roadmap.done),
        )
        if best.level > mine.get(skill_id, 0):
            found[skill_id] = Suggestion(best.level, best)
    return found


def walked_in(courses, states, asked):
    """{skill id: [Walked]} of `skills.Course`s, by {checkpoint id: state} and what `bar.asked_by_each` gives."""
    walked = defaultdict(list)
    for course in courses:
        for skill_id, (done, of) in _minutes(course.contents, states).items():
            top = top_of(course.roadmap.role_ids, skill_id, asked)
            walked[skill_id].append(Walked(course.title, done, of, top))
    return walked


def _minutes(contents, states):
    """{skill id: [done, of]} of the hours that are known."""
    minutes = defaultdict(lambda: [0, 0])
    for checkpoint in contents.checkpoints:
        if not checkpoint.minutes or not counts(checkpoint):
            continue
        for skill_id in checkpoint.skill_ids:
            minutes[skill_id][0] += checkpoint.minutes if states.get(checkpoint.pk) == "done" else 0
            minutes[skill_id][1] += checkpoint.minutes
    return minutes
