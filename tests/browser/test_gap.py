"""Somebody rates themselves for a job, sees what is missing and follows what closes it. axe finds nothing."""

import re

import pytest
from playwright.sync_api import expect

from roadmaps.models import Role, Skill
from tests.browser.accessible import faults_of
from tests.browser.conftest import sign_in
from tracker.models import Goal, Pace, SkillRating

LEVELS = {"Programming": 4, "Statistics": 3, "ML Algorithms": 2, "Communication": 4}


@pytest.fixture
def rated(learner):
    """Four skills rated, a goal and a pace."""
    levels = {Skill.objects.get(name=name).pk: (level, "", "") for name, level in LEVELS.items()}
    SkillRating.objects.rate(learner, levels, learner.today())
    Goal.set(learner, role=Role.objects.get(slug="ml-engineer"), seniority="junior")
    Pace.choose(learner, hours_per_week=8)
    return learner


def test_rate_then_see_the_gap_then_follow_what_closes_it(member, site, learner):
    page = member
    page.goto(f"{site}/roles/ml-engineer/")
    page.get_by_role("link", name="See what you lack").click()
    expect(page.locator("main")).to_contain_text("ML Engineer asks for 14 skills")
    page.get_by_role("link", name="Rate yourself for this role").click()
    for name, level in LEVELS.items():
        page.get_by_role("group", name=name).locator(f'[type="radio"][value="{level}"]').check()
    page.get_by_role("button", name="Save").click()

    # asked: 53. Had: 4 + 3 + 2 + 3 = 12.
    expect(page.locator(".lede")).to_contain_text(
        "ML Engineer: 22 % ready, two skills below the bar, ten not rated yet"
    )
    closes = page.locator(".closes", has_text="ML Algorithms")
    closes.locator("summary").click()
    closer = closes.locator("h3 a").first
    roadmap = closer.inner_text()
    closer.click()
    expect(page.locator("h1")).to_have_text(roadmap)
    page.get_by_role("link", name=re.compile("^Follow")).first.click()
    page.get_by_role("button", name=re.compile("^Follow")).click()
    expect(page).to_have_url(re.compile("/my/roadmaps/"))

    page.goto(f"{site}/my/skills/?role=ml-engineer")
    expect(page.locator(".closes", has_text="ML Algorithms").locator("summary")).to_contain_text(roadmap)
    assert learner.enrollments.get().roadmap.title == roadmap


def test_another_job_is_chosen_and_becomes_the_goal(member, site, rated):
    page = member
    page.goto(f"{site}/my/skills/")
    expect(page.locator(".lede")).to_contain_text("Junior ML Engineer:")
    page.get_by_label("Role").select_option("Data Scientist")
    page.get_by_label("Level", exact=True).select_option("Senior")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".lede")).to_contain_text("Senior Data Scientist:")
    page.get_by_role("link", name="Make this my goal").click()
    expect(page.get_by_label("Role")).to_have_value(str(Role.objects.get(slug="data-scientist").pk))
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Saved. It stands on Today.")
    page.goto(f"{site}/my/skills/")
    expect(page.locator(".lede")).to_contain_text("Senior Data Scientist:")


def test_one_skill_is_opened_from_the_gap(member, site, rated):
    page = member
    page.goto(f"{site}/my/skills/")
    page.get_by_role("table").get_by_role("link", name="ML Algorithms", exact=True).click()
    expect(page.locator("h1")).to_have_text("ML Algorithms")
    expect(page.locator("#closes h2")).to_have_text("What leads from 2 to 4")
    page.get_by_role("link", name="Rate it again").click()
    expect(page.get_by_role("group", name="ML Algorithms").locator('[type="radio"][value="2"]')).to_be_checked()


GAPS = [
    "/my/skills/",
    "/my/skills/?role=data-scientist&level=staff&by=ml-ai-career-roadmap",
    "/my/skills/?role=ai-product-manager",
    f"/my/skills/?role={'x' * 200}&level={'y' * 200}",
    "/my/skills/ml-algorithms/",
    "/my/skills/research/",
]


def test_axe(examined, site, rated):
    sign_in(examined.context, site, rated)
    assert not [fault for path in GAPS for fault in faults_of(examined, site + path)]


def test_axe_before_anything_is_rated(examined, site, learner):
    sign_in(examined.context, site, learner)
    pages = ["/my/skills/", "/my/skills/?role=ml-engineer", "/my/skills/mlops/"]
    assert not [fault for path in pages for fault in faults_of(examined, site + path)]
