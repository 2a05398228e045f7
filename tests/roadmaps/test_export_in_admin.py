"""Roadmaps out of the admin as files, and as they once were."""

import io
import zipfile

import pytest
from django.urls import reverse

from roadmaps import loading, outline, publishing
from roadmaps.models import Revision
from tests import factories
from tests.roadmaps import staff as as_browser


@pytest.fixture
def two(db):
    return [factories.roadmap(slug="first-one"), factories.roadmap(slug="second-one", checkpoints=3)]


def test_one_is_a_file(as_staff, two):
    answer = as_browser.choose(as_staff, "export_selected", two[:1])
    assert answer["Content-Disposition"] == 'attachment; filename="first-one.md"'
    assert answer.text == publishing.text_of(two[0])


def test_several_are_an_archive(as_staff, two):
    answer = as_browser.choose(as_staff, "export_selected", two)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as files:
        assert {name: files.read(name).decode() for name in files.namelist()} == {
            "first-one.md": publishing.text_of(two[0]),
            "second-one.md": publishing.text_of(two[1]),
        }


def test_what_was_exported_loads_without_a_change(as_staff, two, tmp_path):
    answer = as_browser.choose(as_staff, "export_selected", two)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as files:
        files.extractall(tmp_path / "roadmaps")
    assert loading.load(tmp_path) == []


# ---- as it was


@pytest.fixture
def changed(roadmap):
    """A roadmap with two versions."""
    return factories.republish(roadmap, publishing.text_of(roadmap).replace("Thing 1.1 {", "Said better {"))


def test_a_version_is_shown_as_it_was(as_staff, changed):
    first = changed.revisions.order_by("version").first()
    page = as_staff.get(reverse("admin:roadmaps_revision_preview", args=[first.pk]))
    assert "Thing 1.1" in page.text
    assert "Said better" not in page.text
    assert f"As it was in version {first.version}" in page.text


def test_its_page_leads_there_and_restores_in_two_clicks(as_staff, changed):
    first = changed.revisions.order_by("version").first()
    listed = as_staff.get(reverse("admin:roadmaps_revision_changelist")).text
    page = reverse("admin:roadmaps_revision_change", args=[first.pk])
    assert page in listed
    assert reverse("admin:roadmaps_revision_preview", args=[first.pk]) in as_staff.get(page).text
    as_staff.post(page, {"_restore": "1"})
    assert publishing.text_of(changed) == first.text
    assert changed.revisions.first().origin == Revision.Origin.RESTORE


def test_a_missing_version_is_not_found(as_staff):
    assert as_staff.get(reverse("admin:roadmaps_revision_preview", args=[10**9])).status_code == 404


def test_a_version_is_no_learners_business(as_alice, as_nobody, changed):
    page = reverse("admin:roadmaps_revision_preview", args=[changed.revisions.first().pk])
    for client in (as_alice, as_nobody):
        assert client.get(page).status_code == 302


def test_every_export_is_canonical(as_staff, two):
    text = as_browser.choose(as_staff, "export_selected", two[:1]).text
    assert outline.render(outline.parse(text)) == text
