"""平均 An amount for each of something: 人均125元, 每亩9万元, 补助标准500元/人."""

import re
from dataclasses import dataclass
from fractions import Fraction

from anzhi.auditor.language import labels
from anzhi.auditor.language.mention import Mention, Role
from anzhi.auditor.quantities.units import AREA, PEOPLE, UNITS

_THINGS = "|".join(sorted((re.escape(u) for u in UNITS if len(u) < 4 and u not in ("%", "分")), key=len, reverse=True))
_AVERAGE = re.compile(
    r"(?P<of>[人户生亩次村校床件车项家店站所班头套课场篇批辆个镇乡社])均(?P<more>[^，。；均]{0,10})$"
    rf"|(?P<word>平均每?|每)(?P<each>{_THINGS}|村|校|省|市|县|镇|乡|站|家|生|亩)?(?P<rest>[^，。；每]{{0,8}})$"
)
_RATE = re.compile(r"(元|平方米|亩|吨)/(人|户|亩|次|名|个|辆|台|套|平方米|生|公里|吨|件)(?:[·./]?(年|月|天))?$")
_MONTHS = re.compile(r"每月|月均|均月|月人均|/月|·月|月(?:补助|补差|工资|标准)")
_STANDARD = re.compile(r"最[低高]|限额|上限|不[超低]")
_UNITS = {
    "人": {PEOPLE, "人次"},
    "生": {PEOPLE},
    "亩": {AREA},
    "次": {"次", "人次", "批次", "场次", "户次", "台次", "趟"},
    "批": {"批次", "批"},
    "车": {"辆"},
    "校": {"所"},
    "床": {"张"},
    "家": {"家", "户", "个"},
    "个": {"个", "处", "家", "所", "座", "项"},
    "处": {"处", "个"},
    "项": {"项", "个"},
    **{place: {"个", "家", "村", "镇", "乡", "社区", "班", "所"} for place in "村镇乡站省市县社店班所"},
}  # fmt: skip
"""Dimensions in which the things are counted that an average is of."""


@dataclass(frozen=True)
class Average:
    """What an amount is the average of.

    Attributes:
        word: the thing that it is for: 人, 户, 亩; empty when not said.
        dimension: what is divided.
        noun: whose average it is, when that is said: 规下企业户均.
        monthly: may it be an amount for each month?
        is_standard: is it a limit, which need not be what was paid?
    """

    word: str
    dimension: str
    noun: str
    monthly: bool
    is_standard: bool

    def counts(self, mention: Mention) -> Fraction | None:
        """How many things a mention counts, in the unit of the average; None when it counts others."""
        quantity = mention.quantity
        if mention.role is not Role.LEVEL or not quantity.value or not quantity.is_exact:
            return None
        unit = UNITS.get(self.word)
        dimensions = _UNITS.get(self.word) or ({unit.dimension} if unit else set())
        if self.word and quantity.dimension not in dimensions and not mention.after.startswith(self.word):
            return None
        if not self.word and not quantity.unit.is_count:
            return None
        scale = unit.scale if unit and unit.dimension == quantity.dimension else Fraction(1)
        return quantity.value / scale


def average_of(mention: Mention, before: "Average | None" = None) -> Average | None:
    """What an amount is the average of; None when it is none.

    Args:
        mention: the amount.
        before: what the amount before it is the average of; one that follows behind 、 is of the same.
    """
    if mention.role is not Role.LEVEL or not mention.quantity.value or mention.quantity.upper is not None:
        return None
    if rate := _RATE.search(mention.quantity.dimension):
        word, monthly = ("人" if rate[2] == "名" else rate[2]), rate[3] == "月"
        return Average(word, rate[1], labels.clean(mention.before), monthly, bool(_STANDARD.search(mention.before)))
    found = _AVERAGE.search(mention.before)
    if found is None:
        follows = (
            before is not None and mention.lead.startswith("、") and mention.quantity.dimension == before.dimension
        )
        return before if follows else None
    word = found["of"] or found["each"] or ""
    if word in ("月", "年", "天", "日") or (found["word"] == "每" and not word):
        return None
    noun = labels.clean(mention.before[: found.start()])
    words = mention.before
    return Average(word, mention.quantity.dimension, noun, bool(_MONTHS.search(words)), bool(_STANDARD.search(words)))
