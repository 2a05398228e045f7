"""Pages of the admin with a row of everything: each opens, and nothing that people have ticks on can go."""

from uuid import uuid4

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse

from roadmaps import drafting
from roadmaps.models import Checkpoint, Milestone, Pay, Phase, Revision, Roadmap, Role, Skill, Source
from tests import factories
from tests.conftest import signed_in
from tests.roadmaps import staff as as_browser
from tests.roadmaps.folders import FACTS, load, write
from tracker.models import Enrollment, User

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


@pytest.fixture(scope="module")
def stored(module_db, tmp_path_factory):
    """A row of everything that has a page in admin."""
    alice, roadmap = factories.person(email="alice@example.org", name="Alice"), factories.roadmap(slug="made-up")
    load(write(tmp_path_factory.mktemp("content"), facts=FACTS, tables=None))
    drafting.draft_of(roadmap, alice)
    enrollment = alice.follow(roadmap)
    alice.mark(factories.checkpoint(roadmap, "thing-1-1").pk, "done")
    alice.report(factories.checkpoint(roadmap, "thing-1-1"), message="A dead link", form_id=uuid4())
    enrollment.start_over()
    alice.mark(factories.checkpoint(roadmap, "thing-1-1").pk, "done")
    alice.emailaddress_set.create(email=alice.email, primary=True, verified=True)
    return roadmap.pk


@pytest.fixture
def content(stored, db):
    return Roadmap.objects.get(pk=stored)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_list_opens(as_staff, content, model):
    assert as_staff.get(as_browser.page_of(model, "changelist")).status_code == 200
    assert as_staff.get(as_browser.page_of(model, "changelist"), {"q": "a"}).status_code in (
        200,
        302,
    )  # 302: it has no search


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_add_page_opens_where_rows_can_be_added(as_staff, content, model, rf, staff):
    rf = rf.get("/")
    rf.user = staff
    allowed = admin.site._registry[model].has_add_permission(rf)
    assert as_staff.get(as_browser.page_of(model, "add")).status_code == (200 if allowed else 403)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_change_page_opens(as_staff, content, model):
    row = model._default_manager.first()
    assert row is not None, "the fixture should make one"
    assert as_staff.get(as_browser.page_of(model, "change", row.pk)).status_code == 200


def test_the_front_page_opens(as_staff, content):
    assert b'href="/admin/roadmaps/checkpoint/"' in as_staff.get(reverse("admin:index")).content


@pytest.mark.parametrize("model", [Roadmap, Checkpoint, Role, Skill, Source, Pay, User, Enrollment, Revision])
def test_what_people_or_content_rely_on_is_never_deleted(as_staff, content, model):
    row = model.objects.first()
    assert as_staff.get(as_browser.page_of(model, "delete", row.pk)).status_code == 403
    assert as_staff.post(as_browser.page_of(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("model", [Roadmap, Checkpoint, Role, Pay, User, Phase, Milestone])
def test_nothing_is_deleted_in_bulk(as_staff, content, model):
    before = model.objects.count()
    as_browser.choose(as_staff, "delete_selected", list(model.objects.all()), post="yes")
    assert model.objects.count() == before


@pytest.mark.parametrize("model", [Phase, Milestone])
def test_a_part_with_something_in_it_is_not_deleted(as_staff, content, model):
    row = model.objects.first()
    assert as_staff.post(as_browser.page_of(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=row.pk).exists()


def test_an_empty_part_is_deleted_and_takes_nothing_with_it(as_staff, content):
    week_2 = content.milestones.get(slug="week-2")
    as_browser.confirm(as_staff, "retire_selected", list(week_2.checkpoints.all()))
    assert as_staff.post(as_browser.page_of(Milestone, "delete", week_2.pk), {"post": "yes"}).status_code == 302
    assert content.checkpoints.count() == 10
    assert content.revisions.first().text.count("## Week") == 1


def test_what_has_no_milestone_any_more_is_not_restored(as_staff, content):
    gone = content.milestones.get(slug="week-2")
    as_browser.confirm(as_staff, "retire_selected", list(gone.checkpoints.all()))
    as_staff.post(as_browser.page_of(Milestone, "delete", gone.pk), {"post": "yes"})
    homeless = factories.checkpoint(content, "thing-2-1")
    answer = as_browser.confirm(as_staff, "restore_selected", [homeless])
    homeless.refresh_from_db()
    assert homeless.retired_at
    assert "Give a milestone first to: Thing 2.1" in as_staff.get(answer.url).content.decode()


@pytest.mark.parametrize("model", [Roadmap, Phase, Milestone, Checkpoint, Role, Skill, Source, Pay])
def test_a_slug_is_for_ever(as_staff, content, model):
    row = model.objects.first()
    as_browser.save(as_staff, row, slug="another")
    before, row = row.slug, model.objects.get(pk=row.pk)
    assert row.slug == before


def test_staff_without_permissions_see_nothing(db, content):
    client = signed_in(factories.person(email="helper@example.org", is_staff=True))
    assert "You don’t have permission" in client.get(reverse("admin:index")).content.decode()
    assert {client.get(as_browser.page_of(model, "changelist")).status_code for model in MODELS} == {403}


def test_who_may_only_look_changes_nothing(content):
    helper = factories.person(email="helper@example.org", is_staff=True)
    helper.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client, first = signed_in(helper), factories.checkpoint(content, "thing-1-1")
    assert client.get(as_browser.address(first)).status_code == 200
    assert client.post(as_browser.address(first), {"title": "Mine"}).status_code == 403
    as_browser.confirm(client, "retire_selected", [first])
    client.post(as_browser.address(content.revisions.first()), {"_restore": "1"})
    first.refresh_from_db()
    assert (first.title, first.retired_at, content.revisions.count()) == ("Thing 1.1", None, 1)
