import ast
import re
import shlex
import tomllib
from pathlib import Path

import pytest
import typer

from anzhi.cli import app
from anzhi.metrics.definitions import METRICS
from tests.architecture.files import ROOT, tracked

README = (ROOT / "README.md").read_text(encoding="utf-8")
INVARIANTS = (ROOT / "docs" / "invariants.md").read_text(encoding="utf-8")
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
PAGES = [path for path in tracked() if path.suffix == ".md" and "src" not in path.relative_to(ROOT).parts]
TARGETS = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
PROVED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", INVARIANTS)
FOLDERS = "src|tests|docs|tools|benchmarks"


def code(page: str) -> list[str]:
    """Lines of code and code in lines."""
    blocks = [line.split("  #")[0].strip() for line in page.splitlines() if re.match(r"\s{4,}\S", line)]
    return blocks + [" ".join(span.split()) for span in re.findall(r"`([^`]+)`", page)]


def commands(page: str) -> list[str]:
    return sorted({line for line in code(page) if line.startswith("anzhi ")})


def functions(path: Path) -> set[str]:
    return {node.name for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("line", commands(README))
def test_a_command_in_the_readme_can_be_typed_as_it_stands(line):
    words = shlex.split(line.replace("--lang en", ""))[1:]
    if words == ["init"]:
        words += shlex.split("--name 甲 --code 430104 --streets 430104001=乙 --administrator 丙 --username a")
    group = typer.main.get_command(app)
    name, command, rest = group.resolve_command(group.make_context("anzhi", words), words)
    command.make_context(name, rest)


def test_every_command_is_shown_in_the_readme():
    shown = {word for line in commands(README) for word in line.split()}
    assert typer.main.get_command(app).commands.keys() - shown == set()


def test_the_readme_asks_for_figures_that_exist():
    asked = {w for line in commands(README) if re.search(r"figures|evidence", line) for w in line.split() if "_" in w}
    placed = set(re.findall(r"\{\{ (\w+)", README))
    assert asked and placed
    assert (asked | placed) - METRICS.keys() == set()


def test_everything_the_pages_let_make_do_is_a_target():
    lines = [line for page in PAGES for line in code(page.read_text(encoding="utf-8"))]
    named = {target for line in lines for target in re.findall(r"make ([a-z][\w-]*)", line)}
    assert named >= {"run", "test", "bench"}
    assert named - TARGETS == set()


def test_every_path_a_page_names_exists():
    named = {
        (page.name, path)
        for page in PAGES
        for span in code(page.read_text(encoding="utf-8"))
        for path in re.findall(rf"^((?:{FOLDERS})/[^\s:]*)", span)
    }
    assert named
    assert {(page, path) for page, path in named if not (ROOT / path).exists()} == set()


def test_every_link_of_a_page_leads_somewhere():
    links = {(p, target) for p in PAGES for target in re.findall(r"\]\(([^)#]+)", p.read_text(encoding="utf-8"))}
    assert links
    assert {(page.name, target) for page, target in links if not (page.parent / target).exists()} == set()


def test_all_eleven_invariants_are_listed_in_order():
    assert re.findall(r"^## (\d+)\. \S", INVARIANTS, re.MULTILINE) == [str(number) for number in range(1, 12)]


def test_every_invariant_names_what_proves_it():
    sections = re.split(r"^## ", INVARIANTS, flags=re.MULTILINE)[1:]
    assert [section.splitlines()[0] for section in sections if not re.search(r"`tests/[\w/]+\.py::", section)] == []


@pytest.mark.parametrize(("path", "name"), sorted(set(PROVED)), ids=lambda value: value)
def test_a_proof_named_by_the_invariants_exists(path, name):
    assert name in functions(ROOT / path)


def test_decisions_are_numbered_without_a_gap():
    assert [path.name[:4] for path in DECISIONS] == [f"{number:04d}" for number in range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_why_what_and_what_follows_on_one_page(path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"^## (\w+)", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert len(text.splitlines()) <= 50


def test_the_changelog_tells_of_the_version_that_is_built():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
