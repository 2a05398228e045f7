"""Public pages are the same for everybody, so that any cache may keep them; personal ones are kept by none."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roadmaps import facts
from roadmaps.models import Role, Skill
from tests.factories import checkpoint, republish, roadmap_text
from tests.safety.elements import elements
from tests.safety.policy import PUBLIC, RULES, address

PAGES = [name for name, rule in RULES.items() if rule.audience == PUBLIC]
ASKED = ["/roles/compare/?roles=some-role,no-role", "/roles/fit/?likes=anything", "/salaries/?role=some-role&level=x"]
ASKED += ["/questions/?role=some-role&kind=x&after=y", "/search/?q=thing&kind=x", "/search/?q=thnig"]
ASKED += ["/guides/glossary/?from=x"]


@pytest.fixture(params=[*PAGES, *ASKED])
def path(request, hers):
    return request.param if request.param in ASKED else address(request.param, hers)


def test_any_cache_may_keep_it(path, as_nobody):
    answer = as_nobody.get(path)
    assert answer["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert answer.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"
    assert "Set-Cookie" not in answer.headers
    assert not answer.cookies


def test_it_is_the_same_for_everybody(path, as_nobody, as_alice, as_staff):
    page = as_nobody.get(path)
    for client in (as_alice, as_staff):
        answer = client.get(path)
        assert answer.content == page.content
        assert answer["ETag"] == page["ETag"]
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert not answer.cookies


def test_nothing_in_it_needs_a_token(path, as_alice):
    page = as_alice.get(path).text
    assert "csrfmiddlewaretoken" not in page
    assert not any(attributes.get("method") == "post" for _, attributes in elements(page))


def test_nobody_is_looked_up(path, as_nobody, as_alice):
    """Not one query more with a session than without, and none about sessions or people."""
    as_nobody.get(path)  # contents are in memory from here on
    asked = []
    for client in (as_nobody, as_alice):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(path)
        asked.append([query["sql"] for query in queries])
    assert len(asked[0]) == len(asked[1])
    assert not any("session" in sql or "tracker_" in sql for sql in asked[1])


def test_it_is_not_sent_twice(path, as_nobody):
    tag = as_nobody.get(path)["ETag"]
    for sent in (tag, f"W/{tag}", f'"other", {tag}'):
        answer = as_nobody.get(path, headers={"If-None-Match": sent})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert as_nobody.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_it_is_not_sent_twice_compressed(path, as_nobody):
    headers = {"Accept-Encoding": "gzip"}
    answer = as_nobody.get(path, headers=headers)
    again = as_nobody.get(path, headers=headers | {"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_head_is_get_without_a_body(path, as_nobody):
    answer = as_nobody.head(path)
    assert (answer.status_code, answer.content) == (200, b"")
    page = as_nobody.get(path)
    assert [answer[name] for name in ("Cache-Control", "Content-Type")] == [page["Cache-Control"], page["Content-Type"]]


def test_a_change_is_seen(as_nobody, roadmap):
    path = "/roadmaps/made-up/"
    tag = as_nobody.get(path)["ETag"]
    republish(roadmap, roadmap_text(slug="made-up").replace("Thing 1.1", "Another thing"))
    answer = as_nobody.get(path, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert "Another thing" in answer.text


@pytest.mark.parametrize("path", ["/roles/some-role/", "/skills/some-skill/", "/skills/", "/roles/compare/"])
def test_a_change_of_a_fact_is_seen(as_nobody, hers, path):
    tag = as_nobody.get(path)["ETag"]
    Role.objects.update(name="Renamed")
    Skill.objects.update(name="Renamed")
    facts.changed()
    answer = as_nobody.get(path, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert "Renamed" in answer.text


@pytest.mark.parametrize("other", ["?roles=no-role", "?roles=some-role", ""])
def test_each_question_has_an_answer_of_its_own(as_nobody, hers, other):
    tag = as_nobody.get("/roles/compare/?roles=another")["ETag"]
    answer = as_nobody.get(f"/roles/compare/{other}", headers={"If-None-Match": tag})
    assert answer.status_code == 200


def test_nothing_of_a_person_reaches_it(as_nobody, alice, hers, roadmap):
    before = as_nobody.get("/roadmaps/made-up/").content
    alice.mark(checkpoint(roadmap, "thing-2-1").pk, "done")
    assert as_nobody.get("/roadmaps/made-up/").content == before


@pytest.mark.parametrize("path", ["/roadmaps/made-up/", "/roles/no-role/", "/skills/no-skill/"])
def test_a_page_that_is_not_there_is_not_kept(as_nobody, roadmap, path):
    roadmap.published_at = None
    roadmap.save()
    answer = as_nobody.get(path)
    assert (answer.status_code, answer["Cache-Control"]) == (404, "no-store")


@pytest.mark.parametrize("path", ["/my/", "/my/roadmaps/made-up/", "/my/settings/", "/accounts/email/", "/admin/"])
def test_a_personal_page_is_kept_by_nobody(path, as_nobody, as_staff, staff, roadmap):
    staff.follow(roadmap)
    assert as_staff.get(path).status_code == 200
    for client in (as_staff, as_nobody):
        answer = client.get(path)
        assert "no-store" in answer["Cache-Control"]
        assert "public" not in answer["Cache-Control"]
        assert "Cookie" in answer["Vary"]
