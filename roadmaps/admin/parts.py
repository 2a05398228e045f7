from django.contrib import admin
from django.db import models

from roadmaps.models import Milestone, Phase, Resource

from .forms import PartForm
from .public_only import PublicRoadmapFilter
from .publishing import PublishesItsRoadmap


class ResourceInline(admin.TabularInline):
    model = Resource
    extra = 0
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    fields = ["title", "url", "kind", "by", "cost", "remark", "position"]


@admin.register(Phase)
class PhaseAdmin(PublishesItsRoadmap, admin.ModelAdmin):
    form = PartForm
    list_display = ["title", "roadmap", "position"]
    list_filter = [("roadmap", PublicRoadmapFilter)]
    search_fields = ["title", "slug", "roadmap__title"]
    autocomplete_fields = ["roadmap"]

    def get_readonly_fields(self, request, phase=None):
        return ["roadmap", "slug"] if phase else []

    def has_delete_permission(self, request, phase=None):
        """Only an empty one goes; milestones are moved first."""
        return phase is not None and not phase.milestones.exists() and super().has_delete_permission(request, phase)


@admin.register(Milestone)
class MilestoneAdmin(PublishesItsRoadmap, admin.ModelAdmin):
    form = PartForm
    list_display = ["title", "phase", "roadmap", "position"]
    list_select_related = ["phase", "roadmap"]
    list_filter = [("roadmap", PublicRoadmapFilter)]
    search_fields = ["title", "slug", "roadmap__title"]
    autocomplete_fields = ["phase"]
    exclude = ["roadmap"]
    inlines = [ResourceInline]

    def get_readonly_fields(self, request, milestone=None):
        return ["slug"] if milestone else []

    def has_delete_permission(self, request, milestone=None):
        """Only an empty one goes; checkpoints are moved first."""
        if milestone is None or milestone.checkpoints.filter(retired_at=None).exists():
            return False
        return super().has_delete_permission(request, milestone)
