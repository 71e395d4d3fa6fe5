"""一案 One case: a row with its facts, the row it belongs to, and the rows that belong to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from anzhi.rules.engine.schema import Entity, Schema, declared
from anzhi.rules.engine.types import Value
from anzhi.values.refusal import Refused


@dataclass(eq=False)
class Row:
    """A row of a case.

    Attributes:
        entity: name of its kind.
        key: what identifies it among its kind.
        facts: values by name; a fact that was not entered is not there.
        parent: the row it belongs to.
        children: rows below, by plural; a kind whose rows were not listed is not there.
    """

    entity: str
    key: str
    facts: dict[str, Value]
    parent: "Row | None" = field(default=None, repr=False)
    children: dict[str, list["Row"]] = field(default_factory=dict)

    def above(self, entity: str) -> "Row":
        """The row above of a kind."""
        row: Row | None = self
        while row is not None and row.entity != entity:
            row = row.parent
        if row is None:
            raise KeyError(entity)
        return row


def read(schema: Schema, written: Mapping[str, Any], *, of: str) -> Row:
    """A case as it is written down: one mapping a kind for the rows above, the row itself with its children inside.

    Args:
        schema: the kinds of rows.
        written: for ``household``: ``{project: {facts}, household: {facts, persons: [{facts}, …], …}}``.
        of: the kind of row that the case is about.

    Raises:
        Refused: a kind or fact that there is not, or a value of the wrong type; it is named.
    """
    chain = [*reversed(schema.ancestors(of)), of]
    if unknown := set(written) - set(chain):
        raise Refused("案情中没有 {name} 这一类", name="、".join(sorted(unknown)))
    row: Row | None = None
    for name in chain:
        row = _row(schema, schema.entities[name], written.get(name, {}), row, name)
    assert row is not None
    return row


def write(schema: Schema, row: Row) -> dict[str, Any]:
    """A case as plain values, the way ``read`` takes it."""
    written: dict[str, Any] = {row.entity: _written(schema, row)}
    above = row.parent
    while above is not None:
        written[above.entity] = _facts(above)
        above = above.parent
    return written


def _row(schema: Schema, entity: Entity, written: Mapping[str, Any], parent: Row | None, key: str) -> Row:
    row = Row(entity.name, str(written.get("key", key)), {}, parent)
    for name, value in written.items():
        if name in entity.facts:
            if value is not None:
                row.facts[name] = _value(entity, name, value)
        elif (child := schema.child(entity.name, name)) is not None:
            row.children[name] = [
                _row(schema, child, inner, row, f"{key}.{name}[{place}]") for place, inner in enumerate(_list(value))
            ]
            row.facts[declared(child).name] = len(row.children[name])
        elif name != "key":
            raise Refused("{entity}没有 {name} 这一事实", entity=entity.label, name=name)
    return row


def _value(entity: Entity, name: str, value: Any) -> Value:
    fact = entity.facts[name]
    try:
        return fact.type.parse(value)
    except Refused as refusal:
        raise Refused("{entity}的{fact}：{reason}", entity=entity.label, fact=fact.label, reason=refusal) from None


def _list(value: Any) -> Sequence[Mapping[str, Any]]:
    if not isinstance(value, list):
        raise Refused("“{value}”应为清单", value=value)
    return value


def _facts(row: Row) -> dict[str, Any]:
    plurals = row.children.keys()
    return {"key": row.key} | {name: value for name, value in row.facts.items() if name not in plurals}


def _written(schema: Schema, row: Row) -> dict[str, Any]:
    return _facts(row) | {name: [_written(schema, child) for child in rows] for name, rows in row.children.items()}
