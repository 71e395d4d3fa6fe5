"""格 How a cell of a workbook becomes a value, and how a value reads when it has to be named.

Cells arrive as a spreadsheet keeps them: text, float, bool, date, time. A blank cell is None. What cannot be read
without a doubt is refused in words that say what to type.
"""

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from anzhi.values.bank_account import BankAccount
from anzhi.values.exact import smallest
from anzhi.values.identity_number import IdentityNumber
from anzhi.values.phone import Phone
from anzhi.values.refusal import Refused
from anzhi.values.wording import Listed

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_EDGE = " \t\r\n\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff"
_SPACES = re.compile(r"\s+")
_DAY = re.compile(
    r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})日?(?:T?00:00(?::00(?:\.0+)?)?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_EXACT_FLOAT = 10**15
"""A spreadsheet keeps fifteen digits; a longer number has lost its end."""


@dataclass(frozen=True)
class Unreadable:
    """A cell without a value: an error such as #N/A, or a formula that was never computed."""

    reason: Refused


Cell = str | float | bool | date | time | timedelta | Unreadable | None


def tidy(text: str) -> str:
    """Without blanks at the ends, and with every run of blanks and line breaks inside as one space."""
    return _SPACES.sub(" ", text.strip(_EDGE))


def narrow(text: str) -> str:
    """Full-width letters, digits and marks as plain ones; no blanks at the ends."""
    return unicodedata.normalize("NFKC", tidy(text))


def quoted(cell: object) -> str:
    """The beginning of a cell, for a message."""
    text = tidy(str(cell))
    return text if len(text) <= 30 else text[:30] + "…"


class Kind:
    """A kind of value.

    Attributes:
        format: what to type, in a word or two.
        number_format: the spreadsheet's format of such cells.
        width: characters of its column.
    """

    format: ClassVar[str] = ""
    number_format: ClassVar[str] = "@"
    width: ClassVar[int] = 14

    def read(self, cell: Cell) -> Any:
        """The value of a cell; None for a blank one.

        Raises:
            Refused: the cell cannot be read as this kind.
        """
        if isinstance(cell, str):
            cell = tidy(cell)
            if cell == "":
                return None
        elif cell is None:
            return None
        elif isinstance(cell, Unreadable):
            raise Refused(cell.reason.template)
        return self._read(cell)

    def _read(self, cell: Any) -> Any:
        raise NotImplementedError

    def text(self, value: Any) -> str:
        """A value in words."""
        return "空" if value in (None, "") else str(value)


@dataclass(frozen=True)
class Text(Kind):
    """Words of a limited length."""

    limit: int
    format = _("文字")
    width = 18

    def _read(self, cell: Any) -> str:
        text = _as_text(cell)
        if len(text) > self.limit:
            raise Refused("有 {length} 个字，最多 {limit} 个字", length=len(text), limit=self.limit)
        return text


class Code(Text):
    """A number or code: full-width characters are taken as plain ones, blanks inside are dropped."""

    format = _("编号")

    def _read(self, cell: Any) -> str:
        return super()._read(narrow(_as_text(cell)).replace(" ", ""))


class Day(Kind):
    """A calendar day."""

    format = _("日期，如 2021-03-01")
    number_format = "yyyy-mm-dd"
    width = 12

    def _read(self, cell: Any) -> date:
        day = _as_day(cell)
        if not 1900 <= day.year <= 2099:
            raise Refused("日期 {day} 的年份不对，请核对", day=day)
        return day


@dataclass(frozen=True)
class Whole(Kind):
    """A whole number within bounds."""

    least: int
    most: int
    format = _("整数")
    number_format = "0"
    width = 10

    def _read(self, cell: Any) -> int:
        number = Decimal(_as_number(cell))
        if number != number.to_integral_value():
            raise Refused("“{cell}”不是整数", cell=quoted(cell))
        return _within(int(number), self.least, self.most, quoted(cell))


@dataclass(frozen=True)
class Exact(Kind):
    """A decimal number as an integer of the smallest unit; ``scale`` units make one."""

    scale: int
    least: int = 0
    most: int = 10**15
    format = _("数字")
    number_format = "0.00##"

    def _read(self, cell: Any) -> int:
        return _within(smallest(_as_number(cell), self.scale), self.least, self.most, quoted(cell))

    def text(self, value: int | None) -> str:
        """The number in whole units."""
        return "空" if value is None else f"{(Decimal(value) / self.scale).normalize():f}"


class YesNo(Kind):
    """是 or 否."""

    format = _("是 或 否")
    width = 10

    def _read(self, cell: Any) -> bool:
        if isinstance(cell, bool):
            return cell
        if cell in ("是", "否"):
            return cell == "是"
        raise Refused("“{cell}”应填“是”或“否”", cell=quoted(cell))

    def text(self, value: bool | None) -> str:
        """是 or 否."""
        return "空" if value is None else "是" if value else "否"


@dataclass(frozen=True)
class Choice(Kind):
    """One of a few words, kept as a key."""

    words: Mapping[Any, str]
    format = _("从列表中选择")

    def _read(self, cell: Any) -> Any:
        text = _as_text(cell)
        for key, word in self.words.items():
            if text == word or (isinstance(key, int) and narrow(text) == str(key)) or narrow(text) == narrow(word):
                return key
        raise Refused(
            "“{cell}”不在可选范围内，可填：{words}", cell=quoted(text), words=Listed(tuple(self.words.values()))
        )

    def text(self, value: Any) -> str:
        """The word of a key."""
        return self.words.get(value, "空")


class Identity(Kind):
    """A resident identity number, its check character verified. It is never repeated in a message."""

    format = _("18 位，按文本填写")
    width = 21

    def _read(self, cell: Any) -> str:
        if not isinstance(cell, str):
            raise Refused("身份证号被存成了数字，末几位已丢失；请先把这一列设为“文本”格式，再重新录入")
        return IdentityNumber.parse(narrow(cell)).text

    def text(self, value: str | None) -> str:
        """The masked number."""
        return "空" if value is None else IdentityNumber(value).masked


class Telephone(Kind):
    """A telephone number. It is never repeated in a message."""

    format = _("手机号码，或区号加电话号码")
    width = 16

    def _read(self, cell: Any) -> str:
        if not isinstance(cell, str | float):
            raise Refused("联系电话被 Excel 变成了日期或别的内容；请先把这一列设为“文本”格式，再重新录入")
        return Phone.parse(narrow(cell) if isinstance(cell, str) else format(cell, ".15g")).text

    def text(self, value: str | None) -> str:
        """The masked number."""
        return Phone(value).masked if value else "空"


class Account(Kind):
    """A bank account. It is never repeated in a message."""

    format = _("8 至 32 位数字，按文本填写")
    width = 24

    def _read(self, cell: Any) -> str:
        if not isinstance(cell, str):
            raise Refused("银行账号被存成了数字，首位的 0 和末几位可能已丢失；请先把这一列设为“文本”格式，再重新录入")
        return BankAccount.parse(narrow(cell)).text

    def text(self, value: str | None) -> str:
        """The masked account."""
        return BankAccount(value).masked if value else "空"


class CreditCode(Code):
    """A unified social credit code (GB 32100), its check character verified."""

    format = _("18 位代码")
    width = 21

    def _read(self, cell: Any) -> str:
        try:
            return uscc.validate(super()._read(cell))
        except ValidationError:
            raise Refused("统一社会信用代码“{cell}”校验不符，请核对", cell=quoted(cell)) from None


def _as_text(cell: Any) -> str:
    if isinstance(cell, str):
        text = tidy(cell)
        if _UNSEEN.search(text):
            raise Refused("含有看不见的控制字符，请删去后重新录入")
        return text
    if isinstance(cell, bool):
        raise Refused("这里是逻辑值 {cell}，应为文字", cell="TRUE" if cell else "FALSE")
    if isinstance(cell, float | int):
        return _as_number(cell)
    raise Refused("被 Excel 变成了日期或时间（{cell}）；请先把这一列设为“文本”格式，再重新录入", cell=cell)


def _as_number(cell: Any) -> str:
    """Plain decimal digits with an optional sign and point."""
    if isinstance(cell, bool) or not isinstance(cell, str | float | int):
        raise Refused("“{cell}”不是数字", cell=quoted(cell))
    if isinstance(cell, str):
        text = narrow(cell).replace(" ", "")
        if not _NUMBER.fullmatch(text) or len(text) > 30:
            raise Refused("“{cell}”不是数字，请只填数字，不带单位", cell=quoted(cell))
        return text.replace(",", "")
    if not math.isfinite(cell) or abs(cell) >= _EXACT_FLOAT:
        raise Refused("数字 {cell} 太长，Excel 已丢失末几位；请先把这一列设为“文本”格式，再重新录入", cell=cell)
    return f"{Decimal(format(cell, '.15g')):f}"


def _as_day(cell: Any) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        cell = str(int(cell))
    if isinstance(cell, str):
        text = narrow(cell).replace(" ", "")
        found = _DAY.fullmatch(text) or _COMPACT.fullmatch(text)
        if found:
            year, month, day = (int(part) for part in found.groups() if part is not None)
            try:
                return date(year, month, day)
            except ValueError:
                raise Refused("日历上没有“{cell}”这一天", cell=quoted(cell)) from None
    raise Refused("“{cell}”不是日期，请填写如 2021-03-01 的日期", cell=quoted(cell))


def _within(number: int, least: int, most: int, shown: str) -> int:
    if not least <= number <= most:
        raise Refused("“{shown}”超出范围", shown=shown)
    return number
