from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roadmaps import drafting, outline, problems
from roadmaps.models import Draft, PreviewLink
from roadmaps.views.previews import as_page

from . import importing, outline_editor
from .publishing import MayPublish

DAYS = (1, 7, 30)  # that a preview link may last


@admin.register(Draft)
class DraftAdmin(MayPublish, admin.ModelAdmin):
    """What nobody sees yet: imported, edited as an outline, looked at, shown by a link, published or discarded."""

    list_display = ["title", "of", "changed_at", "by_name", "version"]
    list_select_related = ["roadmap"]
    search_fields = ["title"]
    actions = None

    def get_urls(self):
        view = self.admin_site.admin_view
        own = [
            ("import/", self.import_page, "import"),
            ("<int:pk>/edit", self.edit, "edit"),
            ("<int:pk>/publish/", self.publish_page, "publish"),
            ("<int:pk>/preview/", self.preview, "preview"),
            ("<int:pk>/link", self.make_link, "link"),
            ("<int:pk>/link/<int:link>/revoke", self.revoke_link, "revoke_link"),
            ("of/<int:pk>", self.begin, "begin"),
        ]
        return [
            path(route, view(page), name=f"roadmaps_draft_{name}") for route, page, name in own
        ] + super().get_urls()

    @admin.display(description="of", ordering="roadmap__title")
    def of(self, draft):
        return draft.roadmap or "a new roadmap"

    # ---- in

    def add_view(self, request, form_url="", extra_context=None):
        return self.import_page(request)

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def import_page(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        return importing.page(self, request)

    @method_decorator(require_POST)
    def begin(self, request, pk):
        """The draft of a stored roadmap, new or going on."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        roadmap = get_object_or_404(drafting.Roadmap, pk=pk, personal=False)
        return self._to(drafting.draft_of(roadmap, request.user))

    # ---- work

    def change_view(self, request, object_id, form_url="", extra_context=None):
        draft = self._mine(request, object_id)
        if request.htmx:
            return outline_editor.fragment(self, request, draft)
        return self.page(request, draft)

    def page(self, request, draft, status=200, **more):
        """The outline editor, and around it what publishing would change."""
        read = outline.parse(draft.text)
        context = {
            **self._context(request, draft, read),
            **outline_editor.page(self, request, draft),
            "days": DAYS,
            "links": draft.preview_links.all(),
            **more,
        }
        return TemplateResponse(request, "admin/roadmaps/draft/change_form.html", context, status=status)

    @method_decorator(require_POST)
    def edit(self, request, pk):
        return outline_editor.edit(self, request, self._mine(request, pk))

    # ---- out

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def publish_page(self, request, pk):
        """What learners will be told, and the button."""
        draft = self._mine(request, pk)
        if not self.has_publish_permission(request):
            raise PermissionDenied
        reasons, meanwhile = [], drafting.stored_meanwhile(draft)
        if request.method == "POST":
            try:
                return importing.published(self, request, draft, over="over" in request.POST)
            except drafting.ChangedMeanwhile as changed:
                meanwhile = changed.reasons
            except drafting.NotPublished as refused:
                reasons = refused.reasons
        context = {
            **self._context(request, draft, outline.parse(draft.text)),
            "title": f"Publish {draft}",
            "reasons": reasons,
            "meanwhile": meanwhile,
        }
        status = 409 if request.method == "POST" and meanwhile else 400 if reasons else 200
        return TemplateResponse(request, "admin/roadmaps/draft/publish.html", context, status=status)

    @method_decorator(require_safe)
    def preview(self, request, pk):
        draft = self._mine(request, pk)
        return as_page(request, outline.parse(draft.text), "A preview of a draft.", "Nobody else sees it yet.")

    @method_decorator(require_POST)
    def make_link(self, request, pk):
        """A link for somebody without an account. Its address is shown on the answer, and never again."""
        draft = self._mine(request, pk)
        days = request.POST.get("days", "")
        if days not in map(str, DAYS):
            messages.error(request, "Choose for how many days.")
            return self._to(draft)
        link, key = PreviewLink.make(draft, days=int(days), by=request.user)
        address = request.build_absolute_uri(reverse("preview_link", args=[key]))
        return self.page(request, draft, made_link=link, made_address=address)

    @method_decorator(require_POST)
    def revoke_link(self, request, pk, link):
        draft = self._mine(request, pk)
        get_object_or_404(draft.preview_links, pk=link).revoke()
        messages.success(request, "Revoked: the link leads nowhere now.")
        return self._to(draft)

    def _mine(self, request, pk):
        """The draft, for who may work on drafts."""
        draft = self.get_object(request, str(pk))
        if not self.has_change_permission(request, draft):
            raise PermissionDenied
        if draft is None:
            raise Http404
        return draft

    def _context(self, request, draft, read):
        stored = drafting.outline_of(draft.roadmap, None)
        return {
            **self.admin_site.each_context(request),
            "title": str(draft),
            "opts": self.opts,
            "original": draft,
            "draft": draft,
            "roadmap": draft.roadmap,
            "size": drafting.size_of(read),
            "difference": drafting.difference(draft.roadmap, stored, read),
            "problems": [*problems.of_outline(read, problems.stored())][: importing.MOST_LISTED],
            "may_publish": self.has_publish_permission(request),
        }

    def _to(self, draft):
        return HttpResponseRedirect(reverse("admin:roadmaps_draft_change", args=[draft.pk]), status=303)
