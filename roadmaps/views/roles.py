from django.shortcuts import get_object_or_404, render

from roadmaps.contents import with_ridges
from roadmaps.models import Role
from roadmaps.views.public import public


@public
def role_list(request):
    return render(request, "roadmaps/role_list.html", {"roles": Role.objects.with_roadmap_counts()})


@public
def role_detail(request, slug):
    role = get_object_or_404(Role.objects.prefetch_related("sources"), slug=slug)
    context = {"role": role, "roadmaps": with_ridges(role.roadmaps.published())}
    return render(request, "roadmaps/role_detail.html", context)
