"""语言 Sentences, amounts and units of the record in the reader's language."""

from fractions import Fraction

from django.utils.translation import gettext, pgettext

from anzhi.values import wording
from anzhi.values.finding import Finding
from anzhi.values.unit import Unit
from anzhi.values.wording import Amount


def said(part: object) -> str:
    """A refusal, a finding, a citation, an amount or a term as the reader says it."""
    if isinstance(part, Finding):
        return wording.sentence(part.message, dict(part.parameters), translated)
    return wording.say(part, translated)


def measured(value: Fraction | int, unit: Unit) -> str:
    """A value in its unit."""
    return said(Amount(value, unit))


def translated(text: str, context: str = "") -> str:
    """A text of the catalogue in the reader's language."""
    return pgettext(context, text) if context else gettext(text)


def symbol(unit: object) -> str:
    """The symbol of a unit in the reader's language, with its space where the language needs one."""
    text = translated(unit.symbol, "unit") if unit.symbol else ""
    return text if text == unit.symbol else f" {text}"
