from datetime import timedelta
from uuid import uuid4

from django import forms
from django.utils import timezone

from tracker.models import Enrollment, Pace, TimeOff

DAY = {"format": "%Y-%m-%d", "attrs": {"type": "date"}}
FURTHEST = timedelta(days=366 * 10)  # a date in a form is within ten years
LONGEST_OFF = timedelta(days=366)


def validate_near(day):
    """Dates of a plan are within ten years of today."""
    if abs(day - timezone.now().date()) > FURTHEST:
        raise forms.ValidationError("Please choose a day within ten years of today.")


class PaceForm(forms.ModelForm):
    class Meta:
        model = Pace
        fields = ["hours_per_week", "week_starts_on", "review_on"]
        labels = {
            "hours_per_week": "Hours a week, over all roadmaps",
            "week_starts_on": "Weeks begin on",
            "review_on": "Look back on",
        }
        help_texts = {
            "hours_per_week": "What you can give in an ordinary week. Empty: the hours of the roadmaps below together.",
            "review_on": "The day on which Today suggests a weekly review.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hours_per_week"].widget.attrs.update(min=1, max=100)


class WayForm(forms.ModelForm):
    """One roadmap within the pace: hours of its own, start, target."""

    class Meta:
        model = Enrollment
        fields = ["hours_per_week", "started_on", "target_on"]
        labels = {"hours_per_week": "Hours of its own", "started_on": "Start", "target_on": "To be done by"}
        widgets = {"started_on": forms.DateInput(**DAY), "target_on": forms.DateInput(**DAY)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hours_per_week"].widget.attrs.update(min=1, max=100)

    def clean(self):
        cleaned = super().clean()
        for name in ("started_on", "target_on"):
            if cleaned.get(name) and cleaned[name] != self.initial.get(name):
                try:
                    validate_near(cleaned[name])
                except forms.ValidationError as error:
                    self.add_error(name, error)
        return cleaned

    @property
    def is_sent(self):
        """Whether the page that was sent had this roadmap: it may have been followed since."""
        return self.add_prefix("started_on") in self.data


class OrderForm(forms.Form):
    """Which roadmap goes one up or down."""

    up = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    down = forms.IntegerField(required=False, min_value=1, max_value=2**62)


class TimeOffForm(forms.ModelForm):
    """Days off. `form_id` is made with the form: sending it twice makes one."""

    form_id = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)

    class Meta:
        model = TimeOff
        fields = ["first_on", "last_on", "form_id"]
        labels = {"first_on": "From", "last_on": "To, included"}
        widgets = {"first_on": forms.DateInput(**DAY), "last_on": forms.DateInput(**DAY)}

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first_on"), cleaned.get("last_on")
        if first and last:
            validate_near(first)
            if last < first:
                raise forms.ValidationError("The last day comes before the first. Please change one of them.")
            if last - first > LONGEST_OFF:
                raise forms.ValidationError("That is more than a year. Pausing the roadmaps does the same, open-ended.")
        return cleaned

    def _post_clean(self):
        """Nothing of the record: whose it is, and whether it is there already, is decided when it is added."""


class PlanChangeForm(forms.Form):
    """Into this week, to the next, in a month, or back to where it comes by itself."""

    kind = forms.ChoiceField(
        choices=[("pull", "This week"), ("push", "Next week"), ("later", "In a month"), ("none", "As it comes")]
    )


class UndoSkipForm(forms.Form):
    """The states before a milestone was skipped: “12:todo 13:doing”."""

    states = forms.CharField(max_length=100_000)

    def clean_states(self):
        found = {}
        for pair in self.cleaned_data["states"].split():
            pk, _, state = pair.partition(":")
            if not (pk.isascii() and pk.isdecimal() and len(pk) < 19 and state in {"todo", "doing"}):
                raise forms.ValidationError("These are no states.")
            found[int(pk)] = state
        return found

    @staticmethod
    def written(states):
        return " ".join(f"{pk}:{state}" for pk, state in states.items())
