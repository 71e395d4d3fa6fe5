"""电话 Telephone numbers of China: a mobile, or a landline with its area code."""

import re
from dataclasses import dataclass

from anzhi.values.refusal import Refused

SYNTHETIC_PREFIX = "0731-0"
"""No subscriber number of Changsha begins with 0: invented households have numbers that begin so, and reach nobody."""
_MARKS = str.maketrans("", "", "-()（）－")
_COUNTRY = re.compile(r"^(?:\+|00)86")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"(010|02[0-9])([0-9]{8})|(0[3-9][0-9]{2})([0-9]{7,8})")


@dataclass(frozen=True)
class Phone:
    """A number that could be dialled: 11 digits of a mobile, or area code, hyphen and subscriber number."""

    text: str

    @classmethod
    def parse(cls, text: str) -> "Phone":
        """Read a number as typed (blanks, hyphens, brackets and the country code are tolerated).

        Raises:
            Refused: neither a mobile nor a landline with its area code; the number itself is not repeated.
        """
        number = _COUNTRY.sub("", "".join(text.split()).translate(_MARKS))
        if _MOBILE.fullmatch(number):
            return cls(number)
        if (landline := _LANDLINE.fullmatch(number)) is not None:
            return cls("-".join(filter(None, landline.groups())))
        raise Refused("电话应为 11 位手机号码，或区号加 7 至 8 位号码，如 0731-12345678；请核对是否录错")

    @classmethod
    def synthetic(cls, sequence: int) -> "Phone":
        """An invented number of the right form that nobody has; ``sequence`` below ten million."""
        return cls(f"{SYNTHETIC_PREFIX}{sequence:07d}")

    @property
    def masked(self) -> str:
        """The first three and the last four digits; all between them hidden."""
        return self.text[:3] + "*" * len(self.text[3:-4]) + self.text[-4:]
