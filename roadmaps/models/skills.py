from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from .facts import Loaded, SlugField

LEVELS = range(1, 6)


class Skill(Loaded):
    """Something rated 1 (basic) to 5 (expert)."""

    slug = SlugField(unique=True)
    name = models.CharField(max_length=100)
    summary = models.TextField(blank=True)
    levels = ArrayField(
        models.CharField(max_length=500), default=list, blank=True, help_text="What 1, 2, 3, 4 and 5 mean, a line each."
    )
    aliases = ArrayField(
        models.CharField(max_length=100), default=list, blank=True, help_text="Other names, as job advertisements say."
    )
    tools = ArrayField(
        models.CharField(max_length=100), default=list, blank=True, help_text="Tools and libraries that belong to it."
    )

    def __str__(self):
        return self.name

    def clean(self):
        if self.levels and len(self.levels) != len(LEVELS):
            raise ValidationError({"levels": f"There are {len(LEVELS)} levels, a line each; not {len(self.levels)}."})

    def get_absolute_url(self):
        return reverse("skill_detail", args=[self.slug])
