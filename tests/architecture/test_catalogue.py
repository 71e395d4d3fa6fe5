"""English is complete: what people can be shown has a translation, and nothing else has one."""

import gettext
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest
from django.apps import apps
from django.utils import translation
from rich.console import Console
from tools import messages

from anzhi import cli
from anzhi.metrics import engine
from anzhi.rules import packs
from anzhi.values.period import Year

ENGLISH = {(m.id, m.context): m.string for m in messages.read() if m.id}


def placeholders(text: str) -> Counter[str]:
    return Counter(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def printed(program: str, *arguments: str) -> str:
    """What a program prints in a process of its own, on a wide terminal, without a database."""
    command = [sys.executable, "-c", program, *arguments]
    environment = {"COLUMNS": "200", "ANZHI_HOME": "/nowhere", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    return done.stdout + done.stderr


def test_nothing_is_missing():
    assert [text for text in messages.wanted() if not ENGLISH.get(text)] == []


def test_nothing_is_stale():
    assert set(ENGLISH) - messages.wanted() == set()


def test_every_sentence_that_can_be_read_off_the_source_is_in_it():
    sentence = re.compile(r'\b(?:_|Refused|Missing)\(\s*"([^"]*)"|\bhelp="([^"]*)"')
    found = {
        "".join(groups)
        for path in messages.SOURCE.rglob("*.py")
        for groups in sentence.findall(path.read_text(encoding="utf-8"))
    }
    assert len(found) > 100
    known = [text for text, context in ENGLISH if context is None]
    # A long sentence stands on two lines: what is read off is its beginning.
    assert [s for s in found if messages.is_chinese(s) and not any(k.startswith(s) for k in known)] == []


def test_what_a_record_breaks_is_said_in_english():
    constraints = [c for model in apps.get_models() for c in model._meta.constraints]
    with translation.override("en"):
        said = [translation.gettext(str(constraint.violation_error_message)) for constraint in constraints]
    assert len(said) > 50
    assert [text for text in said if messages.is_chinese(text)] == []


def test_no_translation_is_chinese():
    answers = str.maketrans("", "", "是否")  # what a cell of a workbook has to hold, in either language
    assert [text for text in ENGLISH.values() if messages.is_chinese(text.translate(answers))] == []


def test_both_languages_have_the_same_placeholders():
    assert [text for (text, _), english in ENGLISH.items() if placeholders(text) != placeholders(english)] == []


def test_what_is_compiled_is_what_is_written():
    with messages.CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    read = {key: compiled.pgettext(key[1], key[0]) if key[1] else compiled.gettext(key[0]) for key in ENGLISH}
    assert read == ENGLISH


def test_collecting_again_changes_no_byte(tmp_path: Path):
    again = tmp_path / "django.po"
    messages.write(messages.merged(messages.read()), again)
    for written in (messages.CATALOGUE, messages.CATALOGUE.with_suffix(".mo")):
        assert again.with_suffix(written.suffix).read_bytes() == written.read_bytes()


def test_the_help_of_every_command_is_english():
    shown = printed(
        "from anzhi.config.start import start; start('en')\n"
        "from anzhi.cli.app import app, translate; translate()\n"
        "for name in (None, *(c.name or c.callback.__name__ for c in app.registered_commands)):\n"
        "    app([*filter(None, [name]), '--help'], standalone_mode=False)\n"
    )
    assert shown.count("Usage:") == 1 + len(cli.app.registered_commands)
    assert not messages.is_chinese(shown)


@pytest.mark.parametrize("line", ["nonsense", "figures", "figures --nonsense", "figures 2021", "report 2021 --out"])
def test_what_cannot_be_done_is_said_in_english(line: str):
    shown = printed("from anzhi.cli import main; main()", *line.split(), "--lang", "en")
    assert shown.startswith("Error")
    assert not messages.is_chinese(shown)


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_figures_are_english(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr(cli.printing, "out", Console(width=250))
    figures = engine.compute(Year.whole(2021))
    with translation.override("en"):
        cli.printing.figures(figures, sorted([*figures, *figures.missing]))
    shown = capsys.readouterr().out
    assert "Tail projects" in shown
    assert not messages.is_chinese(shown)


@pytest.mark.parametrize("pack", packs.PACKS)
def test_the_law_is_english(pack: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr(cli.printing, "out", Console(width=250))
    with translation.override("en"):
        cli.law.policies(pack=pack)
    shown = capsys.readouterr().out
    assert "House compensation rate" in shown
    assert not messages.is_chinese(shown)
