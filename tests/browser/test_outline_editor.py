"""An author edits the outline of a draft in the browser: by keyboard, by mouse, at once with another, by forms."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from roadmaps import drafting
from roadmaps.models import Draft
from tests import factories
from tests.browser.accessible import faults_here
from tests.browser.conftest import SLUG, sign_in

FIRST, SECOND, THIRD = "account-github", "account-linkedin", "account-kaggle"


@pytest.fixture
def draft(chief):
    """Of the beginning of a delivered roadmap: 50 rows, since each edit of hundreds takes its time."""
    whole = (settings.BASE_DIR / f"fixtures/roadmaps/{SLUG}.md").read_text()
    beginning = whole.partition("## Week 2")[0].replace(f"slug: {SLUG}", "slug: beginning")
    return drafting.draft_of(factories.roadmap(beginning), chief)


@pytest.fixture
def address(site, draft):
    return f"{site}/admin/roadmaps/draft/{draft.pk}/change/"


@pytest.fixture
def opens(new_context, site, watch, address):
    """Open the page as somebody."""

    def opens(user, **options):
        context = new_context(**options)
        sign_in(context, site, user)
        page = watch(context.new_page())
        page.goto(address)
        return page

    return opens


@pytest.fixture
def page(opens, chief):
    return opens(chief)


@pytest.fixture
def by_forms(opens, chief):
    """The page in a browser without JavaScript."""
    return opens(chief, java_script_enabled=False)


def expect_accounts(page, *slugs, after=0):
    """The slugs of the first milestone's rows, from that place on; from the end where it is negative."""
    rows = page.locator("#outline ol.rows").first.locator("> li")
    for place, slug in enumerate(slugs, start=after):
        expect(rows.nth(place)).to_have_attribute("data-slug", slug)


def in_draft():
    return Draft.objects.get().text


def test_reorders_by_keyboard(page):
    page.locator(f"#open-{SECOND}").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"#open-{THIRD}")).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#outline-said")).to_contain_text("moved “Kaggle")
    expect(page.locator(f"#open-{THIRD}")).to_be_focused()
    expect_accounts(page, FIRST, THIRD, SECOND)
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("[name=version]").first).to_have_value("5")
    expect_accounts(page, FIRST, SECOND, THIRD)


def test_opens_and_saves_by_keyboard(page):
    page.locator(f"#open-{SECOND}").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#edit-title")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("A profile that is found")
    page.keyboard.press("Enter")
    expect(page.locator(f"#open-{SECOND}")).to_have_text("A profile that is found")
    expect(page.locator(f"#open-{SECOND}")).to_be_focused()
    expect(page.locator(f"#row-{SECOND}")).to_contain_text("renamed")


def test_drags(page):
    page.locator(f"#row-{THIRD} .grip").drag_to(page.locator(f"#row-{FIRST}"))
    expect(page.locator("#outline-said")).to_contain_text("moved “Kaggle")
    expect_accounts(page, FIRST, THIRD, SECOND)
    expect(page.get_by_text("from before your last edits")).to_be_visible()


def test_adds_one_after_the_other(page):
    line = page.locator("form.add").first.locator("[name=title]")
    line.focus()
    page.keyboard.type("First new one")
    page.keyboard.press("Enter")
    expect(page.locator("#open-first-new-one")).to_be_visible()
    expect(line).to_be_focused()
    expect(line).to_have_value("")
    page.keyboard.type("Second new one")
    page.keyboard.press("Enter")
    expect(page.locator("#open-second-new-one")).to_be_visible()
    expect_accounts(page, "first-new-one", "second-new-one", after=-2)


def test_splits_merges_retires_restores_and_takes_back(page):
    page.locator(f"#open-{FIRST}").click()
    page.locator("summary", has_text="Split").click()
    page.locator("[name=titles]").fill("Half one\nHalf two")
    page.get_by_role("button", name="Split", exact=True).click()
    expect(page.locator("#open-half-one")).to_be_focused()
    page.locator(f"#choose-{SECOND}").check()
    page.locator(f"#choose-{THIRD}").check()
    expect(page.locator(".merging")).to_contain_text("Merge the chosen 2 into")
    page.locator("#merged-title").fill("Both accounts")
    page.keyboard.press("Enter")
    expect(page.locator("#open-both-accounts")).to_be_focused()
    page.locator("#retire-half-two").click()
    expect(page.locator("#row-half-two")).to_have_count(0)
    page.locator("#undo").click()
    expect(page.locator("#row-half-two")).to_be_visible()
    page.get_by_role("button", name="Restore: LinkedIn").click()
    expect(page.locator(f"#open-{SECOND}")).to_be_focused()
    assert f"replaces={FIRST}" in in_draft()


def test_what_is_typed_stays_when_another_row_is_moved(page):
    page.locator(f"#open-{FIRST}").click()
    page.locator("#edit-title").fill("Half a sen")
    page.locator(f"#up-{THIRD}").click()
    expect(page.locator("#outline-said")).to_contain_text("moved “Kaggle")
    expect(page.locator("#edit-title")).to_have_value("Half a sen")
    page.locator("#edit-form .default").click()
    expect(page.locator(f"#open-{FIRST}")).to_have_text("Half a sen")


def test_two_authors(page, opens):
    mia = opens(factories.administrator(email="mia@example.org", name="Mia"))
    page.locator(f"#open-{FIRST}").click()
    page.locator("#edit-title").fill("Mine")
    mia.locator(f"#down-{SECOND}").click()
    expect(mia.locator("#outline-said")).to_contain_text("moved")
    mia.locator(f"#open-{FIRST}").click()
    mia.locator("#edit-title").fill("Hers")
    mia.keyboard.press("Enter")
    expect(mia.locator(f"#open-{FIRST}")).to_have_text("Hers")
    page.locator("#edit-form .default").click()
    expect(page.locator("#edit-form .both")).to_contain_text("Hers")
    expect(page.locator(".told .since")).to_contain_text("Mia moved “LinkedIn")
    expect(page.locator("#edit-title")).to_have_value("Mine")
    page.locator("#edit-form .default").click()
    expect(page.locator(f"#open-{FIRST}")).to_have_text("Mine")
    expect_accounts(page, THIRD, after=1)


def test_what_does_not_get_through_is_said_and_kept(page):
    page.route("**/edit", lambda route: route.abort())
    line = page.locator("form.add").first.locator("[name=title]")
    line.fill("Not lost")
    line.press("Enter")
    expect(page.locator("#outline-failed")).to_be_visible()
    expect(line).to_have_value("Not lost")


def test_without_javascript(by_forms):
    page = by_forms
    page.locator(f"#down-{FIRST}").click()
    expect(page.locator(".messagelist")).to_contain_text("Done: moved “GitHub")
    expect_accounts(page, SECOND, FIRST)
    page.locator(f"#open-{SECOND}").click()
    page.locator("#edit-title").fill("A profile that is found")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(f"#open-{SECOND}")).to_have_text("A profile that is found")
    line = page.locator("form.add").first.locator("[name=title]")
    line.fill("Something new")
    line.press("Enter")
    expect(page.locator("#open-something-new")).to_be_visible()
    page.locator("#choose-something-new").check()
    page.locator(f"#choose-{FIRST}").check()
    page.locator("#merged-title").fill("Both")
    page.locator("#merged-title").press("Enter")
    expect(page.locator("#open-both")).to_be_visible()
    page.locator(f"#retire-{SECOND}").click()
    page.get_by_role("button", name="Restore: LinkedIn").click()
    expect(page.locator(f"#open-{SECOND}")).to_be_visible()
    page.locator("#undo").click()
    expect(page.locator(f"#open-{SECOND}")).to_have_count(0)


def test_accessible(opens, chief):
    page = opens(chief, reduced_motion="reduce")
    page.locator(f"#retire-{THIRD}").click()
    expect(page.locator("#retired")).to_be_visible()
    page.locator(f"#open-{FIRST}").click()
    page.locator("#edit-title").fill(" ")
    page.locator("#edit-hours").fill("many")
    page.locator("#edit-form").evaluate("form => { form.noValidate = true; form.querySelector('.default').click(); }")
    expect(page.locator(".told .wrong")).to_be_visible()
    page.locator(f"#choose-{SECOND}").check()
    assert list(faults_here(page, preload=False)) == []
    page.set_viewport_size({"width": 320, "height": 800})
    small = "[...document.querySelectorAll('.editor :is(button, a.t, select, input:not([type=hidden]))')]"
    small += ".filter(e => e.offsetParent && e.getBoundingClientRect().height < 23.5).map(e => e.outerHTML)"
    assert [html for html in page.evaluate(small) if "checkbox" not in html] == []
