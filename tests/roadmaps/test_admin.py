"""Edits in admin: each leaves a trace, and can be taken back."""

import pytest

from roadmaps.models import Checkpoint, Milestone, Phase, Revision, Roadmap
from tests import factories
from tests.roadmaps import staff as as_browser


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
    assert (
        f'href="{as_browser.address(first)}'
        in as_staff.get(as_browser.page_of(Revision, "changelist")).content.decode()
    )
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
        assert roadmap.slug not in as_staff.get(as_browser.page_of(model, "changelist")).content.decode()
        assert as_staff.get(as_browser.address(model.objects.first())).status_code == 302


@pytest.mark.parametrize("path", ["/admin/", "/admin/roadmaps/checkpoint/"])
def test_learners_and_strangers_are_sent_to_sign_in(as_alice, as_nobody, path):
    for client in (as_alice, as_nobody):
        assert client.get(path).status_code in (302, 403)
