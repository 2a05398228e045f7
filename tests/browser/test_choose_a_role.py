"""From the front page to a role that fits, to one beside it, to a roadmap that leads there; with JavaScript and not."""

import re

from playwright.sync_api import expect


def follow_link(page, name):
    page.locator("main").get_by_role("link", name=name).first.click()


def test_from_three_answers_to_signing_up(visitor, site):
    page = visitor
    page.goto(site)
    follow_link(page, "Which role fits me?")
    page.get_by_label("Making a slow service fast").check()
    page.get_by_label("Experience as a software or back-end engineer").check()
    page.get_by_label("From 6 to 12 months").check()
    page.get_by_role("button", name="Show what fits").click()

    expect(page.get_by_role("heading", name="In this order")).to_be_visible()
    expect(page.get_by_label("Making a slow service fast")).to_be_checked()
    first = page.locator(".fits > li").first
    expect(first.locator("details")).to_contain_text("Making a slow service fast: ")
    name = first.locator("h3").inner_text()
    first.locator("h3 a").click()
    expect(page.locator("h1")).to_have_text(name)

    follow_link(page, "Compare with others")
    expect(page.get_by_label(name)).to_be_checked()
    page.get_by_label("Data Scientist").check()
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".beside thead th")).to_have_text([name, "Data Scientist"])

    page.locator(".beside thead").get_by_role("link", name=name).click()
    follow_link(page, re.compile(r"\d+ roadmaps? leads? here"))
    roadmap = page.locator("#roadmaps .pick-row").first
    title = roadmap.locator(".nm").inner_text()
    roadmap.click()
    expect(page.locator("h1")).to_have_text(title)
    follow_link(page, "Follow")
    expect(page).to_have_url(re.compile(r"/accounts/login/\?next=/my/roadmaps/[^/]+/follow"))
    follow_link(page, re.compile("sign up|account", re.IGNORECASE))
    expect(page).to_have_url(re.compile("/accounts/signup/"))


def test_the_first_three_side_by_side(visitor, site):
    page = visitor
    page.goto(f"{site}/roles/fit/?likes=likes-speed")
    names = page.locator(".fits h3").all_inner_texts()[:3]
    follow_link(page, "The first three side by side")
    expect(page.locator(".beside thead th")).to_have_text(names)


def test_salaries_are_narrowed_by_the_form(visitor, site):
    page = visitor
    page.goto(site)
    page.get_by_role("link", name="Salaries").first.click()
    expect(page.locator("h1")).to_have_text("Salaries")
    expect(page.locator(".foot")).to_be_visible()  # so all of the page is there
    everything = page.locator(".pay .by").count()
    page.get_by_label("Role", exact=True).select_option("Data Scientist")
    page.get_by_label("Level", exact=True).select_option("Senior")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".pay .by")).to_have_count(1)
    expect(page.get_by_label("Role", exact=True).locator("option:checked")).to_have_text("Data Scientist")
    expect(page.locator("main h2").first).to_have_text("Senior")
    follow_link(page, re.compile("All "))
    expect(page.locator(".pay .by")).to_have_count(everything)


def test_a_figure_of_the_matrix_leads_to_its_source_and_its_row_to_the_skill(visitor, site):
    page = visitor
    page.goto(f"{site}/skills/")
    cell = page.locator(".matrix td.differs").first
    expect(cell.locator("b")).to_have_count(2)
    cell.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/sources/#"))
    expect(page.locator("section:target")).to_be_visible()
    page.go_back()
    page.locator(".matrix").get_by_role("link", name="Programming").click()
    expect(page.locator("h1")).to_have_text("Programming")
    page.locator(".stance summary").first.click()
    page.locator(".builds a").first.click()
    expect(page.locator(".cp:target")).to_be_visible()
