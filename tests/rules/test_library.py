"""The library is law, not numbers: every number of the law is a parameter with its source, and every file is a rule."""

import ast
from pathlib import Path

import pytest

from anzhi.rules import library, packs
from anzhi.rules.engine import compiling, exact, formula
from anzhi.rules.engine import expression as e
from anzhi.rules.engine.parameters import Cell

FILES = [path for path in Path(library.__path__[0]).rglob("*.py") if path.name != "__init__.py"]


def cells_of(pack: str) -> list[Cell]:
    found = packs.load(pack).parameters.values()
    return [cell for parameter in found for period in parameter.periods for cell in period.cells.values()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_text_of_a_rule_holds_no_number_of_the_law(path: Path):
    numbers = [
        node.value
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef)
        for statement in function.body
        for node in ast.walk(statement)
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool)
    ]
    assert set(numbers) <= {0, 1}


@pytest.mark.parametrize("name", packs.PACKS)
def test_a_pack_reads_whole(name: str):
    pack = packs.load(name)

    assert len(pack.order) == len(pack.compiled) == len(pack.rules)
    assert pack.parameters.keys() == packs.load("changsha").parameters.keys()


def test_every_number_of_the_fictional_pack_is_known_and_says_that_it_is_invented():
    cells = [
        c for p in packs.load("example").parameters.values() for period in p.periods for c in period.cells.values()
    ]
    assert {cell.certainty for cell in cells} == {"example"}
    assert all(cell.value is not None for cell in cells)


def test_no_number_of_the_real_pack_is_invented():
    cells = [
        c for p in packs.load("changsha").parameters.values() for period in p.periods for c in period.cells.values()
    ]
    assert "example" not in {cell.certainty for cell in cells}


def test_every_kind_of_expression_is_computed_compiled_and_told():
    kinds = {kind.__name__.lower() for kind in e.Expression.__subclasses__()}

    assert {kind.__name__.lower() for kind in exact._OPERATIONS} == kinds
    for reader in (compiling.Compiler, formula.Formula):
        assert kinds <= {name.removeprefix("_") for name in vars(reader)}


def test_every_parameter_is_asked_for_by_some_rule():
    pack = packs.load("changsha")
    texts = [text.expression for compiled in pack.compiled.values() for text in compiled.texts]
    asked = {n.parameter.name for root in texts for n in e.walk(root) if isinstance(n, e.ParameterValue)}
    assert asked == pack.parameters.keys()
