from django.contrib import admin, messages
from django.shortcuts import render
from django.utils import timezone

from roadmaps import impact, publishing
from roadmaps.models import Checkpoint, Revision

from .parts import ResourceInline, staying_in_its_roadmap
from .publishing import PublishesItsRoadmap


@admin.register(Checkpoint)
class CheckpointAdmin(PublishesItsRoadmap, admin.ModelAdmin):
    """Checkpoints are renamed, moved and retired, never deleted: people's ticks stand on them."""

    list_display = ["title", "roadmap", "milestone", "kind", "is_live"]
    list_select_related = ["roadmap", "milestone"]
    list_filter = [("retired_at", admin.EmptyFieldListFilter), "kind", "roadmap"]
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

    def get_form(self, request, checkpoint=None, **kwargs):
        form = staying_in_its_roadmap(super().get_form(request, checkpoint, **kwargs), "milestone", checkpoint)
        if "milestone" in form.base_fields and not (checkpoint and checkpoint.retired_at):
            form.base_fields["milestone"].required = True
        return form

    def save_model(self, request, checkpoint, form, change):
        checkpoint.roadmap_id = checkpoint.roadmap_id or checkpoint.milestone.roadmap_id
        super().save_model(request, checkpoint, form, change)

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
        if "confirmed" not in request.POST:
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
        for checkpoint in checkpoints:
            checkpoint.retired_at = retired_at
            checkpoint.save(update_fields=["retired_at"])
            self.log_change(request, checkpoint, verb)
        for roadmap in {checkpoint.roadmap for checkpoint in checkpoints}:
            publishing.publish(roadmap, origin=Revision.Origin.ADMIN, by=request.user)
        messages.success(request, f"{verb}d: {len(checkpoints)}")
        return None
