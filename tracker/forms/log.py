from datetime import timedelta
from uuid import uuid4

from django import forms

from roadmaps.models import Target
from tracker import quick_entry
from tracker.forms.progress import WebAddressField
from tracker.models import ChosenTarget, FocusTimer, LogEntry
from tracker.models.log import MOST_OWN_KINDS, MOST_TARGETS

OLDEST = timedelta(days=3653)  # ten years
AHEAD = timedelta(days=2)  # how far the day of one zone can be ahead of that of another
# Which kinds have a field of their own; of the others it is left empty.
OF_KINDS = {
    "difficulty": {"coding"},
    "topic": {"coding", "design", "mock"},
    "score": {"mock"},
    "rank": {"competition"},
}


def kind_choices(user):
    """[(value, label)] of all kinds, the person's own at the end: one query."""
    kinds = [(value, label) for value, label in LogEntry.Kind.choices if value != LogEntry.Kind.OWN]
    return kinds + [(f"own-{kind.pk}", kind.name) for kind in user.log_kinds.all()]


def columns_of(kind_value):
    """The columns of a kind: “own-7” is `kind` own of the own kind 7."""
    _, _, own_kind = kind_value.partition("own-")
    return {"kind": "own" if own_kind else kind_value, "own_kind_id": int(own_kind) if own_kind else None}


def clean_day(on, today):
    if on > today:
        raise forms.ValidationError("That day is still to come. The log is for what is done.")
    if on < today - OLDEST:
        raise forms.ValidationError("The log goes ten years back. Please choose a later day.")
    return on


class DurationField(forms.CharField):
    """How long, in words as people write them, as minutes: “45”, “1h30”, “1.5 h”."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "How long")
        super().__init__(max_length=40, help_text="Such as 45, 1h30 or 1.5 h.", **kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        minutes = quick_entry.minutes_of(text)
        if minutes is None:
            raise forms.ValidationError("How long was it? A day at most.")
        return minutes

    def prepare_value(self, value):
        if not isinstance(value, int):
            return value
        hours, minutes = divmod(value, 60)
        return f"{hours}h{minutes:02}" if hours and minutes else f"{hours}h" if hours else f"{minutes} min"


class QuickForm(forms.Form):
    """One line. Valid: `cleaned_data["entry"]` holds the columns of the entry that it is."""

    text = forms.CharField(
        label="What did you do?",
        max_length=500,
        error_messages={
            "required": "One line is enough, such as “45m coding problems x2 yesterday”.",
            "max_length": "A line holds 500 characters at most. Please shorten it; nothing is lost.",
        },
        widget=forms.TextInput(attrs={"placeholder": "45m coding problems x2 yesterday", "autocomplete": "off"}),
    )
    form_id = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, auto_id="quick_%s", **kwargs)
        self.user = user
        del self.fields["text"].widget.attrs["maxlength"]

    def clean_text(self):
        text = self.cleaned_data["text"]
        own_kinds = {kind.name: kind.pk for kind in self.user.log_kinds.all()}
        read = quick_entry.parse(text, self.user.today(), own_kinds)
        clean_day(read.on, self.user.today())
        self.cleaned_data["entry"] = vars(read) | {"own_kind_id": own_kinds.get(read.own_kind)}
        del self.cleaned_data["entry"]["own_kind"]
        return text


class EntryForm(forms.ModelForm):
    """An entry with the fields of its kind. `form_id` is made with the form: sending it twice makes one entry."""

    kind = forms.ChoiceField()
    minutes = DurationField(required=False)
    link = WebAddressField()
    form_id = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = LogEntry
        fields = [
            "kind",
            "on",
            "minutes",
            "count",
            "text",
            "difficulty",
            "topic",
            "score",
            "rank",
            "link",
            "checkpoint",
        ]
        labels = {"on": "Day", "count": "How many", "text": "What"}
        widgets = {
            "on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "checkpoint": forms.HiddenInput,
        }

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["kind"].choices = kind_choices(user)
        self.fields["checkpoint"].queryset = user.checkpoints()
        self.fields["count"].required = False
        self.fields["on"].widget.attrs["max"] = f"{max(user.today(), self.instance.on or user.today())}"
        if self.instance.pk:
            self.initial["kind"] = self.instance.kind_value
            del self.fields["form_id"]
        else:
            self.initial.setdefault("form_id", uuid4())

    def clean_count(self):
        return self.cleaned_data["count"] or 1

    def clean_on(self):
        """A day that is kept is no question: in another zone than then it may be ahead, and years pass."""
        on = self.cleaned_data["on"]
        return clean_day(on, self.user.today()) if "on" in self.changed_data else on

    def clean(self):
        cleaned = super().clean()
        if "kind" in cleaned:
            cleaned |= columns_of(cleaned["kind"])
            self.instance.own_kind_id = cleaned["own_kind_id"]
        for name, kinds in OF_KINDS.items():
            if cleaned.get("kind") not in kinds and name in cleaned:
                cleaned[name] = ""
        return cleaned

    @property
    def columns(self):
        """What an entry gets from a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "form_id"}


class RestoreForm(EntryForm):
    """An entry that was deleted a moment ago, as it was."""

    def clean_on(self):
        return clean_day(self.cleaned_data["on"], self.user.today() + AHEAD)


class KindForm(forms.Form):
    name = forms.CharField(max_length=40, label="Name")

    def __init__(self, user, *args, kind=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.kind = user, kind

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        others = self.user.log_kinds.exclude(pk=self.kind.pk if self.kind else None)
        labels = {str(label).casefold() for label in LogEntry.Kind.labels}
        if name.casefold() in labels | {other.name.casefold() for other in others}:
            raise forms.ValidationError("There is such a kind already.")
        if not self.kind and len(others) >= MOST_OWN_KINDS:
            raise forms.ValidationError(f"{MOST_OWN_KINDS} kinds are as many as fit. Rename one, or remove one.")
        return name


class TimerForm(forms.ModelForm):
    """A focus timer: 25 minutes and 5 of rest, or as one likes."""

    form_id = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)
    minutes = forms.IntegerField(min_value=1, max_value=240, initial=25, label="Minutes")
    rest_minutes = forms.IntegerField(min_value=0, max_value=60, initial=5, label="Rest")

    class Meta:
        model = FocusTimer
        fields = ["minutes", "rest_minutes", "kind", "checkpoint"]
        widgets = {"checkpoint": forms.HiddenInput}

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, auto_id="timer_%s", **kwargs)
        self.fields["kind"].choices = [choice for choice in LogEntry.Kind.choices if choice[0] != LogEntry.Kind.OWN]
        self.fields["checkpoint"].queryset = user.checkpoints()


class FormIdForm(forms.Form):
    """Which of several tries a button belongs to."""

    form_id = forms.UUIDField(widget=forms.HiddenInput)


class AmountField(forms.DecimalField):
    """Hours or times."""

    def __init__(self, **kwargs):
        super().__init__(min_value=0, max_value=1600, max_digits=5, decimal_places=1, **kwargs)


class TargetForm(forms.ModelForm):
    """How much of a kind; `amount` is in hours where hours are measured."""

    kind = forms.ChoiceField(label="What")
    amount = AmountField(label="How much")
    form_id = forms.UUIDField(initial=uuid4, widget=forms.HiddenInput)

    class Meta:
        model = ChosenTarget
        fields = ["kind", "amount", "measure", "per", "from_on", "suggested_by"]
        labels = {"measure": "Counted in", "per": "How often", "from_on": "Counts from"}
        widgets = {
            "from_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "suggested_by": forms.HiddenInput,
        }
        help_texts = {"from_on": "For what counts in all. A day, a week and a month begin anew by themselves."}

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["kind"].choices = kind_choices(user)
        self.fields["suggested_by"].queryset = Target.objects.live()

    def clean_from_on(self):
        return clean_day(self.cleaned_data["from_on"], self.user.today())

    def clean(self):
        cleaned = super().clean()
        if "kind" in cleaned:
            cleaned |= columns_of(cleaned["kind"])
            self.instance.own_kind_id = cleaned["own_kind_id"]
        if self.user.chosen_targets.exclude(form_id=cleaned.get("form_id")).count() >= MOST_TARGETS:
            self.add_error(None, f"{MOST_TARGETS} targets are as many as fit. Remove one before you set another.")
        if "amount" in cleaned and "measure" in cleaned:
            try:
                cleaned["amount"] = stored_amount(cleaned["amount"], cleaned["measure"])
            except forms.ValidationError as refusal:
                self.add_error("amount", refusal)
        return cleaned

    @property
    def columns(self):
        """What a target gets from a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "form_id"}


class AmountForm(forms.Form):
    """Another amount of a target, in hours or times as it measures."""

    amount = AmountField(label="How much")

    def __init__(self, target, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.target = target

    def clean_amount(self):
        return stored_amount(self.cleaned_data["amount"], self.target.measure)


def stored_amount(amount, measure):
    """Hours as minutes, times as they are. Raises ValidationError for half a time and for nothing."""
    if measure == ChosenTarget.Measure.MINUTES:
        stored = round(amount * 60)
    elif amount != int(amount):
        raise forms.ValidationError("Please choose a whole number.")
    else:
        stored = int(amount)
    if not stored:
        raise forms.ValidationError("Please choose more than nothing.")
    return stored
