from roadmaps import publishing
from roadmaps.models import Revision


class PublishesItsRoadmap:
    """A saved part publishes its roadmap: hours, links and the revision follow, in the transaction of the save."""

    list_select_related = ["roadmap"]
    save_on_top = True
    actions = None

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self.publish(request, form.instance)

    def delete_model(self, request, part):
        super().delete_model(request, part)
        self.publish(request, part)

    def publish(self, request, part):
        publishing.publish(part.roadmap, origin=Revision.Origin.ADMIN, by=request.user)
