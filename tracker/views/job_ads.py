from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from roadmaps.facts import facts
from tracker.forms.job_ads import JobAdForm
from tracker.job_ads import Reading, counts_of, most_asked, wanted_of
from tracker.models import JobAd, Pace, SkillRating
from tracker.models.skills import MOST_ADS, TooManyAds
from tracker.skills import Mine, courses_of, states_of
from tracker.views.answers import see_other


@require_http_methods(["GET", "HEAD", "POST"])
def job_ads(request):
    """The kept advertisements, what they ask most, and a form to read another: see `_page`."""
    found = facts()
    if request.method != "POST":
        return _page(request, found, JobAdForm(found))
    form = JobAdForm(found, request.POST)
    try:
        if form.is_valid():
            return see_other("job_ad", JobAd.keep(request.user, found, **form.cleaned_data).pk)
    except TooManyAds:
        form.add_error(None, f"You keep {MOST_ADS} advertisements, which are as many as fit. Please delete one first.")
    return _page(request, found, form, 400)


@require_safe
def job_ad(request, pk):
    """One advertisement against one's skills. Seven queries, eleven with new contents."""
    ad = get_object_or_404(request.user.job_ads, pk=pk)
    return render(request, "tracker/skills/ad.html", {"ad": ad, "reading": Reading(_mine(request.user), ad)})


@require_http_methods(["GET", "HEAD", "POST"])
def job_ad_delete(request, pk):
    """Says what goes, and deletes it after the button."""
    ad = get_object_or_404(request.user.job_ads, pk=pk)
    if request.method == "POST":
        ad.delete()
        messages.success(request, f"“{ad.title}” is deleted.")
        return see_other("job_ads")
    return render(request, "tracker/skills/ad_delete.html", {"ad": ad})


def _mine(user):
    """What an advertisement is read against: neither goal nor pace say anything about it. Four queries."""
    courses = courses_of(user)
    ratings, states = SkillRating.objects.latest_of(user), states_of(user, courses)
    return Mine(user, user.today(), facts(), ratings, None, Pace(user=user), (), courses, states)


def _page(request, found, form, status=200):
    """Five queries, two more after facts were changed."""
    levels = {pk: rating.level for pk, rating in SkillRating.objects.latest_of(request.user).items()}
    kept = [(ad, wanted_of(ad, ad.found, found, levels)) for ad in request.user.job_ads.read_by(found)]
    context = {
        "form": form,
        "kept": [(ad, counts_of(wanted)) for ad, wanted in kept],
        "asked": most_asked(wanted for _, wanted in kept),
        "most": MOST_ADS,
    }
    return render(request, "tracker/skills/ads.html", context, status=status)
