"""表 Cases as tables: the same rows that are computed one by one, as columns for a batch."""

from typing import Any

import pyarrow as pa

from anzhi.rules.engine.batch import columns
from anzhi.rules.engine.case import Row
from anzhi.rules.engine.pack import Pack

_ARROW = {"int64": pa.int64(), "boolean": pa.bool_(), "date": pa.date32(), "string": pa.string()}


class Tables:
    """Tables of facts that rows are added to, by plural, with the columns of ``batch.columns``."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._types = {name: columns(pack, name) for name in pack.schema.entities}
        self._data: dict[str, dict[str, list[Any]]] = {
            name: {column: [] for column in types} for name, types in self._types.items()
        }

    def add(self, row: Row) -> None:
        """A row with everything below it; its key and that of the row above it are whole numbers."""
        known, data = self._pack.schema.entities[row.entity], self._data[row.entity]
        keys = {known.key: int(row.key)}
        if known.parent:
            assert row.parent is not None
            keys[self._pack.schema.entities[known.parent].key] = int(row.parent.key)
        for name, values in data.items():
            values.append(keys[name] if name in keys else row.facts.get(name))
        for rows in row.children.values():
            for child in rows:
                self.add(child)

    def finished(self) -> dict[str, pa.Table]:
        """The tables by plural."""
        return {
            self._pack.schema.entities[name].plural: pa.table(
                {column: pa.array(values, _ARROW[self._types[name][column]]) for column, values in data.items()}
            )
            for name, data in self._data.items()
        }
