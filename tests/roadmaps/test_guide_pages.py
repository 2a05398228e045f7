"""Guides: the list, and one with our advice, what sources say line by line, and what belongs to it."""

import json
import re

import pytest

from roadmaps import guides
from roadmaps.models import GuidePoint
from tests import factories
from tests.roadmaps import staff as as_browser
from tests.roadmaps.pages import each, get, links, part, rows, text, the

PATH = "/guides/talks/"
HOSTILE = "</script><script>alert(1)</script>"


def talks(**fields):
    return factories.guide(**{"slug": "talks", "title": "Talks", "summary": "How to give them", **fields})


def main(client, path=PATH):
    return part(get(client, path), "main", tag="main")


def said(client, label):
    """What is folded under this label."""
    return the(main(client), "details", label)


# ---- the list


def test_guides_stand_by_area_with_how_much_is_in_them(as_nobody, db):
    factories.guide(slug="offer", title="The offer", area="offer", summary="Haggle")
    talks(area="portfolio", points=[{"text": "Speak"}, {"text": "Breathe"}])
    page = main(as_nobody, "/guides/")
    assert [text(heading) for heading in each(page, "h2")][:2] == ["Show what you can", "The offer"]
    assert rows(page, "li")[:2] == ["Talks How to give them 2 points", "The offer Haggle 0 points"]
    assert links(page)[:2] == [PATH, "/guides/offer/"]


def test_from_the_list_one_gets_to_all_else(as_nobody, db):
    factories.term()
    factories.question()
    page = main(as_nobody, "/guides/")
    others = {"/guides/glossary/", "/questions/", "/projects/", "/companies/", "/sources/", "/sources/targets/"}
    assert others | {"/sources/disagreements/"} <= set(links(page))
    assert "Glossary 1 term Interview questions 1 with answers" in text(page)


def test_the_header_and_the_foot_lead_there(as_nobody, db):
    assert links(get(as_nobody, "/")).count("/guides/") == 2


def test_before_any_guide_is_written(as_nobody, db):
    assert "No guide has been written on this server yet." in get(as_nobody, "/guides/")


# ---- one guide


def test_a_guide_is_shown_whole(as_nobody, db):
    talks(area="offer", body="Speak **up**.\n\n### Slides\n\nFew.")
    page = main(as_nobody)
    assert "<h1>Talks</h1>" in page
    assert "How to give them" in text(page)
    assert "Speak <strong>up</strong>." in page
    assert "<h3>Slides</h3>" in page
    assert links(page)[:2] == ["/guides/", "/guides/#offer"]


def test_words_of_the_glossary_are_linked_once(as_nobody, db):
    factories.term(slug="slide", name="Slide")
    talks(body="A slide, and a slide, and `slide`.")
    assert [link for link in links(main(as_nobody)) if "#slide" in link] == ["/guides/glossary/?from=s#slide"]


@pytest.mark.parametrize("kind", GuidePoint.Kind)
def test_what_the_body_does_not_have_is_linked_in_a_point_unless_it_is_to_be_said(as_nobody, db, kind):
    for name in ("Deck", "Slide"):
        factories.term(slug=name.lower(), name=name)
    talks(body="A slide.", points=[{"kind": kind, "text": "Hold: a slide & a deck."}, {"kind": kind, "text": "Deck"}])
    page = main(as_nobody)
    to_deck = [] if kind == "say" else ["/guides/glossary/?from=d#deck"]
    assert [link for link in links(page) if "glossary" in link] == ["/guides/glossary/?from=s#slide", *to_deck]
    assert "a slide &amp; a" in page


def test_a_new_word_of_the_glossary_is_linked_at_once(as_nobody, as_staff, db):
    term = factories.term(slug="slide", name="Slide")
    talks(body="A slide and a deck.")
    get(as_nobody, PATH)
    as_browser.save(as_staff, term, name="Deck")
    assert ">deck</a>" in main(as_nobody)


def test_every_kind_of_point_has_its_place():
    assert sorted(kind for *_, kinds in guides.SECTIONS for kind in kinds) == sorted(GuidePoint.Kind)


@pytest.mark.parametrize("kind", GuidePoint.Kind)
def test_a_point_of_any_kind_says_its_source_and_a_remark(as_nobody, guide, kind):
    talks(points=[{"kind": kind, "text": "Stand up", "source": guide, "remark": "Or sit"}])
    fold = each(main(as_nobody), "details")[0]
    assert "Stand up" in text(fold)
    assert "Or sit" in text(fold)
    assert links(fold) == ["/sources/#guide"]


@pytest.mark.parametrize("kind", GuidePoint.Kind)
def test_a_point_of_ours_names_no_source(as_nobody, db, kind):
    talks(points=[{"kind": kind, "text": "Stand up"}])
    assert "/sources/#" not in main(as_nobody)


def test_steps_are_numbered_by_themselves(as_nobody, db):
    talks(points=[{"kind": "step", "text": words} for words in ("1. Plan.", "2. Speak.", "Week 3: rest: sleep")])
    fold = said(as_nobody, "Step by step")
    assert rows(part(fold.replace('<ol class="steps"', '<ol id="steps"'), "steps", tag="ol"), "li") == [
        "Plan.",
        "Speak.",
    ]
    assert "<li><b>Week 3:</b> rest: sleep" in fold


def test_a_few_steps_without_numbers_are_in_turn_and_many_are_a_list(as_nobody, db):
    talks(points=[{"kind": "step", "text": "Plan"}] * 1)
    assert '<ol class="steps">' in said(as_nobody, "Step by step")
    factories.guide(slug="many", points=[{"kind": "step", "text": f"Day {number}: on"} for number in range(9)])
    page = main(as_nobody, "/guides/many/")
    assert '<ol class="steps">' not in page
    assert page.count("<b>Day") == 9


def test_what_to_leave_out_stands_beside_what_to_do(as_nobody, db):
    talks(points=[{"kind": "avoid", "text": "Mumble"}, {"kind": "do", "text": "Smile"}])
    assert text(said(as_nobody, "What to do")) == "What to do 2 points Do Smile Leave out Mumble"


def test_many_points_are_folded_and_few_are_open(as_nobody, db):
    talks(points=[{"kind": "tip", "text": "Speak"}, *({"kind": "do", "text": f"Do {n}"} for n in range(9))])
    page = main(as_nobody)
    assert '<details class="stance" open><summary><span class="t">Tips' in page
    assert '<details class="stance"><summary><span class="t">What to do' in page


def test_the_marks_of_its_sources_are_explained_once(as_nobody, guide, survey):
    talks(points=[{"text": "A", "source": survey}, {"text": "B", "source": guide}, {"text": "C", "source": guide}])
    key = main(as_nobody).split('<ul class="key')[1].split("</ul>")[0]
    assert text(key).endswith("G Guide S Survey")


def test_how_much_of_it(as_nobody, guide):
    talks(targets=[factories.target(source=guide, measure="writing", what="Talks given", phase="By May")])
    table = part(get(as_nobody, PATH), "targets")
    assert "about" not in text(table)
    assert "3–5 things Talks given By May Guide" in text(table)
    assert {"/sources/targets/#writing", "/sources/#guide"} <= set(links(table))


def test_where_the_sources_disagree(as_nobody, guide, survey):
    talks(disagreements=[factories.disagreement(sources=[guide, survey], title="How long", text="Ten. Or five.")])
    assert "How long Guide, Survey Ten. Or five." in text(part(get(as_nobody, PATH), "disagreements"))


def test_what_belongs_to_it_stands_aside(as_nobody, guide):
    factories.roadmap(slug="made-up")
    other = factories.guide(slug="slides", title="Slides")
    sql, question = factories.skill(slug="sql", name="SQL"), factories.question(slug="why-talk")
    talks(roadmap="made-up", see=["slides", "no-such"], skills=[sql], questions=[question], sources=[guide])
    aside = each(main(as_nobody), "aside")[0]
    assert links(aside) == [
        "/roadmaps/made-up/",
        "/my/roadmaps/made-up/follow",
        other.get_absolute_url(),
        *("/skills/sql/", "/questions/why-talk/", "/sources/#guide"),
    ]


def test_what_is_gone_is_not_linked(as_nobody, guide):
    factories.roadmap(slug="made-up", published=False)
    gone = {"retired_at": "2026-01-01T00:00Z"}
    factories.guide(slug="slides", **gone)
    about = {"targets": [factories.target(source=guide, **gone)], "questions": [factories.question(**gone)]}
    dispute = factories.disagreement(sources=[guide], **gone)
    talks(roadmap="made-up", see=["slides"], disagreements=[dispute], **about)
    assert links(main(as_nobody)) == ["/guides/", "/guides/#applying"]


def test_the_boards_are_told_where_one_looks(as_nobody, guide):
    factories.job_board(name="Jobs", focus="All of them", how="Daily", url="https://example.org/j", sources=[guide])
    talks()
    factories.guide(slug="where-to-look")
    boards = part(get(as_nobody, "/guides/where-to-look/"), "boards")
    assert "1 board, and how to use them well Jobs G All of them Daily" in text(boards)
    assert 'href="https://example.org/j" rel="noopener nofollow ugc"' in boards
    assert "All of them" not in main(as_nobody)


@pytest.mark.parametrize("path", ["/guides/no-such/", "/guides/UPPER/", "/guides/a%2Fb/"])
def test_one_that_is_not_there(as_nobody, db, path):
    get(as_nobody, path, 404)


def test_a_retired_one_is_on_no_page(as_nobody, as_staff, db):
    stored = talks()
    assert PATH in get(as_nobody, "/guides/")
    as_browser.confirm(as_staff, "retire_selected", [stored])
    get(as_nobody, PATH, 404)
    assert PATH not in get(as_nobody, "/guides/")


def test_hostile_words_stay_words(as_nobody, guide):
    points = [{"kind": kind, "text": HOSTILE, "remark": HOSTILE} for kind in GuidePoint.Kind]
    talks(title=HOSTILE, summary=HOSTILE, body=HOSTILE, points=points, skills=[factories.skill(name=HOSTILE)])
    page = get(as_nobody, PATH)
    assert "<script>alert" not in page
    assert "<script>alert" not in get(as_nobody, "/guides/")
    (described,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert json.loads(described)["headline"] == HOSTILE
    assert json.loads(described)["about"] == [HOSTILE]


# Whether facts were changed; how many questions there are, or the roadmap that is the guide's checklist.
@pytest.mark.parametrize("count", [1, 50])
@pytest.mark.parametrize("path", ["/guides/", PATH])
def test_queries(as_nobody, guide, django_assert_num_queries, count, path):
    factories.roadmap(slug="made-up")
    related = {"questions": [factories.question() for _ in range(count)], "skills": [factories.skill()]}
    related |= {"targets": [factories.target(source=guide) for _ in range(count)], "roadmap": "made-up"}
    talks(points=[{"text": "A", "source": guide}] * count, **related)
    for _ in range(count):
        factories.guide()
    get(as_nobody, path)
    with django_assert_num_queries(2):
        get(as_nobody, path)
