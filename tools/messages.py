"""The English catalogue: collect what people can be shown, add what is missing, compile.

``python -m tools.messages`` adds new entries with an empty translation and compiles the catalogue.
"""

import ast
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parent.parent / "src" / "anzhi"
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
COMPILED = CATALOGUE.with_suffix(".mo")

_SENTENCES = {"_": 0, "Refused": 0, "Missing": 0, "Finding": 2, "_finding": 2}
"""Callables that take a sentence, and the position of it."""


def literals() -> Iterator[str]:
    """Sentences in the source: what is passed to gettext, refusals, findings and as help."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            position = _SENTENCES.get(name)
            found = node.args[position : position + 1] if position is not None else []
            found += [keyword.value for keyword in node.keywords if keyword.arg == "help"]
            yield from (arg.value for arg in found if isinstance(arg, ast.Constant) and isinstance(arg.value, str))


def terms() -> Iterator[str]:
    """Terms that come from declarations: figures, units, sections, records, identities, steps."""
    from django.apps import apps

    from anzhi.demo.steps import STEPS
    from anzhi.metrics.definitions import METRICS
    from anzhi.metrics.identities import BREAKDOWNS, IDENTITIES

    for metric in METRICS.values():
        yield from (metric.label, metric.unit.symbol, str(metric.owner))
    yield from (entry.label for entry in (*IDENTITIES, *BREAKDOWNS))
    yield from (name for name, _ in STEPS)
    for model in apps.get_models():
        yield str(model._meta.verbose_name)
        yield from (str(field.verbose_name) for field in model._meta.concrete_fields if field.null)


def wanted() -> list[str]:
    """Every text that needs a translation, once."""
    return sorted({text for text in (*literals(), *terms()) if any("\u4e00" <= letter <= "\u9fff" for letter in text)})


def read() -> Catalog:
    """The catalogue as it stands in the repository."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def main() -> None:
    """Add, sort, compile."""
    import django

    django.setup()
    old = read() if CATALOGUE.exists() else Catalog(locale="en")
    new = Catalog(locale="en", project="anzhi", charset="utf-8", creation_date=old.creation_date)
    for text in wanted():
        known = old.get(text)
        new.add(text, known.string if known else "", flags=known.flags - {"fuzzy"} if known else ())
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, new, sort_output=True, omit_header=False, width=120)
    COMPILED.write_bytes(compiled(new))
    print("untranslated:", sum(not message.string for message in new if message.id))


if __name__ == "__main__":
    main()
