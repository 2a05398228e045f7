"""A roadmap of one's own works as any other, and can be renamed and deleted."""

import pytest
from django.apps import apps

from roadmaps.models import Checkpoint, Milestone, Phase, Resource, Roadmap
from tests import factories
from tests.safety.rows import everything, rows_of
from tracker.models import Progress, ProgressEvent

LIST = """# Study list

Why I do this.

## Maths {weeks=2}
All of it.
- [x] Linear algebra
  - [Book](https://b.example/) {.resource kind=book}
- [ ] Probability
## Code
- [x] Python
"""


@pytest.fixture
def mine(alice):
    return factories.personal(alice, LIST)


@pytest.fixture
def page(mine):
    return f"/my/roadmaps/{mine.slug}/"


# ---- its page


def test_it_has_ticks_and_totals(as_alice, mine, page):
    text = as_alice.get(page).text
    assert '<progress value="2" max="3"' in text
    assert "your own" in text


def test_it_shows_its_own_words_since_no_other_page_does(as_alice, mine, page):
    text = as_alice.get(page).text
    assert all(words in text for words in ("Why I do this.", "All of it."))


def test_nothing_leads_to_a_public_page(as_alice, mine, page):
    assert "as everyone sees it" not in as_alice.get(page).text
    for address in (page, f"{page}follow", f"{page}print/", "/my/", "/my/roadmaps/"):
        assert f'"/roadmaps/{mine.slug}' not in as_alice.get(address).text, address


def test_an_unpublished_roadmap_has_no_link_to_where_it_was(as_alice, alice, roadmap):
    alice.follow(roadmap)
    assert "as everyone sees it" in as_alice.get("/my/roadmaps/made-up/").text
    Roadmap.objects.update(published_at=None)
    assert "as everyone sees it" not in as_alice.get("/my/roadmaps/made-up/").text


def test_it_offers_its_verbs_and_others_do_not(as_alice, alice, roadmap, mine, page):
    alice.follow(roadmap)
    own, other = as_alice.get(page).text, as_alice.get("/my/roadmaps/made-up/").text
    for verb in ("rename", "import/", "delete"):
        assert f"{page}{verb}" in own
        assert f"/my/roadmaps/made-up/{verb}" not in other


def test_it_can_be_ticked_paused_stopped_and_started_over(as_alice, alice, mine, page):
    thing = mine.checkpoints.get(title="Probability")
    assert as_alice.post(f"/my/checkpoints/{thing.pk}/state", {"state": "done"}).status_code == 303
    for verb in ("pause", "resume", "start-over", "stop", "follow"):
        assert as_alice.post(f"{page}{verb}").status_code == 303
    assert set(alice.progress.values_list("state", flat=True)) == {"todo"}
    assert as_alice.post(f"{page}archives/{alice.archives.get().pk}/bring-back").status_code == 303
    assert set(alice.progress.values_list("state", flat=True)) == {"done"}


def test_the_lists_mark_it(as_alice, alice, mine):
    assert "your own" in as_alice.get("/my/roadmaps/").text
    alice.enrollments.get().stop()
    assert "your own" in as_alice.get("/my/roadmaps/").text


def test_moving_in_is_offered_where_roadmaps_are(as_alice):
    assert 'href="/my/import/"' in as_alice.get("/my/roadmaps/").text


@pytest.mark.parametrize("size", [10, 1000])
def test_queries(as_alice, alice, size, django_assert_num_queries):
    own = factories.personal(alice, "".join(f"- [x] Thing {number}\n" for number in range(size)))
    as_alice.get(f"/my/roadmaps/{own.slug}/")
    # session, user, enrollment with its roadmap, progress
    with django_assert_num_queries(4):
        assert as_alice.get(f"/my/roadmaps/{own.slug}/").status_code == 200
    # session, user, the list, its things, done ones, notes, history
    with django_assert_num_queries(7):
        assert as_alice.get(f"/my/roadmaps/{own.slug}/delete").status_code == 200
    # session, user, the list
    with django_assert_num_queries(3):
        assert as_alice.get(f"/my/roadmaps/{own.slug}/rename").status_code == 200


# ---- rename


def test_it_is_renamed(as_alice, mine, page):
    answer = as_alice.post(f"{page}rename", {"title": "Another"})
    assert (answer.status_code, answer["Location"]) == (303, page)
    assert as_alice.post(f"{page}rename", {"title": "Another"}).status_code == 303
    assert "<h1>Another</h1>" in as_alice.get(page).text


@pytest.mark.parametrize("title", ["", "  ", "x" * 201])
def test_a_title_that_is_none_is_refused(as_alice, mine, page, title):
    answer = as_alice.post(f"{page}rename", {"title": title})
    assert (answer.status_code, "Not saved yet" in answer.text) == (400, True)
    mine.refresh_from_db()
    assert mine.title == "Study list"


# ---- delete


def test_the_page_says_what_goes_and_deletes_nothing(as_alice, alice, mine, page):
    alice.save_texts(mine.checkpoints.first(), note="A note", link="", evidence="", note_version=0)
    text = as_alice.get(f"{page}delete").text
    for words in ("Things to tick</dt><dd>3<", "Of them done</dt><dd>2<", "Notes</dt><dd>1<", "history</dt><dd>2<"):
        assert words in text
    assert Roadmap.objects.filter(pk=mine.pk).exists()


def test_all_of_it_goes(as_alice, alice, as_bob, bob, roadmap):
    alice.follow(roadmap)
    alice.mark(roadmap.checkpoints.first().pk, "done")
    factories.personal(bob, LIST)
    before, kept = everything(), rows_of(bob.pk)
    mine = factories.personal(alice, LIST)
    page = f"/my/roadmaps/{mine.slug}/"
    as_alice.post(f"{page}start-over")
    as_alice.post(f"{page}import/", {"text": "- [x] Python\n", "version": 1, "confirmed": "yes"})
    answer = as_alice.post(f"{page}delete")
    assert (answer.status_code, answer["Location"]) == (303, "/my/roadmaps/")
    assert "“Study list” is deleted" in as_alice.get("/my/roadmaps/").text
    assert (everything(), rows_of(bob.pk)) == (before, kept)


def test_twice_is_not_found(as_alice, mine, page):
    assert [as_alice.post(f"{page}delete").status_code for _ in range(2)] == [303, 404]


def test_a_published_roadmap_is_not_deleted_or_renamed(as_alice, alice, roadmap):
    alice.follow(roadmap)
    for verb in ("delete", "rename"):
        assert as_alice.post(f"/my/roadmaps/made-up/{verb}", {"title": "Mine"}).status_code == 404
    assert alice.enrollments.exists()


@pytest.mark.parametrize("verb", ["rename", "delete"])
def test_the_other_answers(as_alice, as_bob, as_nobody, mine, page, verb, htmx):
    before = everything()
    assert as_bob.post(f"{page}{verb}", {"title": "X"}).status_code == 404
    assert as_nobody.post(f"{page}{verb}", {"title": "X"})["Location"] == "/accounts/login/?next=/my/"
    assert as_nobody.post(f"{page}{verb}", {"title": "X"}, headers=htmx).status_code == 401
    assert as_alice.put(f"{page}{verb}").status_code == 405
    assert everything() == before
    assert as_alice.post(f"{page}{verb}", {"title": "X"}, headers=htmx).status_code == 303


def test_whoever_goes_takes_theirs_along(alice, bob, roadmap):
    bob.follow(roadmap)
    kept = factories.personal(bob, LIST)
    for _ in range(3):
        factories.personal(alice, LIST)
    alice.erase()
    assert set(Roadmap.objects.all()) == {roadmap, kept}
    assert set(Checkpoint.objects.values_list("roadmap", flat=True)) == {roadmap.pk, kept.pk}
    assert {*Phase.objects.values_list("roadmap", flat=True)} == {roadmap.pk, kept.pk}
    assert (Milestone.objects.filter(roadmap=kept).count(), Resource.objects.count()) == (2, 1)
    assert {*Progress.objects.values_list("user", flat=True)} == {bob.pk}
    assert {*ProgressEvent.objects.values_list("user", flat=True)} == {bob.pk}
    assert apps.get_model("tracker.PersonalRoadmap").objects.get().roadmap == kept
