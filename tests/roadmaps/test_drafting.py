"""A draft from its beginning to its publication: what is published is what was drafted, in one piece or not at all."""

import pytest

from roadmaps import drafting, outline, publishing
from roadmaps.models import Checkpoint, Draft, Revision, Roadmap
from tests import factories


@pytest.fixture
def draft(roadmap, staff):
    return drafting.draft_of(roadmap, staff)


@pytest.fixture
def drafted(draft, staff):
    """Change the draft: `edit` changes its outline in place."""

    def drafted(edit, said="changed something"):
        read = outline.parse(draft.text)
        edit(read)
        drafting.change(drafting.locked(draft.pk), read, said, staff)
        return drafting.locked(draft.pk)

    return drafted


def rename(title):
    def edit(read):
        read.phases[0].milestones[0].checkpoints[0].title = title

    return edit


def retire(read):
    del read.phases[0].milestones[0].checkpoints[0]


def first(roadmap):
    return roadmap.checkpoints.get(slug="thing-1-4")


# ---- beginning


def test_it_begins_as_what_is_stored(roadmap, draft):
    assert draft.text == draft.base_text == publishing.text_of(roadmap)
    assert (draft.title, draft.version, draft.by_name) == (roadmap.title, 1, "Staff")


def test_there_is_one_of_each_roadmap(roadmap, draft, alice):
    assert drafting.draft_of(roadmap, alice) == draft
    assert Draft.objects.count() == 1


def test_a_change_keeps_a_step_back_and_who_did_what(draft, drafted):
    changed = drafted(rename("Another"), "renamed a thing")
    assert "Another" in changed.text
    assert changed.before_text == draft.text
    assert changed.version == 2
    (change,) = changed.changes.all()
    assert (change.version, change.said, change.by_name) == (2, "renamed a thing", "Staff")


def test_what_was_said_is_cut_where_it_is_too_long(drafted):
    assert len(drafted(rename("Another"), "x" * 5000).changes.get().said) == 1000


def test_nothing_of_a_draft_is_on_a_page(roadmap, drafted, as_nobody):
    drafted(rename("Another"))
    assert "Another" not in as_nobody.get("/roadmaps/made-up/").text
    assert first(roadmap).title == "Thing 1.4"


# ---- publishing


def test_it_is_published_as_it_was_drafted(roadmap, drafted, staff):
    published = drafting.publish(drafted(rename("Another")), by=staff)
    assert published == roadmap
    assert first(roadmap).title == "Another"
    assert not Draft.objects.exists()
    revision = roadmap.revisions.first()
    assert (revision.by, revision.origin, revision.version) == (staff, Revision.Origin.ADMIN, published.version)


def test_what_is_left_out_is_retired_and_its_tick_kept(roadmap, drafted, staff, alice):
    alice.follow(roadmap)
    alice.mark(first(roadmap).pk, "done")
    drafting.publish(drafted(retire), by=staff)
    assert first(roadmap).retired_at
    assert alice.progress.get().state == "done"


def test_publishing_an_unpublished_roadmap_makes_it_public(drafted, roadmap, staff):
    Roadmap.objects.update(published_at=None)
    assert drafting.publish(drafted(rename("Another")), by=staff).is_public


def test_a_new_roadmap(staff):
    read = outline.parse(factories.roadmap_text(slug="fresh"))
    roadmap = drafting.publish(drafting.new_draft(None, read, by=staff), by=staff)
    assert roadmap.is_public
    assert roadmap.checkpoints.count() == 10
    assert not Draft.objects.exists()


def test_a_new_roadmap_whose_slug_was_taken_meanwhile(staff, roadmap):
    read = outline.parse(factories.roadmap_text(slug="made-up"))
    draft = drafting.new_draft(None, read, by=staff)
    with pytest.raises(drafting.NotPublished, match="already"):
        drafting.publish(draft, by=staff)
    assert Draft.objects.count() == 1


def test_what_is_wrong_with_it_keeps_it_from_being_published(roadmap, drafted, staff):
    def edit(read):
        read.roles = ["nobody-knows"]
        read.phases[0].milestones[0].checkpoints[0].title = "Another"

    before = roadmap.version
    with pytest.raises(drafting.NotPublished, match="there is no role “nobody-knows”"):
        drafting.publish(drafted(edit), by=staff)
    roadmap.refresh_from_db()
    assert (first(roadmap).title, roadmap.version) == ("Thing 1.4", before)
    assert Draft.objects.count() == 1


def test_what_somebody_changed_since_it_began_is_told(roadmap, drafted, staff):
    draft = drafted(rename("Mine"))
    factories.republish(roadmap, factories.roadmap_text(slug="made-up").replace("Thing 2.1", "Theirs"))
    with pytest.raises(drafting.ChangedMeanwhile) as refused:
        drafting.publish(draft, by=staff)
    assert refused.value.reasons == ["renamed: Thing 2.1 → Theirs"]
    assert Checkpoint.objects.get(slug="thing-2-1").title == "Theirs"
    drafting.publish(draft, by=staff, over=True)
    assert Checkpoint.objects.get(slug="thing-2-1").title == "Thing 2.1"
    assert first(roadmap).title == "Mine"


def test_it_is_published_once(drafted, staff):
    draft = drafted(rename("Another"))
    Draft.objects.filter(pk=draft.pk).delete()
    with pytest.raises(drafting.NotPublished, match="meanwhile"):
        drafting.publish(draft, by=staff)


def test_discarded_it_leaves_what_is_published(roadmap, drafted):
    drafting.discard(drafted(rename("Another")))
    assert not Draft.objects.exists()
    assert first(roadmap).title == "Thing 1.4"


# ---- the difference


def test_the_difference_says_how_many_people_it_touches(roadmap, alice, bob, draft):
    for person in (alice, bob):
        person.follow(roadmap)
        person.mark(first(roadmap).pk, "done")
    read = outline.parse(draft.text)
    retire(read)
    found = drafting.difference(roadmap, outline.parse(draft.text), read)
    (line,) = found.kinds["retired"]
    assert (line.text, line.people) == ("Thing 1.4 (was in Week 1: Part 1)", 2)
    assert found.counts == "1 retired"


def test_what_comes_back_is_restored_and_not_added(roadmap, draft):
    factories.republish(roadmap, draft.text.replace("- [ ] Thing 1.4 {#thing-1-4}\n", ""))
    found = drafting.difference(roadmap, publishing.outline_of(roadmap), outline.parse(draft.text))
    assert list(found.kinds) == ["restored"]


@pytest.mark.parametrize("size", [2, 40])
def test_the_difference_costs_the_same_at_any_size(size, staff, django_assert_num_queries):
    roadmap = factories.roadmap(slug="sized", milestones=size)
    old = publishing.outline_of(roadmap)
    new = outline.parse(publishing.text_of(roadmap).replace("Thing", "Something"))
    # ids of what is touched, people on it, what of it was retired
    with django_assert_num_queries(3):
        drafting.difference(roadmap, old, new)
