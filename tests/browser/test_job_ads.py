"""Paste an advertisement, see what of it one has, go to a checkpoint that closes the gap, delete it; axe is content."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from roadmaps.facts import facts
from roadmaps.models import Skill
from tests.browser.accessible import faults_of
from tests.browser.conftest import sign_in
from tracker.models import JobAd

AD = """MLOps Engineer <b>(m/f/d)</b>

We go the extra mile with Kubernetes, Python and PyTorch.
You explain what you do."""


@pytest.fixture
def reader(member, follower):
    """At the member's page; the learner follows a roadmap and has some skills."""
    for slug, level in (("programming", 5), ("communication", 5), ("devops", 2), ("mlops", 2)):
        follower.skill_ratings.create(skill=Skill.objects.get(slug=slug), level=level, on=follower.today())
    return member


def paste(page, site):
    page.goto(f"{site}/my/skills/ad/")
    page.get_by_label("The advertisement").fill(AD)
    page.get_by_label("Role").select_option("mlops-engineer")
    page.get_by_role("button", name="Read it").click()


def test_from_an_advertisement_to_a_checkpoint(reader, site):
    paste(reader, site)
    expect(reader.get_by_role("heading", level=1)).to_have_text("MLOps Engineer (m/f/d)")
    expect(reader.locator(".ad mark.have").filter(has_text="Python")).to_have_count(1)
    expect(reader.locator(".ad mark.missing").filter(has_text="PyTorch")).to_have_count(1)
    expect(reader.locator(".ad mark.partly").filter(has_text="Kubernetes")).to_have_count(1)
    expect(reader.locator(".ad")).to_contain_text("<b>(m/f/d)</b>")
    missing = reader.get_by_role("region", name="Missing")
    missing.locator("summary").filter(has_text="Deep Learning").click()
    step = missing.locator(".builds a").first
    title = step.inner_text()
    step.click()
    expect(reader).to_have_url(re.compile(r"/my/checkpoints/\d+/$"))
    expect(reader.get_by_role("heading", level=1)).to_contain_text(title)


def test_kept_asked_most_and_deleted(reader, site, learner):
    paste(reader, site)
    reader.get_by_role("link", name="Job ads").click()
    kept = reader.get_by_role("region", name="Kept")
    expect(kept).to_contain_text("You have it: 2")
    expect(reader.get_by_role("region", name="Asked most over your ads")).to_contain_text("1 of 1")
    kept.get_by_role("link", name="Delete").click()
    reader.get_by_role("button", name="Delete it").click()
    expect(kept).to_contain_text("None so far")
    assert not learner.job_ads.exists()


def test_what_is_refused_stays(reader, site, learner):
    reader.goto(f"{site}/my/skills/ad/")
    reader.get_by_label("The advertisement").fill("Python " * 3000)
    reader.get_by_role("button", name="Read it").click()
    expect(reader.locator(".errorlist")).to_contain_text("20000 characters at most")
    expect(reader.get_by_label("The advertisement")).to_have_value(re.compile(r"^Python Python"))
    assert not learner.job_ads.exists()


def test_axe_is_content(examined, site, learner):
    sign_in(examined.context, site, learner)
    address = f"{site}/my/skills/ad/"
    faults = list(faults_of(examined, address))
    learner.skill_ratings.create(skill=Skill.objects.get(slug="mlops"), level=2, on=learner.today())
    learner.skill_ratings.create(skill=Skill.objects.get(slug="programming"), level=4, on=learner.today())
    long = f"{AD} {'x' * 3000} https://long.example/{'y' * 300}"
    texts = {"A": AD, "B" * 150: long, "Without": "Cheese"}
    ads = [
        JobAd.keep(
            learner, facts(), form_id=uuid4(), title=title, text=text, role=facts().by_slug("roles")["ml-engineer"]
        )
        for title, text in texts.items()
    ]
    for path in ("", *(f"{ad.pk}/" for ad in ads), f"{ads[1].pk}/delete"):
        faults += faults_of(examined, address + path)
    assert faults == []
