"""From the bank to a question, its answer, the skill, and a checkpoint that builds it; with JavaScript and without."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.accessible import faults_of

CODE = "/questions/k-means-from-scratch/"


def test_from_the_bank_to_a_checkpoint(visitor, site):
    page = visitor
    page.goto(site)
    page.locator(".nav").get_by_role("link", name="Questions").click()
    expect(page.get_by_role("heading", name="Interview questions")).to_be_visible()
    page.get_by_label("Kind", exact=True).select_option("Coding")
    page.get_by_label("Topic", exact=True).select_option("clustering")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_label("Kind", exact=True).locator("option:checked")).to_have_text("Coding")
    expect(page.locator("main h2")).to_have_text(["Coding"])

    page.locator(".pick-row", has_text="k-means").click()
    expect(page.locator("h1")).to_contain_text("k-means")
    page.locator("aside").get_by_role("link", name="ML Algorithms").click()
    expect(page.locator("h1")).to_have_text("ML Algorithms")
    expect(page.get_by_role("heading", name="What interviews ask")).to_be_visible()
    page.locator(".stance summary").first.click()
    page.locator(".builds a").first.click()
    expect(page.locator(".cp:target")).to_be_visible()


def test_the_answer_is_seen_when_it_is_asked_for(visitor, site):
    page = visitor
    page.goto(f"{site}{CODE}")
    points, solution = page.locator(".answer .points"), page.locator(".answer pre").first
    then = page.locator(".answer .fold p")
    for hidden in (points, solution, then):
        expect(hidden).to_be_attached()
        expect(hidden).to_be_hidden()
    page.get_by_text("Show a strong answer").click()
    expect(points).to_be_visible()
    expect(then).to_be_hidden()
    expect(solution).to_be_hidden()
    page.get_by_text("Show the answer to that").click()
    expect(then).to_be_visible()
    page.get_by_text("Show a solution in Python").click()
    expect(solution).to_be_visible()
    page.get_by_text("Fold the answer").click()
    expect(points).to_be_hidden()


@pytest.mark.parametrize("address", [CODE, "/projects/kaggle-competition/"])
def test_a_question_and_a_project_lead_to_a_checkpoint_that_builds_it(visitor, site, address):
    visitor.goto(f"{site}{address}")
    link = visitor.locator(".build a").first
    title = link.inner_text()
    link.click()
    expect(visitor.locator(".cp:target")).to_contain_text(title)


def test_what_is_unknown_is_told_and_nothing_found_leads_on(visitor, site):
    page = visitor
    page.goto(f"{site}/questions/?kind=coding&level=senior&topic=no-such")
    expect(page.locator(".warn")).to_contain_text("“no-such” is not known under “Topic”")
    page.locator(".blank a").first.click()
    expect(page.locator(".pick-row").first).to_be_visible()
    page.get_by_role("link", name=re.compile(r"^All \d+$")).click()
    expect(page.locator("main h2").first).to_have_text("ML concepts")


def test_on_paper_the_answers_are_open(visitor, site):
    visitor.goto(f"{site}{CODE}")
    visitor.emulate_media(media="print")
    for part in (".answer .points", ".answer .fold p", ".answer pre >> nth=0"):
        expect(visitor.locator(part)).to_be_visible()
    expect(visitor.get_by_text("Show a strong answer")).to_be_hidden()


def test_every_kind_of_question_is_accessible(examined, site):
    examined.goto(f"{site}/questions/")
    parts = examined.locator("main section[id]")
    kinds = parts.evaluate_all("parts => parts.map(part => part.querySelector('a').href)")
    assert not [fault for address in [f"{site}/questions/", *kinds] for fault in faults_of(examined, address)]
