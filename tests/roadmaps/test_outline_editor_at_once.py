"""Several authors press a button of the same draft at the same moment."""

import pytest

from roadmaps import drafting, outline_edits
from roadmaps.models import Draft
from tests import factories
from tests.conftest import signed_in
from tests.roadmaps.authors import Author, places
from tests.tracker.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft(roadmap, staff):
    return drafting.draft_of(roadmap, staff)


def authors(draft, number):
    return [Author(signed_in(factories.administrator(name=f"Author {n}")), draft) for n in range(number)]


def test_every_edit_is_made(draft):
    edits = ["retire:thing-1-1", "add:week-1", "drop:thing-2-1:week-1", "add:week-2", "add-phase:"]
    calls = [
        lambda author=author, edit=edit: author.press(edit, title="Topic").status_code
        for author, edit in zip(authors(draft, len(edits)), edits, strict=True)
    ]
    assert at_once(calls, locked=Draft.objects.all()) == [303] * len(edits)
    draft.refresh_from_db()
    assert (draft.version, draft.changes.count()) == (6, 5)
    found = places(drafting.outline_of(None, draft))
    assert "thing-1-1" not in found["week-1"].split()
    assert found["week-1"].startswith("thing-2-1")
    slugs = [place.part.slug for place in outline_edits.places(drafting.outline_of(None, draft))]
    assert {slug for slug in slugs if slug.startswith("topic")} == {"topic", "topic-2", "topic-3"}


def test_of_two_who_retire_the_same_one_is_told(draft):
    calls = [lambda author=author: author.press("retire:thing-1-1").status_code for author in authors(draft, 2)]
    assert sorted(at_once(calls, locked=Draft.objects.all())) == [303, 409]
