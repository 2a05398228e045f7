from django.conf import settings
from django.urls import path

from roadmaps.views import (
    changes,
    companies,
    design,
    guides,
    home,
    previews,
    projects,
    questions,
    roadmaps,
    roles,
    salaries,
    search,
    sitemaps,
    skills,
    sources,
)

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
    path("projects/", projects.project_list, name="project_list"),
    path("projects/<slug:slug>/", projects.project_detail, name="project_detail"),
    path("companies/", companies.company_list, name="company_list"),
    path("companies/<slug:slug>/", companies.company_detail, name="company_detail"),
    path("guides/", guides.guide_list, name="guide_list"),
    path("guides/glossary/", guides.glossary, name="glossary"),
    path("guides/<slug:slug>/", guides.guide_detail, name="guide_detail"),
    path("search/", search.search, name="search"),
    path("sources/", sources.source_list, name="source_list"),
    path("sources/disagreements/", sources.disagreement_list, name="disagreement_list"),
    path("sources/targets/", sources.target_list, name="target_list"),
    path("roadmaps/", roadmaps.roadmap_list, name="roadmap_list"),
    path("roadmaps/<slug:slug>/", roadmaps.roadmap_detail, name="roadmap_detail"),
    path("roadmaps/<slug:slug>.md", roadmaps.roadmap_markdown, name="roadmap_markdown"),
    path("changes.atom", changes.changes_feed, name="changes_feed"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("preview/<str:key>/", previews.preview_link, name="preview_link"),
]
if settings.LOCAL:
    urlpatterns.append(path("design/", design.design, name="design"))
