import ast
import inspect
import pkgutil
from importlib import import_module

import pytest

import anzhi
from tests.architecture.files import SOURCE, modules

BULK = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
WITHOUT_POSITION = {"create", "delete", "save", "update"}
"""Names that files, digests and progress bars have too; theirs take a positional argument."""
WRITERS = {
    "office/actions/accounts.py",  # a password is no fact for the trail
    "office/actions/events.py",
    "office/actions/organisations.py",
    "office/actions/seals.py",
    "web/accounts/views.py",  # the framework's own second factors
}
SPEAKERS = {"metrics/engine.py", "office/actions/events.py", "office/actions/seals.py"}
READS = {
    "anzhi.office.actions.documents.verify",
    "anzhi.office.actions.events.facts",
    "anzhi.office.actions.seals.head",
    "anzhi.office.actions.seals.verify",
}
BEFORE_ANYBODY = {
    "anzhi.office.actions.organisations.found",
    "anzhi.office.actions.setting_up.set_up",
    "anzhi.office.actions.events.write",
}
"""Founding brings the first officer with it; ``write`` is the trail itself, below every action."""


def calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]


def writes(call: ast.Call) -> bool:
    return call.func.attr in BULK or (call.func.attr in WITHOUT_POSITION and not call.args)


def where(wanted) -> set[str]:
    return {p.relative_to(SOURCE).as_posix() for p, tree in modules() if any(wanted(call) for call in calls(tree))}


def actions() -> dict[str, object]:
    names = [m.name for m in pkgutil.walk_packages(anzhi.__path__, "anzhi.") if ".actions." in m.name]
    return {
        f"{name}.{verb}": action
        for name in names
        for verb, action in inspect.getmembers(import_module(name), inspect.isfunction)
        if inspect.unwrap(action).__module__ == name and not verb.startswith("_")
    }


ACTIONS = actions()


def test_rows_are_written_in_few_files_only():
    assert where(writes) == WRITERS


def test_sql_is_spoken_in_three_files_only():
    spoken = where(lambda call: call.func.attr == "cursor")
    assert spoken - {"office/append_only.py"} == SPEAKERS


@pytest.mark.parametrize("name", sorted(ACTIONS.keys() - READS - BEFORE_ANYBODY))
def test_an_action_is_told_by_name_who_acts(name):
    assert inspect.signature(ACTIONS[name]).parameters["by"].kind is inspect.Parameter.KEYWORD_ONLY


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_an_action_that_writes_more_than_once_is_one_transaction(name):
    [function] = ast.parse(inspect.getsource(ACTIONS[name]).strip()).body
    steps = [c for c in calls(function) if ast.unparse(c.func) in ("events.add", "events.change", "events.write")]
    decorators = {ast.unparse(decorator) for decorator in function.decorator_list}
    assert len(steps) < 2 or "transaction.atomic" in decorators


def test_no_record_acts_on_its_own():
    hidden = [
        f"{path.name}:{node.lineno}"
        for path, tree in modules()
        for node in ast.walk(tree)
        if ("models" in path.parts and isinstance(node, ast.FunctionDef) and node.name in ("save", "delete", "clean"))
        or (isinstance(node, ast.ImportFrom) and "signals" in (node.module or ""))
    ]
    assert hidden == []


def test_only_the_shells_read_the_clock():
    def reads(call: ast.Call) -> bool:
        return ast.unparse(call.func) in ("date.today", "datetime.now", "timezone.now", "time.time", "datetime.utcnow")

    assert where(reads) == {"cli/arguments.py", "web/frame.py"}
