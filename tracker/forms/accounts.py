import zoneinfo

from allauth.account.adapter import get_adapter
from allauth.account.forms import SignupForm
from django import forms

from tracker.models import User


class SignUpForm(SignupForm):
    """E-mail and one password. The browser fills in its time zone; an unknown one is left out silently."""

    invitation = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
    time_zone = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean_email(self):
        return get_adapter().clean_newcomers_email(super().clean_email())

    def clean_time_zone(self):
        name = self.cleaned_data["time_zone"]
        return name if name in zoneinfo.available_timezones() else "UTC"


class SettingsForm(forms.ModelForm):
    time_zone = forms.ChoiceField(
        choices=lambda: [(name, name.replace("_", " ")) for name in sorted(zoneinfo.available_timezones())],
        help_text="Your days begin and end here. What is logged already keeps its day.",
    )

    class Meta:
        model = User
        fields = ["name", "handle", "time_zone"]


class DeleteAccountForm(forms.Form):
    password = forms.CharField(
        max_length=128, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}), strip=False
    )

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self):
        if not self.user.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError("This is not your password. Nothing was deleted.")
        return self.cleaned_data["password"]
