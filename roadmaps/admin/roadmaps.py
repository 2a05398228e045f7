from django.contrib import admin, messages
from django.contrib.postgres.fields import ArrayField
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from roadmaps import publishing
from roadmaps.models import Revision, Roadmap

from .forms import LinesField, PublishableForm


@admin.register(Roadmap)
class RoadmapAdmin(admin.ModelAdmin):
    form = PublishableForm
    formfield_overrides = {ArrayField: {"form_class": LinesField}}
    list_display = ["title", "slug", "is_public", "checkpoint_count", "version", "updated_at"]
    search_fields = ["title", "slug"]
    ordering = ["position", "slug"]  # grouping forgets the model's
    filter_horizontal = ["roles", "sources"]
    actions = ["publish_selected", "unpublish_selected"]
    save_on_top = True

    def get_queryset(self, request):
        live = Count("checkpoints", filter=Q(checkpoints__retired_at=None))
        return super().get_queryset(request).filter(personal=False).annotate(checkpoint_count=live)

    @admin.display(boolean=True, description="public", ordering="published_at")
    def is_public(self, roadmap):
        return roadmap.is_public

    @admin.display(description="checkpoints", ordering="checkpoint_count")
    def checkpoint_count(self, roadmap):
        return roadmap.checkpoint_count

    def get_readonly_fields(self, request, roadmap=None):
        return ["slug"] if roadmap else []

    def has_delete_permission(self, request, roadmap=None):
        return False  # people follow it: unpublish instead

    def save_model(self, request, roadmap, form, change):
        """What is not in the form stays as it is now, not as it was when the form was read."""
        if change:
            now = publishing.locked(roadmap.slug)
            for name in ("version", "updated_at", "loaded_text", "published_at", "retired_at"):
                setattr(roadmap, name, getattr(now, name))
        super().save_model(request, roadmap, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        publishing.tidy(form.instance)
        publishing.publish(form.instance, origin=Revision.Origin.ADMIN, by=request.user)

    @admin.action(description="Publish: everybody can read and follow it", permissions=["change"])
    def publish_selected(self, request, roadmaps):
        self._set_published(request, roadmaps, timezone.now(), "Published")

    @admin.action(description="Unpublish: followers keep it, nobody else sees it", permissions=["change"])
    def unpublish_selected(self, request, roadmaps):
        self._set_published(request, roadmaps, None, "Unpublished")

    @transaction.atomic
    def _set_published(self, request, roadmaps, at, verb):
        for roadmap in roadmaps.filter(published_at__isnull=at is not None):
            roadmap.published_at = at
            roadmap.save(update_fields=["published_at"])
            publishing.publish(roadmap, origin=Revision.Origin.ADMIN, by=request.user)
            self.log_change(request, roadmap, verb)
            messages.success(request, f"{verb}: {roadmap}")
