import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

PROMISED = {
    "office_event", "office_seal", "office_storedfile", "budget_expenditure", "social_security_contribution",
}  # fmt: skip
TABLES = {model._meta.db_table: model._meta.pk.column for model in apps.get_models()}
CHANGES = {
    "update": "UPDATE {table} SET {key} = {key} WHERE {key} = (SELECT MIN({key}) FROM {table})",
    "delete": "DELETE FROM {table} WHERE {key} = (SELECT MIN({key}) FROM {table})",
    "upsert": "INSERT INTO {table} SELECT * FROM {table} WHERE {key} = (SELECT MIN({key}) FROM {table}) "
    "ON CONFLICT ({key}) DO UPDATE SET {key} = excluded.{key}",
}
AROUND = {"sqlite": "REPLACE INTO {table} SELECT * FROM {table}", "postgresql": "TRUNCATE {table} CASCADE"}
"""What each database has besides UPDATE and DELETE that makes rows disappear."""

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def refuses(sql: str, table: str) -> bool:
    """Does the table refuse the statement as append-only? Whatever it changed is rolled back."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql.format(table=table, key=TABLES[table]))
            assert cursor.rowcount, f"{table} has no rows to try it on"
            transaction.set_rollback(True)
    except DatabaseError as error:
        assert f"{table} is append-only" in str(error)
        return True
    return False


def has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
        return cursor.fetchone() is not None


@pytest.mark.parametrize("change", CHANGES)
def test_exactly_the_promised_tables_refuse(change):
    filled = {table for table in TABLES if has_rows(table)}
    assert {table for table in filled if refuses(CHANGES[change], table)} == PROMISED


@pytest.mark.parametrize("table", sorted(PROMISED))
def test_there_is_no_way_around(table):
    assert refuses(AROUND[connection.vendor], table)
