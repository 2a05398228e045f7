"""Admin takes nothing that the roadmap could not be published with, says why, and keeps what was typed."""

from html import unescape

import pytest
from django.utils import timezone

from roadmaps.models import Checkpoint, Milestone, Phase, Roadmap, Role
from tests import factories
from tests.roadmaps import staff as as_browser

HOSTILE = "<script>alert(1)</script>\"'>{{ x }}{% y %}"
READ_AS_A_PART = "A text holds what would be read as a part of the roadmap"
TEXT = factories.short_text("One {#one hours=2}", "Two {#two}", slug="made-up", milestone="weeks=1 study=6")


@pytest.fixture
def roadmap(db):
    return factories.roadmap(TEXT)


@pytest.fixture
def one(roadmap):
    return factories.checkpoint(roadmap, "one")


@pytest.fixture
def week_1(roadmap):
    return roadmap.milestones.get()


def refused(answer, message):
    assert answer.status_code == 200
    assert message in as_browser.errors(answer)
    assert Roadmap.objects.get(slug="made-up").version == 1
    return True


@pytest.mark.parametrize("slug", ["one", "week-1", "start"])
@pytest.mark.parametrize("model", [Phase, Milestone, Checkpoint])
def test_a_slug_that_another_part_has(as_staff, roadmap, week_1, model, slug):
    place = {
        Phase: {"roadmap": roadmap.pk},
        Milestone: {"phase": week_1.phase_id},
        Checkpoint: {"milestone": week_1.pk},
    }
    answer = as_browser.add(as_staff, model, slug=slug, title="Another", **place[model])
    assert refused(answer, "Another part of this roadmap has it, or had it.")
    assert model.objects.count() == {Phase: 1, Milestone: 1, Checkpoint: 2}[model]


def test_a_slug_that_a_retired_checkpoint_had(as_staff, roadmap, one, week_1):
    as_browser.confirm(as_staff, "retire_selected", [one])
    answer = as_browser.add(as_staff, Milestone, slug="one", title="Another", phase=week_1.phase_id)
    assert "Another part of this roadmap has it, or had it." in as_browser.errors(answer)


def test_the_same_slug_in_another_roadmap_is_no_problem(as_staff, one):
    other = factories.roadmap(slug="other")
    milestone = other.milestones.first()
    answer = as_browser.add(as_staff, Checkpoint, slug="one", title="One", milestone=milestone.pk)
    assert as_browser.errors(answer) == ""
    assert factories.checkpoint(other, "one").pk != one.pk


@pytest.mark.parametrize("field", ["milestone", "phase"])
def test_a_part_moves_to_no_other_roadmap(as_staff, one, week_1, field):
    other = factories.roadmap(slug="other").milestones.first()
    row, place = (one, other.pk) if field == "milestone" else (week_1, other.phase_id)
    answer = as_browser.save(as_staff, row, **{field: place})
    assert refused(answer, "a part never changes its roadmap")
    assert factories.checkpoint(one.roadmap, "one").milestone == week_1


def test_a_live_checkpoint_has_a_milestone(as_staff, one):
    assert refused(as_browser.save(as_staff, one, milestone=""), "This field is required.")


def test_more_hours_than_the_milestone_has(as_staff, one):
    answer = as_browser.save(as_staff, one, hours_low=420, hours_high=420)
    assert refused(
        answer, "say 7 hours of study; it has 6" if "of study" in as_browser.errors(answer) else "say 7 hours"
    )


def test_fewer_hours_than_its_checkpoints_say(as_staff, week_1):
    assert refused(as_browser.save(as_staff, week_1, study_minutes=60), "say 2 hours")


def test_a_range_of_hours_that_goes_down(as_staff, one):
    answer = as_browser.save(as_staff, one, hours_low=120, hours_high=60)
    assert refused(answer, "hours_are_a_range_or_unknown")


def test_no_hours_is_not_nought_hours(as_staff, one):
    assert refused(as_browser.save(as_staff, one, hours_low=0, hours_high=0), "must be more than 0")


@pytest.mark.parametrize(("low", "high"), [(60, ""), ("", 60)])
def test_one_end_of_a_range_is_both(as_staff, one, low, high):
    assert as_browser.errors(as_browser.save(as_staff, one, hours_low=low, hours_high=high)) == ""
    assert factories.checkpoint(one.roadmap, "one").minutes == 60


@pytest.mark.parametrize("same_as", ["nonsense", "made-up#gone", "gone#one"])
def test_the_same_as_nothing(as_staff, one, same_as):
    assert refused(as_browser.save(as_staff, one, same_as=same_as), "same-as")


def test_replacing_what_is_still_there(as_staff, one):
    assert refused(as_browser.save(as_staff, one, replaces="two"), "“two” is still there")


def test_restoring_what_was_replaced(as_staff, one):
    as_browser.confirm(as_staff, "retire_selected", [factories.checkpoint(one.roadmap, "two")])
    as_browser.save(as_staff, one, replaces="two")
    as_browser.confirm(as_staff, "restore_selected", [factories.checkpoint(one.roadmap, "two")])
    assert factories.checkpoint(one.roadmap, "two").retired_at


@pytest.mark.parametrize("text", ["- [ ] a box", "Text\n\n- [x] a box", "- [ ] a box {#one}"])
def test_a_description_that_would_be_read_as_checkpoints(as_staff, one, text):
    answer = as_browser.save(as_staff, one, description=text)
    assert refused(answer, "already in line" if "#one" in text else READ_AS_A_PART)
    assert Checkpoint.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# A phase", "a box stands below a milestone (##)"),
        ("## A milestone", READ_AS_A_PART),
        ("Text\n\n### Learn\n\n- [ ] a box", READ_AS_A_PART),
    ],
)
def test_a_description_that_would_be_read_as_a_part(as_staff, week_1, text, message):
    assert refused(as_browser.save(as_staff, week_1, description=text), message)


def test_an_introduction_that_would_be_read_as_a_phase(as_staff, roadmap):
    assert refused(as_browser.save(as_staff, roadmap, introduction="# Month 0"), READ_AS_A_PART)


def test_what_was_typed_is_kept(as_staff, one):
    answer = as_browser.save(as_staff, one, title="My new title", same_as="nonsense")
    assert 'value="My new title"' in answer.content.decode()


def test_a_description_of_more_than_64_kb(as_staff, one):
    answer = as_browser.save(as_staff, one, description="x" * 70_000)
    assert refused(answer, "at most 65536 characters")


def test_lines_of_a_browser_are_lines_of_a_file(as_staff, one):
    as_browser.save(as_staff, one, description="First\r\nsecond\r\n\r\n\r\n\r\nthird  \r\n")
    assert factories.checkpoint(one.roadmap, "one").description == "First\nsecond\n\n\n\nthird"
    assert "\r" not in one.roadmap.revisions.first().text


def test_what_is_one_line_in_the_text_is_one_line_here(as_staff, roadmap):
    as_browser.save(as_staff, roadmap, summary="First\r\nsecond")
    assert Roadmap.objects.get().summary == "First second"


def test_outcomes_and_aliases_may_hold_commas(as_staff, roadmap):
    as_browser.save(as_staff, roadmap, outcomes="Mathematics, statistics\r\n\r\nA portfolio\r\n")
    as_browser.save(as_staff, roadmap)
    assert Roadmap.objects.get().outcomes == ["Mathematics, statistics", "A portfolio"]
    role = Role.objects.create(slug="analyst", name="Analyst", aliases=["Analyst, junior", "Reporter"])
    as_browser.save(as_staff, role)
    assert Role.objects.get().aliases == ["Analyst, junior", "Reporter"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TEXT.replace("{#two}", "{#two hours=x}"), "is not a number of hours"),
        (TEXT.replace("{#two}", "{#two skill=cobol}"), "there is no skill “cobol”"),
        (TEXT.replace("#week-1", "#gone"), "“gone” is the slug of a checkpoint, retired or not"),
    ],
)
def test_a_revision_that_cannot_be_stored_any_more(as_staff, one, text, message):
    Checkpoint.objects.create(roadmap=one.roadmap, slug="gone", title="Gone", retired_at=timezone.now())
    old = one.roadmap.revisions.create(version=0, text=text, origin="file")
    page = as_staff.get(as_browser.address(one.roadmap.revisions.first())).content.decode()
    assert ("cannot be read any more" in page) == ("hours=x" in text)
    answer = as_browser.save(as_staff, old, _restore="Restore this version")
    assert message in unescape(as_staff.get(answer.url).content.decode())
    assert Roadmap.objects.get().version == 1


def test_hostile_text_is_escaped_in_every_page(as_staff, one, week_1):
    for row in (one, week_1, week_1.phase, week_1.roadmap):
        assert as_browser.errors(as_browser.save(as_staff, row, title=HOSTILE)) == ""
    pages = [as_browser.address(row) for row in (one, week_1, one.roadmap, one.roadmap.revisions.first())]
    pages += [f"/admin/roadmaps/{name}/" for name in ("checkpoint", "milestone", "phase", "roadmap", "revision")]
    for page in pages:
        assert "<script>alert" not in as_staff.get(page).content.decode(), page
    asked = as_browser.choose(as_staff, "retire_selected", [one]).content.decode()
    assert "&lt;script&gt;alert(1)" in asked
    assert "<script>alert" not in asked
