"""The parts of a roadmap's outline, as `roadmaps.outline` reads and writes them. No Django, no I/O."""

from collections.abc import Iterator
from dataclasses import dataclass, field

KINDS = ("learn", "build", "deliver", "check")
RESOURCE_KINDS = (
    "article",
    "book",
    "course",
    "docs",
    "paper",
    "video",
    "tool",
    "dataset",
    "practice",
    "podcast",
    "community",
)
COSTS = ("free", "paid", "mixed")


@dataclass(frozen=True)
class Problem:
    """What is wrong with a text, and in which line (from 1)."""

    line: int
    message: str

    def __str__(self):
        return f"line {self.line}: {self.message}"


class OutlineError(ValueError):
    """A text that cannot be read; `problems` lists everything found, in the order of lines."""

    def __init__(self, problems: list[Problem]):
        self.problems = sorted(problems, key=lambda problem: problem.line)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def _line():
    """Where a part began in the text it was read from; not part of what it is."""
    return field(default=0, compare=False)


@dataclass
class Resource:
    """Something to read, watch or use. `remark` corrects what is out of date."""

    title: str
    url: str = ""
    kind: str = "article"
    by: str = ""
    cost: str = ""
    remark: str = ""
    line: int = _line()


@dataclass
class Checkpoint:
    """One thing to tick. `hours` is what the text says, in minutes (low, high); None when it says nothing.

    `section` is the heading above it, empty below Learn, Build, Deliver and Check. `depth` counts the boxes it
    stands in. `same_as` is "roadmap#slug". `done` is true for a box that is ticked in the text.
    """

    title: str
    slug: str = ""
    kind: str = "learn"
    section: str = ""
    depth: int = 0
    optional: bool = False
    hours: tuple[int, int] | None = None
    skills: list[str] = field(default_factory=list)
    same_as: str = ""
    replaces: list[str] = field(default_factory=list)
    done: bool = False
    description: str = ""
    resources: list[Resource] = field(default_factory=list)
    line: int = _line()


@dataclass
class Milestone:
    """A stretch of a phase, often a week. `study` and `practice` are minutes; None is unknown, not 0.

    `estimated`: these are our estimate, no source's. `prerequisites`: it lists what one should have already.
    """

    title: str
    slug: str = ""
    weeks: int | None = None
    study: int | None = None
    practice: int | None = None
    optional: bool = False
    estimated: bool = False
    prerequisites: bool = False
    description: str = ""
    resources: list[Resource] = field(default_factory=list)
    checkpoints: list[Checkpoint] = field(default_factory=list)
    line: int = _line()


@dataclass
class Phase:
    """A part of a roadmap, often a month. `optional` makes everything in it optional."""

    title: str
    slug: str = ""
    optional: bool = False
    description: str = ""
    milestones: list[Milestone] = field(default_factory=list)
    line: int = _line()


@dataclass
class Outline:
    """A whole roadmap. `slug` is empty for a text that is not in our form; `weeks` is (low, high).

    `position` is its place in lists of roadmaps, the lowest first. `lines` says where the keys of the front matter
    stood in the text it was read from.
    """

    slug: str = ""
    title: str = ""
    summary: str = ""
    audience: str = ""
    outcomes: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    weeks: tuple[int, int] | None = None
    hours_per_week: int | None = None
    sources: list[str] = field(default_factory=list)
    position: int = 0
    introduction: str = ""
    phases: list[Phase] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    def checkpoints(self) -> Iterator[tuple[Phase, Milestone, Checkpoint]]:
        """Every checkpoint in the order of the text, with where it stands."""
        for phase in self.phases:
            for milestone in phase.milestones:
                for checkpoint in milestone.checkpoints:
                    yield phase, milestone, checkpoint
