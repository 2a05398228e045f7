"""`load_content` brings a folder of files into the database: whole or not at all, and as often as one likes."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roadmaps import markdown, publishing, same_as
from roadmaps.models import Checkpoint, Rendering, Resource, Roadmap, Role, Skill, Source
from tests import factories
from tests.roadmaps.folders import ROADMAP, ROLES, SKILLS, load, write

WRITES = ("INSERT", "UPDATE", "DELETE")
FAILING = factories.short_text("Box {#box}", slug="zz-last")


@pytest.fixture
def folder(db, tmp_path):
    return write(tmp_path)


def everything():
    models = (Source, Skill, Role, Roadmap, Checkpoint, Resource, Checkpoint.skills.through)
    return {model: list(model.objects.order_by("pk").values()) for model in models}


def test_it_says_what_it_added(folder):
    assert load(folder) == [
        "source a-study: added",
        "skill python: added",
        "skill sql: added",
        "role analyst: added",
        "roadmap tables: added, 5 checkpoints",
    ]


def test_what_is_stored_is_what_the_file_says(folder):
    load(folder)
    assert publishing.text_of(Roadmap.objects.get(slug="tables")) == ROADMAP.replace("sql,python", "python,sql")


def test_it_is_published(folder):
    load(folder)
    assert Roadmap.objects.published().get().revisions.get().origin == "file"


def test_a_second_load_says_nothing(folder):
    load(folder)
    assert load(folder) == []


def test_a_second_load_writes_nothing(folder):
    load(folder)
    before = everything()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        load(folder)
    assert [query["sql"] for query in queries if query["sql"].startswith(WRITES)] == []
    assert everything() == before


def test_it_says_what_it_changed(folder):
    load(folder)
    write(
        folder, tables=ROADMAP.replace("Sort rows", "Order rows"), skills=SKILLS.replace("name: SQL", "name: SQL, read")
    )
    assert load(folder) == ["skill sql: changed", "roadmap tables: renamed: Sort rows → Order rows"]


def test_a_change_writes_only_what_differs(folder):
    load(folder)
    write(folder, tables=ROADMAP.replace("Sort rows", "Order rows"))
    with CaptureQueriesContext(connection) as queries:
        load(folder)
    written = [query["sql"] for query in queries if query["sql"].startswith(WRITES)]
    assert sum('UPDATE "roadmaps_checkpoint" SET "title"' in sql for sql in written) == 1
    assert not any('INSERT INTO "roadmaps_checkpoint' in sql for sql in written)
    assert not any("roadmaps_resource" in sql or "_skills" in sql for sql in written)


def test_a_skill_and_a_resource_are_taken_off_again(folder):
    load(folder)
    write(folder, tables=ROADMAP.replace(" skill=sql,python", "").replace(' by="A. Person" cost=free', ""))
    load(folder)
    select = Checkpoint.objects.get(slug="select")
    assert list(select.skills.all()) == []
    assert select.resources.get().by == ""


def test_a_dry_run_says_the_same(folder):
    said = load(folder, dry_run=True)
    assert said == [*load(folder), "dry run: nothing was stored"]


def test_a_dry_run_stores_nothing(folder):
    load(folder)
    before = everything()
    write(folder, tables=ROADMAP.replace("Sort rows", "Order rows"), roles=ROLES.replace("Reporter", "Writer"))
    load(folder, dry_run=True)
    assert everything() == before


def test_a_failure_in_the_last_file_stores_nothing(folder, monkeypatch):
    write(folder, tables=ROADMAP, zz=FAILING)
    publish = publishing.publish

    def fails(roadmap, **options):
        if roadmap.slug == "zz-last":
            raise RuntimeError("the disk is full")
        return publish(roadmap, **options)

    monkeypatch.setattr(publishing, "publish", fails)
    with pytest.raises(RuntimeError):
        load(folder)
    assert not any(everything().values())


def test_an_institution_loads_a_folder_of_its_own(folder, settings):
    settings.CONTENT_DIR = folder
    call_command("load_content")
    assert Roadmap.objects.get().slug == "tables"


def test_hours_are_shared(folder):
    load(folder)
    minutes = dict(Checkpoint.objects.values_list("slug", "minutes"))
    assert minutes == {"select": 180, "sort": 180, "join": 240, "report": 360, "explain-a-join": None}


def test_same_as_may_point_to_a_file_that_comes_later(folder):
    write(
        folder,
        aa=ROADMAP.replace("tables", "aa").replace("{#report}", "{#report same-as=tables#report}"),
        tables=ROADMAP,
    )
    load(folder)
    assert len(set(Checkpoint.objects.filter(slug="report").values_list("accomplishment", flat=True))) == 1
    assert Checkpoint.objects.exclude(accomplishment=None).count() == 2


def test_queries_do_not_rise_with_checkpoints(folder):
    def queries_of(count):
        write(folder, tables=None, **{f"with-{count}": factories.roadmap_text(slug=f"with-{count}", checkpoints=count)})
        with CaptureQueriesContext(connection) as queries:
            load(folder)
        (folder / "roadmaps" / f"with-{count}.md").unlink()
        return len(queries)

    queries_of(1)
    assert queries_of(10) == queries_of(200)


def test_queries_do_not_rise_with_what_is_the_same(folder):
    def queries_of(count):
        text = factories.roadmap_text(slug="same", milestones=count, attributes=" same-as=tables#report")
        write(folder, tables=ROADMAP, same=text)
        with CaptureQueriesContext(connection) as queries:
            same_as.link()
        load(folder)
        return len(queries)

    queries_of(1)
    queries_of(2)
    assert queries_of(20) == queries_of(2)


def test_another_renderer_renders_again(folder, monkeypatch):
    load(folder)
    monkeypatch.setattr(markdown, "RENDERER", markdown.RENDERER + 1)
    monkeypatch.setattr(markdown, "render", lambda text: f"<p>2: {text}</p>" if text else "")
    assert load(folder) == ["rendered 2 texts again"]
    assert Checkpoint.objects.get(slug="select").description_html == "<p>2: What a row **is**.</p>"
    assert Roadmap.objects.get().introduction_html == "<p>2: Why tables:\nbecause.</p>"


def test_the_same_renderer_does_not(folder, monkeypatch):
    load(folder)
    monkeypatch.setattr(markdown, "render", lambda text: "other")
    load(folder)
    assert Checkpoint.objects.get(slug="select").description_html == "<p>What a row <strong>is</strong>.</p>\n"
    assert Rendering.objects.get().version == markdown.RENDERER
