from django.conf import settings
from django.urls import path

from roadmaps.views import design, home, roadmaps, roles

urlpatterns = [
    path("", home.home, name="home"),
    path("roles/", roles.role_list, name="role_list"),
    path("roles/<slug:slug>/", roles.role_detail, name="role_detail"),
    path("roadmaps/", roadmaps.roadmap_list, name="roadmap_list"),
    path("roadmaps/<slug:slug>/", roadmaps.roadmap_detail, name="roadmap_detail"),
    path("roadmaps/<slug:slug>.md", roadmaps.roadmap_markdown, name="roadmap_markdown"),
]
if settings.LOCAL:
    urlpatterns.append(path("design/", design.design, name="design"))
