from django.conf import settings
from django.urls import path

from roadmaps.views import design, home, previews, questions, roadmaps, roles, salaries, skills, sources

urlpatterns = [
    path("", home.home, name="home"),
    path("roles/", roles.role_list, name="role_list"),
    path("roles/compare/", roles.role_compare, name="role_compare"),
    path("roles/fit/", roles.role_fit, name="role_fit"),
    path("roles/<slug:slug>/", roles.role_detail, name="role_detail"),
    path("skills/", skills.skill_list, name="skill_list"),
    path("skills/<slug:slug>/", skills.skill_detail, name="skill_detail"),
    path("salaries/", salaries.salary_explorer, name="salary_explorer"),
    path("questions/", questions.question_list, name="question_list"),
    path("questions/<slug:slug>/", questions.question_detail, name="question_detail"),
    path("sources/", sources.source_list, name="source_list"),
    path("sources/disagreements/", sources.disagreement_list, name="disagreement_list"),
    path("sources/targets/", sources.target_list, name="target_list"),
    path("roadmaps/", roadmaps.roadmap_list, name="roadmap_list"),
    path("roadmaps/<slug:slug>/", roadmaps.roadmap_detail, name="roadmap_detail"),
    path("roadmaps/<slug:slug>.md", roadmaps.roadmap_markdown, name="roadmap_markdown"),
    path("preview/<str:key>/", previews.preview_link, name="preview_link"),
]
if settings.LOCAL:
    urlpatterns.append(path("design/", design.design, name="design"))
