from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm

from tracker.models import Archive, Enrollment, User


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
    list_filter = ["roadmap"]
    search_fields = ["user__email"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(roadmap__personal=False)


@admin.register(Archive)
class ArchiveAdmin(ReadOnlyAdmin):
    list_display = ["user", "enrollment", "on", "done"]
    list_select_related = ["user", "enrollment__user", "enrollment__roadmap"]
    search_fields = ["user__email"]
