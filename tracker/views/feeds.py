from datetime import timedelta
from urllib.parse import urlsplit

from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from tracker import calendar_feed, planned
from tracker.forms.feeds import FeedForm
from tracker.models import CalendarFeed
from tracker.views.answers import see_other


@login_not_required
@require_safe
def calendar(request, key):
    """Somebody's plan for whoever has its key, as long as it is good."""
    feed = CalendarFeed.objects.of_key(key)
    if feed is None:
        raise Http404
    now, user = timezone.now(), feed.user
    says = f"{settings.SITE_NAME}: {user.name or 'my plan'}", user.zone, planned.events_of(feed)
    text = calendar_feed.text_of(
        *says,
        host=urlsplit(settings.SITE_URL).hostname,
        now=now,
        sequence=(now - user.date_joined) // timedelta(hours=1),
    )
    headers = {
        "ETag": calendar_feed.etag_of(*says),
        "Cache-Control": "private, max-age=0",
        "X-Robots-Tag": "noindex",
    }
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


@require_safe
def feed(request):
    """Whether there is an address, and how to make, change or end it: one query."""
    return _page(request, FeedForm(request.user))


@require_POST
@rate_limit(action="reauthenticate")
def feed_make(request):
    """A new key for who knows the password, shown this once; the one before ends."""
    form = FeedForm(request.user, request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    address = settings.SITE_URL + reverse("calendar", args=[CalendarFeed.make(request.user)])
    webcal = f"webcal://{address.partition('://')[2]}"
    return _page(request, FeedForm(request.user), key=True, address=address, webcal=webcal, is_local=settings.LOCAL)


@require_POST
def feed_end(request):
    CalendarFeed.end(request.user)
    messages.success(request, "Ended. The address opens nothing any more; you can take it out of your calendar.")
    return see_other("feed")


def _page(request, form, status=200, **shown):
    context = {"form": form, "feed": CalendarFeed.objects.filter(user=request.user).first(), **shown}
    return render(request, "tracker/feeds/feed.html", context, status=status)
