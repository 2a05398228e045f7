"""Every table of facts, edited with the rows of its records; nothing is deleted."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

from roadmaps import facts, search_index
from roadmaps.content_tables import table_of
from roadmaps.markdown import MarkdownField
from roadmaps.models import (
    CompanyTier,
    Disagreement,
    FitOption,
    GrowthBand,
    Level,
    Pay,
    PayFactor,
    Place,
    Promotion,
    Role,
    Skill,
    Source,
    Target,
)

from .fact_forms import FactForm, HasFactFields, inline_of

LIVE_OR_RETIRED = ("retired_at", admin.EmptyFieldListFilter)


class FactAdmin(HasFactFields, admin.ModelAdmin):
    """What an administrator changes is theirs: `load_content` leaves it alone from then on."""

    form = FactForm
    save_on_top = True
    ordering = ["position", "slug"]

    def __init__(self, model, admin_site):
        self.table = table_of(model)
        self.inlines = [inline_of(row) for row in self.table.rows.values()]
        self.filter_horizontal = [field.name for field in model._meta.many_to_many]
        super().__init__(model, admin_site)

    def get_fields(self, request, fact=None):
        own = self.fields or [name for name, column in self.table.columns.items() if not column.rows]
        fields = [*self.readonly_fields, *own, "position"]
        return [*fields, "opened"] if fact and self.has_change_permission(request, fact) else fields

    def get_readonly_fields(self, request, fact=None):
        return [*self.readonly_fields, "slug"] if fact else self.readonly_fields

    def get_changeform_initial_data(self, request):
        """A new record comes after those that are there."""
        last = self.model.objects.aggregate(last=Max("position"))["last"]
        return {"position": 0 if last is None else last + 1, **super().get_changeform_initial_data(request)}

    def has_delete_permission(self, request, fact=None):
        return False  # other content refers to it, or it is retired instead

    def save_model(self, request, fact, form, change):
        """Only what was changed here: what is not in the form stays as it is now, the rest as it was written."""
        if change:
            fact.save(update_fields=_columns_of(fact, form.changed_data))
        else:
            fact.save()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        facts.changed()
        search_index.index_table(self.model)

    def get_inline_formsets(self, request, formsets, *args):
        for formset in formsets:
            formset.keep_what_was_typed()
        return super().get_inline_formsets(request, formsets, *args)


def _columns_of(fact, names):
    """The columns of these fields; Markdown has its HTML in a second one."""
    fields = [field for field in fact._meta.concrete_fields if field.name in names]
    return {f.name for f in fields} | {f"{f.name}_html" for f in fields if isinstance(f, MarkdownField)}


class RetiringAdmin(FactAdmin):
    """Facts that nothing else refers to go out of the pages, and come back, by an action."""

    readonly_fields = ["state"]
    actions = ["retire_selected", "restore_selected"]

    @admin.display(boolean=True, description="live", ordering="retired_at")
    def is_live(self, fact):
        return fact.retired_at is None

    @admin.display(description="source", ordering="source__position")
    def source_name(self, fact):
        return fact.source.name

    @admin.display(description="state")
    def state(self, fact):
        return f"retired on {fact.retired_at:%-d %b %Y}" if fact.retired_at else "live"

    @admin.action(description="Retire: out of all pages, kept here", permissions=["change"])
    def retire_selected(self, request, chosen):
        self._set_retired(request, chosen.filter(retired_at=None), timezone.now(), "Retired")

    @admin.action(description="Restore: back into the pages", permissions=["change"])
    def restore_selected(self, request, chosen):
        self._set_retired(request, chosen.exclude(retired_at=None), None, "Restored")

    @transaction.atomic
    def _set_retired(self, request, chosen, at, verb):
        facts.lock()
        done = [fact for fact in chosen if self._is_set(request, fact, at, verb)]
        if done:
            facts.changed()
            search_index.index_table(self.model)
        messages.success(request, f"{verb}: {len(done)}")

    def _is_set(self, request, fact, at, verb):
        fact.retired_at = at
        try:
            fact.validate_constraints()
        except ValidationError as error:
            messages.error(request, f"Not {verb.lower()}: {fact}. {' '.join(error.messages)}")
            return False
        fact.save(update_fields=["retired_at"])
        self.log_change(request, fact, verb)
        return True


@admin.register(Source)
class SourceAdmin(FactAdmin):
    list_display = ["title", "slug", "short_name", "mark", "published_on"]
    search_fields = ["title", "slug", "short_name"]


@admin.register(Skill)
class SkillAdmin(FactAdmin):
    list_display = ["name", "slug", "checkpoint_count"]
    search_fields = ["name", "slug", "aliases", "tools"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(checkpoint_count=Count("checkpoints"))

    @admin.display(description="checkpoints", ordering="checkpoint_count")
    def checkpoint_count(self, skill):
        return skill.checkpoint_count


@admin.register(Place)
class PlaceAdmin(FactAdmin):
    list_display = ["name", "slug", "note"]
    search_fields = ["name", "slug"]


@admin.register(Role)
class RoleAdmin(FactAdmin):
    list_display = ["name", "slug", "focus"]
    list_filter = ["sources"]
    search_fields = ["name", "slug", "aliases"]


@admin.register(Level)
class LevelAdmin(RetiringAdmin):
    list_display = ["name", "role", "seniority", "track", "is_live"]
    list_select_related = ["role"]
    list_filter = [LIVE_OR_RETIRED, "role", "seniority", "track"]
    search_fields = ["name", "slug", "role__name"]


@admin.register(Promotion)
class PromotionAdmin(RetiringAdmin):
    list_display = ["name", "slug", "from_seniority", "to_seniority", "is_live"]
    list_filter = [LIVE_OR_RETIRED]
    search_fields = ["name", "slug"]


@admin.register(GrowthBand)
class GrowthBandAdmin(RetiringAdmin):
    fields = ["slug", "source", "name", ("years_low", "years_high"), "focus", "skills", "mindset"]
    list_display = ["name", "years", "focus", "source_name", "is_live"]
    list_select_related = ["source"]
    list_filter = [LIVE_OR_RETIRED, "source"]
    search_fields = ["name", "slug", "focus"]

    @admin.display(ordering="years_low")
    def years(self, band):
        return band.years


@admin.register(Pay)
class PayAdmin(RetiringAdmin):
    fields = [
        "slug",
        "source",
        "role",
        "title",
        "level",
        "seniorities",
        ("years_low", "years_high"),
        "years_note",
        "basis",
        ("low", "high", "open_ended"),
        ("median", "average"),
        "place",
        "tier",
        "as_of",
        "note",
    ]
    list_display = ["title", "level", "basis", "thousands", "place", "source_name", "is_live"]
    list_select_related = ["place", "source"]
    list_filter = [LIVE_OR_RETIRED, "source", "role", "basis", "place"]
    search_fields = ["title", "slug", "level", "note"]

    @admin.display(description="thousand dollars", ordering="low")
    def thousands(self, pay):
        return pay.range


@admin.register(PayFactor)
class PayFactorAdmin(RetiringAdmin):
    list_display = ["name", "kind", "percent", "place", "source_name", "is_live"]
    list_select_related = ["place", "source"]
    list_filter = [LIVE_OR_RETIRED, "source", "kind"]
    search_fields = ["name", "slug", "note"]

    @admin.display(description="percent", ordering="low")
    def percent(self, factor):
        return factor.range


@admin.register(CompanyTier)
class CompanyTierAdmin(RetiringAdmin):
    list_display = ["name", "slug", "source_name", "is_live"]
    list_select_related = ["source"]
    list_filter = [LIVE_OR_RETIRED, "source"]
    search_fields = ["name", "slug", "companies"]


@admin.register(Disagreement)
class DisagreementAdmin(RetiringAdmin):
    list_display = ["title", "slug", "area", "is_live"]
    list_filter = [LIVE_OR_RETIRED, "area", "sources", "roles"]
    search_fields = ["title", "slug", "text", "advice"]


@admin.register(Target)
class TargetAdmin(RetiringAdmin):
    list_display = ["what", "amount", "measure", "phase", "source_name", "is_live"]
    list_select_related = ["source"]
    list_filter = [LIVE_OR_RETIRED, "source", "measure", "advised"]
    search_fields = ["what", "slug", "phase", "detail", "unit"]


@admin.register(FitOption)
class FitOptionAdmin(RetiringAdmin):
    list_display = ["text", "slug", "question", "is_live"]
    list_filter = [LIVE_OR_RETIRED, "question"]
    search_fields = ["text", "slug"]
