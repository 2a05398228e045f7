"""The guides and the glossary that are delivered: everything is on a page, and links to words land on them."""

import gzip
import re
from collections import Counter
from urllib.parse import urldefrag

import pytest
from django.test import Client

from roadmaps.models import Guide, Question, Roadmap, Term
from tests.roadmaps.pages import get, part, text
from tests.tracker.test_page_bytes import compressed, everything, fetch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("delivered")]


def main(path):
    return part(get(Client(), path), "main", tag="main")


def test_every_point_is_on_its_page():
    for row in Guide.objects.prefetch_related("points"):
        page = text(main(row.get_absolute_url()))
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
    pages = {}
    for row in Term.objects.all():
        address, anchor = urldefrag(row.get_absolute_url())
        page = pages.setdefault(address, get(Client(), address))
        assert page.count(f'id="{anchor}"') == 1, row


def test_each_page_is_at_most_40_kb_in_6_requests():
    addresses = {urldefrag(row.get_absolute_url()).url for row in Term.objects.all()}
    for address in addresses:
        page = fetch(Client(), address)
        files = everything(gzip.decompress(page).decode())
        assert len(page) + sum(map(compressed, files)) <= 40_000, address
        assert len(files) + 1 <= 6


def test_every_term_is_on_one_page():
    pages = {get(Client(), urldefrag(row.get_absolute_url()).url) for row in Term.objects.all()}
    slugs = [slug for page in pages for slug in re.findall(r'<div id="([^"]+)"><dt>', page)]
    assert sorted(slugs) == sorted(Term.objects.values_list("slug", flat=True))
