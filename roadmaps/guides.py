"""Guides as their pages show them: what sources say line by line, grouped by what kind of line it is."""

import json
import re
from dataclasses import dataclass, field

from roadmaps.models import Guide, GuidePoint
from roadmaps.questions import ESCAPES
from roadmaps.term_links import as_html

FEW = 8  # lines that are not worth folding
_Kind = GuidePoint.Kind
# In this order; what to leave out stands beside what to do.
SECTIONS = [
    ("Step by step", "steps", [_Kind.STEP]),
    ("What to do", "list", [_Kind.DO, _Kind.AVOID]),
    ("Figures", "table", [_Kind.FIGURE]),
    ("What to say or write", "quotes", [_Kind.SAY]),
    ("Tips", "list", [_Kind.TIP]),
    ("Pitfalls", "list", [_Kind.PITFALL]),
    ("Accounts and tools", "table", [_Kind.ACCOUNT]),
]
_NUMBER = re.compile(r"\d+\. ")
_LEAD = re.compile(r"(.{3,60}?): (.+)", re.DOTALL)


@dataclass
class Line:
    """A point; of a step that has no number also what stands before its colon, as “Week 1”. `html`: with its links."""

    point: GuidePoint
    text: str
    lead: str = ""
    html: str = ""


@dataclass
class Group:
    """The points of one kind, steps in turn apart from the others."""

    label: str
    lines: list
    steps: list = field(default_factory=list)


@dataclass
class Section:
    """What is folded together, and which template shows it."""

    label: str
    look: str
    groups: list

    @property
    def template(self):
        return f"roadmaps/_guide_{self.look}.html"

    @property
    def count(self):
        return sum(len(group.lines) + len(group.steps) for group in self.groups)

    @property
    def is_open(self):
        return self.count <= FEW


def by_area(guides):
    """[(area, its label, its guides)] in the order of the areas, without empty ones."""
    groups = [(area.value, area.label, [guide for guide in guides if guide.area == area]) for area in Guide.Area]
    return [group for group in groups if group[2]]


def in_sections(points):
    """Everything that sources say of a guide's matter, by kind."""
    of_kind = {kind: [point for point in points if point.kind == kind] for kind in _Kind}
    sections = [
        Section(label, look, [_group(kind, of_kind[kind]) for kind in kinds if of_kind[kind]])
        for label, look, kinds in SECTIONS
    ]
    return [section for section in sections if section.groups]


def with_terms(body, sections, links):
    """The body with links at the words of the glossary; those that stand first in a line are linked there.

    What is to be said or written stays as it is: somebody copies it.
    """
    shown = [section for section in sections if section.look != "quotes"]
    lines = [line for section in shown for group in section.groups for line in (*group.steps, *group.lines)]
    body, *texts = links.link_parts(body, *(as_html(line.text) for line in lines))
    for line, html in zip(lines, texts, strict=True):
        line.html = html
    return body


def sources_of(points):
    """Those that say any of it, each once, in their order."""
    once = {point.source.pk: point.source for point in points if point.source}
    return sorted(once.values(), key=lambda source: (source.position, source.slug))


def as_json_ld(guide, skills):
    """The guide for search engines, safe within a script element. Without dates: when it was written is not kept."""
    described = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": guide.title,
        "description": guide.summary,
        "articleSection": guide.get_area_display(),
        "inLanguage": "en",
        "about": [skill.name for skill in skills],
    }
    return json.dumps(described, ensure_ascii=False).translate(ESCAPES)


def _group(kind, points):
    if kind != _Kind.STEP:
        return Group(kind.label, [Line(point, point.text) for point in points])
    numbered = [point for point in points if _NUMBER.match(point.text)]
    if not numbered and len(points) <= FEW:
        numbered = points
    steps = [Line(point, _NUMBER.sub("", point.text, count=1)) for point in numbered]
    return Group(kind.label, [_with_lead(point) for point in points if point not in numbered], steps)


def _with_lead(point):
    found = _LEAD.fullmatch(point.text)
    return Line(point, found[2], found[1]) if found else Line(point, point.text)
