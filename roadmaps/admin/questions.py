"""The question bank in admin."""

from django.contrib import admin

from roadmaps.models import Question

from .facts import LIVE_OR_RETIRED, RetiringAdmin

ROWS = {"example": 16, "mistake": 4, "follow_up_answer": 6, "solution": 24, "checks": 16, "key_points": 12}


@admin.register(Question)
class QuestionAdmin(RetiringAdmin):
    list_display = ["question", "kind", "difficulty", "level", "is_live"]
    list_filter = [LIVE_OR_RETIRED, "kind", "difficulty", "level", "skills", "sources"]
    search_fields = ["question", "slug", "topics", "key_points"]

    def formfield_for_dbfield(self, field, request, **options):
        formfield = super().formfield_for_dbfield(field, request, **options)
        if field.name in ROWS:
            formfield.widget.attrs["rows"] = ROWS[field.name]
        return formfield
