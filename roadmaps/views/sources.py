from itertools import groupby

from django.shortcuts import render

from roadmaps.facts import facts
from roadmaps.models import Disagreement, Roadmap, Target
from roadmaps.views.public import public


@public
def source_list(request):
    """The documents, what is taken from each, and what in them is no longer so: one query."""
    found = facts()
    context = {"sources": [(source, found.count_from(source)) for source in found.sources], "facts": found}
    return render(request, "roadmaps/source_list.html", context)


@public
def disagreement_list(request):
    """Everything on which the sources differ, by area: one query."""
    return render(request, "roadmaps/disagreement_list.html", {"areas": _grouped(facts().disagreements, "area")})


@public
def target_list(request):
    """Every amount that a source recommends, by what it measures; `?roadmap=` those of one. Two queries at most."""
    found, slug = facts(), request.GET.get("roadmap", "")
    roadmap = Roadmap.objects.published().filter(slug=slug).first() if slug else None
    targets = found.targets_of(roadmap) if roadmap else found.targets
    context = {"measures": _grouped(targets, "measure"), "roadmap": roadmap}
    return render(request, "roadmaps/target_list.html", context)


def _grouped(records, name):
    """[(value of the choice, its label, records)] in the order of the choices."""
    choices = {"area": Disagreement.Area, "measure": Target.Measure}[name]
    order = choices.values
    records = sorted(records, key=lambda record: order.index(getattr(record, name)))
    groups = groupby(records, key=lambda record: getattr(record, name))
    return [(value, choices(value).label, list(group)) for value, group in groups]
