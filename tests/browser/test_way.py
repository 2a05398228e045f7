"""The shortest way is followed with one click, the roadmap counts its milestones only, and it can be undone."""

import pytest
from playwright.sync_api import expect

from roadmaps.models import Skill
from tests.browser.accessible import faults_here, faults_of
from tests.browser.conftest import sign_in
from tracker.models import Pace, Progress, SkillRating

GAP = "/my/skills/?role=ml-engineer&level=junior"


@pytest.fixture
def rated(learner):
    """Levels from 1 to 4, in turn."""
    judged = {skill.pk: (1 + place % 4, "", "") for place, skill in enumerate(Skill.objects.order_by("position", "pk"))}
    SkillRating.objects.rate(learner, judged, learner.today())
    Pace.choose(learner, hours_per_week=8)
    return learner


def test_milestones_are_followed_and_left_again(member, site, rated):
    page = member
    page.goto(site + GAP)
    way = page.locator("#way .route").last
    expect(way).to_contain_text("Closes all")
    roadmap = way.locator("h4 a").first.inner_text()
    milestone = way.locator(".builds a").first.get_attribute("href").partition("#")[2]
    way.get_by_role("button", name="Follow these milestones").click()
    told = page.locator("[role=status]", has_text="You follow")
    expect(told).to_contain_text("of other milestones are skipped there")
    expect(page.locator("#way .route").last).to_contain_text("already")

    told.get_by_role("link", name=roadmap, exact=True).click()
    expect(page.locator("h1")).to_have_text(roadmap)
    stop = page.locator("details.stop", has=page.locator(f"ol#{milestone}"))
    expect(stop.locator(".cp[data-state=todo]").first).to_be_attached()
    expect(stop.locator(".cp[data-state=skipped]")).to_have_count(0)
    skipped = rated.progress.filter(state="skipped").values("checkpoint")
    counted = rated.checkpoints().filter(roadmap__title=roadmap, retired_at=None, is_optional=False)
    counted = counted.filter(is_prerequisite=False).exclude(pk__in=skipped).count()
    expect(page.locator("progress").first).to_have_attribute("max", str(counted))
    page.get_by_role("link", name="Plan", exact=True).first.click()
    expect(page.locator("main")).to_contain_text("At 8 h a week you finish")

    page.go_back()
    expect(page.locator("h1")).to_have_text(roadmap)
    page.go_back()
    told.get_by_role("button", name="Undo").click()
    expect(page.locator("main")).to_contain_text("Back as it was.")
    expect(way.get_by_role("button", name="Follow these milestones")).to_be_visible()
    assert not rated.enrollments.filter(stopped_at=None).exists()
    assert not Progress.objects.filter(user=rated, state="skipped").exists()


def test_a_whole_roadmap_is_followed_as_it_is(member, site, rated):
    page = member
    page.goto(site + GAP)
    way = page.locator("#way .route").first
    title = way.locator("h3").inner_text()
    way.get_by_role("button", name="Follow this roadmap").click()
    told = page.locator("[role=status]", has_text="You follow")
    expect(told).to_contain_text(title)
    assert rated.enrollments.get().roadmap.title == title
    assert not Progress.objects.filter(user=rated).exists()


def test_axe_finds_nothing(examined, site, rated):
    page = examined
    sign_in(page.context, site, rated)
    faults = list(faults_of(page, site + GAP))
    page.get_by_role("button", name="Follow these milestones").click()
    expect(page.locator("[role=status]", has_text="You follow")).to_be_visible()
    faults += faults_here(page)
    faults += faults_of(page, f"{site}/my/skills/programming/")
    assert faults == []
