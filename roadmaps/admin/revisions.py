import difflib

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from roadmaps import changes, outline, problems, publishing
from roadmaps.models import Revision


@admin.register(Revision)
class RevisionAdmin(admin.ModelAdmin):
    """Published states of roadmaps: what differs from the one before, and back to one with a button."""

    list_display = ["roadmap", "version", "at", "by_name", "origin"]
    list_select_related = ["roadmap"]
    list_filter = ["roadmap", "origin"]
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
