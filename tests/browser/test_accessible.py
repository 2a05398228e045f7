"""axe finds nothing, nothing scrolls sideways, and nothing moves: every page, both schemes, phone and desktop."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import SLUG, sign_in
from tracker.management.commands.demo import live, walk

PUBLIC = ["/", "/roles/", "/roadmaps/", f"/roadmaps/{SLUG}/", "/no-such-page/", "/?a=%00"]
FACTS = [
    "/roles/ml-engineer/",
    "/roles/nlp-engineer/",  # of which little is known
    "/roles/compare/",
    "/roles/compare/?roles=ml-engineer,data-scientist,research-scientist,mlops-engineer,nlp-engineer",
    f"/roles/compare/?roles=ml-engineer,{'x' * 200}",
    "/roles/fit/",
    "/roles/fit/?likes=likes-speed&likes=likes-data&brings=brings-research&time=time-open",
    "/skills/",
    "/skills/programming/",
    "/salaries/",
    "/salaries/?role=no-such-role&level=senior",
    "/salaries/?role=data-scientist&place=boston",  # no rows
    "/sources/",
    "/sources/disagreements/",
    "/sources/targets/",
]
ENTRANCE = ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"]
PERSONAL = [
    "/my/",
    "/my/roadmaps/",
    f"/my/roadmaps/{SLUG}/",
    f"/my/roadmaps/{SLUG}/?left=1",
    f"/my/roadmaps/{SLUG}/print/",
    f"/my/roadmaps/{SLUG}/follow",
    "/my/checkpoints/{pk}/",
    "/my/settings/",
    "/my/settings/delete",
    "/accounts/password/change/",
    "/accounts/email/",
    "/accounts/logout/",
]


@pytest.fixture(params=["light", "dark"])
def scheme(request):
    return request.param


@pytest.fixture(params=[320, 360, 1280])
def width(request):
    return request.param


@pytest.fixture
def visitor(browser, scheme, width, watch):
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce"
    )
    yield watch(context.new_page())
    context.close()


def faults_of(page, address):
    page.goto(address)
    page.evaluate("document.querySelectorAll('details:not(.menu)').forEach(part => part.open = true)")
    for violation in Axe().run(page).response["violations"]:
        for node in violation["nodes"]:
            yield f"{address}: {violation['id']}: {node['target']}: {node['failureSummary']}"
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        yield f"{address}: scrolls sideways"


def test_public_pages(visitor, site):
    assert not [fault for path in [*PUBLIC, *ENTRANCE] for fault in faults_of(visitor, site + path)]


def test_pages_of_facts(visitor, site):
    assert not [fault for path in FACTS for fault in faults_of(visitor, site + path)]


def test_personal_pages_of_somebody_new(visitor, site, learner):
    sign_in(visitor.context, site, learner)
    assert not [fault for path in ("/my/", "/my/roadmaps/") for fault in faults_of(visitor, site + path)]


def test_personal_pages_half_way(visitor, site, learner):
    from roadmaps.models import Roadmap

    walk(learner, Roadmap.objects.get(slug=SLUG), share=0.4)
    live(learner, Roadmap.objects.get(slug=SLUG))
    sign_in(visitor.context, site, learner)
    pk = learner.progress.exclude(note="").first().checkpoint_id
    assert not [fault for path in PERSONAL for fault in faults_of(visitor, site + path.format(pk=pk))]
