"""A week is looked back on, in one tab and in two; past ones are found; the rhythm is shown. axe finds nothing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browser.accessible import faults_here, faults_of
from tests.browser.conftest import sign_in
from tracker.management.commands.demo import walk
from tracker.weeks import week_of


@pytest.fixture
def writer(learner, intensive):
    """Half-way through a roadmap, with a log and reviews of the weeks before."""
    walk(learner, intensive, share=0.4)
    week = week_of(learner.today())
    for n in range(60):
        on = week - timedelta(days=n)
        learner.log.create(form_id=uuid4(), on=on, kind="study", minutes=20 + n)
    for n in range(1, 30):
        on = week - timedelta(weeks=n)
        learner.reviews.create(week_on=on, went_well=f"Turn {n}", next_focus="Write the README", version=1)
    learner.reviews.filter(week_on=week - timedelta(weeks=25)).update(to_improve="Fewer windows open in the evening")
    return learner


@pytest.fixture
def week(site, writer):
    return f"{site}/my/reviews/{week_of(writer.today())}/"


@pytest.fixture
def reader(member, writer):
    return member


WELL, BETTER, NEXT = "What went well?", "What could be easier next time?", "What is next week for?"


def write(page, answer, question=WELL):
    page.get_by_label(question).fill(answer)
    page.get_by_role("button", name="Save").click()


def test_a_review_is_written(reader, week, writer):
    reader.goto(week)
    expect(reader.get_by_text("Write the README")).to_be_visible()
    reader.get_by_label(WELL).fill("Shipped\nthe API")
    write(reader, "Tests first", NEXT)
    expect(reader.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(reader.get_by_label(WELL)).to_have_value("Shipped\nthe API")
    assert writer.reviews.get(version=1, next_focus="Tests first").went_well == "Shipped\nthe API"


def test_two_tabs_lose_nothing(reader, week, writer):
    other = reader.context.new_page()
    for page in (reader, other):
        page.goto(week)
    write(reader, "From the first tab")
    expect(reader.get_by_text("Saved.", exact=True)).to_be_visible()
    write(other, "From the second tab")
    both = other.locator(".both")
    expect(other.get_by_role("alert")).to_contain_text("Nothing is lost: both are here.")
    expect(both).to_contain_text("From the first tab")
    expect(both).to_contain_text("From the second tab")
    expect(other.get_by_label(WELL)).to_have_value("From the second tab")
    write(other, "From both tabs")
    expect(other.get_by_text("Saved.", exact=True)).to_be_visible()
    assert writer.reviews.get(version=2).went_well == "From both tabs"


def test_past_ones_are_found_and_paged(reader, site):
    reader.goto(f"{site}/my/reviews/")
    expect(reader.locator(".reviews > li")).to_have_count(20)
    reader.get_by_role("link", name="Older ones").click()
    expect(reader.locator(".reviews > li")).to_have_count(9)
    reader.get_by_label("Search your reviews").fill("windows OPEN")
    reader.get_by_role("button", name="Search").click()
    expect(reader.locator(".reviews > li")).to_have_count(1)
    expect(reader.locator("mark")).to_have_text("windows open")
    reader.locator(".reviews a").click()
    expect(reader.get_by_label(BETTER)).to_have_value("Fewer windows open in the evening")


def test_the_rhythm_is_a_picture_and_a_table(reader, site):
    reader.goto(f"{site}/my/rhythm/")
    expect(reader.get_by_role("img", name="Work by day over 53 weeks")).to_be_visible()
    expect(reader.get_by_role("img", name="Work by day over 26 weeks")).to_be_hidden()
    reader.get_by_text("The same as a table").click()
    expect(reader.get_by_role("columnheader", name="In all")).to_be_visible()
    reader.get_by_role("link", name="Months", exact=True).click()
    expect(reader.locator(".periods")).to_contain_text("Study")
    reader.set_viewport_size({"width": 360, "height": 800})
    expect(reader.get_by_role("img", name="Work by day over 26 weeks")).to_be_visible()
    expect(reader.get_by_role("img", name="Work by day over 53 weeks")).to_be_hidden()


def test_leaving_with_unsaved_words_asks(page, context, site, week, writer, watch):
    sign_in(context, site, writer)
    watch(page)
    page.goto(week)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label(WELL).press_sequentially("Not saved")
    page.get_by_role("link", name="Week before").click()
    expect(page.get_by_label(WELL)).to_have_value("Turn 1")
    assert asked == ["beforeunload"]


def test_signed_out_meanwhile_keeps_the_words(reader, week):
    reader.goto(week)
    reader.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    write(reader, "An hour of writing")
    expect(reader.get_by_text("An hour of writing")).to_be_visible()
    expect(reader.get_by_role("heading", name="You are signed out")).to_be_visible()


def test_axe_is_content(examined, site, week, writer):
    sign_in(examined.context, site, writer)
    paths = ["/my/rhythm/", "/my/rhythm/?by=month", "/my/reviews/", "/my/reviews/?q=turn", week.removeprefix(site)]
    assert not [fault for path in paths for fault in faults_of(examined, site + path)]


def test_axe_is_content_with_empty_pages_and_a_conflict(examined, site, learner):
    sign_in(examined.context, site, learner)
    assert not [fault for path in ("/my/rhythm/", "/my/reviews/") for fault in faults_of(examined, site + path)]
    week = f"{site}/my/reviews/{week_of(learner.today())}/"
    assert not list(faults_of(examined, week))
    learner.reviews.create(week_on=week_of(learner.today()), went_well="x" * 2000, version=1)
    write(examined, "y" * 2000)
    expect(examined.locator(".both")).to_be_visible()
    assert not list(faults_here(examined))
