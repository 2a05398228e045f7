"""All that belongs to a person, whatever models there are."""

from django.apps import apps
from django.contrib.auth import get_user_model


def rows_of(user_id):
    """{model: rows} of the account and of every row that points to it, in the order of their keys."""
    person = get_user_model()
    rows = {"account": list(person.objects.filter(pk=user_id).values())}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if field.concrete and field.is_relation and field.related_model is person and not field.many_to_many:
                mine = model._base_manager.filter(**{field.name: user_id}).order_by("pk")
                rows[f"{model._meta.label}.{field.name}"] = list(mine.values())
    return rows


def everything():
    """{model: rows} of the whole database, but without sessions and rate limits."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in {"sessions", "contenttypes", "auth"}
    }
