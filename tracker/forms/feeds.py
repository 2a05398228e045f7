from django import forms


class FeedForm(forms.Form):
    """A key is a way into one's plan: it is made for who knows the password."""

    password = forms.CharField(
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
        help_text="Whoever has the address reads your plan without signing in, so we ask that it is you.",
    )

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self):
        if not self.user.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError("This is not your password. Nothing was changed.")
        return self.cleaned_data["password"]
