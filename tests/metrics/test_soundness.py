"""In every relation a record stands once; and no definition can join rows in a way that multiplies them."""

import ast
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import ibis
import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

import anzhi.metrics
from anzhi.metrics.relations import RELATIONS, look_up, roll_up
from anzhi.values.period import Year

SOURCES = sorted(Path(anzhi.metrics.__file__).parent.rglob("*.py"))
MULTIPLYING = re.compile(r"(^|_)(join|union|unnest|explode)$")

KEYS = st.none() | st.integers(0, 5)
AMOUNTS = st.integers(-9, 9)


def rows_of(expression: ibis.Table) -> list[tuple]:
    """The rows of an expression in the test database, without the engine."""
    dialect = {"sqlite": "sqlite", "postgresql": "postgres"}[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(str(ibis.to_sql(expression, dialect=dialect)))
        return cursor.fetchall()


def in_memory(expression: ibis.Table, **tables: list[tuple]) -> list[tuple]:
    """The rows of an expression over tables of integers, each with its first row as heading, in order."""
    memory = sqlite3.connect(":memory:")
    try:
        for name, (heading, *rows) in tables.items():
            memory.execute(f"CREATE TABLE {name} ({', '.join(heading)})")
            memory.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(heading))})", rows)
        return sorted(memory.execute(str(ibis.to_sql(expression, dialect="sqlite"))).fetchall())
    finally:
        memory.close()


def joining(source: str) -> Iterator[str]:
    """Where a source joins rows: the function around it, or empty outside of any. A text that joins words does not."""

    def visit(node: ast.AST, function: str) -> Iterator[str]:
        function = node.name if isinstance(node, ast.FunctionDef) else function
        is_text = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Constant | ast.JoinedStr)
        named = getattr(node, "attr", "") or (getattr(node, "name", "") if isinstance(node, ast.alias) else "")
        if not is_text and MULTIPLYING.search(named):
            yield function
        for child in ast.iter_child_nodes(node):
            yield from visit(child, function)

    return visit(ast.parse(source), "")


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("year", [Year.whole(2021), Year.whole(2020)], ids=lambda y: str(y.number))
@pytest.mark.parametrize("relation", RELATIONS.values(), ids=list(RELATIONS))
def test_a_record_stands_in_its_relation_exactly_once(relation, year):
    rows = relation.build(year)

    [(count, distinct)] = rows_of(rows.aggregate(rows=rows.count(), records=rows.id.nunique()))

    records = relation.model.objects.count()
    assert records > 0
    assert (count, distinct) == (records, records)


@settings(deadline=None)
@given(foreign_keys=st.lists(KEYS, max_size=8), parents=st.dictionaries(st.integers(0, 5), AMOUNTS))
def test_look_up_gives_each_row_the_one_parent_it_names(foreign_keys, parents):
    rows = ibis.table({"id": "int64", "parent_id": "int64"}, name="child")
    parent = ibis.table({"id": "int64", "amount": "int64"}, name="parent")

    found = in_memory(
        look_up(rows, "parent_id", parent, looked_up="amount").select("id", "parent_id", "looked_up"),
        child=[("id", "parent_id"), *enumerate(foreign_keys)],
        parent=[("id", "amount"), *parents.items()],
    )

    assert found == [(number, key, parents.get(key)) for number, key in enumerate(foreign_keys)]


@settings(deadline=None)
@given(keys=st.sets(st.integers(0, 5)), children=st.lists(st.tuples(KEYS, AMOUNTS), max_size=12))
def test_roll_up_gives_each_row_the_sums_of_its_children(keys, children):
    rows = ibis.table({"id": "int64"}, name="parent")
    child = ibis.table({"parent_id": "int64", "amount": "int64"}, name="child")

    found = in_memory(
        roll_up(rows, child, "parent_id", total=child.amount.sum(), number=child.count()).select(
            "id", "total", "number"
        ),
        parent=[("id",), *((key,) for key in keys)],
        child=[("parent_id", "amount"), *children],
    )

    own = {key: [amount for parent, amount in children if parent == key] for key in sorted(keys)}
    assert found == [(key, sum(amounts), len(amounts)) for key, amounts in own.items()]


def test_no_rows_are_joined_outside_look_up_and_roll_up():
    places = {(path.name, function) for path in SOURCES for function in joining(path.read_text(encoding="utf-8"))}

    assert places == {("relations.py", "look_up"), ("relations.py", "roll_up")}


@pytest.mark.parametrize(
    "source",
    [
        "rows.join(other, 'id')",
        "rows.left_join(other, 'id')",
        "ibis.cross_join(rows, other)",
        "def where(rows, year):\n    return rows.asof_join(other, 'day')",
        "rows.union(other)",
        "rows.lines.unnest()",
        "from ibis import join",
        "join = rows.inner_join",
    ],
)
def test_a_join_would_be_noticed(source):
    assert list(joining(source))


def test_words_may_be_joined():
    assert not list(joining("'、'.join(words)"))
