import re

from django import forms

from tracker.shortest_way import MOST


class BackForm(forms.Form):
    """Which gap the page showed: there one comes back."""

    role = forms.SlugField(required=False, max_length=80)
    level = forms.SlugField(required=False, max_length=20)
    by = forms.SlugField(required=False, max_length=80)

    @property
    def back(self):
        """What of it was sent, for the address."""
        return {name: self.cleaned_data[name] for name in ("role", "level", "by") if name in self.data}


class FollowWayForm(BackForm):
    """A way that was proposed: roadmaps by their slugs, and the ids of milestones where only these are to follow."""

    roadmap = forms.Field(widget=forms.MultipleHiddenInput)
    milestone = forms.Field(required=False, widget=forms.MultipleHiddenInput)

    def clean_roadmap(self):
        slugs = set(self.cleaned_data["roadmap"])
        if len(slugs) > MOST or not all(re.fullmatch(r"[a-z0-9-]{1,80}", slug) for slug in slugs):
            raise forms.ValidationError("These are no roadmaps.")
        return slugs

    def clean_milestone(self):
        ids = set(self.cleaned_data["milestone"])
        if len(ids) > MOST or not all(pk.isascii() and pk.isdecimal() and len(pk) < 19 for pk in ids):
            raise forms.ValidationError("These are no milestones.")
        return {int(pk) for pk in ids}


class LeaveWayForm(BackForm):
    """When the way was followed: that is what the undo goes by."""

    at = forms.DateTimeField()
