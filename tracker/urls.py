from django.urls import path

from tracker.views import checkpoints, enrollments, exports, imports, personal, progress, reports, settings, today

urlpatterns = [
    path("", today.today, name="today"),
    path("roadmaps/", enrollments.my_roadmaps, name="my_roadmaps"),
    path("roadmaps/<slug:slug>/", enrollments.my_roadmap, name="my_roadmap"),
    path("roadmaps/<slug:slug>/print/", enrollments.on_paper, name="on_paper"),
    path("roadmaps/<slug:slug>/follow", enrollments.follow, name="follow"),
    path("roadmaps/<slug:slug>/seen", enrollments.see_changes, name="see_changes"),
    path("roadmaps/<slug:slug>/pause", enrollments.pause, name="pause"),
    path("roadmaps/<slug:slug>/resume", enrollments.resume, name="resume"),
    path("roadmaps/<slug:slug>/stop", enrollments.stop, name="stop"),
    path("roadmaps/<slug:slug>/start-over", enrollments.start_over, name="start_over"),
    path("roadmaps/<slug:slug>/archives/<int:pk>/bring-back", enrollments.bring_back, name="bring_back"),
    path("roadmaps/<slug:slug>.md", exports.my_roadmap_markdown, name="my_roadmap_markdown"),
    path("roadmaps/<slug:slug>/import/", imports.update_list, name="update_list"),
    path("roadmaps/<slug:slug>/rename", personal.rename, name="rename_roadmap"),
    path("roadmaps/<slug:slug>/delete", personal.delete, name="delete_roadmap"),
    path("import/", imports.move_in, name="move_in"),
    path("checkpoints/<int:pk>/", checkpoints.my_checkpoint, name="my_checkpoint"),
    path("checkpoints/<int:pk>/state", progress.mark, name="mark"),
    path("checkpoints/<int:pk>/note", checkpoints.save_note, name="save_note"),
    path("checkpoints/<int:pk>/report", reports.report, name="report"),
    path("reports/", reports.my_reports, name="my_reports"),
    path("reports/<int:pk>/seen", reports.report_seen, name="report_seen"),
    path("settings/", settings.settings, name="settings"),
    path("settings/delete", settings.delete_account, name="delete_account"),
]
