"""An administrator edits a followed roadmap in the browser, under the strict policy; the learner keeps every tick."""

import pytest
from playwright.sync_api import expect

from roadmaps.models import Checkpoint
from tests.browser.conftest import SLUG, sign_in


@pytest.fixture
def admin(new_context, site, watch, chief):
    context = new_context()
    sign_in(context, site, chief)
    return watch(context.new_page())


@pytest.fixture
def ticked(learner, follower):
    first = Checkpoint.objects.get(roadmap__slug=SLUG, milestone__slug="week-1", position=0)
    learner.mark(first.pk, "done")
    return first


def test_a_rename_keeps_the_tick(admin, page, site, context, learner, ticked):
    admin.goto(f"{site}/admin/roadmaps/checkpoint/{ticked.pk}/change/")
    expect(admin.get_by_text("1. A change of words reaches them")).to_be_visible()
    admin.fill("[name=title]", "Renamed by an administrator")
    admin.locator("[name=_save]").first.click()
    expect(admin.locator(".messagelist")).to_contain_text("changed successfully")
    sign_in(context, site, learner)
    page.goto(f"{site}/my/roadmaps/{SLUG}/")
    row = page.locator(f"#checkpoint-{ticked.pk}")
    expect(row).to_contain_text("Renamed by an administrator")
    expect(row).to_have_attribute("data-state", "done")


def test_retiring_says_who_is_affected_and_keeps_the_tick(admin, page, site, context, learner, ticked):
    admin.goto(f"{site}/admin/roadmaps/checkpoint/?q={ticked.slug}")
    admin.locator(f"[name=_selected_action][value='{ticked.pk}']").check()
    admin.select_option("[name=action]", "retire_selected")
    admin.get_by_role("button", name="Run").or_(admin.get_by_role("button", name="Go")).click()
    expect(admin.locator("main, #content").first).to_contain_text("No tick is lost")
    admin.locator("input[type=submit][value=Retire]").click()
    expect(admin.locator(".messagelist")).to_contain_text("Retired: 1")
    sign_in(context, site, learner)
    page.goto(f"{site}/my/roadmaps/{SLUG}/")
    kept = page.locator("section", has_text="No longer part of this roadmap, kept").last
    expect(kept.locator(f"#checkpoint-{ticked.pk}")).to_have_attribute("data-state", "done")


def test_the_widgets_work_under_the_policy(admin, site, ticked):
    admin.goto(f"{site}/admin/roadmaps/checkpoint/{ticked.pk}/change/")
    admin.locator(".field-skills .select2-selection").click()
    admin.keyboard.type("Comm")
    expect(admin.locator(".select2-results")).to_contain_text("Communication")


def test_a_revision_is_restored_in_two_clicks(admin, site, ticked):
    before = ticked.title
    admin.goto(f"{site}/admin/roadmaps/checkpoint/{ticked.pk}/change/")
    admin.fill("[name=title]", "By mistake")
    admin.locator("[name=_save]").first.click()
    expect(admin.locator(".messagelist")).to_contain_text("changed successfully")
    admin.goto(f"{site}/admin/roadmaps/revision/?roadmap__id__exact={ticked.roadmap_id}")
    admin.locator("#result_list tbody tr").last.locator("th a, td a").first.click()
    admin.locator("[name=_restore]").click()
    expect(admin.locator(".messagelist")).to_contain_text("All ticks are kept")
    ticked.refresh_from_db()
    assert ticked.title == before
