from uuid import uuid4

from django import forms

from tracker.models import Report


class ShortTextField(forms.CharField):
    """A text of several lines whose line breaks count as one character each, as people count them."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")

    def widget_attrs(self, widget):
        """Without a limit of the browser's, which cuts without a word; the server says so and keeps what was typed."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class ReportForm(forms.Form):
    """“Something is wrong here”. `form_id` is made with the form: sending it twice makes one report."""

    message = ShortTextField(
        label="What is wrong?",
        max_length=1000,
        help_text="A dead link, a wrong figure, a step that is missing. The authors read it without your name.",
        error_messages={
            "max_length": "A report holds 1,000 characters at most. Please shorten it; nothing is lost.",
            "required": "Please say in a few words what is wrong.",
        },
    )
    form_id = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)


class AnswerForm(forms.ModelForm):
    """An author's answer, or the button that closes a report without one."""

    answer = ShortTextField(
        required=False,
        max_length=1000,
        help_text="The person reads it on the page of the checkpoint. Your name is kept here and not shown to them.",
    )

    class Meta:
        model = Report
        fields = ["answer"]

    @property
    def closes(self):
        return "_close" in self.data

    def clean_answer(self):
        answer = self.cleaned_data["answer"].strip()
        if self.closes and answer != self.initial.get("answer", ""):
            raise forms.ValidationError("There is an answer here: save it, or empty it to close without one.")
        if not answer and not self.closes:
            raise forms.ValidationError("Write an answer, or close the report without one.")
        return answer
