"""Moving in: a ticked list becomes a roadmap of one's own: `/my/import/`."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roadmaps import contents
from roadmaps.models import Accomplishment, Revision, Roadmap, Role, Skill
from tests import factories
from tracker.models import PersonalRoadmap

MOVE_IN = "/my/import/"
LIST = """# Study list

Read in the *mornings*.

## Maths
- [x] Linear algebra
  - [x] Matrices
- [ ] ~~Measure theory~~
## Code
- [X] Python
- [ ] Use C\\+\\+ {hours=5 skill=programming,unheard-of same-as=made-up#thing-1-1 replaces=old}
"""


def move_in(client, text=LIST, confirmed="own", **more):
    form = {"text": text, "form_id": uuid.uuid4(), "confirmed": confirmed}
    return client.post(MOVE_IN, form | more)


def states(user):
    return dict(user.progress.values_list("checkpoint__title", "state"))


# ---- the six answers


def test_it_works(as_alice, alice):
    answer = move_in(as_alice)
    roadmap = PersonalRoadmap.objects.get(user=alice).roadmap
    assert (answer.status_code, answer["Location"]) == (303, f"/my/roadmaps/{roadmap.slug}/")
    assert re.fullmatch(r"own-[a-z0-9]{16}", roadmap.slug)
    assert (roadmap.title, roadmap.personal, roadmap.is_public) == ("Study list", True, False)
    assert alice.enrollments.get().roadmap == roadmap
    assert states(alice) == {
        "Linear algebra": "done",
        "Matrices": "done",
        "Measure theory": "skipped",
        "Python": "done",
    }


def test_the_ticks_are_of_today(as_alice, alice):
    move_in(as_alice)
    events = alice.events.values_list("was", "state", "on", "origin", "number")
    assert set(events) == {("todo", state, alice.today(), "person", 1) for state in ("done", "skipped")}
    assert len(events) == 4
    done = alice.progress.filter(state="done")
    assert set(done.values_list("first_done_on", flat=True)) == {alice.today()}


def test_twice_makes_one(as_alice, alice):
    answers = [move_in(as_alice, form_id="0f52a0ae-4c47-4d0c-9d0a-0d5d9d9d9d9d") for _ in range(2)]
    assert len({answer["Location"] for answer in answers}) == 1
    assert (alice.personal_roadmaps.count(), alice.events.count(), Roadmap.objects.count()) == (1, 4, 1)


def test_the_same_form_of_somebody_else_is_theirs(as_alice, as_bob, alice, bob):
    for client in (as_alice, as_bob):
        move_in(client, form_id="0f52a0ae-4c47-4d0c-9d0a-0d5d9d9d9d9d")
    assert alice.personal_roadmaps.count() == bob.personal_roadmaps.count() == 1
    assert alice.enrollments.get().roadmap != bob.enrollments.get().roadmap


def test_htmx_is_led_there_too(as_alice, alice, htmx):
    answer = as_alice.post(MOVE_IN, {"text": LIST, "confirmed": "own"}, headers=htmx)
    assert answer.status_code == 303
    assert alice.personal_roadmaps.exists()


def test_get_asks_and_stores_nothing(as_alice):
    page = as_alice.get(MOVE_IN)
    assert (page.status_code, Roadmap.objects.exists()) == (200, False)
    assert as_alice.delete(MOVE_IN).status_code == 405


def test_nobody_signs_in_and_keeps_the_text(as_nobody):
    assert as_nobody.get(MOVE_IN)["Location"] == f"/accounts/login/?next={MOVE_IN}"
    answer = move_in(as_nobody)
    assert (answer.status_code, "Linear algebra" in answer.text) == (401, True)
    assert not Roadmap.objects.exists()


def test_somebody_else_does_not_see_it(as_alice, as_bob):
    page = move_in(as_alice)["Location"]
    for address in (page, f"{page}import/", f"{page}print/", f"{page}rename", f"{page}delete", f"{page[:-1]}.md"):
        assert (as_alice.get(address).status_code, as_bob.get(address).status_code) == (200, 404)


# ---- the preview


def test_the_preview_stores_nothing_and_says_what_would_be(as_alice, alice):
    page = move_in(as_alice, confirmed="")
    assert page.status_code == 200
    assert "5 things to tick in 2 parts, 3 of them done, 1 struck out and so skipped." in page.text
    assert "Linear algebra" in page.text
    assert "# Study list" in page.context["form"].initial["text"]
    assert (Roadmap.objects.exists(), alice.enrollments.exists(), alice.progress.exists()) == (False, False, False)


def test_a_file_goes_on_as_text(as_alice, alice):
    file = SimpleUploadedFile("list.md", b"\xef\xbb\xbf" + LIST.replace("\n", "\r\n").encode())
    page = as_alice.post(MOVE_IN, {"file": file})
    hidden = page.context["form"].initial
    assert hidden["text"] == LIST
    move_in(as_alice, hidden["text"], form_id=hidden["form_id"])
    assert len(states(alice)) == 4


# ---- what it is called, and what stays out


@pytest.mark.parametrize(
    ("text", "title", "called"),
    [
        (LIST, "Mine", "Mine"),
        (LIST, "", "Study list"),
        ("- [x] Read", "", "My list"),
        ("- [x] Read", " ", "My list"),
        ("---\ntitle: In front\n---\n- [x] Read", "", "In front"),
        (f"# {'long ' * 60}\n- [x] Read", "", f"{'long ' * 38}long…"),
    ],
)
def test_its_title(as_alice, alice, text, title, called):
    assert move_in(as_alice, text, title=title).status_code == 303
    assert alice.enrollments.get().roadmap.title == called


def test_parts_without_titles_get_some(as_alice, alice):
    move_in(as_alice, "- [x] Read\n- [ ] Write\n")
    roadmap = alice.enrollments.get().roadmap
    assert (roadmap.phases.get().title, roadmap.milestones.get().title) == ("My list", "Everything")


def test_it_refers_to_nothing_but_skills_that_exist(as_alice, alice, roadmap):
    skill, role = Skill.objects.create(slug="programming", name="P"), Role.objects.create(slug="some-role", name="R")
    move_in(as_alice, f"---\ntitle: T\nroles: [{role.slug}]\nsources: [none]\nposition: 3\n---\n{LIST}")
    mine = alice.enrollments.get().roadmap
    thing = mine.checkpoints.get(title="Use C++")
    assert (thing.same_as, thing.replaces, thing.accomplishment) == ("", [], None)
    assert (list(thing.skills.all()), thing.minutes) == ([skill], 300)
    assert (mine.roles.count(), mine.sources.count(), mine.position) == (0, 0, 0)
    assert not Accomplishment.objects.exists()


def test_a_text_in_our_form_keeps_its_slugs(as_alice, alice, roadmap):
    move_in(as_alice, factories.short_text("Read {#read}", slug="made-up"))
    mine = alice.enrollments.get().roadmap
    assert (mine.slug[:4], mine.checkpoints.get().slug) == ("own-", "read")
    roadmap.refresh_from_db()
    assert (roadmap.title, roadmap.version) == ("Roadmap made-up", 1)


def test_it_is_never_published(as_alice, alice):
    move_in(as_alice)
    assert not Revision.objects.exists()
    assert alice.enrollments.get().roadmap.published_at is None


def test_a_long_line_is_not_lost(as_alice, alice):
    words = " ".join(["word"] * 100)
    move_in(as_alice, f"- [x] {words}\n")
    thing = alice.enrollments.get().roadmap.checkpoints.get()
    assert (len(thing.title) <= 300, thing.description) == (True, words)


# ---- cost


def boxes(number):
    parts = range(number // 5)
    return "".join(f"## Part {part}\n" + "".join(f"- [x] Task {part}.{n}\n" for n in range(5)) for part in parts)


@pytest.mark.parametrize("size", [10, 1000])
def test_queries_of_the_preview(as_alice, roadmap, size, django_assert_num_queries):
    contents.contents_of(roadmap)
    # session, user, skills, published roadmaps
    with django_assert_num_queries(4):
        assert move_in(as_alice, boxes(size), confirmed="").status_code == 200


def test_a_thousand_boxes_are_stored_with_as_many_queries_as_ten(as_alice, alice):
    counts = []
    for size in (10, 1000):
        with CaptureQueriesContext(connection) as queries:
            assert move_in(as_alice, boxes(size)).status_code == 303
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 60
    assert alice.events.count() == 1010


def test_thousands_of_boxes_fit_into_statements(as_alice, alice):
    """A statement takes 65,535 values at most: moving in, starting over, bringing back and deleting stay below."""
    page = move_in(as_alice, "".join(f"## P{part} {{study=1}}\n" + "- [x] A\n" * 50 for part in range(80)))["Location"]
    assert alice.progress.filter(state="done").count() == 4000
    assert as_alice.post(f"{page}start-over").status_code == 303
    assert as_alice.post(f"{page}archives/{alice.archives.get().pk}/bring-back").status_code == 303
    assert (alice.progress.filter(state="done").count(), alice.events.count()) == (4000, 12000)
    assert as_alice.post(f"{page}delete").status_code == 303
    assert not Roadmap.objects.exists()
