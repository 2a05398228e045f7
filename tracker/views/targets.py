from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.forms.log import AmountForm, TargetForm
from tracker.targets import bars_of, suggestion_of, suggestions
from tracker.views.answers import see_other
from tracker.views.log import posted


@require_safe
def targets(request):
    """One's targets with their bars, and what the sources recommend: five queries."""
    return _page(request)


@require_http_methods(["GET", "HEAD", "POST"])
def target_add(request):
    """A target of one's own, or with `?from=` a source's, filled in with the lower end of its range."""
    suggestion = suggestion_of(request.GET.get("from", ""))
    form = TargetForm(request.user, posted(request), initial=_initial(request.user, suggestion))
    if request.method == "POST" and form.is_valid():
        request.user.chosen_targets.get_or_create(form_id=form.cleaned_data["form_id"], defaults=form.columns)
        messages.success(request, "The target is set.")
        return see_other("targets")
    context = {"form": form, "suggestion": suggestion}
    return render(request, "tracker/log/target_add.html", context, status=400 if request.method == "POST" else 200)


@require_POST
def target_change(request, pk):
    """Another amount."""
    target = get_object_or_404(request.user.chosen_targets, pk=pk)
    form = AmountForm(target, request.POST)
    if not form.is_valid():
        return _page(request, refused=(pk, form), status=400)
    target.amount = form.cleaned_data["amount"]
    target.save(update_fields=["amount"])
    messages.success(request, "Changed.")
    return see_other("targets")


@require_POST
def target_remove(request, pk):
    """The target goes, the log stays."""
    get_object_or_404(request.user.chosen_targets, pk=pk).delete()
    messages.success(request, "The target is removed. What you logged stays.")
    return see_other("targets")


def _page(request, refused=(None, None), status=200):
    bars = bars_of(request.user, request.user.today())
    pk, form = refused
    context = {
        "bars": [(bar, form if bar.target.pk == pk else None) for bar in bars],
        "suggestions": suggestions(),
        "chosen": {bar.target.suggested_by_id for bar in bars},
    }
    return render(request, "tracker/log/targets.html", context, status=status)


def _initial(user, suggestion):
    first = user.log.order_by("on").values_list("on", flat=True).first()
    initial = {"from_on": first or user.today()}
    if suggestion:
        initial |= {"kind": suggestion.kind, "measure": suggestion.measure, "per": suggestion.target.per}
        initial |= {"amount": suggestion.amount, "suggested_by": suggestion.target.pk}
    return initial
