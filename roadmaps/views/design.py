from datetime import date
from types import SimpleNamespace

from django import forms
from django.shortcuts import render

from roadmaps.contents import Contents
from roadmaps.matrix import Cell, Rating
from roadmaps.models import Checkpoint, Milestone, Pay, Phase, Place, Roadmap, Role, RoleShare, Source
from roadmaps.pay_chart import scale_of
from roadmaps.radar import radar
from roadmaps.ridge import ridge_of
from roadmaps.views.public import public

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


class ExampleForm(forms.Form):
    """One field of each sort; bound with a mistake, so that the page shows one."""

    hours = forms.IntegerField(label="Hours a week", max_value=100, help_text="Any pace is a good pace.")
    started_on = forms.DateField(
        label="Start", required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    zone = forms.ChoiceField(label="Time zone", choices=[("utc", "UTC"), ("berlin", "Europe/Berlin")])
    note = forms.CharField(required=False, widget=forms.Textarea)
    agree = forms.BooleanField(label="Show it to others", required=False)


@public
def design(request):
    """Every component in every state, from the fragments that pages use and invented things. Local only."""
    contents = _contents()
    roadmap = Roadmap(
        slug="invented", title="An invented roadmap", audience="You look around", weeks_low=4, weeks_high=8
    )
    roadmap.ridge, roadmap.minutes, roadmap.checkpoint_count = ridge_of(contents), 9600, 42
    role = Role(slug="invented", name="Invented Engineer", focus="Makes things up and measures them")
    role.roadmaps_count = 1
    rows = _rows()
    context = {
        "rows": rows,
        "undo": {"row": rows[2], "label": "Done today", "was": "todo", "state": "done"},
        "trail": _trail(contents, rows[1]),
        "roadmaps": [roadmap],
        "roles": [role],
        **_charts(),
        "form": ExampleForm({"hours": 900, "started_on": date(2026, 11, 20), "zone": "berlin", "agree": True}),
    }
    return render(request, "roadmaps/design.html", context)


def _charts():
    source = Source(slug="invented", title="An invented study", short_name="Study", mark="S")
    other = Source(slug="another", title="Another study", short_name="Other", mark="O")
    pay = [
        Pay(source=source, title="Engineer", basis="base", place=Place(slug="us"), low=120, median=150, high=200),
        Pay(
            source=other,
            title="Engineer",
            basis="total",
            place=Place(name="Elsewhere"),
            low=10,
            high=240,
            open_ended=True,
        ),
        Pay(source=other, title="Chief", basis="unspecified", place=Place(slug="us"), note="It grows with the company"),
    ]
    scale = scale_of(pay)
    week = [RoleShare(source=source, percent=percent, activity=f"Part {percent}") for percent in (40, 30, 20, 10)]
    shapes = {"Engineer": [5, 3, 4, 2, None, 5], "Scientist": [3, 5, 4, 3, 2, 1]}
    return {
        "week": [(share, sum(other.percent for other in week[:n])) for n, share in enumerate(week)],
        "cells": [
            Cell(None, (Rating(3, (source,)), Rating(4, (other,)))),
            Cell(None, (Rating(5, (source, other)),)),
            Cell(None, ()),
        ],
        "scale": scale,
        "bars": [scale.bar(row) for row in pay],
        "radar": radar([f"Skill {n}" for n in range(1, 7)], shapes),
    }


def _rows():
    return [
        _row(1, "Gradients and the chain rule", minutes=150),
        _row(2, "A model behind an address", "doing", "Doing", kind="build", minutes=480),
        _row(3, "A README that a stranger can follow", "done", "Done 9 Nov", kind="deliver", minutes=180),
        _row(4, "Explain gradient descent so that a child follows", "skipped", "Skipped", kind="check"),
        _row(5, "Nested in the one above", depth=1, is_optional=True, section="Nice to have"),
        _row(6, f"{LONG} {LONG}", "done", "Done 9 Nov 2025", texts=True),
    ]


def _row(pk, title, state="todo", state_label="To do", texts=False, **checkpoint):
    link = "https://example.org/my-service" if texts else ""
    thing = Checkpoint(pk=pk, slug=f"invented-{pk}", title=title, **checkpoint)
    return SimpleNamespace(
        pk=pk, checkpoint=thing, state=state, state_label=state_label, note=texts, link=link, evidence=link
    )


def _contents():
    phase = Phase(pk=1, slug="month-1", title="Month 1: Foundations")
    weeks = [(15, 25), (10, 30), (8, 12), (20, 25)]
    phase.milestone_list = [
        Milestone(
            pk=week,
            slug=f"week-{week}",
            title=f"Week {week}: Something to learn",
            weeks=1,
            study_minutes=study * 60,
            practice_minutes=practice * 60,
        )
        for week, (study, practice) in enumerate(weeks, start=1)
    ]
    for milestone in phase.milestone_list:
        milestone.checkpoint_list, milestone.resource_list = [], []
    return Contents(roadmap_id=0, version=0, phases=[phase])


def _trail(contents, following):
    phase = contents.phases[0]
    done, mid, ahead = _totals(10, 10), _totals(4, 10), _totals(0, 10)
    states = [("done", done), ("mid", mid), ("ahead", ahead), ("ahead", ahead)]
    stops = [
        SimpleNamespace(milestone=milestone, state=state, totals=totals)
        for milestone, (state, totals) in zip(phase.milestone_list, states, strict=True)
    ]
    return SimpleNamespace(
        legs=[SimpleNamespace(phase=phase, state="begun", totals=_totals(14, 30), stops=stops)],
        totals=_totals(14, 30),
        notches=[33.3, 66.7],
        next=following,
        ridge=ridge_of(contents),
    )


def _totals(done, of):
    return {
        "done": done,
        "of": of,
        "left": of - done,
        "skipped": 1 if 0 < done < of else 0,
        "optional_done": 1 if done else 0,
        "percent": 100 * done // of if of else 0,
        "minutes_left": 60 * (of - done),
        "minutes_left_unknown": False,
        "is_complete": 0 < of == done,
        "is_empty": of == 0,
    }
