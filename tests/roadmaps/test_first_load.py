"""Loading everything into an empty database takes few queries."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from roadmaps.content_tables import TABLES
from roadmaps.models import Checkpoint
from tests.roadmaps.folders import load


def test_the_first_load_is_fewer_queries_than_it_stores_records_and_checkpoints(db, settings):
    with CaptureQueriesContext(connection) as queries:
        load(settings.BASE_DIR / "fixtures")
    records = sum(table.model.objects.count() for table in TABLES.values())
    assert len(queries) < records + Checkpoint.objects.count()
