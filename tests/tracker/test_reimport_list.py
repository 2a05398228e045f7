"""A newer version of a list of one's own: ticks are kept: `/my/roadmaps/<slug>/import/`."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.tracker.test_import_list import boxes

LIST = """# Study list

## Maths
- [x] Linear algebra
- [ ] Probability
## Code
- [x] Python
- [ ] Databases for beginners
"""


@pytest.fixture
def mine(alice):
    """A list with two ticks, a note on the first, and one begun."""
    roadmap = factories.personal(alice, LIST)
    first = roadmap.checkpoints.get(title="Linear algebra")
    alice.save_texts(first, note="Hard", link="", evidence="", note_version=0)
    alice.mark(roadmap.checkpoints.get(title="Probability").pk, "doing")
    return roadmap


def send(client, roadmap, text, confirmed=True, **more):
    form = {"text": text, "version": roadmap.version} | ({"confirmed": "yes"} if confirmed else {}) | more
    return client.post(f"/my/roadmaps/{roadmap.slug}/import/", form)


def states(user):
    return dict(user.progress.values_list("checkpoint__title", "state"))


def live(roadmap):
    return list(roadmap.checkpoints.filter(retired_at=None).order_by("milestone__position", "position"))


KEPT = {"Linear algebra": "done", "Probability": "doing", "Python": "done"}


# ---- the six answers


def test_it_works(as_alice, alice, mine):
    newer = LIST.replace("- [ ] Probability", "- [x] Probability\n- [ ] Calculus")
    answer = send(as_alice, mine, newer)
    assert (answer.status_code, answer["Location"]) == (303, f"/my/roadmaps/{mine.slug}/")
    assert states(alice) == KEPT | {"Probability": "done"}
    assert [thing.title for thing in live(mine)][:3] == ["Linear algebra", "Probability", "Calculus"]
    page = as_alice.get(answer["Location"])
    assert "Updated: 1 new (Calculus), 1 ticked. Every tick you had is kept." in page.text
    assert "changed since you last looked" not in page.text


def test_twice_is_told_that_it_changed_and_changes_nothing(as_alice, alice, mine):
    newer = LIST + "- [x] Calculus\n"
    assert [send(as_alice, mine, newer).status_code for _ in range(2)] == [303, 409]
    assert (mine.checkpoints.count(), states(alice)) == (5, KEPT | {"Calculus": "done"})


def test_htmx_is_led_there_too(as_alice, mine, htmx):
    form = {"text": LIST, "version": mine.version, "confirmed": "yes"}
    assert as_alice.post(f"/my/roadmaps/{mine.slug}/import/", form, headers=htmx).status_code == 303


def test_get_asks_with_the_text_of_now(as_alice, mine):
    page = as_alice.get(f"/my/roadmaps/{mine.slug}/import/")
    text = page.context["form"].initial["text"]
    assert "- [x] Linear algebra {#linear-algebra}" in text
    assert "- [ ] Probability {#probability}" in text
    assert as_alice.delete(f"/my/roadmaps/{mine.slug}/import/").status_code == 405


def test_nobody_signs_in_and_keeps_the_text(as_nobody, mine):
    assert as_nobody.get(f"/my/roadmaps/{mine.slug}/import/").status_code == 302
    answer = send(as_nobody, mine, LIST)
    assert (answer.status_code, "Databases for beginners" in answer.text) == (401, True)


def test_somebody_elses_is_not_there(as_bob, mine):
    assert send(as_bob, mine, "- [x] Mine now").status_code == 404
    assert mine.checkpoints.count() == 4


def test_a_published_roadmap_takes_no_list(as_alice, alice, roadmap):
    alice.follow(roadmap)
    assert send(as_alice, roadmap, LIST).status_code == 404


# ---- the preview


def test_the_preview_stores_nothing(as_alice, alice, mine):
    page = send(as_alice, mine, LIST.replace("Python", "Rust").replace("[ ] P", "[x] P"), confirmed=False)
    assert page.status_code == 200
    assert [change.title for change in page.context["changes"].retired] == ["Python"]
    assert (len(page.context["kept"]), len(page.context["to_tick"])) == (1, 2)
    assert "You did something on 1 of them" in page.text
    mine.refresh_from_db()
    assert (mine.version, states(alice)) == (1, KEPT)


def test_the_text_of_now_changes_nothing(as_alice, alice, mine):
    text = as_alice.get(f"/my/roadmaps/{mine.slug}/import/").context["form"].initial["text"]
    page = send(as_alice, mine, text, confirmed=False)
    assert (page.context["changes"].lines(), page.context["to_tick"], page.context["own"].unsure) == ([], [], [])
    assert send(as_alice, mine, text).status_code == 303
    mine.refresh_from_db()
    assert (mine.version, alice.events.count(), states(alice)) == (1, 3, KEPT)


def test_an_export_changes_nothing(as_alice, alice, mine):
    text = as_alice.get(f"/my/roadmaps/{mine.slug}.md?notes=1&text=1").text
    page = send(as_alice, mine, text, confirmed=False)
    assert (page.context["changes"].lines(), page.context["to_tick"], page.context["own"].unsure) == ([], [], [])


# ---- what is kept


def test_nothing_is_lowered(as_alice, alice, mine):
    alice.mark(mine.checkpoints.get(title="Databases for beginners").pk, "skipped")
    send(as_alice, mine, LIST.replace("[x]", "[ ]").replace("- [ ] Databases", "- [x] Databases"))
    assert states(alice) == KEPT | {"Databases for beginners": "skipped"}


def test_what_moves_or_is_renamed_by_slug_keeps_its_tick(as_alice, alice, mine):
    text = as_alice.get(f"/my/roadmaps/{mine.slug}/import/").context["form"].initial["text"]
    line = "- [x] Linear algebra {#linear-algebra}\n"
    text = text.replace(line, "").replace(
        "- [x] Python", line.replace("Linear algebra", "Vectors, matrices") + "- [x] Python"
    )
    send(as_alice, mine, text, **{"decide-1": "linear-algebra"})
    assert states(alice) == {"Vectors, matrices": "done", "Probability": "doing", "Python": "done"}
    assert alice.progress.get(checkpoint__title="Vectors, matrices").note == "Hard"


def test_what_is_gone_is_kept_below(as_alice, alice, mine):
    send(as_alice, mine, "## Code\n- [ ] Something else entirely\n")
    page = as_alice.get(f"/my/roadmaps/{mine.slug}/").text
    assert "No longer part of this roadmap, kept" in page
    assert states(alice) == KEPT
    send(as_alice, mine_now(mine), LIST)
    assert {thing.title for thing in live(mine)} == {
        "Linear algebra",
        "Probability",
        "Python",
        "Databases for beginners",
    }
    assert states(alice) == KEPT


def mine_now(mine):
    mine.refresh_from_db()
    return mine


def test_the_title_is_changed_in_the_text_of_now_alone(as_alice, mine):
    send(as_alice, mine, LIST.replace("# Study list", "# Another title"))
    assert mine_now(mine).title == "Study list"
    text = as_alice.get(f"/my/roadmaps/{mine.slug}/import/").context["form"].initial["text"]
    send(as_alice, mine, text.replace("title: Study list", "title: Another title"))
    assert mine_now(mine).title == "Another title"


# ---- what is refused


def test_what_is_wrong_is_said_and_the_text_kept(as_alice, mine):
    answer = send(as_alice, mine, "# No boxes")
    assert (answer.status_code, answer.context["form"]["text"].value()) == (400, "# No boxes")
    assert send(as_alice, mine, LIST, version="x").status_code == 400


def test_a_file_in_place_of_the_text(as_alice, mine):
    form = {"file": SimpleUploadedFile("list.md", (LIST + "- [ ] New\n").encode()), "text": "", "version": 1}
    page = as_alice.post(f"/my/roadmaps/{mine.slug}/import/", form)
    assert [change.title for change in page.context["changes"].added] == ["New"]


def test_a_file_beside_the_text_that_was_there(as_alice, mine):
    address = f"/my/roadmaps/{mine.slug}/import/"
    shown = as_alice.get(address).context["form"].initial["text"].replace("\n", "\r\n")
    for text, status in ((shown, 200), (f"{shown}- [ ] Mine", 400)):
        file = SimpleUploadedFile("list.md", f"{LIST}- [ ] New\n".encode())
        answer = as_alice.post(address, {"file": file, "text": text, "version": 1})
        assert answer.status_code == status
    assert "Choose one: the text or the file" in answer.text


# ---- cost


def test_a_thousand_boxes_take_as_many_queries_as_ten(as_alice, alice):
    counts = []
    for size in (10, 1000):
        mine = factories.personal(alice, boxes(size))
        for confirmed in (False, True):
            with CaptureQueriesContext(connection) as queries:
                answer = send(as_alice, mine_now(mine), boxes(size) + "- [x] New\n", confirmed=confirmed)
            assert answer.status_code == (303 if confirmed else 200)
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert counts[0] <= 20
