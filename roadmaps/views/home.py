from django.shortcuts import render

from roadmaps.contents import contents_of, with_ridges
from roadmaps.models import Question, Roadmap, Role
from roadmaps.views.public import public

SHOWN = 8  # roadmaps: as many as there are roles beside them


@public
def home(request):
    published = list(Roadmap.objects.published())
    roadmaps = with_ridges(published[:SHOWN])
    context = {
        "roles": Role.objects.with_roadmap_counts(),
        "roadmaps": roadmaps,
        "more": len(published) if len(published) > SHOWN else 0,
        "questions_count": Question.objects.live().count(),
        "specimen": _specimen(roadmaps[0]) if roadmaps else None,
    }
    return render(request, "roadmaps/home.html", context)


def _specimen(roadmap):
    """A real piece of a roadmap: five checkpoints of its first varied milestone, as somebody half-way sees them."""
    for phase in contents_of(roadmap).phases:
        for milestone in phase.milestone_list:
            kinds = {checkpoint.kind: checkpoint for checkpoint in reversed(milestone.checkpoint_list)}
            if len(kinds) >= 3:
                some = list(dict.fromkeys([*kinds.values(), *milestone.checkpoint_list]))[:5]
                some.sort(key=milestone.checkpoint_list.index)
                states = ["done", "skipped", "done", "doing", "todo"]
                labels = {"done": "Done", "skipped": "Skipped", "doing": "Doing", "todo": "To do"}
                rows = [(row, state, labels[state]) for row, state in zip(some, states, strict=False)]
                return {"roadmap": roadmap, "milestone": milestone, "rows": rows}
    return None
