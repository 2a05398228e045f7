"""The personal page of a roadmap with JavaScript: keys, failures, Back, two tabs, menus, print."""

from playwright.sync_api import expect

from tests.browser.conftest import SLUG


def gauge(page):
    return page.locator("#gauge progress")


def press(page, keys):
    for key in keys:
        page.keyboard.press(key)


def test_keys_tick_skip_and_undo(trail):
    press(trail, ["j", "x"])
    expect(gauge(trail)).to_have_attribute("value", "1")
    press(trail, ["j", "s"])
    expect(trail.locator("#trail .cp").nth(1)).to_have_attribute("data-state", "skipped")
    press(trail, ["z"])
    expect(trail.locator("#trail .cp").nth(1)).to_have_attribute("data-state", "todo")
    expect(gauge(trail)).to_have_attribute("value", "1")


def test_arrows_move_once_a_row_has_the_focus(trail):
    press(trail, ["j", "ArrowDown", "ArrowDown", "ArrowUp", "x"])
    expect(trail.locator("#trail .cp").nth(1)).to_have_attribute("data-state", "done")


def test_a_key_shows_what_is_left(trail):
    press(trail, ["j", "x"])
    expect(gauge(trail)).to_have_attribute("value", "1")
    press(trail, ["l"])
    expect(trail.locator("#trail .cp").first).to_be_hidden()
    press(trail, ["l"])
    expect(trail.locator("#trail .cp").first).to_be_visible()


def test_question_mark_shows_all_keys(trail):
    press(trail, ["?"])
    expect(trail.locator("dialog#keys")).to_be_visible()
    press(trail, ["Escape"])
    expect(trail.locator("dialog#keys")).to_be_hidden()


def test_n_opens_the_note(trail):
    press(trail, ["j", "n"])
    trail.wait_for_url("**/my/checkpoints/*/#note")


def test_the_focus_stays_on_the_row_that_changed(trail):
    press(trail, ["j", "x"])
    expect(trail.locator("#trail .cp").first).to_have_attribute("data-state", "done")
    expect(trail.locator("#trail .cp").first.locator(".bead")).to_be_focused()


def test_the_change_is_announced(trail):
    press(trail, ["j", "x"])
    expect(trail.locator("#said")).to_contain_text("1 of")


def test_a_failed_request_keeps_the_old_tick_and_offers_to_retry(trail):
    trail.route("**/state", lambda route: route.abort())
    bead = trail.locator("#trail .cp .bead").first
    bead.click()
    expect(trail.get_by_text("Could not save").first).to_be_visible()
    expect(bead).to_have_attribute("aria-pressed", "false")
    expect(gauge(trail)).to_have_attribute("value", "0")
    trail.unroute("**/state")
    trail.get_by_role("button", name="Retry").click()
    expect(gauge(trail)).to_have_attribute("value", "1")
    expect(trail.locator("#failed")).to_be_hidden()


def test_database_trouble_keeps_the_old_tick(trail):
    trail.route("**/state", lambda route: route.fulfill(status=503, body="<h1>Back in a moment</h1>"))
    trail.locator("#trail .cp .bead").first.click()
    expect(trail.get_by_text("Could not save").first).to_be_visible()
    expect(trail.locator("#trail .cp").first).to_have_attribute("data-state", "todo")


def test_after_back_the_true_state_is_shown(trail, site):
    trail.locator("#trail .cp .bead").first.click()
    expect(gauge(trail)).to_have_attribute("value", "1")
    trail.goto(f"{site}/my/settings/")
    trail.go_back()
    expect(gauge(trail)).to_have_attribute("value", "1")


def test_two_tabs_that_set_the_same_state_agree(trail, context, watch, site):
    other = watch(context.new_page())
    other.goto(f"{site}/my/roadmaps/{SLUG}/")
    for tab in (trail, other):
        tab.locator("#trail .cp .bead").first.click()
        expect(gauge(tab)).to_have_attribute("value", "1")


def test_signed_out_meanwhile_goes_to_sign_in_and_back_here(trail, context):
    context.clear_cookies()
    trail.locator("#trail .cp .bead").first.click()
    trail.wait_for_url(f"**/accounts/login/?next=/my/roadmaps/{SLUG}/")


def test_the_menu_skips(trail):
    row = trail.locator("#trail .cp").first
    row.get_by_role("button", name="More").click()
    row.get_by_role("button", name="Skip").click()
    expect(row).to_have_attribute("data-state", "skipped")


def test_ten_quick_ticks_all_arrive(trail, follower):
    trail.evaluate("document.querySelectorAll('details.stop').forEach(stop => stop.open = true)")
    trail.evaluate("[...document.querySelectorAll('#trail .cp .bead')].slice(20, 30).forEach(bead => bead.click())")
    expect(gauge(trail)).to_have_attribute("value", "10")
    assert follower.progress.filter(state="done", checkpoint__roadmap__slug=SLUG).count() == 10


def test_print_shows_every_checkpoint(trail):
    trail.emulate_media(media="print")
    trail.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(trail.locator("#trail .cp .t").last).to_be_visible()
    expect(trail.locator(".nav").first).to_be_hidden()
