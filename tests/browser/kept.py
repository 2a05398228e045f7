"""The database as the fixtures fill it: loaded once, and after each test brought back where that test wrote to it."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from roadmaps import changes_feed, contents, facts, loading
from tracker import fragments, news

COLUMNS = """
    SELECT table_name, string_agg(quote_ident(column_name), ', ')
    FROM information_schema.columns
    WHERE table_schema = 'public' AND is_generated = 'NEVER' AND table_name <> 'django_migrations'
    GROUP BY table_name
"""
# A line for each statement that writes, not one for each table: nobody waits for anybody.
NOTE = """
    CREATE SCHEMA kept;
    CREATE UNLOGGED TABLE kept.written (name text);
    CREATE FUNCTION kept.note() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN INSERT INTO kept.written VALUES (TG_TABLE_NAME); RETURN NULL; END';
"""
TRIGGER = "CREATE TRIGGER written AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} EXECUTE FUNCTION kept.note()"
# Threads of the server whose browser has only just gone away.
OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""
_columns = {}  # of each table, without those that the server computes


def load_and_keep():
    """The fixtures, as `make run` loads them, and a copy of every table."""
    loading.load(Path(settings.BASE_DIR) / "fixtures")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(NOTE)
        cursor.execute(COLUMNS)
        _columns.update(cursor.fetchall())
        for table in _columns:
            cursor.execute(f"CREATE TABLE kept.{table} AS TABLE {table}")
            cursor.execute(TRIGGER.format(table=table))


def bring_back():
    """Tables that the test did not write to stay as they are, and so does what is kept in memory of them."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM kept.written RETURNING name")
        written = {name for (name,) in cursor.fetchall()}
        cursor.execute("SET LOCAL session_replication_role = replica")  # in any order: references are not checked
        for table in written:
            columns = _columns[table]
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608
            cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM kept.{table}")  # noqa: S608
    if any(table.startswith("roadmaps_") for table in written):
        _forget()


def _forget():
    """The same ids and versions come back with other texts."""
    facts.forget()
    for memory in (changes_feed, contents, fragments, news):
        memory._kept.clear()


def give_up():
    """For the tests of other folders, which begin with nothing."""
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)
        cursor.execute("DROP SCHEMA kept CASCADE")  # and with it the triggers
    call_command("flush", verbosity=0, interactive=False)
    connection.close()  # while Playwright runs it is another one than afterwards
    _forget()
