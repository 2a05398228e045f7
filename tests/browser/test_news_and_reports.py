"""What changed is said until it is dismissed; a report and its answer go there and back; axe finds nothing."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from roadmaps import publishing
from roadmaps.models import Revision
from roadmaps.outline import Checkpoint
from tests.browser.accessible import faults_of
from tests.browser.conftest import SLUG, sign_in
from tracker.models import Report

PAGE = f"/my/roadmaps/{SLUG}/"
NEW = "Read the page of your own service as a stranger"


@pytest.fixture
def walker(follower, intensive):
    """Follows the intensive roadmap, has three ticks and an answered report; and then the roadmap changes."""
    things = list(intensive.checkpoints.filter(retired_at=None)[:3])
    for thing in things:
        follower.mark(thing.pk, "done")
    report = follower.report(things[0], message="The link to the course is dead", form_id=uuid4())
    report.reply("Thank you, it leads somewhere again.", by="Ada")
    follower.report(things[0], message=f"A long address: https://example.org/{'x' * 200}", form_id=uuid4())
    _edit(intensive)
    return follower


def _edit(roadmap):
    outline = publishing.outline_of(roadmap)
    checkpoints = outline.phases[0].milestones[0].checkpoints
    checkpoints[0].title = "Quite another title"
    checkpoints[-1] = Checkpoint(NEW, "as-a-stranger", kind=checkpoints[-1].kind, section=checkpoints[-1].section)
    publishing.store(outline)
    publishing.publish(roadmap, origin=Revision.Origin.FILE)


@pytest.fixture
def reader(member, walker):
    return member


def test_the_notice_is_read_and_dismissed(reader, site):
    reader.goto(site + PAGE)
    notice = reader.locator("#news")
    expect(notice).to_contain_text("1 new, 1 retired, 1 renamed; your 3 ticks are kept.")
    notice.locator("summary").click()
    notice.get_by_role("link", name=NEW).click()
    expect(reader.locator("#trail").get_by_text(NEW)).to_be_in_viewport()
    with reader.expect_response(lambda answer: answer.url.endswith("/seen")):
        notice.get_by_role("button").click()
    expect(notice).to_have_count(0)
    reader.goto(site + PAGE)
    expect(reader.locator("#trail")).to_be_visible()
    expect(notice).to_have_count(0)


def test_a_tick_beside_the_notice(reader, site):
    reader.goto(site + PAGE)
    gauge = reader.locator("#gauge progress")
    before = int(gauge.get_attribute("value"))
    reader.locator("#trail .stop[open] .cp[data-state=todo]:not(:has(.tag)) .bead").first.click()
    expect(gauge).to_have_attribute("value", str(before + 1))
    expect(reader.locator("#news")).to_be_visible()


def test_a_report_is_sent_and_its_answer_read(reader, site, walker):
    reader.goto(site + "/my/")
    reader.get_by_role("link", name="Read the answer").click()
    expect(reader.get_by_text("it leads somewhere again")).to_be_visible()
    reader.get_by_role("button", name="I have read it").click()
    expect(reader.get_by_role("button", name="I have read it")).to_have_count(0)
    reader.get_by_role("link").filter(has_text="Quite another title").first.click()
    reader.get_by_text("Something is wrong here", exact=True).click()
    reader.get_by_label("What is wrong?").fill("The second figure is from 2019")
    reader.get_by_role("button", name="Send to the authors").click()
    expect(reader.get_by_text("Sent to the authors.")).to_be_visible()
    expect(reader.locator("#report")).to_contain_text("The second figure is from 2019")
    assert Report.objects.filter(user=walker, message="The second figure is from 2019", state="open").count() == 1


def test_the_notice_that_cannot_be_dismissed_at_once_goes_the_plain_way(page, context, site, walker, watch):
    sign_in(context, site, walker)
    watch(page)
    page.goto(site + PAGE)
    failed = []
    page.route("**/seen", lambda route: route.continue_() if failed else failed.append(route.abort()))
    page.locator("#news button").click()
    expect(page.locator("#news")).to_have_count(0)
    assert failed


def test_axe_is_content(examined, site, walker):
    sign_in(examined.context, site, walker)
    pk = walker.reports.first().checkpoint_id
    paths = [PAGE, f"/my/checkpoints/{pk}/", "/my/reports/", "/my/"]
    assert not [fault for path in paths for fault in faults_of(examined, site + path)]
