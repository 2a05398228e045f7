from dataclasses import dataclass

from django.shortcuts import render

from roadmaps import guides
from roadmaps.facts import articles, facts_and_articles
from roadmaps.glossary import page_with, pages_of
from roadmaps.models import Question, Roadmap, Term
from roadmaps.models.guides import WITH_BOARDS
from roadmaps.views.public import public, record_or_404


@public
def guide_list(request):
    """Guides by area, and what else there is to read: two queries."""
    told = articles()
    context = {
        "areas": guides.by_area(told.guides),
        "told": told,
        "questions_count": Question.objects.live().count(),
    }
    return render(request, "roadmaps/guide_list.html", context)


@public
def guide_detail(request, slug):
    """A guide, what sources say of its matter line by line, and what belongs to it: two queries."""
    found, told = facts_and_articles()
    guide = record_or_404(told, "guides", slug)
    points, skills = guide.points.all(), _known(found.skills, guide.skills)
    sections = guides.in_sections(points)
    context = {
        "guide": guide,
        "json_ld": guides.as_json_ld(guide, skills),
        "body": guides.with_terms(guide.body_html, sections, told.term_links),
        "points": points,
        "marks": guides.sources_of(points),
        "sections": sections,
        "targets": _known(found.targets, guide.targets),
        "disagreements": _known(found.disagreements, guide.disagreements),
        "sources": _known(found.sources, guide.sources),
        "skills": skills,
        "questions": [question for question in guide.questions.all() if question.retired_at is None],
        "roadmap": Roadmap.objects.published().filter(slug=guide.roadmap).first(),
        "related": _named(told.by_slug("guides"), guide.see),
        "boards": told.job_boards if guide.slug == WITH_BOARDS else [],
    }
    return render(request, "roadmaps/guide_detail.html", context)


@dataclass
class Entry:
    """A term with [(address, name)] of the terms that go with it: on this page, or on another."""

    term: Term
    see: list


@public
def glossary(request):
    """A page of the glossary, whole letters of it, `?from=` the one with this letter: one query."""
    told = articles()
    pages = pages_of(told.terms)
    place = page_with(pages, request.GET.get("from", ""))
    shown = pages[place] if pages else []
    here = {term.slug for _, terms in shown for term in terms}
    context = {
        "letters": [(letter, number == place) for number, page in enumerate(pages) for letter, _ in page],
        "shown": [(letter, [_entry(term, told, here) for term in terms]) for letter, terms in shown],
        "count": len(told.terms),
        "before": pages[place - 1][0][0] if place else None,
        "after": pages[place + 1][0][0] if place + 1 < len(pages) else None,
    }
    return render(request, "roadmaps/glossary.html", context)


def _entry(term, told, here):
    related = _named(told.by_slug("terms"), term.see)
    see = [(f"#{other.slug}" if other.slug in here else other.get_absolute_url(), other.name) for other in related]
    return Entry(term, see)


def _known(live, related):
    """Those of `live` that are related: with all that belongs to them, and none that was retired."""
    keys = {record.pk for record in related.all()}
    return [record for record in live if record.pk in keys]


def _named(by_slug, slugs):
    return [by_slug[slug] for slug in slugs if slug in by_slug]
