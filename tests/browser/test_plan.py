"""A pace is set, three weeks are missed, and the plan repairs itself; with JavaScript and not."""

import re
import uuid
from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from roadmaps.models import Roadmap
from tests.browser.accessible import faults_here, faults_of
from tests.browser.conftest import sign_in
from tracker.management.commands.demo import walk
from tracker.models import Enrollment, LogEntry, Pace, PlanChange, Progress, TimeOff


@pytest.fixture
def planner(member, follower):
    return member


def finish(page):
    """The day that the plan's first sentence names."""
    lede, sentence = page.locator(".words .lede"), re.compile(r"you finish about (.*)\.")
    expect(lede).to_contain_text(sentence)
    return datetime.strptime(sentence.search(lede.inner_text())[1], "%d %B %Y")


def choose_twenty(page, site):
    page.goto(f"{site}/my/")
    page.get_by_role("navigation").get_by_role("link", name="Plan").click()
    expect(page.locator("main")).to_contain_text("No hours are chosen yet")
    page.get_by_role("link", name="Pace, order and days off").click()
    page.get_by_role("link", name="20 h", exact=True).click()
    expect(page.locator("[name=hours_per_week]").first).to_have_value("20")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("At 20 h a week you finish")


def test_a_pace_is_set_and_three_missed_weeks_repair_themselves(planner, site, learner):
    page = planner
    today = timezone.now()
    monday = today + timedelta(days=7 - today.weekday())
    with time_machine.travel(monday):
        choose_twenty(page, site)
        expect(page.locator("main")).to_contain_text("Its 460 h come to 23 weeks at 20 h.")
        expect(page.locator("main")).to_contain_text("Part-time study, 6 to 9 months")
        expect(page.locator("main")).to_contain_text("Why they differ")
        before = finish(page)
    with time_machine.travel(monday + timedelta(days=21)):
        page.reload()
        expect(page.locator("main")).to_contain_text(
            "weeks behind what you set out with. The dates below already follow."
        )
        assert finish(page) - before == timedelta(days=21)
        this_week = page.locator(".head", has=page.locator("#this-week"))
        expect(this_week).to_contain_text(f"{(monday + timedelta(days=21)).day} ")


def test_pull_push_and_take_back(planner, site, learner):
    page = planner
    choose_twenty(page, site)
    title = page.locator(".weeks .week").nth(2).locator(".pl .t").first.inner_text()
    this_week = page.locator("section", has=page.locator("#this-week"))
    page.get_by_role("button", name=f"This week: {title}", exact=True).click()
    expect(this_week).to_contain_text(title)
    expect(this_week).to_contain_text("pulled in")
    page.get_by_role("button", name=f"Next week: {title}", exact=True).click()
    expect(this_week).not_to_contain_text(title)
    assert PlanChange.objects.get(user=learner).kind == "push"
    page.get_by_role("button", name=f"Take back: {title}", exact=True).click()
    expect(page.get_by_role("button", name=f"Take back: {title}", exact=True)).to_have_count(0)
    assert not PlanChange.objects.exists()


def test_skip_what_one_knows_and_undo_it(planner, site, learner):
    page = planner
    choose_twenty(page, site)
    before = finish(page)
    page.locator(".aside .fold summary").first.click()
    page.get_by_role("button", name="I know this: skip Week 1:").click()
    expect(page.locator("main")).to_contain_text("Skipped 13 in “Week 1")
    assert Progress.objects.filter(user=learner, state="skipped").count() == 13
    assert finish(page) != before
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("main")).to_contain_text("Back as it was.")
    assert not Progress.objects.filter(user=learner, state="skipped").exists()
    assert finish(page) == before


def test_days_off_are_added_and_removed(planner, site, learner):
    page = planner
    page.goto(f"{site}/my/plan/pace")
    page.locator("[name=first_on]").fill("2027-12-24")
    page.locator("[name=last_on]").fill("2027-12-20")
    page.get_by_role("button", name="Add days off").click()
    expect(page.locator("main")).to_contain_text("The last day comes before the first.")
    page.locator("[name=last_on]").fill("2027-12-31")
    page.get_by_role("button", name="Add days off").click()
    expect(page.locator("main")).to_contain_text("24 December 2027 to 31 December 2027")
    page.get_by_role("button", name="Remove 24 December 2027").click()
    expect(page.locator("main")).to_contain_text("Removed. Those days count again.")


def test_axe_finds_nothing(examined, site, learner, intensive):
    page = examined
    sign_in(page.context, site, learner)
    faults = list(faults_of(page, f"{site}/my/plan/"))
    walk(learner, intensive, share=0.3)
    learner.follow(Roadmap.objects.get(slug="job-search"))
    faults += faults_of(page, f"{site}/my/plan/")
    Pace.choose(learner, hours_per_week=22)
    Enrollment.objects.update(hours_per_week=None, target_on=learner.today() + timedelta(days=120))
    TimeOff.add(
        learner,
        first_on=learner.today() + timedelta(days=10),
        last_on=learner.today() + timedelta(days=24),
        form_id=uuid.uuid4(),
    )
    for week in range(1, 6):
        on = learner.today() - timedelta(days=7 * week)
        LogEntry.objects.create(user=learner, form_id=uuid.uuid4(), on=on, kind="study", minutes=600)
    thing = learner.checkpoints().order_by("pk").last()
    PlanChange.pull(learner, thing, learner.today())
    faults += faults_of(page, f"{site}/my/plan/pace?hours=40")
    page.locator("[name=hours_per_week]").first.fill("0")
    page.locator("form", has=page.locator("[name=week_starts_on]")).evaluate("form => form.noValidate = true")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".errorlist").first).to_be_visible()
    faults += faults_here(page)
    page.goto(f"{site}/my/plan/")
    page.locator(".aside .fold summary").first.click()
    page.get_by_role("button", name="I know this").first.click()
    expect(page.locator("main")).to_contain_text("Skipped ")
    faults += faults_here(page)
    assert faults == []
