from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tracker import rhythm
from tracker.excerpts import excerpt
from tracker.forms.reviews import ReviewForm
from tracker.models import LogEntry, Pace, WeeklyReview
from tracker.models.reviews import ANSWERS, to_review
from tracker.targets import progress_of
from tracker.views.answers import see_other
from tracker.weeks import week_of

PER_PAGE = 20
WEEK = timedelta(days=7)
LONGEST_SEARCH = 200
FURTHEST = timedelta(days=3653)  # ten years, as far as the log goes back


@require_safe
def reviews(request):
    """Reviews of weeks, newest first, in pages by `?before=`; `?q=` those with these words. Two queries."""
    user, words = request.user, " ".join(request.GET.get("q", "").split())[:LONGEST_SEARCH]
    pace = Pace.of(user)
    found = user.reviews.written().matching(words)
    before = _day(request.GET.get("before", ""))
    if before:
        found = found.filter(week_on__lt=before)
    shown = list(found[: PER_PAGE + 1])
    context = {
        "words": words,
        "rows": [(review, _excerpts(review, words)) for review in shown[:PER_PAGE]],
        "older": shown[PER_PAGE - 1].week_on if len(shown) > PER_PAGE else None,
        "is_first": before is None,
        "this_week": week_of(user.today(), pace.week_starts_on),
        "asked_week": to_review(user.today(), pace.week_starts_on, pace.review_on)[0],
    }
    return render(request, "tracker/reviews/list.html", context)


@require_safe
def review(request, day):
    """One week: what was done, and the answers to it. Any other day of the week leads to its first."""
    week_on, found, before = _week(request.user, day)
    if week_on != day:
        return redirect("review", week_on)
    return _page(request, found, before)


@require_POST
def review_save(request, day):
    """Save the answers; a stale page gets 409 with both texts and loses neither."""
    week_on, found, before = _week(request.user, day)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, found, before, form=form, status=400)
    typed = form.answers
    version = form.cleaned_data["review_version"]
    saved_review, saved = WeeklyReview.write(request.user, week_on, version=version, **typed)
    if saved:
        messages.success(request, "Saved.")
        return see_other("review", week_on)
    return _page(request, saved_review, before, form=_merged(typed, saved_review), typed=typed, status=409)


def _week(user, day):
    """(first day, review or an unsaved one, the review of the week before or None): two queries.

    The week is the one that `day` belongs to as the person's weeks are now, or an earlier kept one that began on it.
    Raises Http404 for one that is to come or too long ago, unless it is kept.
    """
    near = {review.week_on: review for review in user.reviews.filter(week_on__range=(day - 3 * WEEK, day))}
    starts_on = user.weeks_start_on()
    week_on = day if day in near else week_of(day, starts_on)
    if week_on not in near and not user.today() - FURTHEST <= week_on <= user.today():
        raise Http404
    before = [on for on in near if on < week_on and week_on - on < 2 * WEEK]
    found = near.get(week_on) or WeeklyReview(user=user, week_on=week_on)
    return week_on, found, near[max(before)] if before else None


def _merged(typed, saved_review):
    """What was typed, and what is saved where nothing was."""
    answers = {name: typed[name] or text for name, text in saved_review.answers.items()}
    return ReviewForm(initial={**answers, "review_version": saved_review.version})


def _page(request, found, before, form=None, typed=None, status=200):
    user, first, last = request.user, found.week_on, found.last_on
    kinds = LogEntry.objects.by_kind(user, first, last)
    context = {
        "review": found,
        "before": before,
        "form": form or ReviewForm.of(found),
        "conflict": typed and _conflict(typed, found.answers),
        "kinds": kinds,
        "minutes": sum(minutes for _, minutes, _ in kinds),
        "checkpoints": rhythm.done_between(user, first, last),
        "bars": progress_of(user, first, last),
        "earlier": first - WEEK if first - WEEK >= user.today() - FURTHEST else None,
        "later": first + WEEK if first + WEEK <= user.today() else None,
        "is_now": first <= user.today() <= last,
    }
    return render(request, "tracker/reviews/detail.html", context, status=status)


def _conflict(typed, saved):
    """[(question, what was sent, what is saved)] where these differ."""
    fields = ReviewForm.base_fields
    return [(fields[name].label, typed[name], saved[name]) for name in ANSWERS if typed[name] != saved[name]]


def _excerpts(review, words):
    """[(question, pieces of the answer)] of the answers that are not empty."""
    answers = ((ReviewForm.base_fields[name].label, text) for name, text in review.answers.items())
    return [(label, excerpt(text, words)) for label, text in answers if text]


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
