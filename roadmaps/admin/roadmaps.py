import io
import zipfile

from django.contrib import admin, messages
from django.contrib.postgres.fields import ArrayField
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpResponse
from django.utils import timezone

from roadmaps import publishing
from roadmaps.models import Revision, Roadmap

from .forms import LinesField, PublishableForm
from .outcomes import ShowsOutcomes
from .publishing import PublishesAtOnce


@admin.register(Roadmap)
class RoadmapAdmin(ShowsOutcomes, PublishesAtOnce, admin.ModelAdmin):
    form = PublishableForm
    formfield_overrides = {ArrayField: {"form_class": LinesField}}
    list_display = ["title", "slug", "is_public", "checkpoint_count", "version", "updated_at"]
    search_fields = ["title", "slug"]
    ordering = ["position", "slug"]  # grouping forgets the model's
    filter_horizontal = ["roles", "sources"]
    actions = ["publish_selected", "unpublish_selected", "export_selected"]
    change_form_template = "admin/roadmaps/roadmap/change_form.html"
    change_list_template = "admin/roadmaps/roadmap/change_list.html"
    save_on_top = True

    def get_queryset(self, request):
        live = Count("checkpoints", filter=Q(checkpoints__retired_at=None))
        return super().get_queryset(request).filter(personal=False).annotate(checkpoint_count=live)

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {**(extra_context or {}), **_may(request)})

    def render_change_form(self, request, context, *args, **options):
        return super().render_change_form(request, {**context, **_may(request)}, *args, **options)

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

    @admin.action(description="Export as Markdown", permissions=["view"])
    def export_selected(self, request, roadmaps):
        """One as a file, several as an archive of files; imported again they change nothing."""
        texts = [(f"{roadmap.slug}.md", publishing.text_of(roadmap)) for roadmap in roadmaps]
        if len(texts) == 1:
            name, text = texts[0]
            return _attached(name, text, "text/markdown; charset=utf-8")
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as files:
            for name, text in texts:
                files.writestr(name, text)
        return _attached("roadmaps.zip", archive.getvalue(), "application/zip")

    @transaction.atomic
    def _set_published(self, request, roadmaps, at, verb):
        for roadmap in roadmaps.filter(published_at__isnull=at is not None):
            roadmap.published_at = at
            roadmap.save(update_fields=["published_at"])
            publishing.publish(roadmap, origin=Revision.Origin.ADMIN, by=request.user)
            self.log_change(request, roadmap, verb)
            messages.success(request, f"{verb}: {roadmap}")


def _may(request):
    return {"may_draft": request.user.has_perm("roadmaps.add_draft")}


def _attached(name, content, kind):
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
