import ast
import re

import pytest
import typer
from django.apps import apps
from django.utils.translation import gettext, override

from anzhi.cli import app
from anzhi.metrics.definitions import METRICS
from anzhi.rules import packs
from tests.architecture.files import ROOT, modules

PLACES = {"{class}": r"\d{3}", "{item}": r"\d{5}"}
"""What the braces of a family stand for in a name; in a label they stand for words."""
ROWS = [
    (chinese, english, re.findall(r"`([^`]+)`", codes))
    for line in (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| 中文")
    for chinese, english, codes, _ in [line.strip("| ").split(" | ", 3)]
]
RECORDS = {model.__name__: model._meta.verbose_name for model in apps.get_models() if "anzhi" in model.__module__}
RULES = {
    version.text.__name__: rule.label for rule in packs.load("changsha").rules.values() for version in rule.versions
}
COMMANDS = {f"anzhi {name}" for name in typer.main.get_command(app).commands}


def in_english(text: str) -> str:
    with override("en"):
        return gettext(str(text))


def pattern(text: str) -> re.Pattern[str]:
    """A term as an expression; braces stand for whatever the family puts there."""
    pieces = re.split(r"(\{[^}]+\})", text)
    return re.compile("".join(PLACES.get(p, ".+") if p.startswith("{") else re.escape(p) for p in pieces))


def listed(name: str, label: str) -> list[tuple[str, str]]:
    """Chinese and English of the rows that list a name under its label."""
    rows = [(chinese, english) for chinese, english, codes in ROWS if any(pattern(c).fullmatch(name) for c in codes)]
    return [row for row in rows if pattern(row[0]).fullmatch(label)]


def defined() -> set[str]:
    """Every name that a module defines at its top level, and every member of its classes."""

    def names(body: list[ast.stmt], prefix: str = "") -> set[str]:
        found: set[str] = set()
        for node in body:
            match node:
                case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                    found.add(prefix + name)
                case ast.FunctionDef(name=name):
                    found.add(prefix + name)
                case ast.ClassDef(name=name):
                    found |= {prefix + name, *names(node.body, f"{prefix}{name}.")}
        return found

    return {name for _, tree in modules() for name in names(tree.body)}


def test_every_kind_of_record_is_listed_once_under_its_name():
    assert {name: len(listed(name, label)) for name, label in RECORDS.items()} == dict.fromkeys(RECORDS, 1)


def test_every_figure_is_listed_once_under_its_label():
    assert {m.name: len(listed(m.name, m.label)) for m in METRICS.values()} == dict.fromkeys(METRICS, 1)


def test_every_command_is_listed():
    assert COMMANDS - {code for _, _, codes in ROWS for code in codes} == set()


@pytest.mark.parametrize("terms", [RECORDS, {m.name: m.label for m in METRICS.values()}], ids=["records", "figures"])
def test_the_glossary_and_the_catalogue_speak_the_same_english(terms):
    spoken = {name: [english for _, english in listed(name, label)] for name, label in terms.items()}
    agreed = {name for name, [english] in spoken.items() if pattern(english).fullmatch(in_english(terms[name]))}
    assert terms.keys() - agreed == set()


def test_a_rule_is_called_in_the_glossary_as_on_its_page():
    spoken = {(name, label): english for name, label in RULES.items() for _, english in listed(name, label)}
    assert len(spoken) > 40
    assert {key: english for key, english in spoken.items() if english != in_english(key[1])} == {}


def test_nothing_is_listed_that_is_gone():
    known = defined() | COMMANDS
    codes = {code for _, _, codes in ROWS for code in codes}
    figures = {code for code in codes if any(pattern(code).fullmatch(name) for name in METRICS)}
    assert len(codes) > 200
    assert codes - known - figures == set()
