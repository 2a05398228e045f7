"""A feed of what was published in roadmaps: for everybody, in order, without who did it."""

from xml.etree import ElementTree

import pytest

from roadmaps import changes_feed, publishing
from roadmaps.models import Revision, Roadmap
from tests import factories
from tests.roadmaps.pages import get

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _nothing_in_memory():
    changes_feed._kept.clear()


def entries(client):
    """[{title, id, updated, summary, link}]"""
    found = ElementTree.fromstring(get(client, "/changes.atom")).findall(f"{ATOM}entry")  # noqa: S314
    return [
        {child.tag.removeprefix(ATOM): child.text for child in entry} | {"link": entry.find(f"{ATOM}link").get("href")}
        for entry in found
    ]


def republish(roadmap, old, new):
    factories.republish(roadmap, publishing.text_of(roadmap).replace(old, new))


def test_a_publication_is_told(as_nobody, roadmap):
    (entry,) = entries(as_nobody)
    assert entry["title"] == f"{roadmap.title}: published, 10 checkpoints"
    assert entry["link"] == "http://testserver/roadmaps/made-up/"


def test_a_change_is_told_first_and_in_words(as_nobody, roadmap):
    republish(roadmap, "- [ ] Thing 1.1 {#thing-1-1}\n", "- [ ] Fresh <b> & new {#fresh}\n")
    newest, oldest = entries(as_nobody)
    assert newest["title"].endswith(": 1 new, 1 retired")
    assert "<li>new: Fresh &lt;b&gt; &amp; new</li>" in newest["summary"]
    assert "<li>retired: Thing 1.1</li>" in newest["summary"]
    assert newest["updated"] > oldest["updated"]


def test_a_change_of_words_is_told_as_such(as_nobody, roadmap):
    republish(roadmap, "title: ", "summary: Something.\ntitle: ")
    assert entries(as_nobody)[0]["title"].endswith(": words, hours or order changed")


def test_an_entry_keeps_its_id(as_nobody, roadmap):
    (before,) = entries(as_nobody)
    republish(roadmap, "Thing 1.1", "Renamed")
    changes_feed._kept.clear()
    ids = [entry["id"] for entry in entries(as_nobody)]
    assert len(set(ids)) == 2
    assert ids[1] == before["id"]


@pytest.mark.parametrize("state", [{"published_at": None}, {"personal": True}])
def test_what_is_not_public_is_not_told(as_nobody, roadmap, state):
    Roadmap.objects.update(**state)
    assert entries(as_nobody) == []


def test_nobody_is_named(as_nobody, roadmap):
    Revision.objects.update(by_name="Somebody Particular")
    assert "Particular" not in get(as_nobody, "/changes.atom")


def test_a_text_of_another_grammar_is_no_error(as_nobody, roadmap):
    republish(roadmap, "Thing 1.1", "Renamed")
    Revision.objects.filter(version=Revision.objects.latest("version").version).update(text="---\nno: [end\n---\n")
    assert entries(as_nobody)[0]["title"].endswith(": changed")


def test_signs_that_xml_has_not_are_left_out(as_nobody, roadmap):
    Roadmap.objects.update(title="Made\x08 \x1bup")
    assert entries(as_nobody)[0]["title"].startswith("Made up")


def test_the_newest_fifty(as_nobody, roadmap):
    text = Revision.objects.get().text
    Revision.objects.bulk_create(
        Revision(roadmap=roadmap, version=number, text=text, origin="file") for number in range(100, 160)
    )
    assert len(entries(as_nobody)) == 50


def test_it_says_when_it_changed_last(as_nobody, roadmap):
    answer = as_nobody.get("/changes.atom")
    assert as_nobody.get("/changes.atom", headers={"If-Modified-Since": answer["Last-Modified"]}).status_code == 304
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"


def test_without_any_it_stays_the_same(as_nobody):
    assert entries(as_nobody) == []
    assert as_nobody.get("/changes.atom")["ETag"] == as_nobody.get("/changes.atom")["ETag"]


def test_the_list_of_roadmaps_names_it(as_nobody, roadmap):
    assert '<link rel="alternate" type="application/atom+xml"' in get(as_nobody, "/roadmaps/")


# The newest revisions; the first time also their texts.
@pytest.mark.parametrize("count", [1, 10])
def test_queries(as_nobody, django_assert_num_queries, db, count):
    for number in range(count):
        factories.roadmap(slug=f"made-up-{number}")
    with django_assert_num_queries(2):
        get(as_nobody, "/changes.atom")
    with django_assert_num_queries(1):
        get(as_nobody, "/changes.atom")
