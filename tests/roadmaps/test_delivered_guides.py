"""The guides and the glossary that are delivered: everything is on a page, and links to words land on them."""

import re
from collections import Counter
from urllib.parse import urldefrag

import pytest
from django.test import Client

from roadmaps.models import Guide, Question, Roadmap, Term
from tests.bytes import first_visit
from tests.roadmaps.pages import get, part, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("delivered")]


def main(path):
    return part(get(Client(), path), "main", tag="main")


def test_every_point_is_on_its_page():
    for row in Guide.objects.prefetch_related("points"):
        page = text(re.sub(r"</?a\b[^>]*>", "", main(row.get_absolute_url())))
        lines = [re.sub(r"^\d+\. ", "", " ".join(point.text.split())) for point in row.points.all()]
        assert [line for line in lines if line not in page] == [], row


def test_every_id_on_a_page_is_there_once():
    for row in Guide.objects.all():
        ids = Counter(re.findall(r'\bid="([^"]*)"', get(Client(), row.get_absolute_url())))
        assert [name for name, count in ids.items() if count > 1] == [], row


def test_every_checklist_is_a_roadmap_to_follow():
    named = set(Guide.objects.exclude(roadmap="").values_list("roadmap", flat=True))
    assert named <= set(Roadmap.objects.published().values_list("slug", flat=True))


def test_questions_have_words_that_are_explained():
    pages = [get(Client(), question.get_absolute_url()) for question in Question.objects.filter(kind="statistics")]
    assert any("/guides/glossary/?from=" in page.split('<div class="prose')[-1] for page in pages)


def test_every_address_of_a_term_lands_on_it():
    places = [urldefrag(row.get_absolute_url()) for row in Term.objects.all()]
    pages = {address: get(Client(), address) for address in {address for address, _ in places}}
    assert [anchor for address, anchor in places if pages[address].count(f'id="{anchor}"') != 1] == []


def test_each_page_is_at_most_40_kb_in_6_requests():
    addresses = {urldefrag(row.get_absolute_url()).url for row in Term.objects.all()}
    for address in addresses:
        sizes = first_visit(Client(), address)
        assert sum(sizes.values()) <= 40_000, address
        assert len(sizes) <= 6


def test_every_term_is_on_one_page():
    addresses = {urldefrag(row.get_absolute_url()).url for row in Term.objects.all()}
    pages = "".join({get(Client(), address) for address in addresses})
    slugs = re.findall(r'<div id="([^"]+)"><dt>', pages)
    assert sorted(slugs) == sorted(Term.objects.values_list("slug", flat=True))
