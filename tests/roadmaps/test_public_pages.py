"""What everybody may read: every page with its content, whatever the content is."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.db import connection

from roadmaps import facts, outline, publishing
from roadmaps.models import Revision, Roadmap, Role
from tests import factories
from tests.roadmaps.folders import FACTS, load, write
from tests.roadmaps.pages import get

RECORDS = ["/roles/analyst/", "/skills/python/", "/roadmaps/tables/", "/questions/design-a-report/"]
RECORDS += ["/projects/a-dashboard/", "/companies/acme/", "/guides/resume/"]
PAGES = [
    *("/", "/roles/", "/roles/compare/", "/roles/compare/?roles=analyst,clerk", "/roles/fit/"),
    *("/roles/fit/?likes=likes-tables", "/skills/", "/salaries/", "/salaries/?role=analyst", "/sources/"),
    *("/sources/disagreements/", "/sources/targets/", "/roadmaps/", "/questions/"),
    *("/search/", "/search/?q=analyst", "/search/?q=nowhere&kind=role"),
    *("/questions/?kind=system-design", "/projects/", "/projects/?level=beginner", "/companies/", *RECORDS),
    *("/guides/", "/guides/glossary/", "/guides/glossary/?from=j"),
]
CARD = ["og:type", "og:site_name", "og:title", "og:description", "og:url", "og:image", "twitter:card"]


@pytest.fixture(scope="module")
def stored(module_db, tmp_path_factory):
    load(write(tmp_path_factory.mktemp("content"), facts=FACTS))
    factories.role(slug="clerk", name="Clerk", position=9)


@pytest.fixture
def content(stored, db):
    """It stays until the end of the module: what is there without any comes first."""


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_before_any_content_is_loaded(as_nobody, db, path):
    get(as_nobody, path, 404 if path in RECORDS else 200)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_a_title_a_description_and_its_address(as_nobody, content, path):
    page = get(as_nobody, path)
    assert re.search(r"<title>[^<]{5,}</title>", page)
    assert re.search(r'<meta name="description" content="[^"]{5,}">', page)
    assert f'<link rel="canonical" href="http://testserver{path.partition("?")[0]}">' in page


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_a_card_for_those_who_pass_it_on(as_nobody, content, path):
    page = get(as_nobody, path)
    card = dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):\w+)" content="([^"]+)">', page))
    assert list(card) == CARD
    assert f'<meta name="description" content="{card["og:description"]}">' in page
    assert card["og:url"] == f"http://testserver{path.partition('?')[0]}"
    assert finders.find(card["og:image"].removeprefix("http://testserver/static/"))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_one_first_heading(as_nobody, content, path):
    assert get(as_nobody, path).count("<h1") == 1


@pytest.mark.parametrize("path", ["/", "/roadmaps/", "/roles/analyst/"])
def test_a_roadmap_is_linked(as_nobody, content, path):
    assert 'href="/roadmaps/tables/"' in get(as_nobody, path)


@pytest.mark.parametrize("path", ["/", "/roles/", "/roadmaps/tables/"])
def test_a_role_is_linked(as_nobody, content, path):
    assert 'href="/roles/analyst/"' in get(as_nobody, path)


@pytest.mark.parametrize(
    "what",
    [
        *("<h1>Tables</h1>", "Why tables:", "Month 1", "Rows", "Select rows", "What a row <strong>is</strong>"),
        *("A report", "Explain a join", 'href="https://example.org/book"', "A. Person", "A study", ">16 h<", "3 h"),
    ],
)
def test_a_roadmap_is_shown_whole(as_nobody, content, what):
    assert what in get(as_nobody, "/roadmaps/tables/")


@pytest.mark.parametrize("anchor", ["start", "week-1", "select", "explain-a-join"])
def test_every_part_has_its_anchor_once(as_nobody, content, anchor):
    assert get(as_nobody, "/roadmaps/tables/").count(f'id="{anchor}"') == 1


def test_a_role_is_shown_whole(as_nobody, content):
    Role.objects.update(focus="Reads tables", summary="First paragraph.\n\nSecond one.")
    page = get(as_nobody, "/roles/analyst/")
    assert all(text in page for text in ("Analyst", "Reporter", "Reads tables", "Second one.", "A study"))


@pytest.mark.parametrize("state", [{"published_at": None}, {"personal": True}])
@pytest.mark.parametrize("path", ["/roadmaps/tables/", "/roadmaps/tables.md"])
def test_what_is_not_published_is_not_there(as_nobody, content, state, path):
    Roadmap.objects.update(**state)
    get(as_nobody, path, 404)


@pytest.mark.parametrize("path", ["/", "/roadmaps/", "/roles/analyst/"])
def test_what_is_not_published_is_in_no_list(as_nobody, content, path):
    Roadmap.objects.update(published_at=None)
    assert "/roadmaps/tables/" not in get(as_nobody, path)


def test_what_is_retired_is_not_shown(as_nobody, roadmap):
    get(as_nobody, "/roadmaps/made-up/")
    text = publishing.text_of(roadmap).replace("- [ ] Thing 1.1 {#thing-1-1}\n", "")
    factories.republish(roadmap, text)
    assert "Thing 1.1<" not in get(as_nobody, "/roadmaps/made-up/")


def test_an_edit_is_shown_at_once(as_nobody, roadmap):
    get(as_nobody, "/roadmaps/made-up/")
    factories.republish(roadmap, publishing.text_of(roadmap).replace("Thing 1.1", "Something better"))
    assert "Something better" in get(as_nobody, "/roadmaps/made-up/")


def test_an_edit_while_a_page_is_read_is_no_error(as_nobody, roadmap):
    """Between two queries somebody publishes a milestone: this page is the old one, the next the new one."""
    text = (
        publishing.text_of(roadmap)
        + "\n## Week 3 {#week-3}\n\n- [ ] Fresh {#fresh}\n  - [A](https://a.org){.resource}\n"
    )
    edits = [text]

    def publish_first(execute, sql, *args):
        if 'FROM "roadmaps_checkpoint"' in sql and edits:
            factories.republish(roadmap, edits.pop())
        return execute(sql, *args)

    with connection.execute_wrapper(publish_first):
        assert "Fresh" not in get(as_nobody, "/roadmaps/made-up/")
    assert "Fresh" in get(as_nobody, "/roadmaps/made-up/")


def test_the_markdown_is_what_is_stored(as_nobody, content):
    text = get(as_nobody, "/roadmaps/tables.md")
    assert text == publishing.text_of(Roadmap.objects.get())
    assert text == Revision.objects.get().text


def test_the_markdown_round_trips(as_nobody, content):
    text = get(as_nobody, "/roadmaps/tables.md")
    assert outline.render(outline.parse(text)) == text
    assert outline.parse(text) == publishing.outline_of(Roadmap.objects.get())


def test_the_markdown_is_said_to_be_markdown(as_nobody, content):
    assert as_nobody.get("/roadmaps/tables.md").headers["Content-Type"] == "text/markdown; charset=utf-8"


def test_a_roadmap_without_checkpoints(as_nobody, db):
    factories.roadmap("---\nslug: empty\ntitle: Empty\n---\n")
    assert "Nothing has been published in this roadmap yet." in get(as_nobody, "/roadmaps/empty/")
    for path in ("/", "/roadmaps/", "/roadmaps/empty.md"):
        assert "Empty" in get(as_nobody, path)


def test_a_milestone_without_checkpoints(as_nobody, db):
    factories.roadmap("---\nslug: bare\ntitle: Bare\n---\n# A {#a}\n## B {#b}\n")
    assert "0 checkpoints" in get(as_nobody, "/roadmaps/bare/")


def test_a_thousand_checkpoints(as_nobody, db):
    factories.roadmap(slug="large", milestones=20, checkpoints=50)
    page = get(as_nobody, "/roadmaps/large/")
    assert page.count('<li class="cp"') == 1000
    assert "<b>1000</b> checkpoints" in page


@pytest.mark.parametrize("path", [*PAGES, "/roadmaps/tables.md"])
def test_a_page_says_nothing_about_who_looks(as_nobody, as_alice, content, path):
    assert get(as_alice, path) == get(as_nobody, path)
    answer = as_alice.get(path)
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "csrfmiddlewaretoken" not in answer.content.decode()


def test_a_roadmap_leads_to_the_skills_that_it_builds(as_nobody, db):
    for slug in ("joins", "naps"):
        factories.skill(slug=slug)
    factories.roadmap(factories.short_text("Join {#join skill=joins}", slug="made-up"), slug="made-up")
    page = get(as_nobody, "/roadmaps/made-up/")
    assert 'href="/skills/joins/"' in page
    assert 'href="/skills/naps/"' not in page


# The roadmap, its sources, its roles, whether facts were changed; while its contents are not in memory phases,
# milestones, checkpoints, resources.
@pytest.mark.parametrize("count", [1, 100])
def test_queries_of_a_roadmap(as_nobody, django_assert_num_queries, db, count):
    factories.roadmap(slug="sized", milestones=count, checkpoints=10)
    facts.changed()
    get(as_nobody, "/sources/")
    with django_assert_num_queries(8):
        get(as_nobody, "/roadmaps/sized/")
    with django_assert_num_queries(4):
        get(as_nobody, "/roadmaps/sized/")
