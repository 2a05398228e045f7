"""Error pages. They read nothing from the database or the session, so that they work when these do not."""

import sys
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

# Fields that a refused form may carry and that nobody should find on a page.
SECRETS = ("password", "csrfmiddlewaretoken")
# Fields that take more than a moment to fill.
WRITTEN = (
    *("note", "message", "text", "description", "titles", "why"),
    *("went_well", "to_improve", "next_focus"),
)
# Before the names of fields that a form sends along as it showed them: what differs was filled in.
SHOWN = "initial-"


def page(request, template, status, context=None):
    return HttpResponse(render_to_string(template, context), status=status)


def bad_request(request, exception=None):
    if isinstance(exception, SessionInterrupted) and is_passing(exception.__context__.__context__):
        return unavailable(request)  # it could not be saved: only a session that is gone is the sender's state
    return page(request, "400.html", 400)


def permission_denied(request, exception=None):
    return page(request, "403.html", 403)


def not_found(request, exception=None):
    return page(request, "404.html", 404)


def method_not_allowed(request, allowed="GET, HEAD, POST"):
    response = page(request, "405.html", 405)
    response["Allow"] = allowed
    return response


def server_error(request):
    """Django calls this while it handles the exception: database trouble that will pass is a 503, not our fault."""
    if is_passing(sys.exc_info()[1]):
        return unavailable(request)
    return page(request, "500.html", 500)


def is_passing(exception):
    """Whether a database error is the server's state and not our statement.

    SQLSTATE classes: 08 connection, 25006 read-only, 25P03 idle for too long, 40 serialization and deadlock, 53
    resources, 55P03 lock not available, 57 operator intervention (shutdown, statement timeout), 58 system error (disk).
    """
    if not isinstance(exception, (OperationalError, InterfaceError, InternalError)):
        return False
    state = getattr(exception.__cause__, "sqlstate", None)
    return state is None or state[:2] in {"08", "40", "53", "57", "58"} or state in {"25006", "25P03", "55P03"}


def unavailable(request):
    response = page(request, "503.html", 503)
    response["Retry-After"] = "5"
    return response


def sign_in_first(request):
    """To sign-in and back: after a POST to the page it came from, since an action cannot be opened.

    What somebody wrote is not thrown away: it is shown, with the way to save it.
    """
    if request.method == "POST" and _is_written(request):
        context = {"typed": _typed(request), "page": _way_back(request), "sign_in": resolve_url(settings.LOGIN_URL)}
        return page(request, "401.html", 401, context)
    answer = redirect_to_login(_way_back(request), resolve_url(settings.LOGIN_URL))
    patch_vary_headers(answer, ["HX-Request"])
    if request.headers.get("HX-Request") == "true":
        answer = HttpResponse(status=401, headers={"HX-Redirect": answer.url})
    return answer


def _way_back(request):
    if request.method in {"GET", "HEAD"} and request.headers.get("HX-Request") != "true":
        return request.get_full_path()
    try:
        referer = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return "/my/"
    if referer.netloc == request.get_host() and referer.path.startswith(("/my/", "/admin/")):
        return referer.path
    return "/my/"


def csrf_failure(request, reason=""):
    """The form's token is too old or foreign: nothing was written, and what was typed is shown for copying.

    A tick of somebody who is signed out, with all cookies gone, has nothing to copy: to sign-in.
    """
    if request.headers.get("HX-Request") == "true" and settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return sign_in_first(request)
    return page(request, "403_csrf.html", 403, {"typed": _typed(request)})


def _is_written(request):
    return any(name in WRITTEN or f"{SHOWN}{name}" in request.POST for name, _ in _typed(request))


def _typed(request):
    """[(name, value)] without what stands as the form showed it."""
    return [
        (name, value)
        for name, value in request.POST.items()
        if value.strip()
        and not name.startswith(SHOWN)
        and value != request.POST.get(f"{SHOWN}{name}")
        and not any(secret in name for secret in SECRETS)
    ]
