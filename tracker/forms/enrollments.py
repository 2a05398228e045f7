from django import forms

from tracker.models import Enrollment


class FollowForm(forms.ModelForm):
    class Meta:
        model = Enrollment
        fields = ["hours_per_week", "started_on"]
        labels = {"hours_per_week": "Hours a week", "started_on": "Start"}
        widgets = {"started_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False
        self.fields["hours_per_week"].widget.attrs.update(min=1, max=100)


class SeenForm(forms.Form):
    """Up to which version of a roadmap somebody has seen what changed."""

    version = forms.IntegerField(min_value=0)
