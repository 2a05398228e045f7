import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('roadmaps', '0008_similar_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='projectfamily',
            name='topics',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=300), blank=True, db_default=[], default=list, help_text='Words in the titles of checkpoints that prepare for it, e.g. matrix factorisation.', size=None),
        ),
    ]
