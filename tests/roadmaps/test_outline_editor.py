"""The outline of a draft, edited row by row in the admin: each button, with and without htmx, and who may press it."""

import pytest
from django.contrib.auth.models import Group

from roadmaps.models import Draft
from tests import factories
from tests.conftest import signed_in
from tests.roadmaps.authors import Author, author_of, places

WEEK_1 = "thing-1-4 thing-1-1 thing-1-5 thing-1-2 thing-1-3"


@pytest.fixture
def author(as_staff, roadmap, staff):
    """At the page of a draft of a roadmap of ten checkpoints."""
    return author_of(as_staff, roadmap, staff)


def titles(author):
    return {checkpoint.slug: checkpoint.title for _, _, checkpoint in author.outline.checkpoints()}


def checkpoint(author, slug):
    return next(part for _, _, part in author.outline.checkpoints() if part.slug == slug)


def said(author):
    return author.draft.changes.first().said


def test_an_edit_is_one_version_and_one_sentence(author, staff):
    answer = author.does("up:thing-1-1")
    assert answer.url == f"{author.address}#row-thing-1-1"
    draft = author.draft
    assert (draft.version, draft.changes.count(), draft.by) == (2, 1, staff)
    assert said(author) == "moved “Thing 1.1” up in Week 1: Part 1"
    assert "Done: moved “Thing 1.1” up" in author.open()


def test_twice_is_another_edit_and_never_an_error(author):
    author.press("up:thing-1-1")
    assert author.press("retire:thing-1-2").status_code == 303
    assert author.press("retire:thing-1-2").status_code == 409
    assert places(author.outline)["week-1"] == "thing-1-1 thing-1-4 thing-1-5 thing-1-3"


def test_by_htmx_the_outline_comes_back_and_says_so(author, htmx):
    answer = author.press("up:thing-1-1", headers=htmx)
    page = answer.content.decode()
    assert (answer.status_code, page.count("<html")) == (200, 0)
    assert 'hx-swap-oob="innerHTML:#outline-said">moved “Thing 1.1” up in Week 1: Part 1<' in page
    assert page.index('id="row-thing-1-1"') < page.index('id="row-thing-1-4"')


@pytest.mark.parametrize("edit", ["", "up", "up:", "nonsense:thing-1-1", "drop:thing-1-1", "up:nowhere", "restore:x"])
def test_what_is_no_edit_changes_nothing(author, edit):
    assert author.press(edit).status_code == 400
    assert author.draft.version == 1


def test_get_is_no_edit(author):
    assert author.client.get(f"/admin/roadmaps/draft/{author.pk}/edit").status_code == 405


def test_nobody_and_learners_are_let_nowhere(author, as_nobody, as_bob):
    for client in (as_nobody, as_bob):
        assert Author(client, author.draft).press("up:thing-1-1").status_code == 302
    assert author.draft.version == 1


def test_staff_without_the_permission_read_nothing(author):
    other = signed_in(factories.person(email="other@example.org", is_staff=True))
    assert Author(other, author.draft).press("up:thing-1-1").status_code == 403
    assert other.get(author.address).status_code == 403


def test_editors_may(author):
    editor = factories.person(email="editor@example.org", is_staff=True)
    editor.groups.add(Group.objects.get(name="Editors"))
    other = Author(signed_in(editor), author.draft)
    other.does("up:thing-1-1")
    assert author.draft.changes.get().by_name == str(editor)


def test_a_draft_that_was_published_meanwhile_is_not_there(author):
    Draft.objects.all().delete()
    assert author.press("up:thing-1-1").status_code == 404


# ---- each button


def test_add(author):
    author.does("add:week-1", title="Something new", kind="build")
    author.does("add-milestone:start", title="Week 3")
    author.does("add-phase:", title="Month 2")
    assert places(author.outline)["week-1"] == f"{WEEK_1} something-new"
    assert checkpoint(author, "something-new").kind == "build"
    assert [phase.title for phase in author.outline.phases] == ["Month 1: The start", "Month 2"]


def test_after_adding_the_focus_is_there_for_the_next_one(author, htmx):
    answer = author.press("add:week-1", title="Something new", headers=htmx)
    assert 'data-focus="add-week-1"' in answer.content.decode()


def test_save_a_row(author):
    factories.skill(slug="maths", name="Maths")
    typed = {"title": "Said better", "kind": "check", "hours": "0,5 – 1h", "skills": ["maths"], "optional": "on"}
    author.saves("thing-1-1", **typed, section="Reading", description="More\r\nof it\r\n", to="week-2")
    saved = checkpoint(author, "thing-1-1")
    assert (saved.title, saved.kind, saved.hours, saved.skills) == ("Said better", "check", (30, 60), ["maths"])
    assert (saved.optional, saved.section, saved.description) == (True, "Reading", "More\nof it")
    assert places(author.outline)["week-2"].endswith("thing-1-1")


def test_save_a_milestone_and_a_phase(author):
    author.saves("week-1", title="The first week", weeks="2", study="20", practice="", estimated="on")
    author.saves("start", description="How it begins.")
    week = author.outline.phases[0].milestones[0]
    assert (week.title, week.weeks, week.study, week.practice) == ("The first week", 2, 1200, None)
    assert author.outline.phases[0].description == "How it begins."


def test_saving_what_was_opened_changes_nothing(author):
    for slug in ("start", "week-1", "thing-1-1"):
        assert author.press(f"save:{slug}", **author.form(slug)).status_code == 303
    assert author.draft.version == 1


def test_drop(author):
    author.does("drop:thing-1-4:thing-1-5")
    author.does("drop:thing-2-1:week-1")
    assert places(author.outline)["week-1"] == "thing-2-1 thing-1-1 thing-1-5 thing-1-4 thing-1-2 thing-1-3"


def test_split_keeps_what_was_typed_beside_it(author):
    typed = author.form("thing-1-1") | {"description": "Both halves.", "titles": "Half one\r\nHalf two"}
    author.does("split:thing-1-1", **typed)
    assert "half-one half-two" in places(author.outline)["week-1"]
    assert checkpoint(author, "half-one").description == "Both halves."
    assert checkpoint(author, "half-two").replaces == ["thing-1-1"]


def test_merge(author):
    author.does("merge", chosen=["thing-1-1", "thing-2-1"], merged_title="Both")
    assert checkpoint(author, "both").replaces == ["thing-1-1", "thing-2-1"]
    author.does("merge-next:thing-1-2")
    assert checkpoint(author, "thing-1-2-2").replaces == ["thing-1-2", "thing-1-3"]


def test_retire_and_restore(author):
    author.does("retire:thing-1-1")
    page = author.open()
    assert 'value="restore:thing-1-1"' in page
    author.does("restore:thing-1-1", to="")
    assert places(author.outline)["week-1"].endswith("thing-1-1")
    author.does("retire:thing-1-1")
    author.does("restore:thing-1-1", to="week-2")
    assert places(author.outline)["week-2"].endswith("thing-1-1")


def test_what_was_never_published_is_taken_out(author):
    author.does("add:week-1", title="Something new")
    author.does("retire:something-new")
    assert said(author) == "took out “Something new”, which was never published"
    author.does("undo")
    assert "something-new" in places(author.outline)["week-1"]


def test_remove_only_what_is_empty(author):
    assert author.press("remove:week-1").status_code == 400
    author.does("add-milestone:start", title="Week 3")
    author.does("remove:week-3")
    assert "week-3" not in places(author.outline)


def test_undo_and_again(author):
    before = author.draft.text
    author.does("retire:thing-1-1")
    after = author.draft.text
    assert ">Undo: retired “Thing 1.1”<" in author.open()
    author.does("undo")
    assert author.draft.text == before
    assert ">Again: retired “Thing 1.1”<" in author.open()
    author.does("undo")
    assert (author.draft.text, said(author)) == (after, "retired “Thing 1.1”")


def test_rows_say_what_is_new_and_who_has_progress(author, alice, roadmap):
    alice.follow(roadmap)
    alice.mark(factories.checkpoint(roadmap, "thing-1-1").pk, "done")
    author.saves("thing-1-1", title="Said better")
    author.does("add:week-1", title="Something new")
    page = author.open()
    assert "1 with progress" in page
    assert '<span class="tag now">renamed</span>' in page
    assert '<span class="tag now">new</span>' in page
