from django.shortcuts import render

from roadmaps.facts import facts
from roadmaps.forms import PayFilter
from roadmaps.models import PayFactor, Seniority
from roadmaps.pay_chart import by_seniority, scale_of
from roadmaps.views.public import public


@public
def salary_explorer(request):
    """What each source says is paid, beside each other: one query."""
    found = facts()
    form = PayFilter(request.GET, facts=found)
    rows = form.matching(found.pay)
    level = form.asked.get("level")
    context = {
        "form": form,
        "count": len(rows),
        "total": len(found.pay),
        "groups": [chart for chart in charts_of(rows) if level in (None, chart[0])],
        "mapping": _mapping(found),
        "sources": found.sources,
        "disagreements": found.disagreements_in("pay"),
        "places": [factor for factor in found.pay_factors if factor.kind == PayFactor.Kind.PLACE],
        "parts": [factor for factor in found.pay_factors if factor.kind != PayFactor.Kind.PLACE],
        "tiers": found.company_tiers,
    }
    return render(request, "roadmaps/salaries.html", context)


def charts_of(rows):
    """[(seniority, its label, scale, [Bar])]: each level on a scale of its own, or the lowest would be mere dots."""
    charts = []
    for seniority, group in by_seniority(rows, Seniority.values):
        scale = scale_of(group)
        charts.append((seniority, Seniority(seniority).label, scale, [scale.bar(row) for row in group]))
    return charts


def _mapping(found):
    """[(label of our level, [what each source calls it, with its years])]: under what its figures are shown here."""
    lines = []
    for seniority, rows in by_seniority(found.pay, Seniority.values):
        words = []
        for source in found.sources:
            words.append(list(dict.fromkeys(_in_words(row) for row in rows if row.source_id == source.pk)))
        lines.append((Seniority(seniority).label, words))
    return lines


def _in_words(row):
    years = f"{row.years} years" if row.years else ""
    said = ", ".join(filter(None, [years, row.years_note]))
    return f"{row.level} ({said})" if said else row.level
