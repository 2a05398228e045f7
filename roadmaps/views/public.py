"""Public pages carry nothing about the visitor, so that any cache may keep them."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.views.decorators.http import require_safe


def public(view):
    """GET and HEAD for everybody; shared caches may keep the answer for a minute, browsers ask each time (ETag)."""

    @login_not_required
    @require_safe
    @wraps(view)
    def wrapper(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "public, max-age=0, s-maxage=60")
        return response

    return wrapper


def record_or_404(known, table, slug):
    """The record of that slug in a table of facts or articles."""
    record = known.by_slug(table).get(slug)
    if record is None:
        raise Http404
    return record
