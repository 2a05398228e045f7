from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.db.models import Count

from roadmaps.models import Role, Skill, Source

from .forms import LinesField


class FactAdmin(admin.ModelAdmin):
    """What an administrator changes is theirs: `load_content` leaves it alone from then on."""

    search_fields = ["slug"]
    save_on_top = True
    formfield_overrides = {ArrayField: {"form_class": LinesField}}

    def get_readonly_fields(self, request, fact=None):
        return ["slug"] if fact else []

    def has_delete_permission(self, request, fact=None):
        return False  # other content refers to it


@admin.register(Source)
class SourceAdmin(FactAdmin):
    list_display = ["title", "slug", "published_on"]
    search_fields = ["title", "slug"]


@admin.register(Skill)
class SkillAdmin(FactAdmin):
    list_display = ["name", "slug", "checkpoint_count"]
    ordering = ["position", "slug"]  # grouping forgets the model's
    search_fields = ["name", "slug"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(checkpoint_count=Count("checkpoints"))

    @admin.display(description="checkpoints", ordering="checkpoint_count")
    def checkpoint_count(self, skill):
        return skill.checkpoint_count


@admin.register(Role)
class RoleAdmin(FactAdmin):
    list_display = ["name", "slug", "focus"]
    search_fields = ["name", "slug", "aliases"]
    filter_horizontal = ["sources"]
