"""Two groups that every site begins with: editors, who write, and publishers, whose changes reach learners."""

from django.apps import apps
from django.contrib.auth.management import create_permissions

WRITTEN_IN_DRAFTS = ("add_draft", "change_draft", "delete_draft", "view_draft")
ANSWERED = ("view_report", "change_report")
EDITORS = "Editors"
PUBLISHERS = "Publishers"


def make(using="default", **options):
    """After migrations: make the groups where they are missing. What a site changes in them stays."""
    from django.contrib.auth.models import Group, Permission

    for label in ("roadmaps", "tracker"):
        create_permissions(apps.get_app_config(label), verbosity=0, using=using)
    of_content = Permission.objects.using(using).filter(content_type__app_label="roadmaps")
    reading = of_content.filter(codename__startswith="view_")
    drafts = of_content.filter(codename__in=WRITTEN_IN_DRAFTS)
    reports = Permission.objects.using(using).filter(content_type__app_label="tracker", codename__in=ANSWERED)
    for name, permissions in ((EDITORS, reading | drafts), (PUBLISHERS, of_content)):
        group, is_new = Group.objects.using(using).get_or_create(name=name)
        if is_new:
            group.permissions.set([*permissions, *reports])
