from roadmaps import publishing
from roadmaps.models import Revision


class PublishesItsRoadmap:
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
