"""记录 A report for other programs: plain values, exact numbers as text."""

from fractions import Fraction
from typing import Any

from anzhi.auditor.document import Place
from anzhi.auditor.report import Operand, Relation, Report
from anzhi.auditor.saying import chinese, sentence, tally
from anzhi.values.wording import Translate, say


def record(report: Report, translate: Translate = chinese) -> dict[str, Any]:
    """A report as values that JSON can hold."""
    return {
        "file": report.document.name,
        "form": report.document.form,
        "unread": [say(said, translate) for said in report.document.unread],
        "counts": {verdict.value: count for verdict, count in tally(report).items()},
        "relations": [relation_record(relation, translate) for relation in report.relations],
    }


def relation_record(relation: Relation, translate: Translate = chinese) -> dict[str, Any]:
    """A relation as values that JSON can hold."""
    return {
        "id": relation.identity,
        "kind": relation.kind,
        "verdict": relation.verdict.value,
        "confidence": relation.confidence,
        "message": sentence(relation, translate),
        "arithmetic": relation.arithmetic,
        "figure": relation.about,
        "stated": _operand(relation.stated, translate),
        "expected": _operand(relation.expected, translate),
        "quotes": [{"place": _place(place, translate), "text": text} for place, text in relation.quotes],
    }


def _operand(operand: Operand | None, translate: Translate) -> dict[str, Any] | None:
    if operand is None:
        return None
    place = _place(operand.place, translate) if operand.place else None
    return {"value": exact(operand.value), "printed": operand.printed, "place": place}


def exact(value: Fraction) -> str:
    """A number as text that loses nothing: a decimal where it ends, else a fraction."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return str(value)
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    digits = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}d}"
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def _place(place: Place, translate: Translate) -> dict[str, Any]:
    return {
        "label": say(place.said, translate),
        "block": place.block,
        "row": place.row,
        "column": place.column,
        "start": place.start,
        "end": place.end,
    }
