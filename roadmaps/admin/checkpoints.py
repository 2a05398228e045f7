from django.contrib import admin, messages
from django.db import transaction
from django.shortcuts import render
from django.utils import timezone

from roadmaps import impact, publishing
from roadmaps.models import Checkpoint, Revision

from .forms import CheckpointForm, problems_when_saved
from .parts import ResourceInline
from .public_only import PublicRoadmapFilter
from .publishing import PublishesItsRoadmap


@admin.register(Checkpoint)
class CheckpointAdmin(PublishesItsRoadmap, admin.ModelAdmin):
    """Checkpoints are renamed, moved and retired, never deleted: people's ticks stand on them."""

    form = CheckpointForm
    list_display = ["title", "roadmap", "milestone", "kind", "is_live"]
    ordering = ["roadmap__position", "milestone__phase__position", "milestone__position", "position", "pk"]
    list_select_related = ["roadmap", "milestone"]
    list_filter = [("retired_at", admin.EmptyFieldListFilter), "kind", ("roadmap", PublicRoadmapFilter)]
    search_fields = ["title", "slug"]
    autocomplete_fields = ["milestone", "skills"]
    readonly_fields = ["people", "state"]
    inlines = [ResourceInline]
    actions = ["retire_selected", "restore_selected"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "people",
                    "state",
                    "milestone",
                    "slug",
                    "title",
                    "kind",
                    "section",
                    "depth",
                    "position",
                ]
            },
        ),
        ("What to do", {"fields": ["description", "skills"]}),
        ("Counting", {"fields": ["optional", "hours_low", "hours_high"]}),
        ("Links to others", {"fields": ["same_as", "replaces"]}),
    ]

    @admin.display(boolean=True, description="live", ordering="retired_at")
    def is_live(self, checkpoint):
        return checkpoint.retired_at is None

    @admin.display(description="people with progress on it")
    def people(self, checkpoint):
        count = impact.people_by_checkpoint([checkpoint.pk]).get(checkpoint.pk, 0) if checkpoint.pk else 0
        return f"{count}. A change of words reaches them; if it is about something else, retire it and add a new one."

    @admin.display(description="state")
    def state(self, checkpoint):
        return f"retired on {checkpoint.retired_at:%-d %b %Y}" if checkpoint.retired_at else "live"

    def get_readonly_fields(self, request, checkpoint=None):
        return [*self.readonly_fields, "slug"] if checkpoint else self.readonly_fields

    def has_delete_permission(self, request, checkpoint=None):
        return False

    @admin.action(description="Retire: out of the roadmap, kept for those who have progress", permissions=["change"])
    def retire_selected(self, request, checkpoints):
        return self._ask_then_set(request, checkpoints.filter(retired_at=None), timezone.now(), "Retire")

    @admin.action(description="Restore: back into the roadmap", permissions=["change"])
    def restore_selected(self, request, checkpoints):
        return self._ask_then_set(request, checkpoints.exclude(retired_at=None), None, "Restore")

    def _ask_then_set(self, request, checkpoints, retired_at, verb):
        """First a page that says how many people are affected; after its button the change."""
        checkpoints = list(checkpoints.select_related("roadmap", "milestone"))
        homeless = [checkpoint for checkpoint in checkpoints if retired_at is None and checkpoint.milestone is None]
        if homeless:
            messages.error(request, f"Give a milestone first to: {', '.join(map(str, homeless))}")
            return None
        for checkpoint in checkpoints:
            checkpoint.retired_at = retired_at
        if found := problems_when_saved(checkpoints):
            messages.error(request, f"{verb}d: none. {' '.join(found)}")
            return None
        if "confirmed" not in request.POST:
            return self._confirmation(request, checkpoints, verb)
        self._save_and_publish(request, checkpoints, verb)
        messages.success(request, f"{verb}d: {len(checkpoints)}")
        return None

    def _confirmation(self, request, checkpoints, verb):
        people = impact.people_by_checkpoint(checkpoint.pk for checkpoint in checkpoints)
        context = {
            **self.admin_site.each_context(request),
            "title": f"{verb} {len(checkpoints)} checkpoint{'' if len(checkpoints) == 1 else 's'}?",
            "verb": verb,
            "affected": [(checkpoint, people.get(checkpoint.pk, 0)) for checkpoint in checkpoints],
            "action": request.POST["action"],
            "opts": self.opts,
        }
        return render(request, "admin/roadmaps/checkpoint/confirm.html", context)

    @transaction.atomic
    def _save_and_publish(self, request, checkpoints, verb):
        roadmaps = {checkpoint.roadmap for checkpoint in checkpoints}
        for roadmap in sorted(roadmaps, key=lambda roadmap: roadmap.pk):
            publishing.locked(roadmap.slug)
        for checkpoint in checkpoints:
            checkpoint.save(update_fields=["retired_at"])
            self.log_change(request, checkpoint, verb)
        for roadmap in roadmaps:
            publishing.publish(roadmap, origin=Revision.Origin.ADMIN, by=request.user)
