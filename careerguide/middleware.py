"""What every request passes: health, a log line, headers, refusals, sign-in by default."""

import logging
import re
import time
from urllib.parse import unquote, unquote_to_bytes

from django.contrib.auth import middleware as auth_middleware
from django.core.exceptions import RequestDataTooBig
from django.db import Error as DatabaseError
from django.db import connection
from django.http import HttpResponse, HttpResponseNotAllowed

from careerguide import errors

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
METHODS = {"GET", "HEAD", "POST"}
LARGEST_BODY = (
    3 * 1024 * 1024
)  # a file of 1 MB and the text of a form; Django bounds the fields of a form, not its files
DRAINED = 64 * 1024 * 1024  # a browser that is still sending sees a reset connection instead of our answer
HOSTILE = re.compile("[\x00\ud800-\udfff]")
KEY = re.compile(r"^(/calendar/|/preview/).+", re.DOTALL)  # whoever has read the log could read what it opens
log = logging.getLogger("careerguide.request")


def health(get_response):
    """`/livez`: the process answers. `/readyz`: the database does too. Before hosts and sessions are looked at."""

    def middleware(request):
        if request.path == "/livez":
            return HttpResponse("alive\n", content_type="text/plain")
        if request.path == "/readyz":
            try:
                connection.close_if_unusable_or_obsolete()
                with connection.cursor() as cursor:
                    cursor.execute("SELECT 1")
            except DatabaseError:
                return HttpResponse("no database\n", content_type="text/plain", status=503)
            return HttpResponse("ready\n", content_type="text/plain")
        return get_response(request)

    return middleware


def log_requests(get_response):
    """One line a request. Names and passwords are in bodies, which are not logged; addresses are cut and escaped.

    The keys of calendars and previews are left out.
    """

    def middleware(request):
        start = time.perf_counter()
        response = get_response(request)
        milliseconds = (time.perf_counter() - start) * 1000
        path = KEY.sub(r"\1-", request.path).encode("unicode_escape").decode()[:300]
        log.info("%s %s %d %.0fms", request.method, path, response.status_code, milliseconds)
        return response

    return middleware


def headers(get_response):
    """The headers that Django does not set, and who may keep a page."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def refuse_hostile_input(get_response):
    """400 for text that no form makes and that databases or logs choke on; 405 for methods that no view has.

    413 for what is larger than any form, and for what does not say how large it is.
    """

    def middleware(request):
        if _is_too_large(request):
            return _too_large(request)
        if request.method not in METHODS:
            return errors.method_not_allowed(request)
        if request.META.get("HTTP_CONTENT_ENCODING", "identity") != "identity":
            return errors.page(request, "415.html", 415)
        if (request.encoding or "utf-8").lower() not in {"utf-8", "utf8"}:  # others spell NUL without a NUL
            return errors.page(request, "415.html", 415)
        try:
            address = unquote(f"{request.get_full_path_info()}?{request.META['QUERY_STRING']}", errors="strict")
        except UnicodeDecodeError:
            return errors.bad_request(request)
        if _is_hostile(address) or any(map(_is_hostile, request.COOKIES.values())):
            return errors.bad_request(request)
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            return errors.method_not_allowed(request, response["Allow"])
        return response

    def process_view(request, view, args, kwargs):
        try:
            return _refused_form(request) if request.method == "POST" else None
        except RequestDataTooBig:
            return _too_large(request)

    middleware.process_view = process_view
    return middleware


def _refused_form(request):
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return errors.csrf_failure(request)
    if request.content_type == "application/x-www-form-urlencoded" and not _is_text(request.body):
        return errors.bad_request(request)
    for key, values in request.POST.lists():
        if any(_is_hostile(key + value) for value in values):
            return errors.bad_request(request)
    return None


def _is_too_large(request):
    """Nothing of a body has been read yet. Django takes a body of unknown length for none: better said than lost."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    known = length.isdecimal() and "HTTP_TRANSFER_ENCODING" not in request.META
    return not known or len(length) > 9 or int(length) > LARGEST_BODY


def _too_large(request):
    """413, once what is being sent has been read and thrown away, as far as that is bearable."""
    body, enough = request.META["wsgi.input"], time.monotonic() + 10
    if "HTTP_TRANSFER_ENCODING" not in request.META:
        body = request  # ends where the body ends, which the server's own stream need not
    read = 0
    while read < DRAINED and time.monotonic() < enough and (chunk := body.read(64 * 1024)):
        read += len(chunk)
    return errors.page(request, "413.html", 413)


def _is_hostile(text):
    """Whether it holds NUL, which PostgreSQL refuses, or half a character."""
    return HOSTILE.search(text) is not None


def _is_text(body):
    try:
        unquote_to_bytes(body).decode()
    except UnicodeDecodeError:
        return False
    return True


class LoginRequired(auth_middleware.LoginRequiredMiddleware):
    """Sign-in by default. Django's own reads the user before it looks whether the view is public."""

    def process_view(self, request, view, args, kwargs):
        if not getattr(view, "login_required", True):
            return None
        return super().process_view(request, view, args, kwargs)

    def handle_no_permission(self, request, view):
        return errors.sign_in_first(request)
