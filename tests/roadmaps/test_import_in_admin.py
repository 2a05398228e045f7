"""Import in admin: look first, decide what is unsure, then keep or publish; nothing stored before."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from roadmaps import drafting, publishing
from roadmaps.models import Draft, Roadmap
from tests import factories
from tests.conftest import signed_in
from tests.roadmaps.people import WEEK_1, live, text
from tests.safety.rows import everything

ADDRESS = "/admin/roadmaps/draft/import/"


@pytest.fixture
def topics(db):
    return factories.roadmap(text())


@pytest.fixture
def editor(db, django_user_model):
    from django.contrib.auth.models import Group

    user = factories.person(email="editor@example.org", name="Edda", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    return user


def looked_at(client, content, roadmap=None, **more):
    form = {"text": content, "roadmap": roadmap.pk if roadmap else "", **more}
    return client.post(ADDRESS, form)


def press(client, button, content, roadmap=None, look=None, **more):
    """Look, then press a button on the page that comes."""
    look = look or looked_at(client, content, roadmap, **more).context["look"]
    return looked_at(client, content, roadmap, seen=look.seen, text_seen=look.text_seen, **{button: "1"}, **more)


# ---- looking


def test_looking_stores_nothing(as_staff, topics):
    before = everything()
    answer = looked_at(as_staff, text(["Topic a, said better {#a}"]), topics)
    assert answer.status_code == 200
    assert everything() == before
    assert answer.context["look"].difference.counts == "1 renamed, 4 retired"


def test_a_new_roadmap_from_any_list(as_staff):
    answer = press(as_staff, "publish", "# Learn to cook\n\n## Basics\n- [ ] Boil water\n- [x] Fry an egg\n")
    roadmap = Roadmap.objects.get(slug="learn-to-cook")
    assert answer.url == reverse("admin:roadmaps_roadmap_change", args=[roadmap.pk])
    assert roadmap.is_public
    assert live(roadmap) == {"basics": ["boil-water", "fry-an-egg"]}


def test_a_title_is_asked_for_where_the_text_has_none(as_staff):
    assert "give one here" in looked_at(as_staff, "- [ ] Boil water\n").text
    assert looked_at(as_staff, "- [ ] Boil water\n", title="Cooking").context["look"].outline.slug == "cooking"


def test_a_title_that_begins_like_a_personal_one(as_staff):
    assert (
        looked_at(as_staff, "# Own your career\n\n- [ ] One\n").context["look"].outline.slug.startswith("roadmap-own")
    )


def test_a_file(as_staff, topics):
    file = SimpleUploadedFile("list.md", b"\xef\xbb\xbf# List\r\n\r\n- [ ] One\r\n")
    answer = as_staff.post(ADDRESS, {"file": file, "roadmap": ""})
    assert answer.context["look"].outline.title == "List"


def test_the_slug_in_the_text_names_the_roadmap(as_staff, topics):
    assert looked_at(as_staff, text()).context["look"].roadmap == topics


def test_the_slug_of_another_is_refused(as_staff, topics, roadmap):
    answer = looked_at(as_staff, text(), roadmap)
    assert answer.status_code == 400
    assert "names the slug “ten-topics”, which is not that of" in answer.text


def test_a_text_that_cannot_be_read_says_where(as_staff, topics):
    answer = looked_at(as_staff, text(["Topic a {#a}", "Topic b {#a}"]), topics)
    assert answer.status_code == 400
    assert "#a is already in line" in answer.text
    assert "Topic b {#a}" in answer.text


def test_a_draft_is_edited_as_text(as_staff, topics, staff):
    draft = drafting.draft_of(topics, staff)
    page = as_staff.get(ADDRESS, {"draft": draft.pk})
    assert page.context["form"].initial["text"] == publishing.text_of(topics)
    press(as_staff, "keep", draft.text.replace("Topic a {", "Topic a, said better {"), topics)
    assert "said better" in Draft.objects.get().text


def test_the_draft_of_a_new_roadmap_too(as_staff):
    press(as_staff, "keep", "# Cooking\n\n- [ ] Boil water\n")
    draft = Draft.objects.get()
    initial = as_staff.get(ADDRESS, {"draft": draft.pk}).context["form"].initial
    press(as_staff, "keep", f"{initial['text']}- [ ] Fry an egg\n", draft=draft.pk)
    assert Draft.objects.get().version == 2
    assert "Fry an egg" in Draft.objects.get().text


@pytest.mark.parametrize("asked", ["x", "9" * 30, "-1", "0"])
def test_what_is_asked_for_in_vain(as_staff, asked):
    assert as_staff.get(ADDRESS, {"draft": asked, "roadmap": asked}).status_code == 200


# ---- storing


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


# ---- who may


def test_an_editor_keeps_drafts_and_does_not_publish(editor, topics):
    client = signed_in(editor)
    content = text(["Topic a, said better {#a}"])
    assert 'name="publish"' not in looked_at(client, content, topics).text
    assert press(client, "publish", content, topics).status_code == 400
    assert topics.checkpoints.get(slug="a").title == "Topic a"
    assert press(client, "keep", content, topics).status_code == 302
    assert drafting.Draft.objects.get().by == editor


def test_staff_without_permission_may_not_import(topics):
    nobody = signed_in(factories.person(is_staff=True))
    assert nobody.get(ADDRESS).status_code == 403
    assert looked_at(nobody, text(), topics).status_code == 403


def test_a_learner_and_nobody_are_sent_away(as_alice, as_nobody, topics):
    assert looked_at(as_alice, text(), topics).status_code == 302
    assert looked_at(as_nobody, text(), topics).status_code == 401  # with what was typed, to copy
    assert not Draft.objects.exists()


def test_a_personal_roadmap_cannot_be_chosen(as_staff, alice):
    own = factories.personal(alice, "# Mine\n\n- [ ] Secret\n")
    assert own.title not in as_staff.get(ADDRESS).text
    assert looked_at(as_staff, "- [ ] One\n", own).status_code == 400


@pytest.mark.parametrize("size", [10, 1000])
def test_queries_are_the_same_at_any_size(as_staff, size, django_assert_num_queries):
    roadmap = factories.roadmap(slug="sized", milestones=size // 5)
    content = publishing.text_of(roadmap).replace("Thing 1.", "Topic 1.")
    looked_at(as_staff, content, roadmap)
    # session, user, permission; roadmaps to choose from; the draft, the stored outline, what it knows, people
    with django_assert_num_queries(28):
        assert looked_at(as_staff, content, roadmap).status_code == 200
