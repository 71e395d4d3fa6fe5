"""身份号码 Resident identity numbers (GB 11643): 17 digits and a check character."""

from dataclasses import dataclass
from datetime import date

from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from anzhi.values.refusal import Refused

SYNTHETIC_REGION = "439999"
"""A region code that was never assigned: numbers that begin with it belong to nobody. Invented people have these."""


@dataclass(frozen=True)
class IdentityNumber:
    """A number whose form, date and check character are right. The region is not judged: codes change over time."""

    text: str

    @classmethod
    def parse(cls, text: str) -> "IdentityNumber":
        """Read a number as typed (blanks and a small x are tolerated).

        Raises:
            Refused: wrong length, impossible birth date, or wrong check character; the number itself is not repeated.
        """
        number = "".join(text.split()).upper()
        if len(number) != 18 or not number[:17].isascii() or not number[:17].isdigit():
            raise Refused("身份证号应为 17 位数字加 1 位校验码，现有 {length} 位", length=len(number))
        try:
            ric.get_birth_date(number)
        except ValidationError:
            raise Refused("身份证号第 7 至 14 位不是有效的出生日期，请核对") from None
        if ric.calc_check_digit(number) != number[17]:
            raise Refused("身份证号校验码不符，请核对是否录错")
        return cls(number)

    @classmethod
    def synthetic(cls, born_on: date, sequence: int) -> "IdentityNumber":
        """An invented number: check-digit-valid, and impossible as a real person's."""
        stem = f"{SYNTHETIC_REGION}{born_on:%Y%m%d}{sequence:03d}"
        return cls(stem + ric.calc_check_digit(stem + "0"))

    @property
    def born_on(self) -> date:
        """Date of birth."""
        return date(int(self.text[6:10]), int(self.text[10:12]), int(self.text[12:14]))

    @property
    def is_female(self) -> bool:
        """The sequence number of a woman is even."""
        return int(self.text[16]) % 2 == 0

    @property
    def masked(self) -> str:
        """Region and last four characters; the rest hidden."""
        return self.text[:6] + "*" * 8 + self.text[-4:]
