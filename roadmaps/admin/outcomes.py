"""How a roadmap fares, for its authors, and nothing about so few people that one could be recognised."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from roadmaps import impact
from roadmaps.contents import contents_of

FEWEST = 5
SKIPPED_MOST = 20


@dataclass(frozen=True)
class People:
    """A number of people out of so many, as it may be shown: below five it is hidden, and so is its bar."""

    number: int
    of: int

    def __str__(self):
        return f"fewer than {FEWEST}" if self.is_hidden else f"{self.number:,}"

    @property
    def is_hidden(self):
        return 0 < self.number < FEWEST

    @property
    def percent(self):
        """For the bar; None where there is none to draw."""
        return None if self.is_hidden or not self.of else round(100 * self.number / self.of)

    @property
    def words(self):
        """“one person” never comes up: such a number is hidden."""
        return f"{self} people" if self.number else "nobody"


class ShowsOutcomes:
    """Of RoadmapAdmin: the page `<pk>/outcomes/`."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.outcomes_page)
        return [path("<int:pk>/outcomes/", view, name="roadmaps_roadmap_outcomes"), *super().get_urls()]

    @method_decorator(require_safe)
    def outcomes_page(self, request, pk):
        """Two statements and the roadmap's contents."""
        roadmap = self.get_object(request, str(pk))
        if not self.has_view_permission(request, roadmap):
            raise PermissionDenied
        if roadmap is None:
            raise Http404
        outcomes = impact.outcomes_of(roadmap)
        context = {
            **self.admin_site.each_context(request),
            "title": "How it fares",
            "subtitle": str(roadmap),
            "opts": self.opts,
            "original": roadmap,
            "fewest": FEWEST,
            "outcomes": numbers_of(roadmap, outcomes) if outcomes.followers >= FEWEST else None,
        }
        return TemplateResponse(request, "admin/roadmaps/roadmap/outcomes.html", context)


def numbers_of(roadmap, outcomes):
    """What the page shows, every number as People."""
    followers, looked_at = outcomes.followers, outcomes.looked_at
    halted = sum(outcomes.halts.values())
    contents = contents_of(roadmap)
    return {
        "followers": People(followers, followers),
        "paused": People(outcomes.paused, followers),
        "stopped": People(outcomes.stopped, followers),
        "looked_at": looked_at if looked_at < followers else None,
        "active": People(outcomes.active, looked_at),
        "finished": People(outcomes.finished, looked_at),
        "halted": People(halted, looked_at),
        "before_the_first": People(outcomes.halts.get(None, 0), halted),
        "milestones": _milestones(contents, outcomes, halted),
        "skipped_most": _skipped_most(contents, outcomes),
    }


def _milestones(contents, outcomes, halted):
    """[(milestone, people who stopped in it, [(checkpoint, done, doing, skipped)])]"""
    return [
        (
            milestone,
            People(sum(outcomes.halts.get(c.pk, 0) for c in milestone.checkpoint_list), halted),
            [(checkpoint, *_states(checkpoint, outcomes)) for checkpoint in milestone.checkpoint_list],
        )
        for phase in contents.phases
        for milestone in phase.milestone_list
    ]


def _states(checkpoint, outcomes):
    states = outcomes.states.get(checkpoint.pk, {})
    return [People(states.get(state, 0), outcomes.looked_at) for state in ("done", "doing", "skipped")]


def _skipped_most(contents, outcomes):
    """[(checkpoint, people)], most people first; where the number is hidden its rank is too."""
    found = [(checkpoint, _states(checkpoint, outcomes)[2]) for checkpoint in contents.checkpoints]
    found = [(checkpoint, people) for checkpoint, people in found if people.number]
    found.sort(key=lambda pair: -1 if pair[1].is_hidden else -pair[1].number)
    return found[:SKIPPED_MOST]
