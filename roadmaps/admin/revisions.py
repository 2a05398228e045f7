import difflib

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_safe

from roadmaps import changes, outline, problems, publishing
from roadmaps.models import Revision
from roadmaps.views.previews import as_page

from .public_only import PublicRoadmapFilter
from .publishing import PublishesAtOnce


@admin.register(Revision)
class RevisionAdmin(PublishesAtOnce, admin.ModelAdmin):
    """Published states of roadmaps: what differs from the one before, and back to one with a button."""

    list_display = ["roadmap", "version", "at", "by_name", "origin"]
    list_select_related = ["roadmap"]
    list_filter = [("roadmap", PublicRoadmapFilter), "origin"]
    list_display_links = ["roadmap", "version"]
    ordering = ["-at"]
    actions = None
    fields = readonly_fields = [
        "roadmap",
        "version",
        "at",
        "by_name",
        "origin",
        "what_changed",
        "in_the_text",
        "whole_text",
    ]
    change_form_template = "admin/roadmaps/revision/change_form.html"

    def get_queryset(self, request):
        return super().get_queryset(request).filter(roadmap__personal=False)

    def get_urls(self):
        view = self.admin_site.admin_view(self.preview)
        return [path("<int:pk>/preview/", view, name="roadmaps_revision_preview"), *super().get_urls()]

    @method_decorator(require_safe)
    def preview(self, request, pk):
        """The roadmap as it was then."""
        revision = self.get_object(request, str(pk))
        if not self.has_view_permission(request, revision):
            raise PermissionDenied
        if revision is None:
            raise Http404
        said = f"{date_format(revision.at, 'j M Y')}, by {revision.by_name or 'a file'}."
        return as_page(request, outline.parse(revision.text), f"As it was in version {revision.version}.", said)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, revision=None):
        return False

    @admin.display(description="what changed")
    def what_changed(self, revision):
        before = _before(revision)
        if before is None:
            return "the first published state"
        try:
            lines = changes.compare(outline.parse(before.text), outline.parse(revision.text)).lines()
        except outline.OutlineError as error:  # written for rules that have changed since
            return f"cannot be read any more: {error}"
        return (
            format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in lines)))
            if lines
            else "–"
        )

    @admin.display(description="in the text")
    def in_the_text(self, revision):
        before = _before(revision)
        old = before.text.splitlines() if before else []
        lines = difflib.unified_diff(old, revision.text.splitlines(), lineterm="", n=1)
        return format_html("<pre>{}</pre>", "\n".join(list(lines)[2:2000]))

    @admin.display(description="whole text")
    def whole_text(self, revision):
        return format_html("<details><summary>Show</summary><pre>{}</pre></details>", revision.text)

    def response_change(self, request, revision):
        if "_restore" in request.POST and self.has_change_permission(request, revision):
            try:
                wanted = outline.parse(revision.text)
                found = [message for _, message in problems.of_outline(wanted, problems.stored())]
            except outline.OutlineError as error:
                found = [str(error)]
            if found:
                messages.error(request, f"Not restored: {' '.join(found)}")
                return HttpResponseRedirect(request.get_full_path())
            roadmap = publishing.store(wanted)
            publishing.publish(roadmap, origin=Revision.Origin.RESTORE, by=request.user)
            self.log_change(request, roadmap, f"Restored version {revision.version}")
            messages.success(request, f"{roadmap} is as it was in version {revision.version}. All ticks are kept.")
            return HttpResponseRedirect(reverse("admin:roadmaps_revision_changelist"))
        return super().response_change(request, revision)


def _before(revision):
    return revision.roadmap.revisions.filter(version__lt=revision.version).first()
