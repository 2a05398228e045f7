"""What the pages of skills are computed from: ratings, goal, pace, and the roadmaps in reach. Read once for a page."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F, FilteredRelation, Q
from django.urls import reverse

from roadmaps.contents import Contents, contents_of_all
from roadmaps.facts import Facts, facts
from roadmaps.models import Roadmap
from tracker.models import Goal, Pace, SkillRating, TimeOff, User
from tracker.schedule import Budget
from tracker.trail import progress_in

LONG = ("introduction", "introduction_html", "loaded_text")  # texts of a roadmap that no page of skills shows


@dataclass(frozen=True)
class Course:
    """A roadmap in reach: a published one, or one that the person follows or followed."""

    roadmap: Roadmap  # with `role_ids`
    contents: Contents
    state: str = ""  # "active", "paused", "stopped"; empty: never followed

    @property
    def is_followed(self):
        return self.state in ("active", "paused")

    @property
    def title(self):
        return self.roadmap.title

    @cached_property
    def address(self):
        """One's own page of a roadmap that one ever followed, else the public one."""
        return reverse("my_roadmap", args=[self.roadmap.slug]) if self.state else self.roadmap.get_absolute_url()

    def address_of(self, checkpoint):
        return reverse("my_checkpoint", args=[checkpoint.pk]) if self.state else f"{self.address}#{checkpoint.slug}"


@dataclass
class Mine:
    """Everything of a person that their pages of skills need; `states` are {checkpoint id: state}, to do if absent."""

    user: User
    today: date
    facts: Facts
    ratings: dict
    goal: Goal | None
    pace: Pace
    off: tuple
    courses: list
    states: dict = field(default_factory=dict)

    @cached_property
    def levels(self):
        """{skill id: one's own level}"""
        return {skill_id: rating.level for skill_id, rating in self.ratings.items()}

    @cached_property
    def minutes(self):
        """Minutes a week: what was chosen over all roadmaps, else for each of them together; 0 without a pace."""
        own = sum(course.roadmap.mine_hours or 0 for course in self.courses if course.state == "active")
        return 60 * (self.pace.hours_per_week or own)

    @property
    def budget(self):
        """Their weeks from today on; None without a pace."""
        return Budget(self.minutes, self.today, self.pace.week_starts_on, self.off) if self.minutes else None

    def state(self, checkpoint):
        return self.states.get(checkpoint.pk, "todo")


def mine_of(user, ratings=None):
    """Six queries, and four where contents are not in memory; one fewer with `ratings`, the newest by skill id.

    They are: whether facts were changed; the person with pace and goal; ratings; days off; roadmaps; progress.
    """
    found = facts()
    person = User.objects.select_related("pace", "goal").get(pk=user.pk)
    goal = getattr(person, "goal", None)
    courses = courses_of(user)
    today = user.today()
    return Mine(
        person,
        today,
        found,
        SkillRating.objects.latest_of(user) if ratings is None else ratings,
        goal,
        Pace.of(person),
        TimeOff.objects.filter(user=user).spans(today),
        courses,
        states_of(user, courses),
    )


def courses_of(user):
    """Courses in the order of the public list, one's own last: one query, and four where contents are not in memory."""
    in_reach = Roadmap.objects.published().values("pk").union(user.enrollments.values("roadmap"))
    roadmaps = (
        Roadmap.objects.filter(pk__in=in_reach)
        .annotate(
            mine=FilteredRelation("enrollments", condition=Q(enrollments__user=user)),
            mine_id=F("mine__pk"),
            mine_hours=F("mine__hours_per_week"),
            mine_paused_at=F("mine__paused_at"),
            mine_stopped_at=F("mine__stopped_at"),
            role_ids=ArrayAgg("roles", filter=Q(roles__isnull=False), default=[]),
        )
        .defer(*LONG)
        .order_by("personal", "position", "slug")
    )
    roadmaps = list(roadmaps)
    contents = contents_of_all((roadmap.pk, roadmap.version) for roadmap in roadmaps)
    return [Course(roadmap, contents[roadmap.pk], _state(roadmap)) for roadmap in roadmaps]


def states_of(user, courses):
    """{checkpoint id: state} of what is not to do: one query."""
    mine = progress_in(user, [course.roadmap.pk for course in courses])
    return {pk: state for pk, (state, *_) in mine.items()}


def _state(roadmap):
    if roadmap.mine_id is None:
        return ""
    if roadmap.mine_stopped_at:
        return "stopped"
    return "paused" if roadmap.mine_paused_at else "active"
