"""What authors do in the outline of a draft, published: a thousand learners lose no tick, and none moves."""

import pytest

from roadmaps import drafting
from roadmaps.models import Checkpoint
from tests.roadmaps import people
from tests.roadmaps.authors import author_of
from tests.roadmaps.people import live, ticks
from tests.roadmaps.test_ten_edits import CARRIED, PLACES
from tracker.models import Progress, User

EDITS = {
    "rename": [("save", "a", {"title": "Topic a, said better"})],
    "move": [("save", "a", {"to": "week-2"})],
    "reorder": [(f"drop:{slug}:week-{1 if slug < 'f' else 2}", {}) for slug in "bcdeghij"],
    "retire": [("retire:a", {})],
    "restore": [("retire:a", {}), ("publish", {}), ("restore:a", {}), ("drop:a:week-1", {})],
    "add": [("add:week-1", {"title": "Fresh"}), ("drop:fresh:week-1", {})],
    "replace": [("split:a", {"titles": "Instead\nOf it"}), ("retire:of-it", {})],
    "merge": [("merge", {"chosen": ["a", "b"], "merged_title": "Both"})],
    "split": [("split:a", {"titles": "Half 1\nHalf 2"})],
    "nothing": [("up:b", {}), ("undo", {})],
}
EXPECTED = PLACES | {"nothing": PLACES["load again"]}


@pytest.fixture
def before(topics):
    """A thousand learners: the fifty of each kind, twenty times."""
    fifty = people.fifty_on(topics)
    for number in range(1, 20):
        copies = User.objects.bulk_create(User(email=f"copy{number}-{user.email}") for user in fifty)
        same = dict(zip([user.pk for user in fifty], copies, strict=True))
        rows = Progress.objects.filter(user__in=fifty)
        for row in rows:
            row.user = same[row.user_id]
        Progress.objects.bulk_create(rows)
    return ticks()


@pytest.fixture
def publish(staff, topics, django_capture_on_commit_callbacks):
    def publish(author):
        with django_capture_on_commit_callbacks(execute=True):
            drafting.publish(author.draft, by=staff)

    return publish


@pytest.fixture
def edit(as_staff, staff, topics, publish):
    """Make one of the ten edits as an author would, and publish the draft."""

    def edit(name):
        author = author_of(as_staff, topics, staff)
        for step, *more, typed in EDITS[name]:
            if step == "publish":
                publish(author)
                author = author_of(as_staff, topics, staff)
            elif step == "save":
                author.saves(*more, **typed)
            else:
                author.does(step, **typed)
        publish(author)

    return edit


@pytest.mark.parametrize("name", EDITS)
def test_no_tick_is_lost_and_none_is_on_another_topic(before, edit, name, topics):
    edit(name)
    after = ticks()
    assert User.objects.count() > 1000
    assert before <= after
    assert {row[2] for row in after - before} == CARRIED.get(name, set())
    week_1, week_2 = EXPECTED[name].split() if isinstance(EXPECTED[name], str) else (EXPECTED[name], "fghij")
    assert live(topics) == {"week-1": list(week_1), "week-2": list(week_2)}


def test_all_ten_in_a_row_lose_nothing(before, edit):
    for name in ("rename", "move", "reorder", "add", "nothing", "merge"):
        edit(name)
    assert before <= ticks()
    assert {"a", "b"} <= set(Checkpoint.objects.exclude(retired_at=None).values_list("slug", flat=True))
