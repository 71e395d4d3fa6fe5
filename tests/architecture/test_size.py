import ast

from tests.architecture.files import ROOT, SOURCE, modules, name

LINES, FUNCTION_LINES = 400, 50
CODE = list(modules(SOURCE, ROOT / "tests", ROOT / "tools", ROOT / "benchmarks"))


def test_a_file_can_be_read_in_one_sitting():
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path, _ in CODE}
    assert {path: length for path, length in lengths.items() if length > LINES} == {}


def test_a_function_fits_on_a_screen():
    functions = {
        f"{name(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path, tree in CODE
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {path: length for path, length in functions.items() if length > FUNCTION_LINES} == {}
