from datetime import timedelta

from django import forms

from roadmaps.models import Role
from tracker.models import Goal

MOST_AHEAD = timedelta(days=30 * 366)


class GoalForm(forms.ModelForm):
    """All of it may stay empty. A day that has passed may stay, and is not chosen anew."""

    role = forms.ModelChoiceField(Role.objects.none(), required=False, empty_label="Not chosen yet")

    class Meta:
        model = Goal
        fields = ["role", "seniority", "by_on", "why"]
        labels = {"seniority": "Level", "by_on": "By", "why": "Why I started"}
        widgets = {
            "by_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "why": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "by_on": "The day by which you would like to have signed.",
            "why": "A sentence to yourself. It is shown to you alone, on Today and when you are stuck.",
        }
        error_messages = {"why": {"max_length": "500 characters at most. Please shorten it; nothing is lost."}}

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["role"].queryset = Role.objects.all()
        self.fields["seniority"].choices = [("", "Any"), *Goal._meta.get_field("seniority").choices]
        self.fields["why"].widget.attrs.pop("maxlength", None)  # the browser would cut without a word

    def clean_why(self):
        return " ".join(self.cleaned_data["why"].split())

    def clean_by_on(self):
        day = self.cleaned_data["by_on"]
        if day and "by_on" in self.changed_data:
            if day < self.today:
                raise forms.ValidationError("This day has passed. Choose one ahead, or leave it empty.")
            if day > self.today + MOST_AHEAD:
                raise forms.ValidationError("Choose a day within the next thirty years, or leave it empty.")
        return day
