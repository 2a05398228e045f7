"""Editors write and do not publish; publishers do. Nobody sees their pages without being of the staff."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse

from careerguide import groups
from roadmaps import drafting
from roadmaps.models import Checkpoint, Draft, Revision, Role
from tests import factories
from tests.conftest import signed_in
from tests.roadmaps import staff as as_browser


def member(name):
    user = factories.person(email=f"{name.lower()}@example.org", name=name, is_staff=True)
    user.groups.add(Group.objects.get(name=name))
    return signed_in(user)


@pytest.fixture
def editor(db):
    return member(groups.EDITORS)


@pytest.fixture
def publisher(db):
    return member(groups.PUBLISHERS)


@pytest.fixture
def draft(roadmap):
    return drafting.draft_of(roadmap, None)


def publish_page(draft):
    return reverse("admin:roadmaps_draft_publish", args=[draft.pk])


def test_both_are_there_after_a_migration(db):
    assert set(Group.objects.values_list("name", flat=True)) == {"Editors", "Publishers"}


def test_what_a_site_changed_in_them_stays(db):
    group = Group.objects.get(name="Editors")
    group.permissions.clear()
    call_command("migrate", verbosity=0)
    assert not group.permissions.exists()


def test_an_editor_does_not_publish(editor, draft):
    assert editor.get(reverse("admin:roadmaps_draft_change", args=[draft.pk])).status_code == 200
    assert editor.get(publish_page(draft)).status_code == 403
    assert editor.post(publish_page(draft)).status_code == 403
    assert Draft.objects.exists()


def test_a_publisher_does(publisher, draft):
    assert publisher.post(publish_page(draft)).status_code == 302
    assert not Draft.objects.exists()


@pytest.mark.parametrize("model", [Checkpoint, Revision, Role], ids=lambda model: model.__name__)
def test_what_is_saved_at_once_an_editor_only_reads(editor, roadmap, model):
    factories.role(slug="some-role")
    row = model.objects.first()
    page = editor.get(as_browser.address(row))
    assert page.status_code == 200
    assert 'name="_save"' not in page.text
    assert 'name="_restore"' not in page.text
    assert editor.post(as_browser.address(row), {"title": "Another", "_restore": "1"}).status_code == 403


def test_an_editor_neither_publishes_nor_unpublishes_from_the_list(editor, roadmap):
    page = editor.get(reverse("admin:roadmaps_roadmap_changelist")).text
    assert "export_selected" in page
    assert "publish_selected" not in page
    as_browser.choose(editor, "unpublish_selected", [roadmap])
    roadmap.refresh_from_db()
    assert roadmap.is_public


def test_a_publisher_saves_at_once(publisher, roadmap):
    thing = roadmap.checkpoints.get(slug="thing-1-1")
    assert as_browser.errors(as_browser.save(publisher, thing, title="Another")) == ""
    thing.refresh_from_db()
    assert thing.title == "Another"


def test_staff_of_no_group_see_no_draft(draft):
    nobody = signed_in(factories.person(is_staff=True))
    for page in ("change", "preview", "publish"):
        assert nobody.get(reverse(f"admin:roadmaps_draft_{page}", args=[draft.pk])).status_code == 403
