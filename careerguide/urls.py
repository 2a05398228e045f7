from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from careerguide import errors
from tracker.views.accounts import SignUp
from tracker.views.feeds import calendar

admin.site.login = secure_admin_login(admin.site.login)
admin.site.site_header = admin.site.site_title = settings.SITE_NAME

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.not_found
handler500 = errors.server_error

urlpatterns = [
    path("", include("roadmaps.urls")),
    path("my/", include("tracker.urls")),
    path("calendar/<str:key>.ics", calendar, name="calendar"),
    path("accounts/signup/", SignUp.as_view(), name="account_signup"),
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
]
