"""A draft's pages in admin: looked at, shown by a link, published by publishers, discarded."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from roadmaps import drafting, outline, publishing
from roadmaps.models import Draft, PreviewLink
from tests import factories


@pytest.fixture
def draft(roadmap, staff):
    draft = drafting.draft_of(roadmap, staff)
    read = outline.parse(draft.text.replace("Thing 1.1 {", "Said better {"))
    read.phases[0].description = "<script>alert(1)</script> *new*"
    drafting.change(drafting.locked(draft.pk), read, "renamed a thing", staff)
    return Draft.objects.get()


def address(page, *args):
    return reverse(f"admin:roadmaps_draft_{page}", args=args)


# ---- beginning one


def test_a_button_begins_it(as_staff, roadmap):
    answer = as_staff.post(address("begin", roadmap.pk))
    assert answer.status_code == 303
    assert answer.url == address("change", Draft.objects.get().pk)


def test_the_button_twice_goes_on_with_it(as_staff, roadmap, draft):
    as_staff.post(address("begin", roadmap.pk))
    assert Draft.objects.get() == draft


def test_the_button_stands_on_the_roadmaps_page(as_staff, roadmap):
    page = as_staff.get(reverse("admin:roadmaps_roadmap_change", args=[roadmap.pk])).text
    assert f'action="{address("begin", roadmap.pk)}"' in page
    assert f"{address('import')}?roadmap={roadmap.pk}" in page


def test_nothing_is_begun_by_opening(as_staff, roadmap):
    assert as_staff.get(address("begin", roadmap.pk)).status_code == 405
    assert not Draft.objects.exists()


def test_a_personal_roadmap_has_no_draft(as_staff, alice):
    own = factories.personal(alice, "# Mine\n\n- [ ] Secret\n")
    assert as_staff.post(address("begin", own.pk)).status_code == 404


# ---- looking


def test_the_page_tells_what_publishing_would_change(as_staff, draft):
    page = as_staff.get(address("change", draft.pk))
    assert page.status_code == 200
    assert "Thing 1.1 → Said better" in page.text


def test_a_preview_is_the_page_as_it_would_be(as_staff, as_nobody, roadmap, draft):
    page = as_staff.get(address("preview", draft.pk))
    assert "Said better" in page.text
    assert "<script>alert" not in page.text
    assert page["X-Robots-Tag"] == "noindex"
    assert "Said better" not in as_nobody.get(roadmap.get_absolute_url()).text


def test_a_preview_has_the_hours_of_the_published_page(as_staff, as_nobody, roadmap):
    drafting.draft_of(roadmap, None)
    preview = as_staff.get(address("preview", Draft.objects.get().pk)).text
    public = as_nobody.get(roadmap.get_absolute_url()).text
    for text in ("<b>40 h</b>", "study 10 h", "practice 10 h"):
        assert text in public
        assert text in preview


# ---- a link for somebody without an account


@pytest.fixture
def link(as_staff, draft):
    """The address that was shown when the link was made."""
    page = as_staff.post(address("link", draft.pk), {"days": "7"})
    return page.context["made_address"].removeprefix("http://testserver")


def test_a_link_opens_the_draft_for_anybody(as_nobody, link):
    page = as_nobody.get(link)
    assert page.status_code == 200
    assert "Said better" in page.text
    assert (page["Cache-Control"], page["X-Robots-Tag"]) == ("no-store", "noindex")
    assert not page.cookies


def test_its_key_is_shown_once_and_stored_hashed(as_staff, draft, link):
    key = link.split("/")[2]
    assert key not in as_staff.get(address("change", draft.pk)).text
    assert key not in str(PreviewLink.objects.values().get())


def test_it_expires(as_nobody, link):
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        assert as_nobody.get(link).status_code == 404


def test_it_can_be_revoked(as_staff, as_nobody, draft, link):
    answer = as_staff.post(address("revoke_link", draft.pk, PreviewLink.objects.get().pk))
    assert answer.status_code == 303
    assert as_nobody.get(link).status_code == 404
    assert "revoked" in as_staff.get(address("change", draft.pk)).text


def test_a_wrong_key_leads_nowhere(as_nobody, link):
    other = "x" if link[-2] != "x" else "y"
    assert as_nobody.get(f"{link[:-2]}{other}/").status_code == 404


def test_it_goes_with_the_draft(as_staff, as_nobody, draft, link):
    as_staff.post(address("publish", draft.pk))
    assert as_nobody.get(link).status_code == 404


@pytest.mark.parametrize("days", ["", "0", "8", "-1", "x", "9" * 30])
def test_a_link_for_so_long_cannot_be_had(as_staff, draft, days):
    assert as_staff.post(address("link", draft.pk), {"days": days}).status_code == 303
    assert not PreviewLink.objects.exists()


def test_a_preview_costs_the_same_at_any_size(as_nobody, staff, django_assert_num_queries):
    for size in (2, 60):
        read = outline.parse(factories.roadmap_text(slug=f"sized-{size}", milestones=size))
        _, key = PreviewLink.make(drafting.new_draft(None, read, by=staff), days=1, by=staff)
        # the link with its draft, names of skills; it names no roles and no sources
        with django_assert_num_queries(2):
            assert as_nobody.get(reverse("preview_link", args=[key])).status_code == 200


# ---- publishing


def test_publishing_asks_first(as_staff, roadmap, draft):
    page = as_staff.get(address("publish", draft.pk))
    assert "Thing 1.1 → Said better" in page.text
    assert Draft.objects.exists()


def test_publishing(as_staff, as_nobody, roadmap, draft):
    assert as_staff.post(address("publish", draft.pk)).status_code == 302
    assert "Said better" in as_nobody.get(roadmap.get_absolute_url()).text


def test_publishing_twice_publishes_once(as_staff, roadmap, draft):
    as_staff.post(address("publish", draft.pk))
    assert as_staff.post(address("publish", draft.pk)).status_code == 404
    assert roadmap.revisions.count() == 2


def test_publishing_over_what_changed_meanwhile_is_said(as_staff, roadmap, draft):
    factories.republish(roadmap, publishing.text_of(roadmap).replace("Thing 2.1", "Theirs"))
    answer = as_staff.post(address("publish", draft.pk))
    assert answer.status_code == 409
    assert "renamed: Thing 2.1 → Theirs" in answer.text
    assert as_staff.post(address("publish", draft.pk), {"over": "on"}).status_code == 302


def test_what_cannot_be_published_says_why(as_staff, draft):
    Draft.objects.update(text=draft.text.replace("title:", "roles: [nobody-knows]\ntitle:"))
    answer = as_staff.post(address("publish", draft.pk))
    assert answer.status_code == 400
    assert "there is no role “nobody-knows”" in answer.text


def test_discarding(as_staff, roadmap, draft):
    as_staff.post(address("delete", draft.pk), {"post": "yes"})
    assert not Draft.objects.exists()
    assert roadmap.checkpoints.get(slug="thing-1-1").title == "Thing 1.1"


# ---- who may


@pytest.mark.parametrize("page", ["change", "preview", "publish"])
def test_drafts_are_no_learners_business(as_alice, as_nobody, draft, page):
    for client in (as_alice, as_nobody):
        answer = client.get(address(page, draft.pk))
        assert answer.status_code == 302
        assert "Said better" not in answer.text


@pytest.mark.parametrize("page", ["change", "preview", "publish"])
def test_what_is_gone_is_not_found(as_staff, page):
    assert as_staff.get(address(page, 10**9)).status_code == 404
