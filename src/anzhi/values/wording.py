"""措辞 Parts of a sentence that a shell can say in the reader's language: an amount, a list, a sentence inside another.

Every part also has a ``str``: the Chinese that stands in logs and files.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

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
            symbol = translate(unit.symbol, "unit")
            # Chinese sets the unit close; a word in letters needs its space.
            return unit.number(value) + (symbol if symbol == unit.symbol else f" {symbol}".rstrip())
        case Listed(parts=parts, joint=joint):
            return say(joint, translate).join(say(each, translate) for each in parts)
        case Phrase(template=template, parameters=pairs):
            return sentence(template, dict(pairs), translate)
        case Refused(template=template, parameters=parameters):
            return sentence(template, parameters, translate)
        case str():
            return translate(part, "") if part else part
    return str(part)


def sentence(template: str, parameters: Mapping[str, object], translate: Translate) -> str:
    """A template filled with its parameters, all of it in another language."""
    return translate(template, "").format(**{name: say(part, translate) for name, part in parameters.items()})
