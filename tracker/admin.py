from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.db import transaction
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from roadmaps.admin.public_only import PublicRoadmapFilter
from tracker.forms.reports import AnswerForm
from tracker.models import Archive, Enrollment, Report, User


class UserCreationForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email"]
        field_classes = {}


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Accounts. People delete their own in their settings; here one can only be made inactive."""

    add_form = UserCreationForm
    list_display = ["email", "name", "date_joined", "last_login", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff", "groups"]
    search_fields = ["email", "name", "handle"]
    ordering = ["-date_joined"]
    readonly_fields = ["date_joined", "last_login"]
    fieldsets = [
        (None, {"fields": ["email", "password", "name", "handle", "time_zone"]}),
        ("May", {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]}),
        ("When", {"fields": ["date_joined", "last_login"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "usable_password", "password1", "password2"]})]

    def has_delete_permission(self, request, user=None):
        return False


class ReadOnlyAdmin(admin.ModelAdmin):
    """To look at when somebody asks for help; people's rows are theirs to change."""

    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, row=None):
        return False

    def has_delete_permission(self, request, row=None):
        return False


@admin.register(Enrollment)
class EnrollmentAdmin(ReadOnlyAdmin):
    list_display = ["user", "roadmap", "started_on", "state"]
    list_select_related = ["user", "roadmap"]
    list_filter = [("roadmap", PublicRoadmapFilter)]
    search_fields = ["user__email"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(roadmap__personal=False)


@admin.register(Archive)
class ArchiveAdmin(ReadOnlyAdmin):
    list_display = ["user", "enrollment", "on", "done"]
    list_select_related = ["user", "enrollment__user", "enrollment__roadmap"]
    search_fields = ["user__email"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(enrollment__roadmap__personal=False)


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    """“Something is wrong here”: what waits comes first. Who sent it is not shown, since no answer needs it."""

    form = AnswerForm
    list_display = ["excerpt", "place", "state", "at", "others"]
    # By the alphabet of the states: open, closed, answered.
    ordering = ["-state", "-at", "-pk"]
    list_filter = ["state", ("checkpoint__roadmap", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["message", "answer", "checkpoint__title"]
    actions = ["close_selected"]
    fields = ["message", "checkpoint_link", "roadmap", "others", "at", "state", "answer", "answered_by_name"]
    fields += ["answered_at"]
    readonly_fields = [name for name in fields if name != "answer"]
    change_form_template = "admin/tracker/report/change_form.html"

    def get_queryset(self, request):
        return super().get_queryset(request).filter(checkpoint__roadmap__personal=False).for_queue()

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, report=None):
        return False

    @admin.display(description="message")
    def excerpt(self, report):
        return Truncator(report.message).chars(100)

    @admin.display(description="checkpoint", ordering="checkpoint__title")
    def place(self, report):
        return format_html("{}<div>{}</div>", self.checkpoint_link(report), self.roadmap(report))

    @admin.display(description="checkpoint")
    def checkpoint_link(self, report):
        address = reverse("admin:roadmaps_checkpoint_change", args=[report.checkpoint_id])
        return format_html('<a href="{}">{}</a>', address, report.checkpoint.title)

    def roadmap(self, report):
        return report.checkpoint.roadmap.title

    @admin.display(description="other open reports on it", ordering="others_open")
    def others(self, report):
        return report.others_open

    @transaction.atomic
    def save_model(self, request, report, form, change):
        """By the verbs of the stored one: the form has put what was typed on this one."""
        stored = Report.objects.select_for_update().get(pk=report.pk)
        if form.closes:
            stored.close()
        else:
            stored.reply(form.cleaned_data["answer"], by=request.user)

    @admin.action(description="Close without an answer", permissions=["change"])
    def close_selected(self, request, reports):
        opened = list(reports.open())
        for report in opened:
            report.close()
            self.log_change(request, report, "Closed")
        messages.success(request, f"Closed: {len(opened)}")
