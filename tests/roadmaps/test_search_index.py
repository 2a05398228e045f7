"""What the search finds is what everybody may read, as it is now."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from roadmaps import loading, publishing, search_index
from roadmaps.models import Roadmap, SearchEntry, Skill, Term
from roadmaps.search import find
from tests import factories
from tests.roadmaps import staff as as_browser
from tests.roadmaps.folders import FACTS, load, write


def titles(words):
    return [entry.title for group in find(words).groups for entry in group.entries if not find(words).is_near]


@pytest.fixture
def content(db, tmp_path):
    load(write(tmp_path, facts=FACTS))
    return tmp_path


def test_loading_makes_everything_found(content):
    assert {"Analyst", "Tables", "Select rows"} <= set(SearchEntry.objects.values_list("title", flat=True))


def test_loading_again_writes_nothing(content):
    before = set(SearchEntry.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as queries:
        search_index.index()
    assert not [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert set(SearchEntry.objects.values_list("pk", flat=True)) == before


def test_a_dry_run_writes_nothing(db, tmp_path):
    loading.load(write(tmp_path, facts=FACTS), dry_run=True)
    assert not SearchEntry.objects.exists()


def test_an_entry_keeps_its_row_when_its_words_change(content):
    entry = SearchEntry.objects.get(kind="role", key="analyst")
    entry_pk, Role = entry.pk, type(factories.role())
    Role.objects.filter(slug="analyst").update(name="Examiner")
    search_index.index_table(Role)
    assert SearchEntry.objects.get(pk=entry_pk).title == "Examiner"
    assert titles("examiner")[0] == "Examiner"


def test_what_is_published_is_found_after_the_commit(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        roadmap = factories.roadmap(slug="made-up")
    assert "Thing 1.1" in titles("thing")
    with django_capture_on_commit_callbacks(execute=True):
        factories.republish(roadmap, publishing.text_of(roadmap).replace("Thing 1.1", "Painting"))
    assert titles("painting") == ["Painting"]
    assert "Thing 1.1" not in titles("thing")


def test_a_retired_checkpoint_goes(roadmap, django_capture_on_commit_callbacks):
    text = publishing.text_of(roadmap).replace("- [ ] Thing 1.1 {#thing-1-1}\n", "")
    with django_capture_on_commit_callbacks(execute=True):
        factories.republish(roadmap, text)
    assert not SearchEntry.objects.filter(key="made-up#thing-1-1").exists()
    assert SearchEntry.objects.filter(key="made-up#thing-1-2").exists()


@pytest.mark.parametrize("state", [{"published_at": None}, {"personal": True}, {"retired_at": timezone.now()}])
def test_what_is_not_public_is_out_at_once(roadmap, state):
    search_index.index()
    assert "Thing 1.1" in titles("thing")
    Roadmap.objects.update(**state)
    assert titles("thing") == []
    search_index.index_roadmap(roadmap)
    assert not SearchEntry.objects.filter(roadmap=roadmap).exists()


def test_a_personal_roadmap_is_never_found(alice, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        own = factories.personal(alice, "- [x] Zymurgy\n", title="Zymology")
    search_index.index()
    search_index.index_roadmap(own)
    assert titles("zymurgy") == titles("zymology") == []


def test_a_retired_fact_goes_and_comes_back(db):
    dispute = factories.disagreement(sources=[factories.source()], title="Zymurgy or not")
    search_index.index()
    assert titles("zymurgy") == ["Zymurgy or not"]
    for at, found in ((timezone.now(), []), (None, ["Zymurgy or not"])):
        type(dispute).objects.update(retired_at=at)
        search_index.index_table(type(dispute))
        assert titles("zymurgy") == found


def test_an_edit_in_the_admin_is_found(as_staff, db):
    page = "/admin/roadmaps/term/add/"
    form = {"slug": "zymurgy", "name": "Zymurgy", "aliases": "brewing", "definition": "How **beer** is made."}
    answer = as_staff.post(page, form | {"see": "", "position": "0"})
    assert answer.status_code == 302, answer.context["errors"]
    assert titles("zymurgy") == titles("brewing") == titles("beer") == ["Zymurgy"]
    assert SearchEntry.objects.get().text == "How beer is made."


def test_retiring_in_the_admin_takes_it_out(as_staff, db):
    term = Term.objects.create(slug="zymurgy", name="Zymurgy", definition="Brewing.")
    search_index.index()
    assert titles("zymurgy") == ["Zymurgy"]
    as_staff.post("/admin/roadmaps/term/", {"action": "retire_selected", "_selected_action": [term.pk]})
    assert titles("zymurgy") == []


def test_a_job_board_is_found_in_the_guide_that_tells_of_it(as_staff, db):
    factories.guide(slug="where-to-look", title="Where to look")
    board = factories.job_board(name="Shipwrights", focus="Boats", how="Look at noon.")
    search_index.index()
    assert titles("shipwrights") == titles("noon") == ["Where to look"]
    as_browser.confirm(as_staff, "retire_selected", [board])
    assert titles("shipwrights") == []


def test_housekeeping_finishes_what_was_interrupted(roadmap):
    from django.core.management import call_command

    SearchEntry.objects.all().delete()
    call_command("housekeeping")
    assert "Thing 1.1" in titles("thing")


def test_one_that_is_long_is_found(db):
    factories.skill(name="Zymurgy", summary="word " * 100_000, aliases=["brew"] * 3, tools=["x" * 100])
    search_index.index_table(Skill)
    assert titles("zymurgy") == ["Zymurgy"]


def test_without_accents_is_found(db):
    factories.role(name="Résumé writer")
    search_index.index()
    assert titles("resume writer") == ["Résumé writer"]
