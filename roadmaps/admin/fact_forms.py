"""Forms of facts and of the rows within them, built from the columns of their table."""

import hashlib
from functools import cached_property

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.contrib.postgres.fields import ArrayField
from django.db import models

from roadmaps import facts, records
from roadmaps.content_tables import rows_column, table_of

from .forms import LinesField, LongTextField, OneLineField, SeveralField

LONG = 200  # characters: more than one sees in an input of one line


class HasFactFields:
    """Fields whose texts come out as a file would give them."""

    def formfield_for_dbfield(self, field, request, **options):
        if isinstance(field, ArrayField):
            options["form_class"] = SeveralField if field.base_field.choices else LinesField
        elif isinstance(field, models.TextField):
            options |= {"form_class": LongTextField, "widget": AdminTextareaWidget}
        elif isinstance(field, models.CharField) and not field.choices:
            options["form_class"] = OneLineField
            if field.max_length >= LONG:
                options["widget"] = forms.Textarea({"rows": 2, "cols": 50})
        return super().formfield_for_dbfield(field, request, **options)


class _Opened(forms.CharField):
    """What was stored when the form was opened: no change of anybody's."""

    def __init__(self):
        super().__init__(required=False, widget=forms.HiddenInput)

    def has_changed(self, initial, value):
        return False


class FactForm(forms.ModelForm):
    """Does not overwrite what somebody else changed since it was opened."""

    opened = _Opened()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk and not self.is_bound:
            self.initial["opened"] = _written(self._stored_now())

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk:
            facts.lock()
            then = dict(part.partition("=")[::2] for part in cleaned.get("opened", "").split())
            changed = [name for name, stored in self._stored_now().items() if then.get(name) != stored]
            if changed:
                names = ", ".join(name.replace("_", " ") for name in changed)
                raise forms.ValidationError(
                    f"Somebody changed this meanwhile: {names}. What you typed is not saved. Open the page once more "
                    "beside this one, see what it says now, and make your changes there."
                )
        return cleaned

    def _stored_now(self):
        """{name: a few letters that differ when what is stored differs}"""
        table = table_of(type(self.instance))
        values = records.stored_values(table.stored().get(pk=self.instance.pk), table)
        return {name: hashlib.sha256(repr(value).encode()).hexdigest()[:12] for name, value in values.items()}


def _written(stored):
    return " ".join(f"{name}={letters}" for name, letters in stored.items())


class RowFormSet(forms.BaseInlineFormSet):
    def get_form_kwargs(self, index):
        """New rows come after those that are there."""
        options = super().get_form_kwargs(index)
        if index is None or index >= self.initial_form_count():
            options["initial"] = {"position": self._position_of_new}
        return options

    def clean(self):
        super().clean()
        rows = [form for form in self.forms if form.instance.pk or form.has_changed()]
        count = len(rows) - len(self.deleted_forms)
        try:
            self.instance.clean_rows(self.fk.remote_field.get_accessor_name(), count)
        except forms.ValidationError as error:
            raise forms.ValidationError(error.messages) from error

    @cached_property
    def _position_of_new(self):
        return max((row.position + 1 for row in self.get_queryset() if row), default=0)

    def keep_what_was_typed(self):
        """A row that somebody took away since the page was opened is shown still, before anything is saved."""
        if self.is_bound:
            self._queryset = [form.instance if form.instance.pk else None for form in self.initial_forms]


class RowInline(HasFactFields, admin.TabularInline):
    """Rows belong to their record: who may change it may change them."""

    extra = 0
    formset = RowFormSet

    def get_queryset(self, request):
        references = [field.name for field in self.model._meta.fields if field.is_relation]
        return super().get_queryset(request).select_related(*references)

    def formfield_for_dbfield(self, field, request, **options):
        """Without the three links beside each choice that lead away from the page."""
        formfield = super().formfield_for_dbfield(field, request, **options)
        if isinstance(formfield.widget, RelatedFieldWidgetWrapper):
            formfield.widget = formfield.widget.widget
        return formfield

    def formfield_for_foreignkey(self, field, request, **options):
        """Its choices are read once, not for each row."""
        field = super().formfield_for_foreignkey(field, request, **options)
        field.choices = list(iter(field.choices))  # iter: no query for their number
        return field

    def has_view_permission(self, request, record=None):
        return self._of_record.has_view_permission(request, record)

    def has_add_permission(self, request, record=None):
        if record is None:
            return self._of_record.has_add_permission(request)
        return self._of_record.has_change_permission(request, record)

    def has_change_permission(self, request, record=None):
        return self._of_record.has_change_permission(request, record)

    def has_delete_permission(self, request, record=None):
        return self._of_record.has_change_permission(request, record)

    @property
    def _of_record(self):
        return self.admin_site.get_model_admin(self.parent_model)


def inline_of(model):
    """The class of an inline for rows of this model."""
    return type(
        f"{model.__name__}Inline", (RowInline,), {"model": model, "fields": [*rows_column(model).rows, "position"]}
    )
