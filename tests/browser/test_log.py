"""Log a line, change it, delete it and take that back, run the timer over a reload, set a target; axe finds nothing."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from roadmaps.models import Target
from tests.browser.accessible import faults_of
from tests.browser.conftest import sign_in
from tracker.models import FocusTimer


@pytest.fixture
def writer(member, follower):
    return member


def log(page, site, line):
    page.goto(f"{site}/my/log/")
    page.get_by_label("What did you do?").fill(line)
    page.locator(".quick button").click()


def entries(page):
    return page.locator("[id^=entry-]")


def test_a_line_is_logged_changed_deleted_and_brought_back(writer, site, learner):
    log(writer, site, "45m coding problems x2 on graphs yesterday")
    expect(writer.locator(".log-undo")).to_contain_text("Logged. Coding problems × 2, 45 min")
    writer.get_by_role("link", name="Change it").click()
    writer.get_by_label("How long").fill("1h30")
    writer.get_by_label("Difficulty").select_option("hard")
    writer.get_by_role("button", name="Save").click()
    expect(entries(writer)).to_contain_text("hard")
    expect(entries(writer)).to_contain_text("1.5 h")
    entries(writer).get_by_role("link", name="Change").click()
    writer.get_by_role("button", name="Delete this entry").click()
    expect(writer.locator(".log-undo")).to_contain_text("Deleted.")
    expect(entries(writer)).to_have_count(0)
    writer.get_by_role("button", name="Undo").click()
    expect(entries(writer)).to_contain_text("on graphs")
    entry = learner.log.get()
    assert (entry.minutes, entry.difficulty, entry.count) == (90, "hard", 2)


def test_undo_of_a_line_and_one_that_is_refused(writer, site, learner):
    log(writer, site, "study 2999-01-01")
    expect(writer.locator(".errorlist")).to_contain_text("still to come")
    expect(writer.get_by_label("What did you do?")).to_have_value("study 2999-01-01")
    writer.get_by_label("What did you do?").fill("study today")
    writer.locator(".quick button").click()
    writer.get_by_role("button", name="Undo").click()
    expect(writer.locator(".log-undo")).to_contain_text("Deleted.")
    assert not learner.log.exists()


def test_time_on_a_checkpoint(writer, site, learner):
    pk = learner.checkpoints().first().pk
    writer.goto(f"{site}/my/checkpoints/{pk}/")
    writer.get_by_role("link", name="Log time").click()
    writer.get_by_label("How long").fill("45")
    writer.get_by_role("button", name="Save").click()
    expect(entries(writer)).to_contain_text("45 min")
    assert learner.log.get().checkpoint_id == pk


def test_the_timer_goes_on_over_a_reload(writer, site, learner):
    writer.goto(f"{site}/my/log/")
    writer.get_by_label("Minutes").fill("50")
    writer.get_by_role("button", name="Start the timer").click()
    expect(writer.locator("#timer")).to_contain_text("ends at")
    began = FocusTimer.objects.get(user=learner)
    began.started_at -= timedelta(minutes=30)
    began.save()
    writer.reload()
    expect(writer.locator("#timer")).to_contain_text("Started at")
    if writer.has_scripts:
        expect(writer.locator("#timer .fig")).to_have_text(re.compile(r"(20:00|19:\d\d) left"))
    began.started_at -= timedelta(minutes=22)
    began.save()
    writer.reload()
    expect(writer.locator("#timer")).to_contain_text("ended at")
    if writer.has_scripts:
        expect(writer.locator("#timer .fig")).to_have_text(re.compile(r"2:\d\d of rest left|3:00 of rest left"))
    writer.locator("#timer").get_by_role("button", name="Log it").click()
    expect(writer.locator("#timer")).to_have_count(0)
    assert learner.log.get().minutes == 50


def test_a_sources_target_and_its_bar(writer, site, learner):
    writer.goto(f"{site}/my/log/targets/")
    writer.get_by_role("link", name="Choose 1–2 papers a week, research papers read").click()
    expect(writer.get_by_label("How much")).to_have_value("1")
    writer.get_by_label("How much").fill("2")
    writer.get_by_role("button", name="Set it").click()
    expect(writer.get_by_role("progressbar")).to_have_attribute("max", "2")
    log(writer, site, "paper: Attention is all you need")
    expect(writer.locator(".bar")).to_contain_text("1 of 2 a week, 1 to go")
    writer.goto(f"{site}/my/log/targets/")
    writer.get_by_role("button", name="Remove Paper").click()
    expect(writer.get_by_role("progressbar")).to_have_count(0)


def test_l_leads_to_the_line_and_each_kind_has_its_fields(page, context, site, learner, watch):
    sign_in(context, site, learner)
    watch(page)
    page.goto(f"{site}/my/log/")
    page.keyboard.press("l")
    expect(page.get_by_label("What did you do?")).to_be_focused()
    page.keyboard.type("all")
    expect(page.get_by_label("What did you do?")).to_have_value("all")
    page.goto(f"{site}/my/log/add")
    expect(page.get_by_label("Score")).to_be_hidden()
    page.get_by_label("Kind").first.select_option("mock")
    expect(page.get_by_label("Score")).to_be_visible()
    page.evaluate("localStorage.setItem('keys', 'off')")
    page.goto(f"{site}/my/log/")
    page.keyboard.press("l")
    expect(page.get_by_label("What did you do?")).not_to_be_focused()


def test_the_clock_says_when_it_is_time_to_rest(page, context, site, learner, watch):
    FocusTimer.start(learner, form_id=uuid4(), minutes=25, rest_minutes=5, kind="study")
    sign_in(context, site, learner)
    watch(page)
    page.clock.install()
    page.goto(f"{site}/my/log/")
    page.clock.run_for("26:00")
    expect(page.locator("#timer .fig")).to_contain_text("of rest left")
    expect(page.locator("#timer [role=status]")).to_have_text("Well done. Time for a rest.")
    page.clock.run_for("05:00")
    expect(page.locator("#timer .fig")).to_have_text("The time is over")


def test_axe_is_content(examined, site, learner, follower):
    sign_in(examined.context, site, learner)
    thing, today = learner.checkpoints().first(), learner.today()
    kind = learner.log_kinds.create(name="x" * 40)
    papers = Target.objects.get(slug="papers-per-week")
    faults = list(faults_of(examined, f"{site}/my/log/"))
    texts = {"text": "y" * 500, "link": f"https://long.example/{'x' * 400}", "topic": "z" * 100, "difficulty": "hard"}
    entry = learner.log.create(form_id=uuid4(), on=today, kind="coding", count=1000, minutes=1440, **texts)
    learner.log.create(form_id=uuid4(), on=today, kind="own", own_kind=kind, checkpoint=thing, rank="1" * 40)
    for chosen in (
        {"kind": "own", "own_kind": kind, "amount": 90, "measure": "minutes"},
        {"kind": "paper", "amount": 1},
    ):
        learner.chosen_targets.create(form_id=uuid4(), from_on=today, suggested_by=papers, **chosen)
    learner.log_kinds.create(name="Not used")
    FocusTimer.start(learner, form_id=uuid4(), checkpoint=thing)
    paths = [f"?logged={entry.pk}", "add", f"{entry.pk}/", "kinds/", "targets/", "targets/add?from=papers-per-week"]
    for path in paths:
        faults += faults_of(examined, f"{site}/my/log/{path}")
    assert faults == []
