"""Somebody rates all skills by keyboard, comes back a month later and sees how they grew. axe finds nothing."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from roadmaps.models import Roadmap, Skill
from tests.browser.accessible import faults_here, faults_of
from tests.browser.conftest import SLUG, sign_in
from tracker.management.commands.demo import live, walk
from tracker.models import SkillRating


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def rater(request, browser, site, learner, watch):
    context = browser.new_context(java_script_enabled=request.param, reduced_motion="reduce")
    sign_in(context, site, learner)
    page = watch(context.new_page())
    page.set_default_timeout(10_000)
    yield page
    context.close()


def group(page, name):
    return page.get_by_role("group", name=name)


def level(page, name, number):
    return group(page, name).locator(f'[type="radio"][value="{number}"]')


def save(page):
    page.get_by_role("button", name="Save").click()


def test_all_are_rated_by_keyboard(rater, site, learner):
    rater.goto(f"{site}/my/skills/rate/")
    number = Skill.objects.count()
    expect(rater.get_by_text(f"0 of {number} rated")).to_be_visible()
    level(rater, "Programming", 1).focus()
    for _ in range(number):  # the space bar takes 1, the arrow goes on to 2; Tab leads to the next skill
        rater.keyboard.press("Space")
        rater.keyboard.press("ArrowRight")
        rater.keyboard.press("Tab")
    expect(rater.get_by_role("button", name="Save")).to_be_focused()
    rater.keyboard.press("Enter")
    expect(rater.get_by_text(f"Saved: {number} ratings.")).to_be_visible()
    assert set(learner.skill_ratings.values_list("level", flat=True)) == {2}
    assert learner.skill_ratings.count() == number


def test_four_and_five_ask_what_shows_it(rater, site, learner):
    rater.goto(f"{site}/my/skills/rate/")
    shows = group(rater, "MLOps").get_by_label("What shows it?")
    expect(shows).to_be_hidden()
    level(rater, "MLOps", 3).check()
    expect(shows).to_be_hidden()
    level(rater, "MLOps", 4).check()
    expect(shows).to_be_visible()
    shows.fill("Models in production")
    group(rater, "MLOps").get_by_label("Link").fill("example.org/models")
    save(rater)
    expect(rater.get_by_text("Saved: 1 rating.")).to_be_visible()
    assert learner.skill_ratings.get().says == (4, "Models in production", "https://example.org/models")


def test_what_is_wrong_is_said_and_nothing_is_lost(rater, site, learner):
    rater.goto(f"{site}/my/skills/rate/")
    level(rater, "Statistics", 2).check()
    level(rater, "MLOps", 5).check()
    group(rater, "MLOps").get_by_label("Link").fill("no address")
    save(rater)
    expect(rater.get_by_role("alert")).to_contain_text("Not saved yet")
    expect(level(rater, "Statistics", 2)).to_be_checked()
    expect(group(rater, "MLOps").get_by_label("Link")).to_have_value("no address")
    group(rater, "MLOps").get_by_label("Link").fill("")
    save(rater)
    expect(rater.get_by_text("Saved: 2 ratings.")).to_be_visible()


def test_for_one_role(rater, site):
    rater.goto(f"{site}/my/skills/rate/")
    rater.get_by_label("Skills", exact=True).select_option("mlops-engineer")
    rater.get_by_role("button", name="Show").click()
    expect(rater).to_have_url(f"{site}/my/skills/rate/?role=mlops-engineer")
    expect(rater.get_by_role("group")).to_have_count(8)


def test_two_tabs_lose_nothing(rater, site, learner):
    other = rater.context.new_page()
    for page in (rater, other):
        page.goto(f"{site}/my/skills/rate/")
    level(rater, "Statistics", 4).check()
    save(rater)
    expect(rater.get_by_text("Saved: 1 rating.")).to_be_visible()
    level(other, "Programming", 3).check()
    save(other)
    expect(other.get_by_text("Saved: 1 rating.")).to_be_visible()
    latest = SkillRating.objects.latest_of(learner).values()
    assert sorted(rating.level for rating in latest) == [3, 4]


def test_growth_is_a_picture_and_a_table(rater, site, learner):
    skill = Skill.objects.get(slug="programming")
    for days, stood in ((60, 2), (0, 3)):
        SkillRating.objects.rate(learner, {skill.pk: (stood, "", "")}, learner.today() - timedelta(days=days))
    rater.goto(f"{site}/my/skills/growth/")
    expect(rater.get_by_text("1 up since")).to_be_visible()
    expect(rater.get_by_role("img", name="From 2 on")).to_be_visible()
    rater.get_by_text("Each rating").click()
    expect(rater.get_by_role("row")).to_have_count(3)


def test_axe_is_content(examined, site, learner):
    sign_in(examined.context, site, learner)
    paths = ["/my/skills/rate/", "/my/skills/rate/?role=mlops-engineer", "/my/skills/growth/"]
    assert not [fault for path in paths for fault in faults_of(examined, site + path)]
    roadmap = Roadmap.objects.get(slug=SLUG)
    walk(learner, roadmap, share=0.6)
    live(learner, roadmap)
    first = learner.skill_ratings.earliest("skill__position", "on")
    old = learner.today() - timedelta(days=400)
    learner.skill_ratings.filter(skill=first.skill).exclude(pk=first.pk).delete()
    learner.skill_ratings.filter(pk=first.pk).update(
        on=old, evidence="x" * 300, link=f"https://example.org/{'y' * 400}"
    )
    assert not [fault for path in [*paths, "/my/"] for fault in faults_of(examined, site + path)]


def test_axe_is_content_with_what_is_wrong(examined, site, learner):
    sign_in(examined.context, site, learner)
    examined.goto(f"{site}/my/skills/rate/")
    level(examined, "MLOps", 5).check()
    group(examined, "MLOps").get_by_label("Link").fill("x" * 400)
    save(examined)
    expect(examined.get_by_role("alert")).to_be_visible()
    assert not list(faults_here(examined))
