"""An author imports a list over a followed roadmap in the browser, decides, publishes, and takes it back."""

import re

import pytest
from playwright.sync_api import expect

from roadmaps import publishing
from roadmaps.models import Roadmap
from tests.browser.accessible import faults_here
from tests.browser.conftest import sign_in

FIRST_DAY = "first-day"
NEARLY = {
    "Create a GitHub account, if you have none": "Make a GitHub account if there is none yet",
    "Set up your machine: Python, an editor, Git": "Set up the machine: an editor, Python, Git",
}


@pytest.fixture
def author(visitor, site, chief):
    sign_in(visitor.context, site, chief)
    return visitor


@pytest.fixture
def first_day():
    return Roadmap.objects.get(slug=FIRST_DAY)


@pytest.fixture
def list_from_elsewhere(first_day):
    """Its text without our attributes, two things said otherwise, and one more."""
    text = re.sub(r" ?\{[^{}]*\}", "", re.sub(r"\A---\n.*?\n---\n", "", publishing.text_of(first_day), flags=re.DOTALL))
    for old, new in NEARLY.items():
        assert old in text
        text = text.replace(old, new)
    return f"{text}- [x] Tell a friend what you are up to\n"


def look(author, site, first_day, text):
    author.goto(f"{site}/admin/roadmaps/draft/import/?roadmap={first_day.pk}")
    author.fill("[name=text]", text)
    author.get_by_role("button", name="See what it would be").click()


def unsure(author):
    """The rows to decide."""
    rows = author.locator(".unsure")
    expect(rows).to_have_count(len(NEARLY))
    return rows.all()


def test_import_decide_publish_undo(author, site, first_day, list_from_elsewhere, learner):
    learner.follow(first_day)
    account = first_day.checkpoints.get(title=next(iter(NEARLY)))
    learner.mark(account.pk, "done")
    before = publishing.text_of(first_day)
    look(author, site, first_day, list_from_elsewhere)
    expect(author.get_by_role("heading", name="2 to decide")).to_be_visible()
    first, second = unsure(author)
    expect(first).to_contain_text("1 with progress")
    first.get_by_role("radio").first.check()
    second.get_by_label("is something new").check()
    author.get_by_role("button", name="Publish now").click()
    expect(author.locator(".messagelist")).to_contain_text("Published")
    account.refresh_from_db()
    assert account.title == "Make a GitHub account if there is none yet"
    assert learner.progress.get(checkpoint=account).state == "done"
    assert first_day.checkpoints.filter(title="Set up the machine: an editor, Python, Git").exists()
    author.get_by_role("link", name="Undo: back to version").click()
    author.get_by_role("button", name="Restore this version").first.click()
    expect(author.locator(".messagelist")).to_contain_text("All ticks are kept")
    assert publishing.text_of(first_day) == before
    assert learner.progress.get(checkpoint=account).state == "done"


def test_a_draft_is_shown_by_a_link_and_published(author, page, site, first_day, list_from_elsewhere, watch):
    look(author, site, first_day, list_from_elsewhere)
    for row in unsure(author):
        row.get_by_role("radio").first.check()
    author.get_by_role("button", name="Keep as a draft").click()
    expect(author.locator(".messagelist")).to_contain_text("Nobody else sees it yet")
    author.get_by_role("button", name="Make a link").click()
    address = author.get_by_label("The link, good until").input_value()
    reader = watch(page)
    reader.goto(address)
    expect(reader.get_by_text("A preview of a draft.")).to_be_visible()
    expect(reader.get_by_role("heading", name="The first day", level=1)).to_be_visible()
    author.get_by_role("button", name="Revoke").click()
    expect(author.locator(".messagelist")).to_contain_text("Revoked")
    assert reader.goto(address).status == 404
    author.get_by_role("link", name="Publish …").click()
    author.get_by_role("button", name="Publish").click()
    expect(author.locator(".messagelist")).to_contain_text("Published")


def test_axe_finds_nothing(examined, site, chief, first_day, list_from_elsewhere):
    author = examined
    sign_in(author.context, site, chief)
    author.goto(f"{site}/admin/roadmaps/draft/import/")
    found = _faults(author)
    look(author, site, first_day, list_from_elsewhere)
    rows = unsure(author)
    found += _faults(author)
    for row in rows:
        row.get_by_role("radio").first.check()
    author.get_by_role("button", name="Keep as a draft").click()
    author.get_by_role("link", name="Publish …").click()
    expect(author.get_by_role("heading", name="What learners get")).to_be_visible()
    found += _faults(author)
    author.goto(author.url.replace("publish", "preview"))
    found += _faults(author)
    assert found == []


def _faults(page):
    """Of our part of the page: the admin's own frame is Django's."""
    part = "#content" if page.locator("#content").count() else "main"
    return list(faults_here(page, part=part, preload=False))
