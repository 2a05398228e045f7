"""A milestone may list what one should have already, and its hours may be our estimate: from the file to the pages."""

import pytest

from roadmaps.contents import contents_of, with_ridges
from roadmaps.models import Milestone, Roadmap
from tests import factories
from tests.roadmaps import staff as as_browser
from tests.roadmaps.folders import ROADMAP, load, write

HEAD = "## Week 1: Rows {#week-1 weeks=1 study=10 practice=6"
TEXT = """---
slug: with-before
title: With something before
position: 30
---
# Before {#before}

## What you bring {#bring weeks=1 study=90 prerequisites}

- [ ] Python {#python}
- [ ] Git {#git hours=50}

# Month 1: The start {#start}

## Week 1: Rows {#week-1 weeks=1 study=10 estimated}

- [ ] Select {#select}
- [ ] Sort {#sort}

## Week 2: Joins {#week-2 weeks=1 study=20}

- [ ] Join {#join}
"""


@pytest.fixture
def folder(db, tmp_path):
    return write(tmp_path)


@pytest.fixture
def with_before(db):
    return factories.roadmap(TEXT)


def load_with(folder, *marks):
    """Load the folder with these words in the braces of its milestone."""
    load(write(folder, tables=ROADMAP.replace(HEAD, " ".join([HEAD, *marks]))))
    return Milestone.objects.get(slug="week-1")


def marks_of(roadmap, **milestone):
    """{(is prerequisite, is optional)} of the checkpoints in a milestone."""
    found = roadmap.checkpoints.filter(**{f"milestone__{name}": value for name, value in milestone.items()})
    return set(found.values_list("is_prerequisite", "is_optional"))


# ---- from the file to the database


def test_the_place_in_lists_is_stored(folder):
    load(write(folder, tables=ROADMAP.replace("sources: [a-study]", "sources: [a-study]\nposition: 30")))
    assert Roadmap.objects.get().position == 30


def test_roadmaps_are_listed_by_their_place(as_nobody, with_before):
    first = factories.roadmap(TEXT.replace("with-before", "zz-first").replace("30", "2"))
    page = as_nobody.get("/roadmaps/").text
    assert page.index(first.get_absolute_url()) < page.index(with_before.get_absolute_url())


@pytest.mark.parametrize("mark", ["estimated", "prerequisites"])
def test_a_mark_of_a_milestone_is_stored(folder, mark):
    assert getattr(load_with(folder, mark), mark)


@pytest.mark.parametrize("mark", ["estimated", "prerequisites"])
def test_a_mark_that_goes_from_the_file_goes(folder, mark):
    load_with(folder, mark)
    assert not getattr(load_with(folder), mark)


def test_one_mark_does_not_set_the_other(folder):
    assert not load_with(folder, "estimated").prerequisites


def test_loading_the_same_again_changes_nothing(folder):
    load_with(folder, "estimated", "prerequisites")
    assert load(folder) == []


# ---- what follows for its checkpoints


def test_its_checkpoints_are_prerequisites_and_do_not_count(with_before):
    assert marks_of(with_before, slug="bring") == {(True, True)}


def test_other_checkpoints_are_none(with_before):
    assert marks_of(with_before, phase__slug="start") == {(False, False)}


def test_its_checkpoints_count_when_the_mark_goes(with_before):
    factories.republish(with_before, TEXT.replace(" prerequisites", ""))
    assert marks_of(with_before, slug="bring") == {(False, False)}


def test_an_optional_one_stays_optional_when_the_mark_goes(with_before):
    factories.republish(with_before, TEXT.replace(" prerequisites", " optional"))
    assert marks_of(with_before, slug="bring") == {(False, True)}


def test_what_moves_out_of_it_counts(with_before):
    moved = TEXT.replace("- [ ] Python {#python}\n", "").replace("- [ ] Sort", "- [ ] Python {#python}\n- [ ] Sort")
    factories.republish(with_before, moved)
    python = factories.checkpoint(with_before, "python")
    assert (python.is_prerequisite, python.is_optional) == (False, False)


@pytest.mark.parametrize(("slug", "tag"), [("python", "prerequisite"), ("sort", "")])
def test_a_prerequisite_says_so(with_before, slug, tag):
    assert factories.checkpoint(with_before, slug).tag == tag


# ---- what does not count is no work


def test_prerequisites_are_not_among_the_hours(with_before):
    assert contents_of(with_before).minutes == 30 * 60


def test_prerequisites_are_not_among_the_checkpoints(with_before):
    assert contents_of(with_before).checkpoint_count == 3


def test_prerequisites_are_not_on_the_ridge(with_before):
    assert [stop.slug for stop in contents_of(with_before).ridge.stops] == ["week-1", "week-2"]


def test_lists_leave_them_out_too(with_before):
    listed = with_ridges(Roadmap.objects.all())[0]
    assert (listed.minutes, listed.checkpoint_count, len(listed.ridge.stops)) == (30 * 60, 3, 2)


def test_hours_are_an_estimate_when_some_that_count_are(with_before):
    assert contents_of(with_before).estimated


@pytest.mark.parametrize("mark", ["optional", "prerequisites"])
def test_hours_are_no_estimate_when_only_what_does_not_count_is(with_before, mark):
    stored = factories.republish(with_before, TEXT.replace("estimated", f"estimated {mark}"))
    assert not contents_of(stored).estimated


def test_hours_are_no_estimate_when_sources_give_them(with_before):
    assert not contents_of(factories.republish(with_before, TEXT.replace(" estimated", ""))).estimated


def test_a_milestone_without_hours_is_no_estimate(with_before):
    stored = factories.republish(with_before, TEXT.replace("study=10 estimated", "estimated"))
    assert not contents_of(stored).estimated


def test_the_public_page_says_which_one_has_already(as_nobody, with_before):
    assert as_nobody.get("/roadmaps/with-before/").text.count('<span class="tag">have already</span>') == 1


# ---- in admin


def save(as_staff, roadmap, slug, **changes):
    milestone = roadmap.milestones.get(slug=slug)
    assert as_browser.errors(as_browser.save(as_staff, milestone, **changes)) == ""
    milestone.refresh_from_db()
    return milestone


@pytest.mark.parametrize("mark", ["estimated", "prerequisites"])
def test_an_administrator_sets_a_mark(as_staff, with_before, mark):
    assert getattr(save(as_staff, with_before, "week-2", **{mark: "on"}), mark)


def test_an_administrator_takes_a_mark_off(as_staff, with_before):
    assert not save(as_staff, with_before, "bring", prerequisites=None).prerequisites


def test_a_mark_set_in_admin_is_published(as_staff, with_before):
    save(as_staff, with_before, "week-2", estimated="on", prerequisites="on")
    assert "{#week-2 weeks=1 study=20 estimated prerequisites}" in with_before.revisions.first().text


def test_a_mark_set_in_admin_takes_its_checkpoints_out_of_the_totals(as_staff, with_before):
    save(as_staff, with_before, "week-2", prerequisites="on")
    assert marks_of(with_before, slug="week-2") == {(True, True)}


def test_a_mark_taken_off_in_admin_brings_them_back(as_staff, with_before):
    save(as_staff, with_before, "bring", prerequisites=None)
    assert marks_of(with_before, slug="bring") == {(False, False)}


def test_the_place_in_lists_is_set_in_admin_and_published(as_staff, with_before):
    as_browser.save(as_staff, with_before, position=7)
    assert "\nposition: 7\n" in with_before.revisions.first().text


def test_a_place_that_no_text_can_hold_is_refused(as_staff, with_before):
    answer = as_browser.save(as_staff, with_before, position=10_000)
    assert "is not a whole number from 1 to 9999" in as_browser.errors(answer)
    with_before.refresh_from_db()
    assert with_before.position == 30
