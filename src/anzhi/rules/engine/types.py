"""类型 What a fact, a parameter or a rule can be: a number of a unit, a flag, a day, a word.

A number is an integer of its smallest unit: ``scale`` decimal digits of the unit that people read. 12.34 元 is 1234
with scale 2. Products add their scales, so a price times an area is exact until it is rounded by name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from anzhi.values.exact import smallest
from anzhi.values.refusal import Refused
from anzhi.values.wording import Measure, phrase

Value = int | bool | date | str
"""What a type's values are in Python."""
DTYPES = {"number": "int64", "flag": "boolean", "day": "date", "word": "string"}
"""And in a column, by kind."""


@dataclass(frozen=True)
class Type:
    """A type.

    Attributes:
        kind: number, flag, day or word.
        scale: decimal digits of a number.
        unit: what follows a number when people read it.
        words: what each word of a word type means.
    """

    kind: str
    scale: int = 0
    unit: str = ""
    words: Mapping[str, str] = field(default_factory=dict, compare=False)

    def parse(self, text: object) -> Value:
        """A value as it is written down.

        Raises:
            Refused: it is none of this type.
        """
        if self.kind == "number":
            if isinstance(text, bool) or not isinstance(text, int | str):
                raise Refused("“{text}”不是数字，小数请加引号", text=text)
            return smallest(str(text), 10**self.scale)
        if self.kind == "flag" and isinstance(text, bool):
            return text
        if self.kind == "day":
            return _day(text)
        if self.kind == "word" and isinstance(text, str) and (not self.words or text in self.words):
            return text
        raise Refused("“{text}”不是{kind}", text=text, kind=_NAMES[self.kind])

    def part(self, value: Value) -> object:
        """A value as a part of a sentence: money with two digits and commas, other numbers without idle zeros."""
        if isinstance(value, bool):
            return phrase("是") if value else phrase("否")
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, str):
            return self.words.get(value, value)
        return Measure(decimal(value, self.scale, keep=self.unit == "元"), self.unit)

    def say(self, value: Value) -> str:
        """A value as people read it."""
        return str(self.part(value))


_NAMES = {"number": phrase("数字"), "flag": phrase("是或否"), "day": phrase("日期"), "word": phrase("可选项")}


def decimal(value: int, scale: int, *, keep: bool = False) -> str:
    """An integer of a scale as a decimal text."""
    sign, digits = ("-", -value) if value < 0 else ("", value)
    whole, part = divmod(digits, 10**scale)
    decimals = f"{part:0{scale}d}" if scale else ""
    decimals = decimals if keep else decimals.rstrip("0")
    return f"{sign}{whole:,}.{decimals}" if decimals else f"{sign}{whole:,}"


def _day(text: object) -> date:
    if isinstance(text, date):
        return text
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise Refused("“{text}”不是日期，请写成 2021-03-01", text=text) from None


def number(scale: int, unit: str) -> Type:
    """A number type."""
    return Type("number", scale, unit)


def word(words: Mapping[str, str]) -> Type:
    """A word type: what may stand there, and what it means."""
    return Type("word", words=words)


FLAG, DAY, WORD = Type("flag"), Type("day"), Type("word")
COUNT = number(0, "")
MONEY = number(2, "元")
MU = number(4, "亩")
SQUARE_METRES = number(4, "平方米")
PERSONS = number(1, "人")
QUOTA = number(1, "个指标")
MONTHS = number(0, "个月")
YEARS = number(0, "周岁")
