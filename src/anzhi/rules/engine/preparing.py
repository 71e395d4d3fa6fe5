"""准备 What a batch does before it compiles: whatever would be worked out more than once becomes a column of its own.

A number of the law that depends on the project's day alone is looked up once a project instead of once a person; a
part of a rule that its text uses twice is worked out once. Neither changes a result or a reason.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import fields, replace

from anzhi.rules.engine import expression as e
from anzhi.rules.engine.pack import Compiled, Text
from anzhi.rules.engine.rule import Rule, Version
from anzhi.values.citation import Citation

_NOWHERE = Citation("")
Change = Callable[[e.Expression], e.Expression | None]
"""What stands in for a node; None where it stays, and its parts are looked at."""


def prepared(rules: Iterable[Compiled]) -> list[Compiled]:
    """The rules with their repeated parts taken out, each part before the rules that use it."""
    found = _Preparing()
    for compiled in rules:
        found.add(compiled)
    return found.rules


class _Preparing:
    def __init__(self) -> None:
        self.rules: list[Compiled] = []
        self._looked_up: dict[str, e.Above] = {}

    def add(self, compiled: Compiled) -> None:
        texts = [replace(text, expression=rewritten(text.expression, self._look_up)) for text in compiled.texts]
        shared = [self._share(compiled.rule, place, text) for place, text in enumerate(texts)]
        self.rules.append(replace(compiled, texts=tuple(shared)))

    def _look_up(self, node: e.Expression) -> e.Expression | None:
        """A parameter without classes whose day stands on a row above: looked up there."""
        if not isinstance(node, e.ParameterValue) or node.keys or not isinstance(node.day, e.Above):
            return None
        day = node.day.inner
        name = f"{day.entity}_{node.parameter.name.replace('.', '_')}_on_{day.name}"
        if name not in self._looked_up:
            part = self._part(name, day.entity, replace(node, day=day))
            self._looked_up[name] = e.Above(part)
        return self._looked_up[name]

    def _share(self, rule: Rule, version: int, text: Text) -> Text:
        """A text whose parts are each worked out once."""
        counts = Counter(id(node) for node in e.walk(text.expression))
        parts: dict[int, e.Expression] = {}

        def take_out(node: e.Expression) -> e.Expression | None:
            if id(node) in parts:
                return parts[id(node)]
            if counts[id(node)] < 2 or not _is_worth_it(node):
                return None
            inner = rewritten(node, take_out, inside=True)
            parts[id(node)] = self._part(f"{rule.name}_{version}_{len(parts)}", rule.of, inner)
            return parts[id(node)]

        return replace(text, expression=rewritten(text.expression, take_out))

    def _part(self, name: str, entity: str, expression: e.Expression) -> e.RuleValue:
        """A column of its own."""
        always = Version(None, None, _NOWHERE, "found", lambda row, parameter: expression)
        part = Rule(f"{name}__part", name, entity, expression.type, "", False, (always,))
        self.rules.append(Compiled(part, None, (Text(always, expression),)))
        return e.RuleValue(entity, part.name, part.label, part.type)


def rewritten(
    node: e.Expression, change: Change, *, inside: bool = False, seen: dict[int, e.Expression] | None = None
) -> e.Expression:
    """An expression with some of its nodes replaced; ``inside`` leaves the node itself.

    What stands in it more than once (``seen``) is one node afterwards too.
    """
    seen = {} if seen is None else seen
    if id(node) not in seen:
        found = None if inside else change(node)
        seen[id(node)] = _with_parts(node, change, seen) if found is None else found
    return seen[id(node)]


def _with_parts(node: e.Expression, change: Change, seen: dict[int, e.Expression]) -> e.Expression:
    # A denominator that is nothing is named by what it was in the text: it stays.
    names = [place.name for place in fields(node)]  # type: ignore[arg-type]
    values = {name: getattr(node, name) for name in names if (type(node), name) != (e.Rounded, "denominator")}
    changed = {name: _rewritten(value, change, seen) for name, value in values.items()}
    same = all(changed[name] is values[name] for name in values)
    return node if same else replace(node, **changed)  # type: ignore[type-var]


def _rewritten(value: object, change: Change, seen: dict[int, e.Expression]) -> object:
    if isinstance(value, e.Expression):
        return rewritten(value, change, seen=seen)
    if isinstance(value, tuple):
        parts = tuple(_rewritten(part, change, seen) for part in value)
        return value if all(one is other for one, other in zip(parts, value, strict=True)) else parts
    return value


def _is_worth_it(node: e.Expression) -> bool:
    """Is a part more than a column already, and can it be taken out? One without a fitting case names its rule."""
    if isinstance(node, e.Constant | e.FactValue | e.RuleValue | e.Above | e.Total):
        return False
    return not any(isinstance(part, e.Cases) and part.otherwise is None for part in e.walk(node))
