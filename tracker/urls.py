from django.urls import path

from tracker.views import checkpoints, enrollments, progress, settings, today

urlpatterns = [
    path("", today.today, name="today"),
    path("roadmaps/", enrollments.my_roadmaps, name="my_roadmaps"),
    path("roadmaps/<slug:slug>/", enrollments.my_roadmap, name="my_roadmap"),
    path("roadmaps/<slug:slug>/print/", enrollments.on_paper, name="on_paper"),
    path("roadmaps/<slug:slug>/follow", enrollments.follow, name="follow"),
    path("roadmaps/<slug:slug>/pause", enrollments.pause, name="pause"),
    path("roadmaps/<slug:slug>/resume", enrollments.resume, name="resume"),
    path("roadmaps/<slug:slug>/stop", enrollments.stop, name="stop"),
    path("roadmaps/<slug:slug>/start-over", enrollments.start_over, name="start_over"),
    path("roadmaps/<slug:slug>/archives/<int:pk>/bring-back", enrollments.bring_back, name="bring_back"),
    path("checkpoints/<int:pk>/", checkpoints.my_checkpoint, name="my_checkpoint"),
    path("checkpoints/<int:pk>/state", progress.mark, name="mark"),
    path("checkpoints/<int:pk>/note", checkpoints.save_note, name="save_note"),
    path("settings/", settings.settings, name="settings"),
    path("settings/delete", settings.delete_account, name="delete_account"),
]
