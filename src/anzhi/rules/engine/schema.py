"""案情 The kinds of rows that a case is made of, and the facts of each."""

from collections.abc import Mapping
from dataclasses import dataclass

from anzhi.rules.engine.types import COUNT, Type


@dataclass(frozen=True)
class Fact:
    """A fact: its name, what people call it, its type."""

    name: str
    label: str
    type: Type


@dataclass(frozen=True)
class Entity:
    """A kind of row.

    Attributes:
        name: its name, one row.
        plural: several rows; the name of their table.
        label: what people call it.
        facts: by name.
        parent: name of the kind that a row belongs to; empty at the top.
    """

    name: str
    plural: str
    label: str
    facts: Mapping[str, Fact]
    parent: str = ""

    @property
    def key(self) -> str:
        """Name of the column that identifies a row."""
        return f"{self.name}_id"


@dataclass(frozen=True)
class Schema:
    """All kinds of rows, every parent before its children."""

    entities: Mapping[str, Entity]

    def ancestors(self, entity: str) -> list[str]:
        """Names of the kinds above, the nearest first."""
        found = []
        while parent := self.entities[entity].parent:
            found.append(parent)
            entity = parent
        return found

    def children(self, entity: str) -> list[Entity]:
        """Kinds whose rows belong to a row of this kind."""
        return [other for other in self.entities.values() if other.parent == entity]

    def child(self, entity: str, plural: str) -> Entity | None:
        """The kind of children that go by a plural."""
        return next((other for other in self.children(entity) if other.plural == plural), None)


def declared(child: Entity) -> Fact:
    """How many rows of a kind belong to the row above: a fact of that row, so that a lost row is noticed."""
    return Fact(child.plural, f"{child.label}清单", COUNT)


def schema(*entities: Entity) -> Schema:
    """A schema of these kinds."""
    return Schema({entity.name: entity for entity in entities})


def entity(name: str, plural: str, label: str, *facts: Fact, parent: str = "") -> Entity:
    """A kind of row with its facts."""
    return Entity(name, plural, label, {fact.name: fact for fact in facts}, parent)
