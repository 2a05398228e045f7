"""From the list to a guide, a word in it, and the glossary; with JavaScript and without."""

import pytest
from playwright.sync_api import expect

from roadmaps.models import Guide
from tests.browser.accessible import faults_of


def test_from_the_list_to_a_word_of_the_glossary(visitor, site):
    page = visitor
    page.goto(site)
    page.locator(".nav").get_by_role("link", name="Guides").click()
    expect(page.locator("h1")).to_have_text("Guides")
    page.locator(".pick-row", has_text="Six steps to deploy").click()
    expect(page.locator("h1")).to_have_text("Six steps to deploy a model safely")
    page.locator(".prose").get_by_role("link", name="canary release").click()
    expect(page.locator(".terms > :target dt")).to_contain_text("Canary release")
    expect(page.locator(".terms > :target")).to_be_in_viewport()


def test_what_goes_with_a_word_is_a_step_away(visitor, site):
    page = visitor
    page.goto(f"{site}/guides/glossary/?from=p#precision")
    expect(page.locator(".terms > :target dt")).to_contain_text("Precision")
    page.locator("#precision").get_by_role("link", name="Decision threshold").click()
    expect(page.locator(".terms > :target dt")).to_contain_text("Decision threshold")
    page.get_by_role("navigation", name="Letters").get_by_role("link", name="S", exact=True).click()
    expect(page.locator("h2:visible", has_text="S").first).to_be_in_viewport()


def test_points_are_read_when_they_are_asked_for(visitor, site):
    page = visitor
    page.goto(f"{site}/guides/resume/")
    fold = page.locator("#points details", has_text="What to do")
    expect(fold.locator(".points").first).to_be_hidden()
    fold.locator("summary").click()
    expect(fold.locator(".points").first).to_be_visible()
    fold.locator(".mk").first.click()
    expect(page.locator("h1")).to_have_text("Sources")


def test_a_guide_leads_to_its_checklist(visitor, site):
    page = visitor
    page.goto(f"{site}/guides/resume/")
    page.locator("aside").get_by_role("link", name="The job search").click()
    expect(page.locator("h1")).to_contain_text("The job search")
    expect(page.get_by_role("link", name="Follow").first).to_be_visible()


def test_on_paper_all_points_are_there(visitor, site):
    visitor.goto(f"{site}/guides/resume/")
    visitor.emulate_media(media="print")
    expect(visitor.locator("#points .points").first).to_be_visible()


@pytest.mark.parametrize("half", [0, 1])
def test_every_guide_is_accessible(examined, site, half):
    addresses = [site + guide.get_absolute_url() for guide in Guide.objects.all()]
    assert not [fault for address in addresses[half::2] for fault in faults_of(examined, address)]
