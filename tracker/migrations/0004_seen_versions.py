"""Whoever follows a roadmap already has seen it as it is now: the next change is the first that they are told of."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def seen_as_it_is_now(apps, schema_editor):
    Enrollment, Roadmap = apps.get_model("tracker", "Enrollment"), apps.get_model("roadmaps", "Roadmap")
    version = Roadmap.objects.filter(pk=OuterRef("roadmap")).values("version")
    Enrollment.objects.filter(seen_version=0).update(seen_version=Subquery(version))


class Migration(migrations.Migration):
    dependencies = [("tracker", "0003_personal_roadmaps_and_reports")]
    operations = [migrations.RunPython(seen_as_it_is_now, migrations.RunPython.noop)]
