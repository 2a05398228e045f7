"""“This roadmap changed since you last looked”: once, with the list, until it is dismissed; ticks are kept."""

import pytest

from tests import factories
from tests.roadmaps.people import WEEK_1, WEEK_2, text
from tracker import news
from tracker.models import Enrollment

PAGE = "/my/roadmaps/ten-topics/"
SEEN = f"{PAGE}seen"
SAID = "This roadmap changed since you last looked: "
# d and e go, k and l come, a and b are one now
EDITED = text(["Both {#both replaces=a,b}", "Topic c {#c}", "Topic k {#k}"], ["Topic l {#l}", *WEEK_2[:-1]])
REWORDED = text(["Topic a {#a hours=2}", *WEEK_1[1:]])


@pytest.fixture
def topics(alice):
    roadmap = factories.roadmap(text())
    alice.follow(roadmap)
    return roadmap


@pytest.fixture
def tick(alice, topics):
    def tick(*slugs):
        for slug in slugs:
            alice.mark(factories.checkpoint(topics, slug).pk, "done")

    return tick


def page_of(client, query=""):
    return client.get(PAGE + query).text


def seen(user):
    return user.enrollments.get().seen_version


# ---- the notice


def test_what_changed_is_said_with_the_ticks_that_are_kept(as_alice, topics, tick):
    tick("a", "b", "d")
    factories.republish(topics, EDITED)
    assert f"{SAID}2 new, 3 retired, 2 merged; your 3 ticks are kept." in page_of(as_alice)


def test_one_tick(as_alice, topics, tick):
    tick("d")
    factories.republish(topics, EDITED)
    assert "2 merged; your tick is kept." in page_of(as_alice)


def test_without_ticks_the_sentence_is_shorter(as_alice, alice, topics):
    alice.mark(factories.checkpoint(topics, "a").pk, "doing")
    factories.republish(topics, EDITED)
    assert f"{SAID}2 new, 3 retired, 2 merged.</p>" in page_of(as_alice)


def test_new_ones_lead_to_their_place_and_retired_ones_nowhere(as_alice, topics):
    factories.republish(topics, EDITED)
    page = page_of(as_alice)
    new = factories.checkpoint(topics, "k")
    assert f'<a class="line" href="#checkpoint-{new.pk}">Topic k</a> <span class="mute">Week 1</span>' in page
    assert 'Topic d <span class="mute">was in Week 1</span>' in page
    assert '>Both</a> <span class="mute">was Topic a and Topic b</span>' in page
    assert f'id="checkpoint-{new.pk}"' in page


def test_a_long_list_is_cut(as_alice, topics, monkeypatch):
    monkeypatch.setattr(news, "SHOWN", 1)
    factories.republish(topics, EDITED)
    assert page_of(as_alice).count("and 2 more") == 1  # of the retired


@pytest.mark.parametrize("content", [text(), REWORDED], ids=["nothing", "words"])
def test_what_is_no_news_is_not_said(as_alice, topics, content):
    assert factories.republish(topics, content).version > 1
    assert SAID not in page_of(as_alice)


def test_who_begins_now_is_told_nothing(as_bob, bob, topics):
    bob.follow(factories.republish(topics, EDITED))
    assert SAID not in page_of(as_bob)


def test_who_comes_back_is_told_what_was_missed(as_alice, alice, topics):
    alice.enrollments.get().stop()
    factories.republish(topics, EDITED)
    as_alice.post(f"{PAGE}follow", {"hours_per_week": "5"})
    assert SAID in page_of(as_alice)


def test_several_changes_are_told_as_one(as_alice, topics):
    factories.republish(topics, text(["Topic x {#x}", *WEEK_1]))
    factories.republish(topics, text(["Topic y {#y}", *WEEK_1]))
    assert f"{SAID}1 new." in page_of(as_alice)


def test_there_and_back_again_is_no_news(as_alice, topics):
    factories.republish(topics, EDITED)
    factories.republish(topics, text())
    assert SAID not in page_of(as_alice)


def test_ones_own_roadmap_has_no_news(as_alice, topics):
    factories.republish(topics, EDITED)
    topics.personal = True
    topics.save()
    assert SAID not in page_of(as_alice)


def test_a_text_that_cannot_be_read_any_more_is_no_error(as_alice, topics):
    factories.republish(topics, EDITED)
    topics.revisions.filter(version=1).update(text="---\nslug: [\n---\n")
    answer = as_alice.get(PAGE)
    assert answer.status_code == 200
    assert SAID not in answer.text


# ---- dismissing it


def test_it_is_dismissed_once_and_for_all(as_alice, alice, topics):
    version = factories.republish(topics, EDITED).version
    answer = as_alice.post(SEEN, {"version": version})
    assert (answer.status_code, answer.url, seen(alice)) == (303, PAGE, version)
    assert SAID not in page_of(as_alice)
    factories.republish(topics, text(WEEK_1, WEEK_2))
    assert SAID in page_of(as_alice)


def test_twice(as_alice, alice, topics):
    version = factories.republish(topics, EDITED).version
    assert [as_alice.post(SEEN, {"version": version}).status_code for _ in range(2)] == [303, 303]
    assert seen(alice) == version


def test_with_htmx_the_notice_goes(as_alice, alice, topics, htmx):
    version = factories.republish(topics, EDITED).version
    answer = as_alice.post(SEEN, {"version": version}, headers=htmx)
    assert (answer.status_code, answer.content, seen(alice)) == (200, b"", version)


def test_it_is_only_posted_to(as_alice, topics):
    assert as_alice.get(SEEN).status_code == 405


def test_nobody_is_sent_to_sign_in(as_nobody, topics):
    assert as_nobody.post(SEEN, {"version": 1}).url == "/accounts/login/?next=/my/"


def test_somebody_elses_is_not_there(as_bob, alice, topics):
    factories.republish(topics, EDITED)
    assert as_bob.post(SEEN, {"version": 2}).status_code == 404
    assert seen(alice) == 1


def test_what_changes_meanwhile_is_still_told(as_alice, topics):
    shown = factories.republish(topics, EDITED).version
    factories.republish(topics, text(["Topic z {#z}", *EDITED.split("- [ ] ")[1:2]]))
    as_alice.post(SEEN, {"version": shown})
    assert SAID in page_of(as_alice)


@pytest.mark.parametrize(("sent", "kept"), [("0", 2), ("1", 2), ("99", 3), ("9" * 30, 3)])
def test_what_was_seen_is_never_taken_back_and_the_future_not_seen(as_alice, alice, topics, sent, kept):
    factories.republish(topics, EDITED)
    as_alice.post(SEEN, {"version": 2})
    factories.republish(topics, text())
    assert as_alice.post(SEEN, {"version": sent}).status_code == 303
    assert seen(alice) == kept


@pytest.mark.parametrize("sent", ["", "-1", "x", "1.5", "9" * 5000])
def test_a_version_that_is_none(as_alice, alice, topics, sent):
    factories.republish(topics, EDITED)
    assert as_alice.post(SEEN, {"version": sent}).status_code == 400
    assert seen(alice) == 1


# ---- what it costs


@pytest.mark.parametrize("size", [10, 1000], ids="{} checkpoints".format)
def test_queries(as_alice, alice, size, django_assert_num_queries):
    roadmap = factories.roadmap(factories.roadmap_text(slug="made-up", milestones=size // 5))
    alice.follow(roadmap)
    factories.republish(roadmap, factories.roadmap_text(slug="made-up", milestones=size // 5 + 1))
    as_alice.get("/my/roadmaps/made-up/")
    # session, user, enrollment with its roadmap, progress; the notice and the contents are in memory
    with django_assert_num_queries(4):
        assert f"{SAID}5 new." in as_alice.get("/my/roadmaps/made-up/").text
    news._kept.clear()
    # and the two texts
    with django_assert_num_queries(5):
        assert SAID in as_alice.get("/my/roadmaps/made-up/").text


def test_a_change_that_is_no_news_is_looked_at_once(as_alice, topics, django_assert_num_queries):
    factories.republish(topics, text())
    as_alice.get(PAGE)
    with django_assert_num_queries(4):
        as_alice.get(PAGE)


def test_memory_is_bounded(as_alice, topics, monkeypatch):
    monkeypatch.setattr(news, "KEPT", 1)
    for content in (EDITED, text()):
        factories.republish(topics, content)
        as_alice.get(PAGE)
    assert len(news._kept) == 1


def test_whoever_follows_has_seen_it_as_it_is(alice, topics):
    edited = factories.republish(topics, EDITED)
    alice.follow(edited)
    assert seen(alice) == 1
    Enrollment.objects.all().delete()
    alice.follow(edited)
    assert seen(alice) == 2
