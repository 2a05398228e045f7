"""A first visit to a page of the delivered facts, everything compressed: at most 40 kB in 6 requests."""

import pytest
from django.test import Client

from tests.bytes import everything, first_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("delivered")]
PATHS = [
    *("/roles/ml-engineer/", "/roles/compare/?roles=ml-engineer,data-scientist,research-scientist,mlops-engineer"),
    *("/roles/fit/?likes=likes-speed", "/skills/", "/skills/communication/", "/salaries/", "/sources/"),
    *("/sources/disagreements/", "/sources/targets/"),
    *("/questions/", "/questions/k-means-from-scratch/"),
    *("/projects/", "/projects/end-to-end-pipeline/", "/companies/", "/companies/google/"),
    *("/guides/", "/guides/portfolio/", "/guides/applying/", "/guides/where-to-look/"),
    *("/guides/tools-and-accounts/", "/guides/glossary/", "/guides/glossary/?from=s"),
]


SEARCHES = ["/search/", "/search/?q=model", "/search/?q=model&kind=question", "/search/?q=kuberntes"]


@pytest.mark.parametrize("path", [*PATHS, *SEARCHES])
def test_a_first_visit_is_at_most_40_kb_in_6_requests(path):
    sizes = first_visit(Client(), path)
    assert {"/static/css/site.css", "/static/img/icons.svg"} < set(sizes)
    assert len(sizes) <= 6, sizes
    assert sum(sizes.values()) <= 40_000, sizes


@pytest.mark.parametrize("path", PATHS)
def test_there_is_no_script_but_for_a_key_and_nothing_from_another_host(path):
    files = everything(Client().get(path).content.decode())
    assert all(file.startswith("/static/") for file in files)
    assert [file for file in files if file.endswith(".js")] == ["/static/js/search.js"]
