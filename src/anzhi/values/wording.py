"""措辞 Parts of a sentence that a shell can say in the reader's language: an amount, a list, a sentence inside another.

Every part also has a ``str``: the Chinese that stands in logs and files.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from anzhi.values.citation import Citation
from anzhi.values.refusal import Refused
from anzhi.values.unit import Unit

JOINTS = ("、", "；", "＋", "－")
"""What stands between the parts of a list."""
Translate = Callable[[str, str], str]
"""A text, and the context it stands in (``unit`` for the symbol of a unit, else empty), in another language."""


@dataclass(frozen=True)
class Amount:
    """A value in its unit, in the smallest unit of the record."""

    value: Fraction | int
    unit: Unit

    def __str__(self) -> str:
        return self.unit.text(self.value)


@dataclass(frozen=True)
class Measure:
    """A number as it is printed already, and the symbol of its unit."""

    number: str
    symbol: str

    def __str__(self) -> str:
        return self.number + self.symbol


@dataclass(frozen=True)
class Phrase:
    """A template and what its names stand for."""

    template: str
    parameters: tuple[tuple[str, object], ...]

    def __str__(self) -> str:
        return self.template.format(**dict(self.parameters))


@dataclass(frozen=True)
class Listed:
    """Parts one after the other, with a joint between them."""

    parts: tuple[object, ...]
    joint: str = "、"

    def __str__(self) -> str:
        return self.joint.join(map(str, self.parts))


def phrase(template: str, **parameters: object) -> Phrase:
    """A phrase inside a sentence."""
    return Phrase(template, tuple(parameters.items()))


def say(part: object, translate: Translate) -> str:
    """A part of a sentence, or a whole refusal, in another language."""
    match part:
        case Amount(value=value, unit=unit):
            return say(Measure(unit.number(value), unit.symbol), translate)
        case Measure(number=number, symbol=symbol):
            return _close([(number, number), (symbol, translate(symbol, "unit") if symbol else "")], " ")
        case Citation(document=document, clause=clause, checked=checked):
            place = _close([(text, translate(text, "") if text else "") for text in (document, clause)], ", ")
            return place if checked else place + say(DOUBT, translate)
        case Listed(parts=parts, joint=joint):
            return say(joint, translate).join(say(each, translate) for each in parts)
        case Phrase(template=template, parameters=pairs):
            return sentence(template, dict(pairs), translate)
        case Refused(template=template, parameters=parameters):
            return sentence(template, parameters, translate)
        case str():
            return translate(part, "") if part else part
    return str(part)


DOUBT = phrase("（待核原文）")
"""What stands behind a citation that was not compared with the original."""


def _close(texts: list[tuple[str, str]], joint: str) -> str:
    """Texts with their translations: Chinese sets them close, words in letters need their joint."""
    last, translated = texts[-1]
    return (joint if translated != last else "").join(said for _, said in texts if said)


def sentence(template: str, parameters: Mapping[str, object], translate: Translate) -> str:
    """A template filled with its parameters, all of it in another language."""
    return translate(template, "").format(**{name: say(part, translate) for name, part in parameters.items()})
