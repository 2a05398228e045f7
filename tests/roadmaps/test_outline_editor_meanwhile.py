"""Two authors at once, and edits that are refused: the second is told what changed, and loses nothing."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roadmaps.models import Draft
from tests import factories
from tests.conftest import signed_in
from tests.roadmaps.authors import Author, author_of, places


@pytest.fixture
def first(as_staff, roadmap, staff):
    return author_of(as_staff, roadmap, staff)


@pytest.fixture
def mia(first):
    """Another author at the same draft."""
    return Author(signed_in(factories.administrator(email="mia@example.org", name="Mia")), first.draft)


def text(answer):
    return unescape(answer.content.decode())


def titles(author):
    return {part.slug: part.title for _, _, part in author.outline.checkpoints()}


def test_an_edit_of_an_older_page_is_made_in_what_is_there_now(first, mia):
    mia.does("up:thing-1-1")
    assert first.press("retire:thing-1-2").status_code == 303
    assert places(first.outline)["week-1"] == "thing-1-1 thing-1-4 thing-1-5 thing-1-3"
    assert "Since you opened this page: Mia moved “Thing 1.1” up in Week 1: Part 1." in unescape(first.open())


def test_by_htmx_too(first, mia, htmx):
    mia.does("up:thing-1-1")
    page = text(first.press("retire:thing-1-2", headers=htmx))
    assert "<li>Mia moved “Thing 1.1” up in Week 1: Part 1</li>" in page
    assert "<li>Staff retired" not in page


def test_what_another_changed_in_the_same_row_stays(first, mia):
    typed = first.form("thing-1-1")
    mia.saves("thing-1-1", hours="2")
    assert first.press("save:thing-1-1", **(typed | {"title": "Said better"})).status_code == 303
    saved = next(part for _, _, part in first.outline.checkpoints() if part.slug == "thing-1-1")
    assert (saved.title, saved.hours) == ("Said better", (120, 120))


@pytest.mark.parametrize("by_htmx", [False, True])
def test_renamed_by_both(first, mia, htmx, by_htmx):
    typed = first.form("thing-1-1")
    mia.saves("thing-1-1", title="Hers")
    answer = first.press("save:thing-1-1", **(typed | {"title": "Mine"}), headers=htmx if by_htmx else None)
    assert answer.status_code == 409
    assert '<pre tabindex="0">Hers</pre>' in text(answer)
    assert '<pre tabindex="0">Mine</pre>' in text(answer)
    assert 'name="title" value="Mine"' in text(answer)
    assert titles(first)["thing-1-1"] == "Hers"


def test_hours_and_skills_are_shown_as_one_types_them(first, mia):
    factories.skill(slug="maths", name="Maths")
    typed = first.form("thing-1-1") | {"hours": "2", "optional": "on", "skills": ["maths"]}
    mia.saves("thing-1-1", hours="1-1.5")
    answer = text(first.press("save:thing-1-1", **typed))
    assert '<pre tabindex="0">1-1.5</pre>' in answer
    assert '<pre tabindex="0">2</pre>' in answer


def test_saved_once_more_it_is_put_there(first, mia):
    typed = first.form("thing-1-1") | {"title": "Mine"}
    mia.saves("thing-1-1", title="Hers")
    again = first.press("save:thing-1-1", **typed).context["editor"].form
    first.does("save:thing-1-1", **(typed | {"was": again["was"].value()}))
    assert titles(first)["thing-1-1"] == "Mine"


def test_both_gave_it_the_same_title(first, mia):
    typed = first.form("thing-1-1") | {"title": "The same"}
    mia.saves("thing-1-1", title="The same")
    assert first.press("save:thing-1-1", **typed).status_code == 303


def test_the_row_is_gone(first, mia):
    typed = first.form("thing-1-1") | {"description": "A page of my own words."}
    mia.does("retire:thing-1-1")
    answer = first.press("save:thing-1-1", **typed)
    assert answer.status_code == 409
    assert "A page of my own words." in text(answer)
    assert "Mia retired “Thing 1.1”" in text(answer)


def test_the_milestone_is_gone(first, mia):
    first.does("add-milestone:start", title="Week 3")
    mia.does("remove:week-3")
    answer = first.press("add:week-3", title="My new topic")
    assert (answer.status_code, "My new topic" in text(answer)) == (409, True)


def test_nobody_takes_back_what_another_did_unseen(first, mia):
    first.does("up:thing-1-1")
    mia.does("retire:thing-1-2")
    answer = first.press("undo")
    assert answer.status_code == 409
    assert "thing-1-2" not in places(first.outline)["week-1"]


# ---- refused


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"title": ""}, "This field is required"),
        ({"title": "x" * 301}, "at most 300 characters"),
        ({"hours": "many"}, "Hours are numbers"),
        ({"hours": "8-4"}, "a range goes up"),
        ({"hours": "40"}, "say more hours than it has"),
        ({"skills": ["no-such"]}, "not one of the available choices"),
        ({"description": "- [ ] A box"}, "of its own"),
        ({"to": "nowhere"}, "not one of the available choices"),
        ({"was": "{"}, ""),
    ],
)
def test_what_cannot_be_published_is_refused_and_kept(first, typed, reason):
    sent = first.form("thing-1-1") | {"section": "My section"} | typed
    answer = first.press("save:thing-1-1", **sent)
    if not reason:
        assert answer.status_code == 303
        return
    assert answer.status_code == 400
    assert reason in text(answer)
    assert 'value="My section"' in text(answer)
    assert first.draft.version == 1


def test_what_was_wrong_before_keeps_nobody_from_editing(first):
    draft = first.draft
    draft.text = draft.text.replace("{#thing-1-4}", "{#thing-1-4 hours=40 skill=no-such}")
    draft.save()
    first.does("up:thing-1-1")
    first.saves("week-1", title="Another week")
    assert first.press("add:week-2", title="x" * 301).status_code == 400


def test_a_title_to_add_is_kept_when_it_is_refused(first):
    answer = first.press("add:week-1", title="x" * 301, kind="build")
    assert (answer.status_code, f'value="{"x" * 301}"' in text(answer)) == (400, True)


def test_the_chosen_stay_chosen(first):
    answer = first.press("merge", chosen=["thing-1-1"], merged_title="Both")
    assert answer.status_code == 400
    assert text(answer).count(" checked") == 1
    assert 'value="Both"' in text(answer)


def test_what_no_form_shows_is_not_written(first, bob):
    before = Draft.objects.values("roadmap", "base_text", "began_at").get()
    smuggled = {
        "by": bob.pk,
        "by_name": "Bob",
        "text": "",
        "base_text": "",
        "roadmap": "",
        "slug": "x",
        "replaces": "a",
    }
    first.press("save:thing-1-1", **(first.form("thing-1-1") | {"title": "Said better"} | smuggled))
    assert Draft.objects.values("roadmap", "base_text", "began_at").get() == before
    assert (first.draft.by_name, first.draft.changes.get().by_name) == ("Staff", "Staff")
    assert next(part for _, _, part in first.outline.checkpoints() if part.slug == "thing-1-1").replaces == []


@pytest.mark.parametrize("was", ["", "[]", "null", '{"title": {"a": 1}}', "[" * 100_000])
def test_what_was_is_only_compared(first, was):
    typed = first.form("thing-1-1") | {"was": was, "hours": "1"}
    assert first.press("save:thing-1-1", **typed).status_code in (303, 409)
    assert titles(first)["thing-1-1"] == "Thing 1.1"


# ---- how much it costs


def queries(run):
    with CaptureQueriesContext(connection) as found:
        assert run().status_code == 200
    return len(found)


def test_queries_are_the_same_for_ten_and_for_a_thousand(as_staff, staff, htmx):
    counts = []
    for slug, milestones, checkpoints in (("small", 2, 5), ("large", 50, 20)):
        roadmap = factories.roadmap(slug=slug, milestones=milestones, checkpoints=checkpoints)
        author = author_of(as_staff, roadmap, staff)
        author.does("retire:thing-1-2")
        author.open()
        opened = queries(lambda author=author: as_staff.get(author.address, {"edit": "thing-1-1"}, headers=htmx))
        edited = queries(lambda author=author: author.press("up:thing-1-1", headers=htmx))
        counts.append((opened, edited))
    assert counts[0] == counts[1]
    assert counts[0] == (11, 20)


def test_of_a_very_long_outline_only_what_is_open_is_shown(first, monkeypatch):
    monkeypatch.setattr("roadmaps.admin.outline_rows.MOST_ROWS", 9)
    assert "row-thing-" not in first.open()
    page = first.open("week-2")
    assert ("row-thing-1-1" in page, "row-thing-2-1" in page) == (False, True)
    answer = first.press("up:thing-2-1", open="week-2")
    assert answer.url == f"{first.address}?edit=week-2#row-thing-2-1"


def test_a_row_sends_nothing_that_is_not_chosen(first):
    """Django takes 1,000 fields: a form with one for each row would end there."""
    page = first.open()
    always = [field for field in page.split("<") if field.startswith("input") and 'form="outline-form"' in field]
    assert len([field for field in always if 'type="checkbox"' not in field]) == 2
    assert Draft.objects.count() == 1
