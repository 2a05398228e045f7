"""What an import stores: a draft or a published version, with every unsure row decided, and nothing twice."""

import pytest
from django.urls import reverse

from roadmaps import drafting, publishing
from roadmaps.models import Draft
from tests import factories
from tests.roadmaps.importing import looked_at, press
from tests.roadmaps.people import WEEK_1, live, text


def test_keeping_makes_a_draft_and_changes_nothing_else(as_staff, topics):
    answer = press(as_staff, "keep", text(["Topic a, said better {#a}"]), topics)
    draft = Draft.objects.get()
    assert answer.url == reverse("admin:roadmaps_draft_change", args=[draft.pk])
    assert "said better" in draft.text
    assert draft.changes.get().said == "imported a text: 1 renamed, 4 retired"
    assert topics.checkpoints.get(slug="a").title == "Topic a"


def test_publishing_says_how_to_take_it_back(as_staff, topics):
    before = publishing.text_of(topics)
    press(as_staff, "publish", text(["Topic a, said better {#a}"]), topics)
    assert publishing.text_of(topics) != before
    page = as_staff.get(reverse("admin:roadmaps_roadmap_change", args=[topics.pk]))
    older = topics.revisions.order_by("version").first()
    undo = reverse("admin:roadmaps_revision_change", args=[older.pk])
    assert f'<a href="{undo}">Undo' in page.text
    as_staff.post(undo, {"_restore": "1"})
    assert publishing.text_of(topics) == before


def test_a_new_one_says_so_too(as_staff):
    answer = press(as_staff, "publish", "# Learn to cook\n\n- [ ] Boil water\n")
    there = reverse("admin:roadmaps_roadmap_changelist")
    assert f'To take it back, unpublish it in the <a href="{there}">list' in as_staff.get(answer.url).text


def test_what_is_exported_and_imported_changes_nothing(as_staff, topics):
    exported = publishing.text_of(topics)
    assert looked_at(as_staff, exported, topics).context["look"].difference.is_empty
    press(as_staff, "publish", exported, topics)
    assert publishing.text_of(topics) == exported
    assert topics.revisions.count() == 1


def test_a_button_pressed_without_looking_looks_first(as_staff, topics):
    answer = looked_at(as_staff, text(["Topic a {#a}"]), topics, publish="1")
    assert answer.status_code == 400
    assert topics.checkpoints.filter(retired_at=None).count() == 10


def test_twice_is_once(as_staff, topics):
    content = text(["Topic a, said better {#a}"])
    look = looked_at(as_staff, content, topics).context["look"]
    press(as_staff, "publish", content, topics, look=look)
    again = press(as_staff, "publish", content, topics, look=look)
    assert again.status_code == 409  # what was looked at is not there any more
    assert topics.revisions.count() == 2


def test_what_somebody_changed_since_the_look_is_told(as_staff, topics):
    content = text(["Topic a, said better {#a}"])
    look = looked_at(as_staff, content, topics).context["look"]
    factories.republish(topics, text(["Topic a {#a}", "Theirs {#theirs}"]))
    answer = press(as_staff, "publish", content, topics, look=look)
    assert answer.status_code == 409
    assert "Somebody changed the roadmap since you looked" in answer.text
    assert "Topic a, said better" in answer.text
    assert topics.checkpoints.get(slug="theirs").retired_at is None


def test_publishing_over_a_draft_that_began_before_a_change_leads_to_the_draft(as_staff, topics, staff):
    drafting.draft_of(topics, staff)
    factories.republish(topics, text([*WEEK_1, "Theirs {#theirs}"]))
    content = text(["Topic a, said better {#a}", *WEEK_1[1:]])
    answer = press(as_staff, "publish", content, topics)
    assert answer.status_code == 400
    assert "changed since its draft began" in answer.text
    assert topics.checkpoints.get(slug="theirs").retired_at is None
    assert press(as_staff, "keep", content, topics).status_code == 302


def test_a_text_changed_on_the_page_is_looked_at_again(as_staff, topics):
    look = looked_at(as_staff, text(["Topic a {#a}"]), topics).context["look"]
    answer = press(as_staff, "publish", text(["Topic b {#b}"]), topics, look=look)
    assert answer.status_code == 400
    assert "look at it once more" in answer.text


# ---- what is unsure


@pytest.fixture
def unsure(topics, as_staff):
    """A text with two rows to decide, and its keys."""
    content = "\n".join(["## Week 1", *(f"- [ ] Topic {name}" for name in "bcde"), "- [ ] Topic q"])
    content += "\n".join(["\n## Week 2", *(f"- [ ] Topic {name}" for name in "fghi"), "- [ ] Topic 7"])
    return content, [row.key for row in looked_at(as_staff, content, topics).context["look"].proposal.unsure]


def test_every_row_is_decided_before_it_is_stored(as_staff, topics, unsure):
    content, keys = unsure
    answer = press(as_staff, "publish", content, topics, **{f"decide-{keys[0]}": "a"})
    undecided = answer.context["look"].proposal.undecided
    if undecided:
        assert answer.status_code == 400
        assert f"Decide {undecided} more" in answer.text
    decided = {f"decide-{keys[0]}": "a", f"decide-{keys[1]}": "new"}
    assert press(as_staff, "publish", content, topics, **decided).status_code == 302
    assert live(topics)["week-1"] == ["b", "c", "d", "e", "a"]
    assert topics.checkpoints.get(slug="a").title == "Topic q"
    assert topics.checkpoints.get(slug="j").retired_at


def test_the_page_shows_both_and_who_has_progress(as_staff, topics, unsure, alice):
    alice.follow(topics)
    alice.mark(topics.checkpoints.get(slug="a").pk, "done")
    content, keys = unsure
    page = looked_at(as_staff, content, topics).text
    assert f'name="decide-{keys[0]}" value="a"' in page
    assert "1 with progress" in page
