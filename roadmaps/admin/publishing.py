from roadmaps import publishing
from roadmaps.models import Revision

from .public_only import ChoosesPublicParts


class MayPublish:
    """Who may let changes reach learners: publishers, not editors."""

    def has_publish_permission(self, request, thing=None):
        return request.user.has_perm("roadmaps.publish_roadmap")


class PublishesAtOnce(MayPublish):
    """What is saved here reaches learners in the moment: editors read it, and write in drafts."""

    def has_add_permission(self, request):
        return super().has_add_permission(request) and self.has_publish_permission(request)

    def has_change_permission(self, request, thing=None):
        return super().has_change_permission(request, thing) and self.has_publish_permission(request)

    def has_delete_permission(self, request, thing=None):
        return super().has_delete_permission(request, thing) and self.has_publish_permission(request)


class PublishesItsRoadmap(ChoosesPublicParts, PublishesAtOnce):
    """A saved part publishes its roadmap: hours, links and the revision follow, in the transaction of the save."""

    list_select_related = ["roadmap"]
    save_on_top = True
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).filter(roadmap__personal=False)

    def save_model(self, request, part, form, change):
        publishing.locked(part.roadmap.slug)
        super().save_model(request, part, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self.publish(request, form.instance)

    def delete_model(self, request, part):
        super().delete_model(request, part)
        self.publish(request, part)

    def publish(self, request, part):
        publishing.tidy(part.roadmap)
        publishing.publish(part.roadmap, origin=Revision.Origin.ADMIN, by=request.user)
