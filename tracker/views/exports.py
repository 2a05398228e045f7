from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from roadmaps.outline import Checkpoint, Milestone, Outline, Phase, Resource
from tracker.export_markdown import markdown
from tracker.trail import trail_of


@require_safe
def my_roadmap_markdown(request, slug):
    """A followed roadmap with one's ticks as a file: `?notes=1` with notes, `?text=1` with descriptions.

    Four queries, five with notes, and four while its contents are not in memory.
    """
    enrollment = request.user.enrollments.filter(roadmap__slug=slug).select_related("roadmap").first()
    if enrollment is None:
        raise Http404
    trail = trail_of(request.user, enrollment)
    slugs = {checkpoint.pk: checkpoint.slug for checkpoint in trail.contents.checkpoints}
    totals = trail.totals
    text = markdown(
        _outline(trail),
        {slugs[pk]: state for pk, state in trail.person.states.items() if pk in slugs},
        done=totals.done,
        of=totals.of,
        percent=totals.percent,
        on=trail.person.today,
        notes=_notes(request, trail.roadmap, slugs) if request.GET.get("notes") == "1" else None,
        texts=request.GET.get("text") == "1",
    )
    response = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}.md"'
    return response


def _notes(request, roadmap, slugs):
    notes = request.user.progress.filter(checkpoint__roadmap=roadmap).exclude(note="")
    return {slugs[pk]: note for pk, note in notes.values_list("checkpoint_id", "note") if pk in slugs}


def _outline(trail):
    """As much of the outline as an export shows, out of the contents in memory."""
    phases = [
        Phase(phase.title, description=phase.description, milestones=[_milestone(m) for m in phase.milestone_list])
        for phase in trail.contents.phases
    ]
    return Outline(title=trail.roadmap.title, introduction=trail.roadmap.introduction, phases=phases)


def _milestone(milestone):
    return Milestone(
        milestone.title,
        description=milestone.description,
        resources=_resources(milestone),
        checkpoints=[_checkpoint(checkpoint) for checkpoint in milestone.checkpoint_list],
    )


def _checkpoint(checkpoint):
    return Checkpoint(
        checkpoint.title,
        slug=checkpoint.slug,
        kind=checkpoint.kind,
        section=checkpoint.section,
        depth=checkpoint.depth,
        description=checkpoint.description,
        resources=_resources(checkpoint),
    )


def _resources(part):
    return [Resource(resource.title, url=resource.url, by=resource.by) for resource in part.resource_list]
