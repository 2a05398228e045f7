"""The pages of what is delivered: every figure of pay as it is stored and no other, every figure with its source."""

import re
from collections import Counter

import pytest
from django.test import Client

from roadmaps.models import Disagreement, Pay, Requirement, Role, Seniority, Skill, Source, Target
from tests.roadmaps.pages import each, get, links, rows, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("delivered")]
PLAIN = ["/skills/", "/salaries/", "/sources/", "/sources/disagreements/", "/sources/targets/", "/roles/fit/"]


def page(path):
    return get(Client(), path)


def every_page():
    chosen = ",".join(role.slug for role in Role.objects.all()[:4])
    records = [record.get_absolute_url() for record in (*Role.objects.all(), *Skill.objects.all())]
    return [*PLAIN, f"/roles/compare/?roles={chosen}", *records]


def stored(pay):
    """{what a row of the table says: how often}"""
    return Counter(
        (Seniority(level).label, row.source.name, row.get_basis_display(), row.place.name, *figures_of(row))
        for row in pay.select_related("source", "place")
        for level in row.seniorities
    )


def figures_of(row):
    middle = row.median or (f"{row.average} (average)" if row.average else "–")
    high = f"{row.high}+" if row.open_ended else row.high
    return "–" if row.low is None else str(row.low), str(middle), "–" if high is None else str(high)


def shown(html):
    table = html.split('aria-label="Figures as a table"')[1].split("</table>")[0]
    lines = [[text(cell) for cell in each(line, "t[hd]")] for line in each(table, "tr")[1:]]
    return Counter((line[0], line[1], *line[4:9]) for line in lines)


def drawn(html):
    """The figures in the bars, with the word beside one in the middle."""
    bars = re.findall(r'<svg class="plot" width="100%" height="40".*?</svg>', html, re.DOTALL)
    return Counter(word for bar in bars for word in re.findall(r"<text\b[^>]*>([^<]*)", bar))


def to_draw(pay):
    found = []
    for row in pay.exclude(low=None):
        middle = f"{row.median} median" if row.median else f"{row.average} average" if row.average else None
        ends = [str(row.low), f"{row.high}{'+' if row.open_ended else ''}", middle]
        found += [word for word in ends if word] * len(row.seniorities)
    return Counter(found)


def test_the_explorer_shows_the_figures_that_are_stored_and_no_others():
    assert shown(page("/salaries/")) == stored(Pay.objects.all())


def test_the_bars_of_the_explorer_show_them_too():
    assert drawn(page("/salaries/")) == to_draw(Pay.objects.all())


def test_a_role_shows_those_of_whole_pay_in_the_country():
    for role in Role.objects.filter(pay__isnull=False).distinct():
        whole = role.pay.exclude(basis__in=["bonus", "stock"]).filter(place__slug__in=["us", "unstated"])
        html = page(role.get_absolute_url())
        assert shown(html) == stored(whole), role
        assert drawn(html) == to_draw(whole), role


def test_every_bar_has_its_source():
    bars = re.findall(r'<li><p class="by">.*?</li>', page("/salaries/"), re.DOTALL)
    assert len(bars) == sum(len(row.seniorities) for row in Pay.objects.all())
    assert all(links(bar)[0].startswith("/sources/#") for bar in bars)


def test_every_line_of_a_table_has_its_source():
    """But of charts, whose caption names it, and of tables with a column for each role or source."""
    for path in every_page():
        html = re.sub(r"<figure.*?</figure>", "", page(path), flags=re.DOTALL)
        for table in re.findall(r'<table class="(?:what|skills)[^"]*">.*?</table>', html, re.DOTALL):
            head, *lines = each(table, "tr")
            unsaid = [text(line) for line in lines if "/sources/#" not in head + line]
            assert unsaid == [], path


def test_every_cell_of_the_matrix_with_a_level_has_its_source():
    cells = [cell for cell in each(page("/skills/"), "td") if "<b>" in cell]
    assert len(cells) == Requirement.objects.values("role", "skill").distinct().count()
    assert sum(len(links(cell)) for cell in cells) == Requirement.objects.count()


def test_every_source_dispute_and_target_is_there_once():
    for path, model in (
        ("/sources/", Source),
        ("/sources/disagreements/", Disagreement),
        ("/sources/targets/", Target),
    ):
        html = page(path)
        assert [slug for slug in model.objects.values_list("slug", flat=True) if html.count(f'id="{slug}"') != 1] == []


def test_every_id_on_a_page_is_there_once():
    for path in [*every_page(), "/roadmaps/production-ml-engineer/"]:
        ids = Counter(re.findall(r'\bid="([^"]*)"', page(path)))
        assert [name for name, count in ids.items() if count > 1] == [], path


def test_no_page_says_none_where_a_figure_should_be():
    for path in every_page():
        assert not re.search(r"–None|None–|None\+|>None<|None (?:%|months|years)", page(path)), path


def test_each_role_is_ranked_by_answers():
    answers = "likes=likes-speed&brings=brings-software&time=time-open"
    assert len(rows(page(f"/roles/fit/?{answers}"), "h3")) == Role.objects.count()
