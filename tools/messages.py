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

_SENTENCES = {
    "_": 0, "gettext": 0, "gettext_lazy": 0, "Refused": 0, "Missing": 0, "phrase": 0,
    "_problem": 1, "Finding": 2, "_finding": 2, "_date": 2,
}  # fmt: skip
"""Callables that take a sentence or a term, and the position of it."""
_PROMPTS = frozenset({"help", "prompt"})
"""What the command line says about its parameters."""
_TEMPLATED = re.compile(r"""\b(?:gettext|_)\(u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\)""")
"""What Django makes of a text in a template, when it turns the template into calls of gettext."""

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
    """Constants in the source that are passed to gettext, to refusals and findings, or as help; all those of pages."""
    for path, tree in _sources():
        if path.is_relative_to(SOURCE / "web"):
            yield from _shown(tree)
        if path.is_relative_to(SOURCE / "ingest"):
            yield from (value for mapping in _mappings(tree) for value in _shown(mapping))
        for call in _calls(tree):
            yield from (part.value for part in _spoken(call) if isinstance(part, ast.Constant))


def _sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _shown(tree: ast.AST) -> Iterator[object]:
    """The words of pages: every constant that is no documentation, and no piece of a formatted text."""
    pieces = {
        id(piece)
        for node in ast.walk(tree)
        for piece in (
            node.values if isinstance(node, ast.JoinedStr) else [node.value] if isinstance(node, ast.Expr) else []
        )
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in pieces:
            yield node.value


def _mappings(module: ast.Module) -> Iterator[ast.Dict]:
    """What a module calls the keys of others, such as the faults that a geometry library finds."""
    yield from (node.value for node in module.body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict))


def _spoken(call: ast.Call) -> Iterator[ast.AST]:
    name = _name(call)
    if name in _SENTENCES:
        yield from (part for argument in call.args[_SENTENCES[name] :][:1] for part in _either(argument))
    if name == "Citation":
        yield from call.args
    for keyword in call.keywords:
        if name in _SENTENCES or keyword.arg in _PROMPTS:
            yield from _either(keyword.value)


def _either(value: ast.expr) -> list[ast.expr]:
    """What may be said: a text, or each of those that a condition chooses from."""
    match value:
        case ast.BoolOp(values=values):
            return values
        case ast.IfExp(body=body, orelse=orelse):
            return [body, orelse]
    return [value]


def _name(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def templated() -> Iterator[str]:
    """Texts in the templates of pages."""
    from django.utils.translation.template import templatize

    for path in sorted((SOURCE / "web" / "templates").rglob("*.html")):
        for quoted in _TEMPLATED.findall(templatize(path.read_text(encoding="utf-8"))):
            yield ast.literal_eval(quoted)


def terms() -> Iterator[object]:
    """Terms that come from declarations: figures, identities, grades, roles, rooms, records and their constraints."""
    from django.apps import apps

    from anzhi.casework import stages
    from anzhi.demo.steps import STEPS
    from anzhi.ingest.nouns import NOUNS
    from anzhi.metrics.definitions import METRICS
    from anzhi.metrics.identities import BREAKDOWNS, IDENTITIES
    from anzhi.office.roles import AREAS, ROLES
    from anzhi.performance.scoring import load_method
    from anzhi.reports.outline import TITLES
    from anzhi.values.wording import JOINTS

    for metric in METRICS.values():
        yield from (metric.label, metric.definition, metric.owner)
    yield from (entry.label for entry in (*IDENTITIES, *BREAKDOWNS))
    for path in files("anzhi.performance").joinpath("methods").iterdir():
        method = load_method(path.name.removesuffix(".yaml"))
        yield from (method.label, method.source.document, method.source.clause, *(grade for grade, _ in method.grades))
    for subject in stages.Subject:
        yield from (text for stage in stages.flow(subject) for text in (stage.label, stage.note))
    yield from (name for name, _ in STEPS)
    yield from (*AREAS.values(), *(role.label for role in ROLES.values()), *TITLES.values(), *JOINTS)
    for noun in NOUNS.values():
        for column in noun.columns:
            yield from (noun.title, column.heading, getattr(column.kind, "what", ""))
    yield from (config.verbose_name for config in apps.get_app_configs())
    for model in apps.get_models():
        yield model._meta.verbose_name
        for field in model._meta.concrete_fields:
            yield field.verbose_name
            yield from (label for _, label in field.flatchoices)
        yield from (constraint.violation_error_message for constraint in model._meta.constraints)
    yield from law()


def law() -> Iterator[object]:
    """What pages say of the law: rules, parameters with their classes and sources, the facts that they need."""
    from anzhi.rules import packs
    from anzhi.rules.engine.formula import SIGNS
    from anzhi.rules.engine.parameters import CERTAINTIES
    from anzhi.rules.engine.problems import SENTENCES
    from anzhi.rules.engine.schema import declared

    yield from (*CERTAINTIES.values(), *SENTENCES.values(), *SIGNS.values())
    for pack in map(packs.load, packs.PACKS):
        yield pack.label
        for entity in pack.schema.entities.values():
            yield from (entity.label, declared(entity).label if entity.parent else "")
            for fact in entity.facts.values():
                yield from (fact.label, *fact.type.words.values())
        for rule in pack.rules.values():
            yield from (rule.label, *rule.type.words.values())
            yield from (text for v in rule.versions for text in (v.citation.document, v.citation.clause))
        for parameter in pack.parameters.values():
            yield from (parameter.label, parameter.note, *parameter.by, *parameter.classes.values())
            for period in parameter.periods:
                yield from (period.citation.document, period.citation.clause, period.note)


def units() -> Iterator[str]:
    """Symbols that stand behind numbers."""
    from anzhi.metrics.definitions import METRICS
    from anzhi.rules import packs

    yield from (metric.unit.symbol for metric in METRICS.values())
    for pack in map(packs.load, packs.PACKS):
        facts = (fact for entity in pack.schema.entities.values() for fact in entity.facts.values())
        yield from (named.type.unit for named in (*facts, *pack.rules.values(), *pack.parameters.values()))
    for _, tree in _sources():
        for call in _calls(tree):
            if _name(call) == "Unit" and call.args and isinstance(call.args[0], ast.Constant):
                yield call.args[0].value


def wanted() -> set[Text]:
    """Every Chinese text of anzhi's own that people can be shown."""
    from django.utils.translation import override

    with override(None):  # what Django says in its own words stays English, and is its own to translate
        texts = {(str(text), None) for text in (*literals(), *templated(), *terms())}
        texts |= {(symbol, "unit") for symbol in units()}
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
