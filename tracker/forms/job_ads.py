from uuid import uuid4

from django import forms

from roadmaps.models import Seniority
from tracker.job_ads import LONGEST_TITLE, title_of
from tracker.models.skills import LONGEST_AD


class PastedField(forms.CharField):
    """A long text; an end of line counts once, however the browser sends it. The browser does not cut it."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")

    def widget_attrs(self, widget):
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class JobAdForm(forms.Form):
    """An advertisement. Valid: `columns` are what is kept of it. Without a title its first line is taken."""

    text = PastedField(
        label="The advertisement",
        max_length=LONGEST_AD,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": "Paste the text of an advertisement.",
            "max_length": "%(limit_value)d characters at most, and these are %(show_value)d. Please leave out what "
            "does not describe the job; nothing is lost.",
        },
    )
    title = PastedField(
        required=False,
        max_length=LONGEST_TITLE,
        error_messages={"max_length": "%(limit_value)d characters at most. Please shorten it; nothing is lost."},
        widget=forms.TextInput(attrs={"placeholder": "Its first line", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(required=False)
    seniority = forms.ChoiceField(
        label="Level", required=False, choices=[("", "As the sources say"), *Seniority.choices]
    )
    form_id = forms.UUIDField(
        initial=uuid4,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid"), "This page is too old. Please open it anew."),
    )

    def __init__(self, facts, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.roles = facts.by_slug("roles")
        self.fields["role"].choices = [("", "None: level 3 counts"), *((role.slug, role.name) for role in facts.roles)]
        self.fields["seniority"].choices += Seniority.choices

    def clean_role(self):
        return self.roles.get(self.cleaned_data["role"])

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("text") and not cleaned.get("title"):
            cleaned["title"] = title_of(cleaned["text"])
        return cleaned
