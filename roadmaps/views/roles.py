from itertools import groupby

from django.shortcuts import render

from roadmaps.contents import with_ridges
from roadmaps.facts import facts
from roadmaps.fit import rank
from roadmaps.matrix import levels_by, matrix
from roadmaps.models import FitOption, Question, Role, RoleFact, Seniority
from roadmaps.radar import radar
from roadmaps.views.public import public, record_or_404
from roadmaps.views.salaries import charts_of

FEWEST, MOST = 2, 4  # roles beside each other
WIDE = {"us", "unstated"}  # places that a role's page shows; the explorer has all


@public
def role_list(request):
    return render(request, "roadmaps/role_list.html", {"roles": Role.objects.with_roadmap_counts()})


@public
def role_detail(request, slug):
    """A role with all that the sources say of it: three queries, and four while its roadmaps are not in memory."""
    found = facts()
    role = record_or_404(found, "roles", slug)
    roadmaps = with_ridges(role.roadmaps.published())
    levels, pay = found.levels_of(role), found.pay_of(role)
    context = {
        "role": role,
        "facts_by_kind": _by_kind(role.facts.all()),
        "weeks": _weeks(role.week.all()),
        "days": _days(role.days.all()),
        "lines": matrix(found.skills, [role]),
        "levels": [(level, _weeks(level.week.all()), _of(pay, level.seniority)) for level in levels],
        "ladder": _ladder(levels),
        "pattern": next((other for other in found.roles if found.levels_of(other)), None),
        "promotions": found.promotions if levels else [],
        "growth": found.growth if levels else [],
        "pay": charts_of([row for row in pay if row.is_whole and row.place.slug in WIDE]),
        "pay_count": len(pay),
        "transitions": _with_roadmaps(role.transitions.all(), {roadmap.slug: roadmap for roadmap in roadmaps}),
        "roadmaps": roadmaps,
        "questions_count": Question.objects.asked_of(role).count(),
        "disagreements": _about(role, found),
    }
    return render(request, "roadmaps/role_detail.html", context)


@public
def role_compare(request):
    """Two to four roles side by side: one query. `?roles=a,b`, or the boxes of its own form."""
    found = facts()
    asked = [slug.strip() for value in request.GET.getlist("roles") for slug in value.split(",")]
    known = found.by_slug("roles")
    chosen = [known[slug] for slug in dict.fromkeys(asked) if slug in known][:MOST]
    context = {
        "all_roles": found.roles,
        "chosen": chosen,
        "enough": len(chosen) >= FEWEST,
        "too_many": len({slug for slug in asked if slug in known}) > MOST,
        "unknown": [slug for slug in dict.fromkeys(asked) if slug and slug not in known][:3],
    }
    if context["enough"]:
        context |= {
            "charts": _radars(found, chosen),
            "weeks": [_weeks(role.week.all()) for role in chosen],
            "pay": _pay_side_by_side(found, chosen),
            "kinds": _kinds_side_by_side(chosen),
            "ways": [[way for way in role.transitions.all() if way.months] for role in chosen],
        }
    return render(request, "roadmaps/role_compare.html", context)


@public
def role_fit(request):
    """“Which role fits me?”: the answers are in the address, nothing is kept. One query."""
    found = facts()
    chosen = {*request.GET.getlist("likes"), *request.GET.getlist("brings"), *request.GET.getlist("time")}
    context = {
        "questions": _by_question(found.fit_options),
        "chosen": chosen,
        "matches": rank(found.fit_options, chosen, found.roles),
        "asked": bool(request.GET),
    }
    return render(request, "roadmaps/role_fit.html", context)


def _by_kind(facts_of_role):
    """{kind: (label, facts)} in the order of the kinds."""
    order = RoleFact.Kind.values
    ordered = sorted(facts_of_role, key=lambda fact: order.index(fact.kind))
    groups = groupby(ordered, key=lambda fact: fact.kind)
    return {kind: (RoleFact.Kind(kind).label, list(group)) for kind, group in groups}


def _by_question(options):
    """[(question, options)] in the order of the questions, wherever an administrator put an option."""
    order = FitOption.Question.values
    ordered = sorted(options, key=lambda option: order.index(option.question))
    groups = groupby(ordered, key=lambda option: option.question)
    return [(FitOption.Question(question), list(group)) for question, group in groups]


def _weeks(shares):
    """[(source, [(share, where it begins in percent)])]: each source's split on its own."""
    ordered = sorted(shares, key=lambda share: (share.source.position, share.source.slug))
    return [(source, _stacked(group)) for source, group in groupby(ordered, key=lambda share: share.source)]


def _stacked(shares):
    begun, stacked = 0, []
    for share in shares:
        stacked.append((share, begun))
        begun += share.percent
    return stacked


def _days(slots):
    """[(source, [(day, slots)])]: each source's sample on its own."""
    return [
        (source, [(day, list(lines)) for day, lines in groupby(group, key=lambda slot: slot.day)])
        for source, group in groupby(slots, key=lambda slot: slot.source)
    ]


def _of(pay, seniority):
    return [row for row in pay if seniority in row.seniorities]


def _ladder(levels):
    """{track: levels}"""
    tracks = {}
    for level in levels:
        tracks.setdefault(level.track, []).append(level)
    return tracks


def _with_roadmaps(transitions, roadmaps):
    return [(transition, roadmaps.get(transition.roadmap)) for transition in transitions]


def _about(role, found):
    """What the sources disagree on that matters here: about this role, or about roles and careers in general."""
    areas = {"roles", "skills", "timeline", "pathways", "progression"}
    return [
        disagreement
        for disagreement in found.disagreements
        if disagreement.area in areas and (not disagreement.roles.all() or role in disagreement.roles.all())
    ]


def _radars(found, roles):
    """[(source, radar, its roles, roles that it does not rate, [(skill, levels)])] for each matrix."""
    charts = []
    for source in found.sources_of_matrices:
        rated = levels_by(source, found.skills, roles)
        if not rated:
            continue
        skills = list(dict.fromkeys(skill for levels in rated.values() for skill in levels))
        shapes = {role.name: [levels.get(skill) for skill in skills] for role, levels in rated.items()}
        charts.append(
            {
                "source": source,
                "radar": radar([skill.name for skill in skills], shapes),
                "roles": list(rated),
                "missing": [role for role in roles if role not in rated],
                "rows": [(skill, [levels.get(skill) for levels in rated.values()]) for skill in skills],
            }
        )
    return charts


def _pay_side_by_side(found, roles):
    """[(label of the level, [rows of each role])] where at least one role has any: whole pay, not its parts."""
    whole = [row for row in found.pay if row.is_whole and row.place.slug in WIDE]
    lines = []
    for seniority in Seniority:
        cells = [_of([row for row in whole if row.role_id == role.pk], seniority.value) for role in roles]
        if any(cells):
            lines.append((seniority.label, cells))
    return lines


def _kinds_side_by_side(roles):
    """[(label of the kind, [facts of each role])]"""
    lines = []
    for kind in RoleFact.Kind:
        cells = [[fact for fact in role.facts.all() if fact.kind == kind] for role in roles]
        if any(cells):
            lines.append((kind.label, cells))
    return lines
