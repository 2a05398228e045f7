from django import forms

from tracker.forms.reports import ShortTextField
from tracker.models import WeeklyReview
from tracker.models.reviews import ANSWERS, LONGEST
from tracker.warnings import RULES


def _answer(label, hint):
    too_long = "An answer holds 10,000 characters at most. Please shorten it; nothing is lost."
    return ShortTextField(
        label=label, help_text=hint, required=False, max_length=LONGEST, error_messages={"max_length": too_long}
    )


class ReviewForm(forms.Form):
    """The three answers on a week. `review_version` is the one that the page was made with."""

    went_well = _answer("What went well?", "Small things count. A line is enough.")
    to_improve = _answer("What could be easier next time?", "About the week, not about you.")
    next_focus = _answer("What is next week for?", "One thing. It stands here when you look back.")
    review_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    @property
    def answers(self):
        return {name: self.cleaned_data[name] for name in ANSWERS}

    @classmethod
    def of(cls, review: WeeklyReview):
        return cls(initial={**review.answers, "review_version": review.version})


class DismissForm(forms.Form):
    what = forms.ChoiceField(choices=[(slug, slug) for slug in RULES])
