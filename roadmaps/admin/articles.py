"""Guides, the glossary, job boards, projects, exercises and interviews in admin."""

from django.contrib import admin

from roadmaps.models import (
    Exercise,
    Guide,
    InterviewProcess,
    InterviewStage,
    JobBoard,
    ProjectFamily,
    Term,
)

from .facts import LIVE_OR_RETIRED, RetiringAdmin


@admin.register(Guide)
class GuideAdmin(RetiringAdmin):
    list_display = ["title", "slug", "area", "is_live"]
    list_filter = [LIVE_OR_RETIRED, "area", "sources"]
    search_fields = ["title", "slug", "summary", "body"]


@admin.register(Term)
class TermAdmin(RetiringAdmin):
    list_display = ["name", "slug", "is_live"]
    list_filter = [LIVE_OR_RETIRED, "skills"]
    search_fields = ["name", "slug", "aliases", "definition"]


@admin.register(JobBoard)
class JobBoardAdmin(RetiringAdmin):
    list_display = ["name", "slug", "focus", "is_live"]
    list_filter = [LIVE_OR_RETIRED, "sources"]
    search_fields = ["name", "slug", "focus"]


@admin.register(ProjectFamily)
class ProjectFamilyAdmin(RetiringAdmin):
    list_display = ["name", "slug", "level", "is_live"]
    list_filter = [LIVE_OR_RETIRED, "level", "skills"]
    search_fields = ["name", "slug", "summary", "goal"]


@admin.register(Exercise)
class ExerciseAdmin(RetiringAdmin):
    list_display = ["name", "slug", "family", "source_name", "is_live"]
    list_select_related = ["family", "source"]
    list_filter = [LIVE_OR_RETIRED, "source", "family"]
    search_fields = ["name", "slug", "summary"]


@admin.register(InterviewStage)
class InterviewStageAdmin(RetiringAdmin):
    list_display = ["name", "slug", "minutes", "is_live"]
    list_filter = [LIVE_OR_RETIRED, "sources"]
    search_fields = ["name", "slug", "summary"]


@admin.register(InterviewProcess)
class InterviewProcessAdmin(RetiringAdmin):
    list_display = ["company", "slug", "source_name", "is_live"]
    list_select_related = ["source"]
    list_filter = [LIVE_OR_RETIRED, "source"]
    search_fields = ["company", "slug", "summary"]
