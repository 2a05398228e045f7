"""The product, and two views that do as little as a tick can: what its time is a ratio of."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.urls import path

from careerguide.urls import handler400, handler403, handler404, handler500  # noqa: F401
from careerguide.urls import urlpatterns as product


def upsert(user):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO bench (person, thing, state) VALUES (%s, 1, 'done') "
            "ON CONFLICT (person, thing) DO UPDATE SET state = excluded.state",
            [user],
        )
    return HttpResponse(status=204)


@login_not_required
def bare(request):
    return upsert(0)


def authbare(request):
    return upsert(request.user.pk)


urlpatterns = [*product, path("bare", bare), path("authbare", authbare)]
