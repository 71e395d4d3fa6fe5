"""识别 Finding the amounts in a text, and reading a cell that is one."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import zip_longest

import cn2an

from anzhi.auditor.quantities.exclusions import blanked
from anzhi.auditor.quantities.quantity import Quantity
from anzhi.auditor.quantities.units import MONEY, NONE, SCALES, UNITS, Unit, per, scaled
from anzhi.auditor.quantities.width import plain

_DIGITS = r"\d{1,3}(?:[,，]\d{3})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = "|".join(sorted((word for word in SCALES if word), key=len, reverse=True))
_UNIT = "|".join(re.escape(symbol) for symbol in sorted(UNITS, key=len, reverse=True))
_TAIL = (
    rf"\s*(?P<more>[余多几来])?(?P<scale>{_SCALE})?(?P<more2>[余多几来])?\s*"
    rf"(?P<unit>{_UNIT})?(?P<per>[/每](?:人|户|亩|平方米|㎡|次|个|月|年|天|日|套|公里|吨|车|辆|名|件|班|生|学年|学期)(?:[·./](?:月|年|天|次|日))?)?"
    rf"(?P<after>\s*(?:（含）)?(?:及?以上|及?以下|以内|之内|左右|上下))?"
)
_NUMBER = re.compile(rf"(?P<number>{_DIGITS}){_TAIL}")
_NUMERAL = "零两一二三四五六七八九十百千万亿"
_CHINESE = re.compile(rf"(?<![{_NUMERAL}第\d.几数])(?P<number>[零两一二三四五六七八九十百千]+){_TAIL}")
_PERCENT = re.compile(rf"百分之(?P<number>[{_NUMERAL}]+(?:点[零一二三四五六七八九]+)?)")
_ZERO = re.compile(
    r"(?:经费|支出|收入|费用?|资金|结余|结转|预算|决算|余额)[^，。；、（）\d]{0,6}(?P<number>(?:为|是|均为|系)零)(?![\w.])"
)
_BEFORE = re.compile(
    r"(?:(?P<about>(?<![签节预公合协违履制解立])约|近|接近|将近|大概|左右|预计)|(?P<over>超过|逾|突破|高于|大于|>)|(?P<under>低于|小于|不足|<|未达到?|没有达到|没达到)"
    r"|(?P<least>不低于|不少于|不小于|至少|≥|>=|≧|大于等于|大于或等于)|(?P<most>不超过|不高于|不多于|不大于|至多|最多|控制在|≤|<=|≦|小于等于|小于或等于))\s*$"
)
_AFTER = {"以上": "least", "以下": "most", "以内": "most", "之内": "most", "左右": "about", "上下": "about"}
_RANGE = re.compile(r"\s*(?:-|~|—{1,2}|–|至)\s*$")
_TOGETHER = re.compile(r"\s*(?:[、和及与]|以及)\s*$")
_SIGN = re.compile(
    rf"(?:^|[：，、；（=+×\s\n]|(?<![\d{_NUMERAL}])(?<![\d{_NUMERAL}]\D)(?<![\d{_NUMERAL}]\D\D)[\u4e00-\u9fff])-\s?$"
)
"""A dash before a number is a minus, also behind a word; behind a number and its unit it is a span: 3月-6月."""
_ANY = re.compile(rf"\d|[{_NUMERAL}]")
_CHINESE_UNITS = {
    "个", "项", "件", "条", "家", "次", "篇", "批次", "宗", "座", "栋", "套", "台", "辆", "份", "场", "处",
    "所", "人", "名", "位", "户", "元", "亩", "公里", "倍", "个百分点", "类", "街道", "镇", "乡", "社区",
    "人次", "户次", "场次", "村", "种", "公顷",
}  # fmt: skip
_CELL = re.compile(
    rf"(?P<open>（)?(?P<sign>[-+])?\s*[¥￥]?(?P<number>{_DIGITS}|\.\d+)\s*(?P<scale>{_SCALE})?\s*(?P<unit>{_UNIT})?(?P<close>）)?"
)


def scan(text: str) -> tuple[Quantity, ...]:
    """Every amount in a text, in order. A number without a unit is none, unless its unit follows the next one."""
    narrow = plain(text)
    if not _ANY.search(narrow):
        return ()
    clean = blanked(narrow)
    found = [*_arabic(clean, text), *_chinese(clean, text)]
    found.sort(key=lambda quantity: quantity.start)
    return tuple(q for q in _ranged(_shared_units(found, narrow), narrow) if q.unit is not NONE)


@lru_cache(maxsize=16384)
def cell_quantity(text: str, unit: Unit = NONE) -> Quantity | None:
    """The amount that a cell consists of, in the unit of its heading unless it states its own; None if it is none."""
    narrow = plain(text)
    lead = len(narrow) - len(narrow.lstrip())
    found = _CELL.fullmatch(narrow.strip())
    if not found or bool(found["open"]) != bool(found["close"]):
        return None
    stated = scaled(UNITS[found["unit"]], found["scale"] or "") if found["unit"] else None
    if not stated and found["scale"]:
        return None
    quantity = _quantity(
        found["number"].replace("，", ","), stated or unit, text.strip(), lead, lead + len(text.strip())
    )
    negative = found["sign"] == "-" or bool(found["open"])
    return replace(quantity, value=-quantity.value) if negative else quantity


def _quantity(number: str, unit: Unit, printed: str, start: int, end: int, hedge: str = "") -> Quantity:
    digits = number.replace(",", "").replace("，", "")
    places = len(digits.partition(".")[2])
    return Quantity(Fraction(digits) * unit.scale, unit, unit.scale / 10**places, places, printed, start, end, hedge)


def _arabic(clean: str, text: str) -> Iterator[Quantity]:
    for found in _NUMBER.finditer(clean):
        start = found.start()
        if start and ((clean[start - 1].isascii() and clean[start - 1].isalnum()) or clean[start - 1] == "."):
            continue
        unit, end = _unit(found)
        quantity = _quantity(found["number"], unit, text[start:end].strip(), start, end, _hedge(found, clean))
        if sign := _SIGN.search(clean[max(0, start - 8) : start]):
            dash = clean.rindex("-", 0, start)
            quantity = replace(quantity, value=-quantity.value, start=dash, printed=text[dash:end].strip())
            del sign
        yield quantity


def _chinese(clean: str, text: str) -> Iterator[Quantity]:
    for found in _PERCENT.finditer(clean):
        value = _numeral(found["number"])
        if value is not None:
            yield _quantity(value, UNITS["%"], found[0], found.start(), found.end())
    for found in _ZERO.finditer(clean):
        yield _quantity("0", Unit("", MONEY), "零", found.end() - 1, found.end())
    for found in _CHINESE.finditer(clean):
        value = _numeral(found["number"])
        if (
            value is None
            or value == "0"
            or (found["unit"] or "") not in _CHINESE_UNITS
            or clean[: found.start()].endswith("百分之")
        ):
            continue
        unit, end = _unit(found)
        yield _quantity(value, unit, text[found.start() : end], found.start(), end, _hedge(found, clean))


@lru_cache(maxsize=2048)
def _numeral(text: str) -> str | None:
    try:
        return str(cn2an.cn2an(text, "smart"))
    except ValueError:
        return None


def _unit(found: re.Match[str]) -> tuple[Unit, int]:
    """The unit of a number and where number and unit end; a word of magnitude alone is no unit."""
    if not found["unit"]:
        return (NONE, found.end("number"))
    unit = scaled(UNITS[found["unit"]], found["scale"] or "")
    if found["per"]:
        return per(unit, found["per"][1:]), found.end("per")
    return unit, found.end("unit")


def _hedge(found: re.Match[str], clean: str) -> str:
    if found["more"] or found["more2"]:
        return "over"
    if found["after"] and found["unit"]:
        return next(hedge for word, hedge in _AFTER.items() if found["after"].endswith(word))
    before = _BEFORE.search(clean, max(0, found.start() - 6), found.start())
    return next((name for name, value in before.groupdict().items() if value), "") if before else ""


def _shared_units(found: list[Quantity], text: str) -> list[Quantity]:
    """Numbers that share the unit of the last one: 分别为1、2和3万元."""
    for place in range(len(found) - 2, -1, -1):
        left, right = found[place], found[place + 1]
        joined = _TOGETHER.fullmatch(text[left.end : right.start]) or (
            right.unit is not NONE
            and _RANGE.fullmatch(text[left.end : right.start])
            and left.value < right.value / right.unit.scale
        )
        if left.unit is NONE and right.unit is not NONE and joined:
            found[place] = replace(
                left, value=left.value * right.unit.scale, unit=right.unit, step=left.step * right.unit.scale
            )
    return found


def _ranged(found: list[Quantity], text: str) -> Iterator[Quantity]:
    """Two numbers with a dash between them as one range, unless they are part of a computation."""
    skip = False
    for left, right in zip_longest(found, found[1:]):
        if skip:
            skip = False
            continue
        if right and left.unit is not NONE and left.dimension == right.dimension and left.value < right.value:
            between, around = (
                text[left.end : right.start],
                text[max(0, left.start - 1) : left.start] + text[right.end : right.end + 1],
            )
            if _RANGE.fullmatch(between) and not set(around) & set("=+-×*/"):
                skip = True
                yield replace(left, upper=right.value, end=right.end, printed=text[left.start : right.end])
                continue
        yield left
