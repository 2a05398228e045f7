"""Import in admin: look first, decide what is unsure, then keep or publish; nothing stored before."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from roadmaps import drafting, publishing
from roadmaps.models import Draft, Roadmap
from tests import factories
from tests.conftest import signed_in
from tests.roadmaps.importing import ADDRESS, looked_at, press
from tests.roadmaps.people import live, text
from tests.safety.rows import everything


@pytest.fixture
def editor(db, django_user_model):
    from django.contrib.auth.models import Group

    user = factories.person(email="editor@example.org", name="Edda", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    return user


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


@pytest.mark.parametrize(
    ("boxes", "said"), [("- [x] A", "Its 1 tick belongs"), ("- [x] A\n- [X] B", "Its 2 ticks belong")]
)
def test_ticks_are_their_makers_and_it_says_so(as_staff, boxes, said):
    page = looked_at(as_staff, f"# List\n\n{boxes}\n- [ ] Z\n").text
    assert f"{said} to whoever made the list" in page


def test_without_ticks_nothing_is_said_of_them(as_staff, topics):
    assert "whoever made the list" not in looked_at(as_staff, text(), topics).text


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
