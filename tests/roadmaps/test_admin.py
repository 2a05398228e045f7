"""Admin of content: every page opens, nothing that people have ticks on can go, and every edit leaves a trace."""

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


def url(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def content(roadmap, alice, as_staff, tmp_path):
    """A row of everything that has a page in admin."""
    load(write(tmp_path, facts=FACTS, tables=None))
    drafting.draft_of(roadmap, alice)
    enrollment = alice.follow(roadmap)
    alice.mark(factories.checkpoint(roadmap, "thing-1-1").pk, "done")
    alice.report(factories.checkpoint(roadmap, "thing-1-1"), message="A dead link", form_id=uuid4())
    enrollment.start_over()
    alice.mark(factories.checkpoint(roadmap, "thing-1-1").pk, "done")
    alice.emailaddress_set.create(email=alice.email, primary=True, verified=True)
    return roadmap


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_list_opens(as_staff, content, model):
    assert as_staff.get(url(model, "changelist")).status_code == 200
    assert as_staff.get(url(model, "changelist"), {"q": "a"}).status_code in (200, 302)  # 302: it has no search


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_add_page_opens_where_rows_can_be_added(as_staff, content, model, rf, staff):
    rf = rf.get("/")
    rf.user = staff
    allowed = admin.site._registry[model].has_add_permission(rf)
    assert as_staff.get(url(model, "add")).status_code == (200 if allowed else 403)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_change_page_opens(as_staff, content, model):
    row = model._default_manager.first()
    assert row is not None, "the fixture should make one"
    assert as_staff.get(url(model, "change", row.pk)).status_code == 200


def test_the_front_page_opens(as_staff, content):
    assert b'href="/admin/roadmaps/checkpoint/"' in as_staff.get(reverse("admin:index")).content


@pytest.mark.parametrize("model", [Roadmap, Checkpoint, Role, Skill, Source, Pay, User, Enrollment, Revision])
def test_what_people_or_content_rely_on_is_never_deleted(as_staff, content, model):
    row = model.objects.first()
    assert as_staff.get(url(model, "delete", row.pk)).status_code == 403
    assert as_staff.post(url(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("model", [Roadmap, Checkpoint, Role, Pay, User, Phase, Milestone])
def test_nothing_is_deleted_in_bulk(as_staff, content, model):
    before = model.objects.count()
    as_browser.choose(as_staff, "delete_selected", list(model.objects.all()), post="yes")
    assert model.objects.count() == before


@pytest.mark.parametrize("model", [Phase, Milestone])
def test_a_part_with_something_in_it_is_not_deleted(as_staff, content, model):
    row = model.objects.first()
    assert as_staff.post(url(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=row.pk).exists()


def test_an_empty_part_is_deleted_and_takes_nothing_with_it(as_staff, content):
    week_2 = content.milestones.get(slug="week-2")
    as_browser.confirm(as_staff, "retire_selected", list(week_2.checkpoints.all()))
    assert as_staff.post(url(Milestone, "delete", week_2.pk), {"post": "yes"}).status_code == 302
    assert content.checkpoints.count() == 10
    assert content.revisions.first().text.count("## Week") == 1


def test_what_has_no_milestone_any_more_is_not_restored(as_staff, content):
    gone = content.milestones.get(slug="week-2")
    as_browser.confirm(as_staff, "retire_selected", list(gone.checkpoints.all()))
    as_staff.post(url(Milestone, "delete", gone.pk), {"post": "yes"})
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


def test_an_edit_raises_the_version(as_staff, roadmap):
    as_browser.save(as_staff, factories.checkpoint(roadmap, "thing-1-1"), title="Better")
    assert Roadmap.objects.get().version == roadmap.version + 1


def test_an_edit_leaves_a_revision_that_says_who_when_and_from_where(as_staff, staff, roadmap):
    as_browser.save(as_staff, factories.checkpoint(roadmap, "thing-1-1"), title="Better")
    revision = roadmap.revisions.first()
    assert (revision.by, revision.by_name, revision.origin) == (staff, "Staff", "admin")
    assert revision.at > roadmap.revisions.last().at
    assert "- [ ] Better {#thing-1-1}" in revision.text


def test_saving_without_a_change_leaves_no_revision(as_staff, roadmap):
    as_browser.save(as_staff, factories.checkpoint(roadmap, "thing-1-1"))
    assert roadmap.revisions.count() == 1


def test_a_draft_has_no_revisions_until_it_is_published(as_staff):
    draft = factories.roadmap(slug="draft", published=False)
    as_browser.save(as_staff, factories.checkpoint(draft, "thing-1-1"), title="Better")
    assert not draft.revisions.exists()
    as_browser.choose(as_staff, "publish_selected", [draft])
    assert draft.revisions.get().by_name == "Staff"


def test_what_changed_is_shown(as_staff, roadmap):
    as_browser.save(as_staff, factories.checkpoint(roadmap, "thing-1-1"), title="Better")
    page = as_staff.get(as_browser.address(roadmap.revisions.first())).content.decode()
    assert "renamed: Thing 1.1 → Better" in page
    assert "+- [ ] Better {#thing-1-1}" in page


def test_back_in_two_clicks(as_staff, roadmap):
    as_browser.save(as_staff, factories.checkpoint(roadmap, "thing-1-1"), title="Worse")
    first = roadmap.revisions.last()
    assert f'href="{as_browser.address(first)}' in as_staff.get(url(Revision, "changelist")).content.decode()
    page = as_staff.get(as_browser.address(first)).content.decode()
    assert '<input type="submit" class="default" name="_restore" value="Restore this version">' in page
    as_staff.post(as_browser.address(first), {"_restore": "Restore this version"})
    assert factories.checkpoint(roadmap, "thing-1-1").title == "Thing 1.1"


def test_an_action_is_made_whole_or_not_at_all(as_staff, roadmap, monkeypatch):
    def fails(*args, **options):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("roadmaps.publishing.publish", fails)
    answer = as_browser.confirm(as_staff, "retire_selected", list(roadmap.checkpoints.all())[:1])
    assert answer.status_code == 500
    assert not roadmap.checkpoints.exclude(retired_at=None).exists()


def test_unpublishing_hides_it_and_publishing_shows_it(as_staff, as_nobody, roadmap):
    as_browser.choose(as_staff, "unpublish_selected", [roadmap])
    assert as_nobody.get("/roadmaps/made-up/").status_code == 404
    as_browser.choose(as_staff, "publish_selected", [roadmap])
    assert as_nobody.get("/roadmaps/made-up/").status_code == 200


def test_a_personal_roadmap_is_in_no_list(as_staff, roadmap):
    Roadmap.objects.update(personal=True)
    for model in (Roadmap, Phase, Milestone, Checkpoint, Revision):
        assert roadmap.slug not in as_staff.get(url(model, "changelist")).content.decode()
        assert as_staff.get(as_browser.address(model.objects.first())).status_code == 302


def test_staff_without_permissions_see_nothing(db, content):
    client = signed_in(factories.person(email="helper@example.org", is_staff=True))
    assert "You don’t have permission" in client.get(reverse("admin:index")).content.decode()
    assert {client.get(url(model, "changelist")).status_code for model in MODELS} == {403}


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


@pytest.mark.parametrize("path", ["/admin/", "/admin/roadmaps/checkpoint/"])
def test_learners_and_strangers_are_sent_to_sign_in(as_alice, as_nobody, path):
    for client in (as_alice, as_nobody):
        assert client.get(path).status_code in (302, 403)
