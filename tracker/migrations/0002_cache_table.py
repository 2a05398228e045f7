from django.core.management import call_command
from django.db import migrations


def create(apps, schema_editor):
    """The table of the database cache (limits on sign-in): `migrate` alone makes a database complete."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("tracker", "0001_first")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
