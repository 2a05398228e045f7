"""Personal roadmaps are nobody's to see in the admin: not in lists, nor in what can be chosen."""

from django.contrib import admin

PATHS = {"roadmap": "personal", "phase": "roadmap__personal", "milestone": "roadmap__personal"}


class PublicRoadmapFilter(admin.RelatedFieldListFilter):
    """A filter by roadmap that names no personal one."""

    def field_choices(self, field, request, model_admin):
        ordering = self.field_admin_ordering(field, request, model_admin)
        return field.get_choices(include_blank=False, ordering=ordering, limit_choices_to={"personal": False})


class ChoosesPublicParts:
    """Fields for a roadmap or a part of one that take none of a personal roadmap, sent by hand neither."""

    def formfield_for_foreignkey(self, field, request, **options):
        if field.name in PATHS:
            options["queryset"] = field.related_model.objects.filter(**{PATHS[field.name]: False})
        return super().formfield_for_foreignkey(field, request, **options)
