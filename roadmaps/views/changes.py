import re
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.html import format_html_join
from django.utils.http import http_date

from roadmaps.changes_feed import newest_changes
from roadmaps.views.public import public

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)  # a feed without entries says nothing new
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class ChangesFeed(Atom1Feed):
    def latest_post_date(self):
        return max((entry["updateddate"] for entry in self.items), default=LONG_AGO)


@public
def changes_feed(request):
    """What was published in roadmaps, the newest first, without who did it: two queries at most."""
    own_address = f"{settings.SITE_URL}{reverse('changes_feed')}"
    feed = ChangesFeed(
        title=f"{settings.SITE_NAME}: changes of roadmaps",
        link=f"{settings.SITE_URL}{reverse('roadmap_list')}",
        feed_url=own_address,
        feed_guid=own_address,
        description="What is new, retired, merged or moved in the roadmaps.",
        author_name=settings.SITE_NAME,
        language="en",
    )
    for revision, said in newest_changes():
        address = f"{settings.SITE_URL}{revision.roadmap.get_absolute_url()}"
        lines = format_html_join("", "<li>{}</li>", ((line,) for line in said.lines))
        feed.add_item(
            title=_clean(f"{revision.roadmap.title}: {said.summary}"),
            link=address,
            description=_clean(f"<ul>{lines}</ul>") if said.lines else None,
            unique_id=get_tag_uri(f"{address}#{revision.version}", revision.at),
            updateddate=revision.at,
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
    response.headers["Last-Modified"] = http_date(feed.latest_post_date().timestamp())
    return response


def _clean(text):
    return NOT_IN_XML.sub("", text)
