"""Somebody rates all skills by keyboard, comes back a month later and sees how they grew. axe finds nothing."""

from datetime import timedelta

from playwright.sync_api import expect

from roadmaps.models import Skill
from tests.browser.accessible import faults_here, faults_of
from tests.browser.conftest import sign_in
from tracker.models import SkillRating

PATHS = ["/my/skills/rate/", "/my/skills/rate/?role=mlops-engineer", "/my/skills/growth/"]


def group(page, name):
    return page.get_by_role("group", name=name)


def level(page, name, number):
    return group(page, name).locator(f'[type="radio"][value="{number}"]')


def save(page):
    page.get_by_role("button", name="Save").click()


def test_all_are_rated_by_keyboard(member, site, learner):
    member.goto(f"{site}/my/skills/rate/")
    number = Skill.objects.count()
    expect(member.get_by_text(f"0 of {number} rated")).to_be_visible()
    level(member, "Programming", 1).focus()
    for _ in range(number):  # the space bar takes 1, the arrow goes on to 2; Tab leads to the next skill
        member.keyboard.press("Space")
        member.keyboard.press("ArrowRight")
        member.keyboard.press("Tab")
    expect(member.get_by_role("button", name="Save")).to_be_focused()
    member.keyboard.press("Enter")
    expect(member.get_by_text(f"Saved: {number} ratings.")).to_be_visible()
    assert set(learner.skill_ratings.values_list("level", flat=True)) == {2}
    assert learner.skill_ratings.count() == number


def test_four_and_five_ask_what_shows_it(member, site, learner):
    member.goto(f"{site}/my/skills/rate/")
    shows = group(member, "MLOps").get_by_label("What shows it?")
    expect(shows).to_be_hidden()
    level(member, "MLOps", 3).check()
    expect(shows).to_be_hidden()
    level(member, "MLOps", 4).check()
    expect(shows).to_be_visible()
    shows.fill("Models in production")
    group(member, "MLOps").get_by_label("Link").fill("example.org/models")
    save(member)
    expect(member.get_by_text("Saved: 1 rating.")).to_be_visible()
    assert learner.skill_ratings.get().says == (4, "Models in production", "https://example.org/models")


def test_what_is_wrong_is_said_and_nothing_is_lost(member, site, learner):
    member.goto(f"{site}/my/skills/rate/")
    level(member, "Statistics", 2).check()
    level(member, "MLOps", 5).check()
    group(member, "MLOps").get_by_label("Link").fill("no address")
    save(member)
    expect(member.get_by_role("alert")).to_contain_text("Not saved yet")
    expect(level(member, "Statistics", 2)).to_be_checked()
    expect(group(member, "MLOps").get_by_label("Link")).to_have_value("no address")
    group(member, "MLOps").get_by_label("Link").fill("")
    save(member)
    expect(member.get_by_text("Saved: 2 ratings.")).to_be_visible()


def test_for_one_role(member, site):
    member.goto(f"{site}/my/skills/rate/")
    member.get_by_label("Skills", exact=True).select_option("mlops-engineer")
    member.get_by_role("button", name="Show").click()
    expect(member).to_have_url(f"{site}/my/skills/rate/?role=mlops-engineer")
    expect(member.get_by_role("group")).to_have_count(8)


def test_two_tabs_lose_nothing(member, site, learner):
    other = member.context.new_page()
    for page in (member, other):
        page.goto(f"{site}/my/skills/rate/")
    level(member, "Statistics", 4).check()
    save(member)
    expect(member.get_by_text("Saved: 1 rating.")).to_be_visible()
    level(other, "Programming", 3).check()
    save(other)
    expect(other.get_by_text("Saved: 1 rating.")).to_be_visible()
    latest = SkillRating.objects.latest_of(learner).values()
    assert sorted(rating.level for rating in latest) == [3, 4]


def test_growth_is_a_picture_and_a_table(member, site, learner):
    skill = Skill.objects.get(slug="programming")
    for days, stood in ((60, 2), (0, 3)):
        SkillRating.objects.rate(learner, {skill.pk: (stood, "", "")}, learner.today() - timedelta(days=days))
    member.goto(f"{site}/my/skills/growth/")
    expect(member.get_by_text("1 up since")).to_be_visible()
    expect(member.get_by_role("img", name="From 2 on")).to_be_visible()
    member.get_by_text("Each rating").click()
    expect(member.get_by_role("row")).to_have_count(3)


def test_axe_is_content(examined, site, learner):
    sign_in(examined.context, site, learner)
    assert not [fault for path in PATHS for fault in faults_of(examined, site + path)]


def test_axe_is_content_half_way(examined, site, learner, half_way):
    sign_in(examined.context, site, learner)
    first = learner.skill_ratings.earliest("skill__position", "on")
    old = learner.today() - timedelta(days=400)
    learner.skill_ratings.filter(skill=first.skill).exclude(pk=first.pk).delete()
    learner.skill_ratings.filter(pk=first.pk).update(
        on=old, evidence="x" * 300, link=f"https://example.org/{'y' * 400}"
    )
    assert not [fault for path in [*PATHS, "/my/"] for fault in faults_of(examined, site + path)]


def test_axe_is_content_with_what_is_wrong(examined, site, learner):
    sign_in(examined.context, site, learner)
    examined.goto(f"{site}/my/skills/rate/")
    level(examined, "MLOps", 5).check()
    group(examined, "MLOps").get_by_label("Link").fill("x" * 400)
    save(examined)
    expect(examined.get_by_role("alert")).to_be_visible()
    assert not list(faults_here(examined))
