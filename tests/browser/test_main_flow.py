"""Sign up → choose → follow → tick ten → undo one → sign out → sign in → nine are there; with JavaScript and not."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD
from tracker.models import User

EMAIL = "newcomer@example.org"
pytestmark = pytest.mark.browser_context_args(timezone_id="Asia/Tokyo")


def fill_in(page, **fields):
    for name, value in fields.items():
        page.locator(f"main [name={name}]").fill(value)
    page.locator("main form [type=submit], main form button:not([name=state])").first.click()


def test_from_sign_up_to_nine_ticks(visitor, site):
    page = visitor
    page.goto(site)
    page.get_by_role("link", name="Pick a roadmap").click()
    page.get_by_role("link", name=re.compile("Production ML engineer")).first.click()
    page.get_by_role("link", name="Follow").first.click()
    page.get_by_role("link", name=re.compile("sign up|account", re.IGNORECASE)).first.click()
    fill_in(page, email=EMAIL, password1=PASSWORD)
    expect(page.locator("h1")).to_have_text("Production ML engineer, the intensive way")
    gauge = page.locator("#gauge progress")
    expect(gauge).to_have_attribute("value", "0")

    done = 0
    while done < 10:
        todo = page.locator("#trail .stop[open] .cp[data-state=todo]:not(:has(.tag)) .bead").first
        if todo.count() == 0:
            page.locator("#trail .stop:not([open]) > summary").first.click()
            continue
        todo.click()
        done += 1
        expect(gauge).to_have_attribute("value", str(done))
        expect(page.locator("#trail .stop").last).to_be_attached()  # so all of the list is there
    page.locator("#undo button").click()
    expect(gauge).to_have_attribute("value", "9")

    page.get_by_role("link", name=re.compile("Sign out")).first.click()
    page.locator("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()
    page.goto(f"{site}/my/")
    fill_in(page, login=EMAIL, password=PASSWORD)
    page.get_by_role("link", name=re.compile("Production ML engineer")).first.click()
    expect(page.locator("#gauge progress")).to_have_attribute("value", "9")
    assert User.objects.get(email=EMAIL).time_zone == ("Asia/Tokyo" if page.has_scripts else "UTC")
