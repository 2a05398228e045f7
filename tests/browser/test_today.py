"""Today as a person uses it: a tick, a line, a goal, being stuck, the calendar; with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from roadmaps.models import Role
from tests.browser.accessible import faults_of
from tests.browser.conftest import PASSWORD, sign_in
from tracker.models import CalendarFeed, Goal, LogEntry

pytestmark = pytest.mark.browser_context_args(viewport={"width": 360, "height": 800})


@pytest.fixture
def reader(member, site, half_way):
    """Half-way through the intensive roadmap, at Today."""
    member.goto(f"{site}/my/")
    return member


def test_a_tick_and_its_undo(reader, learner):
    row = reader.locator(".list .cp:not([data-state=done])").first  # late in a week what is begun is all that is left
    title, state = row.locator(".t").inner_text(), row.get_attribute("data-state")
    pk = row.get_attribute("id").removeprefix("checkpoint-")
    row.locator(".bead").click()
    expect(reader.locator("#undo")).to_contain_text(title)
    assert learner.progress.get(checkpoint=pk).state == "done"
    reader.locator("#undo button").click()
    expect(reader.locator(f".list .cp[data-state={state}]").filter(has_text=title)).to_have_count(1)
    assert learner.progress.get(checkpoint=pk).state == state


def test_a_line_for_the_log(reader, learner):
    before = LogEntry.objects.filter(user=learner).count()
    line = reader.get_by_label("What did you do?")
    if reader.has_scripts:
        reader.keyboard.press("l")
        expect(line).to_be_focused()
    line.fill("45m coding problems x2 yesterday")
    reader.get_by_role("button", name="Log it").click()
    expect(reader.get_by_text("Logged: Coding problems")).to_be_visible()
    expect(reader.locator("h1")).to_have_text(re.compile(r"^\w+day \d+ \w+$"))
    assert LogEntry.objects.filter(user=learner).count() == before + 1
    entry = LogEntry.objects.filter(user=learner).latest("pk")
    assert (entry.kind, entry.minutes, entry.count) == ("coding", 45, 2)


def test_a_goal(reader, learner):
    reader.get_by_role("link", name="Change the goal").click()
    reader.get_by_label("Role").select_option(label="Data Scientist")
    reader.get_by_label("Why I started").fill("To find things out")
    reader.get_by_role("button", name="Save").click()
    expect(reader.locator("#goal")).to_contain_text("Goal: Data Scientist, Mid-level")
    expect(reader.get_by_text("“To find things out”")).to_be_visible()
    assert Goal.objects.get(user=learner).role == Role.objects.get(name="Data Scientist")


def test_stuck(reader):
    title = reader.locator("#here").inner_text()
    reader.get_by_role("link", name="I am stuck").click()
    expect(reader.get_by_label("Your question")).to_have_value(re.compile(re.escape(title)))
    reader.get_by_role("button", name="Start 25 minutes").click()
    expect(reader.locator("#timer")).to_contain_text("Started at")


def test_the_calendar(reader, site, learner):
    reader.get_by_role("link", name="Settings").locator("visible=true").click()
    reader.get_by_role("link", name=re.compile("Your plan in your calendar")).click()
    reader.get_by_label("Password").fill(PASSWORD)
    reader.get_by_role("button", name="Make the address").click()
    address = reader.get_by_label("Address of your calendar").input_value()
    answer = reader.request.get(site + address.removeprefix("http://testserver"))
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.text().count("BEGIN:VEVENT") > 12
    reader.goto(f"{site}/my/calendar/")
    expect(reader.get_by_label("Address of your calendar")).to_have_count(0)
    reader.get_by_role("button", name="End this address").click()
    expect(reader.get_by_text("Ended.")).to_be_visible()
    assert not CalendarFeed.objects.exists()


def test_axe_is_content(examined, site, half_way):
    CalendarFeed.make(half_way)
    sign_in(examined.context, site, half_way)
    paths = ["/my/", "/my/goal/", "/my/stuck/", "/my/calendar/", "/my/settings/"]
    assert not [fault for path in paths for fault in faults_of(examined, site + path)]
