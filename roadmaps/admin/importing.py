"""Import: any Markdown, of a new roadmap or over one that is there. Looked at first, stored by a button."""

import hashlib

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from roadmaps import drafting, outline, problems
from roadmaps.models import Draft, Roadmap
from roadmaps.uploads import TextOrFileForm

MOST_LISTED = 200  # lines of a kind of change; the rest is counted


class ImportForm(TextOrFileForm):
    roadmap = forms.ModelChoiceField(
        Roadmap.objects.filter(personal=False),
        required=False,
        empty_label="a new roadmap",
        label="Of",
        help_text="A text whose front matter names the slug of a roadmap is of that one.",
    )
    title = forms.CharField(
        required=False, max_length=200, help_text="Of a new roadmap. Left empty, it is the text's own."
    )
    # Of a roadmap that was never published there is only a draft.
    draft = forms.ModelChoiceField(Draft.objects.filter(roadmap=None), required=False, widget=forms.HiddenInput)
    field_order = ["roadmap", "title", "text", "file"]

    def clean(self):
        cleaned = super().clean()
        if read := cleaned.get("outline"):
            self._find_roadmap(read)
            if not cleaned.get("roadmap"):
                read.title = cleaned.get("title") or read.title
                if not read.title:
                    self.add_error("title", "The text has no title: give one here.")
        return cleaned

    def _find_roadmap(self, read):
        chosen = self.cleaned_data.get("roadmap")
        named = Roadmap.objects.filter(slug=read.slug, personal=False).first() if read.slug else None
        if chosen and read.slug and chosen.slug != read.slug:
            self.add_error("roadmap", f"The text names the slug “{read.slug}”, which is not that of “{chosen}”.")
        self.cleaned_data["roadmap"] = chosen or named


def page(admin, request):
    """The form; posted, what the text would make of the roadmap; with a button pressed there, the draft."""
    posted = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if posted else ImportForm(initial=_beginning(request))
    look = Look(form, request.POST) if posted and form.is_valid() else None
    status = 400 if posted and look is None else 200
    if look and {"keep", "publish"} & set(request.POST):
        if answer := _store(admin, request, look):
            return answer
        status = 409 if look.changed_meanwhile else 400
    context = {
        **admin.admin_site.each_context(request),
        "title": "Import a roadmap",
        "opts": admin.opts,
        "form": form,
        "look": look,
        "may_publish": admin.has_publish_permission(request),
    }
    return TemplateResponse(request, "admin/roadmaps/draft/import.html", context, status=status)


def _beginning(request):
    """The roadmap that was asked for; of a draft also its text, for those who like to edit it as text."""
    asked = request.GET.get("draft", "")
    draft = Draft.objects.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 19 else None
    if draft is None:
        return {"roadmap": request.GET.get("roadmap")}
    return {"roadmap": draft.roadmap_id, "draft": draft.pk, "text": draft.text, "title": draft.title}


class Look:
    """A valid form's text beside what is stored: the proposal, what it changes, what is wrong with it."""

    def __init__(self, form, posted):
        self.text, self.roadmap = form.cleaned_data["text"], form.cleaned_data["roadmap"]
        self.draft = form.cleaned_data["draft"]
        if self.roadmap:
            self.draft = Draft.objects.filter(roadmap=self.roadmap).first()
        now = drafting.outline_of(self.roadmap, self.draft)
        # Answers count, and buttons act, for what was looked at: this text over what was stored then.
        self.text_seen, self.seen = _letters(self.text), _letters(f"{self.text}\0{outline.render(now)}")
        self.is_same = posted.get("seen") == self.seen
        self.changed_meanwhile = not self.is_same and posted.get("text_seen") == self.text_seen
        decisions = {name.removeprefix("decide-"): value for name, value in posted.items() if "decide-" in name}
        self.proposal = drafting.propose(
            self.roadmap, self.draft, form.cleaned_data["outline"], decisions if self.is_same else None
        )
        self.outline = self.proposal.outline
        ticked = drafting.size_of(form.cleaned_data["outline"])["ticked"]  # of the text: a roadmap has none
        self.size = drafting.size_of(self.outline) | {"ticked": ticked}
        self.difference = drafting.difference(self.roadmap, now, self.outline)
        self.problems = [*problems.of_outline(self.outline, problems.stored())][:MOST_LISTED]
        self.refusals = []

    @property
    def what(self):
        return f"imported a text: {self.difference.counts or 'no change'}"


def _letters(text):
    """A few letters that differ when the text differs."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _store(admin, request, look):
    """Keep as a draft, or publish. None when something has to be said first."""
    if not look.is_same:
        look.refusals.append(
            "This is what it would be now; look at it once more."
            if not look.changed_meanwhile
            else "Somebody changed the roadmap since you looked. This is the difference to what it is now; nothing was "
            "stored, and your text is as you sent it."
        )
    if look.proposal.undecided:
        look.refusals.append(f"Decide {look.proposal.undecided} more below.")
    if "publish" in request.POST and look.problems:
        look.refusals.append("What is wrong with it keeps it from being published. It can be kept as a draft.")
    if "publish" in request.POST and not admin.has_publish_permission(request):
        look.refusals.append("You may keep it as a draft; publishing is for publishers.")
    if look.refusals:
        return None
    try:
        return _kept_or_published(admin, request, look)
    except drafting.ChangedMeanwhile:
        look.refusals.append(
            "The roadmap was changed since its draft began. Keep this as a draft: publishing from there shows what."
        )
    except drafting.NotPublished as refused:
        look.refusals += refused.reasons
    return None


@transaction.atomic
def _kept_or_published(admin, request, look):
    draft = look.draft or drafting.new_draft(look.roadmap, look.outline, by=request.user)
    if look.draft or look.roadmap:
        draft = drafting.locked(draft.pk)
        if draft is None:
            raise drafting.NotPublished(["Somebody published or discarded the draft meanwhile. Look again."])
        drafting.change(draft, look.outline, look.what, request.user)
    if "publish" in request.POST:
        return published(admin, request, draft)
    messages.success(request, f"Kept as a draft: {look.what}. Nobody else sees it yet.")
    return HttpResponseRedirect(reverse("admin:roadmaps_draft_change", args=[draft.pk]))


def published(admin, request, draft, over=False):
    """Publish, and say how to take it back."""
    roadmap = drafting.publish(draft, by=request.user, over=over)
    admin.log_change(request, roadmap, "Published a draft")
    before = roadmap.revisions.filter(version__lt=roadmap.version).first()
    said = format_html("Published: <b>{}</b>, version {}. Every tick is kept.", roadmap, roadmap.version)
    if before:
        address = reverse("admin:roadmaps_revision_change", args=[before.pk])
        said = format_html('{} <a href="{}">Undo: back to version {}</a>', said, address, before.version)
    else:
        address = reverse("admin:roadmaps_roadmap_changelist")
        said = format_html('{} To take it back, unpublish it in the <a href="{}">list of roadmaps</a>.', said, address)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("admin:roadmaps_roadmap_change", args=[roadmap.pk]))
