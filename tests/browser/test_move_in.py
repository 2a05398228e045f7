"""A learner moves in with a ticked list of 400 boxes and brings a newer version of it; with JavaScript and not."""

from playwright.sync_api import expect

from tests.browser.accessible import faults_here, faults_of
from tests.browser.conftest import sign_in
from tracker.models import Progress

WORDS = "Vectors Matrices Limits Series Sets Graphs Trees Heaps Sorting Hashing Pointers Threads Sockets Queries"


def boxes():
    """[title]: 400 unlike each other, the first half done."""
    words = WORDS.split()
    return [f"{words[n % len(words)]} in chapter {n}" for n in range(400)]


def text(titles, heading="# Twenty parts"):
    lines = [heading, ""]
    for number, title in enumerate(titles):
        lines += [f"## Part {number // 20 + 1}"] if number % 20 == 0 else []
        lines += [f"- [{'x' if number < 200 else ' '}] {title}"]
    return "\n".join(lines)


def file_of(markdown):
    return {"name": "list.md", "mimeType": "text/markdown", "buffer": markdown.encode()}


def move_in(page, site, markdown):
    page.goto(f"{site}/my/roadmaps/")
    page.get_by_role("link", name="Move in with a list").click()
    page.locator("[name=file]").set_input_files(file_of(markdown))
    page.get_by_role("button", name="See what it would be").click()
    expect(page.locator("main")).to_contain_text("400 things to tick in 20 parts, 200 of them done.")
    page.get_by_role("button", name="Make it my roadmap").click()


def test_a_list_of_four_hundred_and_a_newer_version(member, site, learner):
    page = member
    move_in(page, site, text(boxes()))
    expect(page.locator("h1")).to_have_text("Twenty parts")
    gauge = page.locator("#gauge progress")
    expect(gauge).to_have_attribute("value", "200")
    expect(gauge).to_have_attribute("max", "400")

    newer = boxes()
    newer[5] = "Graphs and more graphs in chapter 5"  # was “Graphs in chapter 5”, done: unsure
    newer[300] = "Something altogether new"
    page.get_by_role("link", name="Update the list").click()
    page.locator("[name=file]").set_input_files(file_of(text(newer).replace("- [ ] Som", "- [x] Som")))
    page.get_by_role("button", name="See what changes").click()
    expect(page.locator(".unsure")).to_have_count(1)
    page.locator(".unsure").get_by_text("Graphs in chapter 5", exact=True).click()
    page.get_by_role("button", name="Update the list").click()

    expect(page.locator("main")).to_contain_text(
        "1 new (Something altogether new), 1 renamed, 1 no longer in it, 1 ticked"
    )
    expect(gauge).to_have_attribute("value", "201")
    renamed = Progress.objects.get(user=learner, checkpoint__title=newer[5])
    assert renamed.state == "done"


def test_rename_take_out_and_delete(member, site, learner):
    page = member
    move_in(page, site, text(boxes()))
    page.get_by_role("link", name="Rename").click()
    page.locator("[name=title]").fill("Another title")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_have_text("Another title")
    with page.expect_download() as download:
        page.get_by_role("link", name="List and ticks").click()
    with open(download.value.path()) as file:
        taken_out = file.read()
    assert taken_out.count("- [x]") == taken_out.count("- [ ]") == 200
    page.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Delete it").click()
    expect(page.locator("main")).to_contain_text("“Another title” is deleted")
    assert not learner.enrollments.exists()


def test_axe_finds_nothing(examined, site, learner):
    page = examined
    sign_in(page.context, site, learner)
    markdown = text(boxes()[:30]) + f"\n- [ ] ~~Struck out~~\n- [ ] {'long' * 60}\n"
    faults = list(faults_of(page, f"{site}/my/import/"))
    page.locator("[name=text]").fill("# Nothing to tick")
    page.locator("main .btn.go").click()
    expect(page.get_by_text("There is no task list in it").first).to_be_visible()
    faults += list(faults_here(page))
    page.locator("[name=text]").fill(markdown)
    page.locator("main .btn.go").click()
    expect(page.get_by_role("button", name="Make it my roadmap")).to_be_visible()
    faults += list(faults_here(page))
    page.get_by_role("button", name="Make it my roadmap").click()
    page.wait_for_url("**/my/roadmaps/own-*/")
    own = page.url
    for address in (own, f"{own}import/", f"{own}rename", f"{own}delete", f"{site}/my/roadmaps/"):
        faults += list(faults_of(page, address))
    page.goto(f"{own}import/")
    newer = markdown.replace("Vectors in chapter 0", "Many vectors in chapter 0").replace(
        "## Part 2", "## Part 2\n- [ ] New"
    )
    page.locator("[name=text]").fill(newer.replace("- [x] Matrices in chapter 1\n", ""))
    page.locator("main .btn.go").click()
    expect(page.locator(".unsure").first).to_be_visible()
    faults += list(faults_here(page))
    assert faults == []
