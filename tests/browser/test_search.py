"""From the top of any page to what was looked for; with JavaScript and without."""

from playwright.sync_api import expect


def test_from_the_front_page_to_a_result(visitor, site):
    page = visitor
    page.goto(site)
    page.locator(".top").get_by_role("link", name="Search").click()
    expect(page.locator("h1")).to_have_text("Search")
    page.get_by_label("What to look for").fill("feature store")
    page.get_by_label("What to look for").press("Enter")
    expect(page.locator("main h2").first).to_have_text("Glossary")
    expect(page.locator(".found mark").first).to_be_visible()
    page.locator(".kinds").get_by_role("link", name="Interview questions").click()
    expect(page.locator(".kinds [aria-current]")).to_contain_text("Interview questions")
    expect(page.locator("main h2")).to_have_text(["Interview questions"])
    page.locator(".found a", has_text="Design a feature store").click()
    expect(page.locator("h1")).to_contain_text("Design a feature store")


def test_a_word_of_the_glossary_is_where_it_leads(visitor, site):
    visitor.goto(f"{site}/search/?q=kubernetes&kind=term")
    visitor.locator(".found a").first.click()
    expect(visitor.locator("#kubernetes")).to_be_in_viewport()


def test_nothing_found_leads_on(visitor, site):
    visitor.goto(f"{site}/search/?q=xyzzyqq")
    expect(visitor.locator(".blank")).to_contain_text("xyzzyqq")
    visitor.locator(".picks").get_by_role("link", name="Roadmaps").click()
    expect(visitor.locator("h1")).to_have_text("Roadmaps")


def test_a_slash_leads_to_the_box(page, site, watch):
    watch(page)
    page.goto(f"{site}/search/?q=attention")
    box = page.get_by_label("What to look for")
    expect(box).not_to_be_focused()
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("a/b")
    expect(box).to_have_value("a/b")
    page.goto(f"{site}/roles/")
    page.keyboard.press("/")
    expect(page).to_have_url(f"{site}/search/")
    expect(box).to_be_focused()
