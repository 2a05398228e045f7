from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render

from roadmaps.models import Role
from roadmaps.ridge import with_ridges
from roadmaps.views.public import public

IS_PUBLIC = Q(roadmaps__published_at__isnull=False, roadmaps__retired_at=None, roadmaps__personal=False)


@public
def role_list(request):
    roles = Role.objects.annotate(roadmaps_count=Count("roadmaps", filter=IS_PUBLIC))
    return render(request, "roadmaps/role_list.html", {"roles": roles})


@public
def role_detail(request, slug):
    role = get_object_or_404(Role.objects.prefetch_related("sources"), slug=slug)
    context = {"role": role, "roadmaps": with_ridges(role.roadmaps.published())}
    return render(request, "roadmaps/role_detail.html", context)
