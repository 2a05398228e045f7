"""What the search looks through: an entry for each thing that everybody may read, filled by `search_index`."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q

from .outlines import Roadmap

LONGEST_TITLE = 300
LONGEST_TEXT = 20_000  # characters: a vector has a size that it may not exceed


def _vector(name, weight):
    """The words as they stand, for beginnings of words, and as English reduces them."""
    plain = SearchVector(name, weight=weight, config="simple")
    return plain + SearchVector(name, weight=weight, config="english")


class SearchEntryQuerySet(models.QuerySet):
    def public(self):
        """Whatever was not told of a roadmap's end: what belongs to it is out with it."""
        is_open = Q(roadmap__published_at__isnull=False, roadmap__retired_at=None, roadmap__personal=False)
        return self.filter(Q(roadmap=None) | is_open)


class SearchEntry(models.Model):
    """Where something stands, and the words by which it is found."""

    class Kind(models.TextChoices):
        """What it is, in the plural, as results are headed."""

        PAGE = "page", "Pages"
        ROLE = "role", "Roles"
        SKILL = "skill", "Skills"
        ROADMAP = "roadmap", "Roadmaps"
        CHECKPOINT = "checkpoint", "Checkpoints"
        QUESTION = "question", "Interview questions"
        PROJECT = "project", "Projects"
        EXERCISE = "exercise", "Exercises"
        GUIDE = "guide", "Guides"
        TERM = "term", "Glossary"
        COMPANY = "company", "Companies"
        STAGE = "stage", "Kinds of interview"
        SOURCE = "source", "Sources"
        DISAGREEMENT = "disagreement", "Disagreements"
        TARGET = "target", "Targets"

    kind = models.CharField(max_length=12, choices=Kind)
    key = models.CharField(max_length=161)  # its slug; of a checkpoint roadmap#slug
    title = models.CharField(max_length=LONGEST_TITLE)
    aliases = models.TextField(blank=True, default="")  # a line each, with a line end before the first and the last
    # Where it stands: shown, but not searched, or a roadmap's name would find all of its checkpoints.
    context = models.CharField(max_length=LONGEST_TITLE, blank=True, default="")
    text = models.TextField(blank=True, default="")
    url = models.CharField(max_length=300)
    # Of a roadmap and its checkpoints.
    roadmap = models.ForeignKey(Roadmap, on_delete=models.CASCADE, null=True, related_name="+")
    document = models.GeneratedField(
        expression=_vector("title", "A") + _vector("aliases", "B") + SearchVector("text", weight="D", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_search_entry_per_key")]
        indexes = [GinIndex(fields=["document"], name="search_document")]

    def __str__(self):
        return self.title
