"""axe finds nothing and nothing scrolls sideways: every page, both schemes, phone and desktop."""

import pytest

from tests.browser.accessible import faults_of
from tests.browser.conftest import SLUG, sign_in

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
    "/questions/?kind=coding&difficulty=3&topic=no-such-topic",
    "/search/",
    "/search/?q=model",
    "/search/?q=model&kind=question",
    "/search/?q=kuberntes",
    "/search/?q=xyzzyqq",
    "/search/?q=the",
    "/projects/?level=advanced&skill=no-such",
    "/guides/",
    "/guides/glossary/",
    "/guides/glossary/?from=s",
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


def test_public_pages(examined, site):
    assert not [fault for path in [*PUBLIC, *ENTRANCE] for fault in faults_of(examined, site + path)]


@pytest.mark.parametrize("half", [0, 1])
def test_pages_of_facts(examined, site, half):
    assert not [fault for path in FACTS[half::2] for fault in faults_of(examined, site + path)]


def test_personal_pages_of_somebody_new(examined, site, learner):
    sign_in(examined.context, site, learner)
    assert not [fault for path in ("/my/", "/my/roadmaps/") for fault in faults_of(examined, site + path)]


def test_personal_pages_half_way(examined, site, half_way):
    sign_in(examined.context, site, half_way)
    pk = half_way.progress.exclude(note="").first().checkpoint_id
    assert not [fault for path in PERSONAL for fault in faults_of(examined, site + path.format(pk=pk))]
