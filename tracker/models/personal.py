import secrets
import string
from dataclasses import dataclass

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from roadmaps import changes, publishing
from roadmaps.models import Checkpoint, Milestone, Phase, Roadmap
from roadmaps.problems import OWN

from .enrollments import Enrollment
from .log import FocusTimer, LogEntry
from .pace import PlanChange
from .progress import Progress, ProgressEvent
from .reports import Report
from .users import User

MOST = 50  # of one person
LETTERS = string.ascii_lowercase + string.digits


class TooMany(Exception):
    """There are `MOST` already; nothing was made."""


class ChangedMeanwhile(Exception):
    """The list is not what the form was made with; nothing was stored."""


@dataclass
class Updated:
    """What bringing a newer version of a list did."""

    changes: changes.Changes
    ticked: int


class PersonalRoadmapQuerySet(models.QuerySet):
    @transaction.atomic
    def erase(self):
        """The roadmaps with all that is on them, for good: what points to something goes before it."""
        for roadmap in Roadmap.objects.filter(owned__in=self, personal=True):
            for rows in (ProgressEvent, Progress, Report, PlanChange):
                rows.objects.filter(checkpoint__in=roadmap.checkpoints.all()).delete()
            for rows in (LogEntry, FocusTimer):  # the time was spent, whatever becomes of the list
                rows.objects.filter(checkpoint__in=roadmap.checkpoints.all()).update(checkpoint=None)
            for rows in (Enrollment, PersonalRoadmap, Checkpoint, Milestone, Phase):
                rows.objects.filter(roadmap=roadmap).delete()
            roadmap.delete()


class PersonalRoadmap(models.Model):
    """A roadmap of one person's own, from a list that they moved in with. In nobody else's pages, nor in the admin."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="personal_roadmaps")
    roadmap = models.OneToOneField(Roadmap, on_delete=models.RESTRICT, related_name="owned")
    # Made with the form: sending it twice makes one roadmap.
    form_id = models.UUIDField()
    made_at = models.DateTimeField(default=timezone.now)

    objects = PersonalRoadmapQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "form_id"], name="one_personal_roadmap_per_form"),
        ]

    def __str__(self):
        return f"{self.roadmap} of {self.user}"

    @classmethod
    @transaction.atomic
    def make(cls, user, own, *, form_id):
        """A roadmap from a list (`own_lists.OwnList`), followed, with its ticks; the same form again gives the same.

        Raises TooMany.
        """
        User.objects.select_for_update(no_key=True).get(pk=user.pk)  # one at a time counts and makes
        made = user.personal_roadmaps.filter(form_id=form_id).select_related("roadmap").first()
        if made:
            return made
        if user.personal_roadmaps.count() >= MOST:
            raise TooMany
        own.outline.slug = OWN + "".join(secrets.choice(LETTERS) for _ in range(16))
        Roadmap.objects.create(slug=own.outline.slug, title=own.outline.title, personal=True)
        roadmap = publishing.store(own.outline)
        made = cls.objects.create(user=user, roadmap=roadmap, form_id=form_id)
        user.follow(roadmap)
        made._publish()
        made._tick(own.states)
        return made

    @transaction.atomic
    def rename(self, title):
        """Another title; what hangs on the roadmap's version is made anew."""
        self.roadmap = publishing.locked(self.roadmap.slug)
        self.roadmap.title = title
        self.roadmap.save(update_fields=["title"])
        self._publish()

    @transaction.atomic
    def update(self, own, *, version):
        """Store a newer version of the list. Ticks are kept, boxes ticked in it are ticked, nothing is lowered.

        Raises ChangedMeanwhile when the roadmap is no longer at `version`.
        """
        self.roadmap = publishing.locked(self.roadmap.slug)
        if self.roadmap.version != version:
            raise ChangedMeanwhile
        wanted = publishing.normalised(own.outline)
        found = changes.compare(publishing.outline_of(self.roadmap), wanted)
        if not found.is_empty:
            self.roadmap = publishing.store(wanted)
            self._publish()
        return Updated(found, len(self._tick(own.states)))

    def _publish(self):
        """Hours and version; what one changes oneself is no news."""
        publishing.publish(self.roadmap, origin=None)
        self.roadmap.refresh_from_db()
        self.user.enrollments.filter(roadmap=self.roadmap).update(seen_version=self.roadmap.version)

    def _tick(self, states):
        ids = dict(self.roadmap.checkpoints.filter(slug__in=states).values_list("slug", "pk"))
        return self.user.tick({ids[slug]: state for slug, state in states.items()})
