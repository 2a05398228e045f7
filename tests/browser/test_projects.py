"""From projects to one of them, who proposes it, and a question about it; and from a company to a kind of interview."""

from playwright.sync_api import expect

from tests.browser.accessible import faults_of

ADDRESSES = ["/projects/", "/projects/tabular-prediction/", "/companies/", "/companies/amazon/"]


def test_from_projects_to_a_question(visitor, site):
    page = visitor
    page.goto(site)
    page.locator(".foot").get_by_role("link", name="Projects").click()
    expect(page.locator("h1")).to_have_text("Projects")
    page.get_by_label("Level", exact=True).select_option("Advanced")
    page.get_by_label("Skill", exact=True).select_option("MLOps")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_label("Level", exact=True).locator("option:checked")).to_have_text("Advanced")
    expect(page.locator("main section[id] h2")).to_have_text(["Advanced", "Exercises"])

    page.locator(".pick-row", has_text="A whole ML pipeline").click()
    expect(page.locator("h1")).to_have_text("A whole ML pipeline in operation")
    ideas = page.locator("#ideas table")
    expect(ideas).to_be_attached()
    expect(ideas).to_be_hidden()
    page.locator("#ideas summary").click()
    expect(ideas).to_be_visible()

    question = page.locator("#questions .pick-row").first
    asked = question.locator(".nm").inner_text()
    question.click()
    expect(page.locator("h1.ask")).to_have_text(asked)


def test_an_exercise_opens_and_leads_to_its_project(visitor, site):
    page = visitor
    page.goto(f"{site}/projects/#exercises")
    exercise = page.locator("#decision-tree-from-scratch")
    exercise.locator("summary").click()
    exercise.get_by_role("link", name="Predicting a number from a table").click()
    expect(page.locator("h1")).to_have_text("Predicting a number from a table")


def test_from_a_company_to_a_kind_of_interview_and_its_questions(visitor, site):
    page = visitor
    page.goto(site)
    page.locator(".foot").get_by_role("link", name="Companies").click()
    expect(page.locator("h1")).to_have_text("How companies interview")
    page.locator(".pick-row", has_text="Google").click()
    expect(page.locator("h1")).to_have_text("Interviews: Google")
    page.get_by_role("link", name="Coding interview: what is asked, how to prepare").click()
    expect(page.locator("section:target h2")).to_have_text("Coding interview")
    page.locator("section:target").get_by_role("link", name="Coding questions").click()
    expect(page.get_by_label("Kind", exact=True).locator("option:checked")).to_have_text("Coding")


def test_projects_and_companies_are_accessible(examined, site):
    assert not [fault for address in ADDRESSES for fault in faults_of(examined, site + address)]
