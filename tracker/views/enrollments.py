from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from careerguide import errors
from roadmaps.models import Roadmap
from tracker.forms.enrollments import FollowForm, SeenForm
from tracker.models import Enrollment
from tracker.news import notice_of
from tracker.trail import trail_of, trails_of
from tracker.views.answers import see_other
from tracker.views.progress import undo_asked


@require_safe
def my_roadmaps(request):
    """Everything followed, and what was stopped: four queries, and four while contents are not in memory."""
    enrollments = list(request.user.enrollments.ever_followed())
    context = {
        "followed": trails_of(request.user, [e for e in enrollments if e.stopped_at is None]),
        "stopped": [e for e in enrollments if e.stopped_at],
    }
    return render(request, "tracker/enrollments/list.html", context)


@require_safe
def my_roadmap(request, slug):
    """One roadmap with this person's ticks: four queries, four while its contents are not in memory, one for news."""
    enrollment = _mine(request, slug)
    trail = trail_of(request.user, enrollment)
    trail.left_only = request.GET.get("left") == "1"
    trail.undo = undo_asked(request, [trail])
    return render(request, "tracker/enrollments/detail.html", {"trail": trail, "news": notice_of(trail)})


@require_safe
def on_paper(request, slug):
    """All of one roadmap on one page to print or keep: states, notes, links. Five queries, and four for contents."""
    trail = trail_of(request.user, _mine(request, slug))
    context = {
        "trail": trail,
        "today": trail.person.today,
        "parts": _with_notes(trail, request.user.notes_in(trail.roadmap)),
    }
    return render(request, "tracker/enrollments/print.html", context)


def _with_notes(trail, notes):
    """[(leg, [(stop, [(row, note HTML)])])]"""
    return [
        (
            leg,
            [
                (stop, [(trail.person.row(c), notes.get(c.pk, "")) for c in stop.milestone.checkpoint_list])
                for stop in leg.stops
            ],
        )
        for leg in trail.legs
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request, slug):
    """Choose a pace and follow; again, to change it. Only what is public or was followed before."""
    enrollment = request.user.enrollments.filter(roadmap__slug=slug).select_related("roadmap").first()
    roadmap = enrollment.roadmap if enrollment else get_object_or_404(Roadmap.objects.published(), slug=slug)
    form = FollowForm(
        request.POST if request.method == "POST" else None,
        instance=enrollment or Enrollment(user=request.user, roadmap=roadmap, started_on=request.user.today()),
    )
    if request.method == "POST" and form.is_valid():
        request.user.follow(
            roadmap,
            **{name: value for name, value in form.cleaned_data.items() if name in request.POST},
        )
        return see_other("my_roadmap", slug)
    context = {"roadmap": roadmap, "enrollment": enrollment, "form": form}
    return render(
        request,
        "tracker/enrollments/follow.html",
        context,
        status=400 if form.is_bound and form.errors else 200,
    )


@require_POST
def see_changes(request, slug):
    """What changed was read: the notice goes. For htmx the empty place of it."""
    enrollment = _mine(request, slug)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return errors.bad_request(request)
    enrollment.see(form.cleaned_data["version"])
    return HttpResponse() if request.htmx else see_other("my_roadmap", slug)


@require_POST
def pause(request, slug):
    _mine(request, slug).pause()
    messages.success(request, "Paused. Nothing is due until you resume.")
    return see_other("my_roadmap", slug)


@require_POST
def resume(request, slug):
    _mine(request, slug).resume()
    messages.success(request, "On you go. Everything is as you left it.")
    return see_other("my_roadmap", slug)


@require_POST
def stop(request, slug):
    _mine(request, slug).stop()
    messages.success(request, "Stopped. Ticks and notes are kept, and following again brings all back.")
    return see_other("my_roadmaps")


@require_POST
def start_over(request, slug):
    archive = _mine(request, slug).start_over()
    if archive:
        messages.success(
            request, f"All to do again. {archive.done} done are kept under “Your pace”, to be brought back."
        )
    return see_other("my_roadmap", slug)


@require_POST
def bring_back(request, slug, pk):
    enrollment = _mine(request, slug)
    enrollment.bring_back(get_object_or_404(enrollment.archives, pk=pk))
    messages.success(request, "Brought back. What you had done since stays as it is.")
    return see_other("my_roadmap", slug)


def _mine(request, slug):
    enrollment = request.user.enrollments.filter(roadmap__slug=slug).select_related("roadmap").first()
    if enrollment is None:
        raise Http404
    return enrollment
