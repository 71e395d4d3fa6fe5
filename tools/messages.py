"""The English catalogue: collect what people can be shown, keep the translations there are, compile.

``python -m tools.messages`` adds new texts with an empty translation, drops those nobody is shown any more, and says
what is left to translate. Nothing else changes: the same texts and translations always give the same bytes.
"""

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parent.parent / "src" / "anzhi"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"

Text = tuple[str, str | None]
"""A text and its context: ``unit`` for a unit, since 户 is a household and also what 300 households are counted in."""

_SENTENCES = {"_": 0, "Refused": 0, "Missing": 0, "Finding": 2, "_finding": 2, "_date": 2, "phrase": 0}
"""Callables that take a sentence or a term, and the position of it."""

_CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


class _Plain(Catalog):
    """A catalogue whose header names no date, person or program, so that only its texts can change it."""

    header_comment = "# The English of anzhi. `make messages` adds new texts; write their translations here."
    mime_headers = (
        ("Language", "en"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
    )


def literals() -> Iterator[object]:
    """Constants in the source that are passed to gettext, to refusals and findings, or as help."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield from (part.value for part in _spoken(node) if isinstance(part, ast.Constant))


def _spoken(call: ast.Call) -> Iterator[ast.AST]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name in _SENTENCES:
        yield from call.args[_SENTENCES[name] :][:1]
    for keyword in call.keywords:
        if name in _SENTENCES or keyword.arg == "help":
            yield from keyword.value.values if isinstance(keyword.value, ast.BoolOp) else [keyword.value]


def terms() -> Iterator[object]:
    """Terms that come from declarations: figures, identities, grades, steps, rooms, records and their constraints."""
    from django.apps import apps

    from anzhi.demo.steps import STEPS
    from anzhi.metrics.definitions import METRICS
    from anzhi.metrics.identities import BREAKDOWNS, IDENTITIES
    from anzhi.performance.scoring import load_method
    from anzhi.values.wording import JOINTS

    for metric in METRICS.values():
        yield from (metric.label, metric.definition, metric.owner)
    yield from (entry.label for entry in (*IDENTITIES, *BREAKDOWNS))
    for path in files("anzhi.performance").joinpath("methods").iterdir():
        yield from (grade for grade, _ in load_method(path.name.removesuffix(".yaml")).grades)
    yield from (name for name, _ in STEPS)
    yield from JOINTS
    yield from (config.verbose_name for config in apps.get_app_configs())
    for model in apps.get_models():
        yield model._meta.verbose_name
        for field in model._meta.concrete_fields:
            yield field.verbose_name
            yield from (label for _, label in field.flatchoices)
        yield from (constraint.violation_error_message for constraint in model._meta.constraints)


def units() -> Iterator[str]:
    """Symbols that stand behind numbers."""
    from anzhi.metrics.definitions import METRICS

    yield from (metric.unit.symbol for metric in METRICS.values())


def wanted() -> set[Text]:
    """Every Chinese text of anzhi's own that people can be shown."""
    from django.utils.translation import override

    with override(None):  # what Django says in its own words stays English, and is its own to translate
        texts = {(str(text), None) for text in (*literals(), *terms())} | {(symbol, "unit") for symbol in units()}
    return {text for text in texts if is_chinese(text[0])}


def is_chinese(text: str) -> bool:
    """Is there a Chinese character or a full-width sign in it?"""
    return _CHINESE.search(text) is not None


def read(path: Path = CATALOGUE) -> Catalog:
    """The catalogue as it stands."""
    with path.open("rb") as file:
        return read_po(file, locale="en")


def merged(known: Catalog) -> Catalog:
    """Every wanted text with the translation it already has, if any."""
    catalogue = _Plain(locale="en", charset="utf-8", fuzzy=False)
    for text, context in wanted():
        message = known.get(text, context)
        catalogue.add(text, message.string if message else "", context=context)
    return catalogue


def write(catalogue: Catalog, path: Path = CATALOGUE) -> None:
    """Write the catalogue, and beside it what gettext reads."""
    with path.open("wb") as file:
        write_po(file, catalogue, width=0, sort_output=True)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)


def main() -> None:
    """Collect, keep, write; name what has no translation."""
    import django

    django.setup()
    catalogue = merged(read())
    write(catalogue)
    left = sorted(message.id for message in catalogue if message.id and not message.string)
    print(f"{len(catalogue)} texts, {len(left)} without translation", *left, sep="\n")


if __name__ == "__main__":
    main()
