from django.db import ProgrammingError, migrations, transaction


def add_where_allowed(apps, schema_editor):
    """The extension pg_trgm, by which a search forgives typing errors; a server without it searches without."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
        if not cursor.fetchone():
            return
        try:
            with transaction.atomic(using=schema_editor.connection.alias):
                cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        except ProgrammingError:
            pass  # the role may not


class Migration(migrations.Migration):

    dependencies = [
        ('roadmaps', '0007_search'),
    ]

    operations = [
        migrations.RunPython(add_where_allowed, migrations.RunPython.noop),
    ]
