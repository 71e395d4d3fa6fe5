"""银行账号 Bank accounts and cards: digits, whose last one is mostly a check digit."""

import re
from dataclasses import dataclass

from stdnum import luhn

from anzhi.values.refusal import Refused

SYNTHETIC_ISSUER = "000000"
"""A bank identification number that no bank has: invented households have accounts that begin with it."""
_ACCOUNT = re.compile("[0-9]{8,32}")
_HIDDEN = "****"


@dataclass(frozen=True)
class BankAccount:
    """An account of a length that banks use. Whether it exists only the bank can say."""

    text: str

    @classmethod
    def parse(cls, text: str) -> "BankAccount":
        """Read an account as typed (blanks and hyphens between groups are tolerated).

        Raises:
            Refused: not 8 to 32 digits; the account itself is not repeated.
        """
        account = "".join(text.split()).replace("-", "")
        if not _ACCOUNT.fullmatch(account):
            raise Refused("银行账号应为 8 至 32 位数字，现有 {length} 位；请核对是否录错", length=len(account))
        return cls(account)

    @classmethod
    def synthetic(cls, sequence: int) -> "BankAccount":
        """An invented card number of 19 digits with a right check digit; ``sequence`` below 10¹²."""
        stem = f"{SYNTHETIC_ISSUER}{sequence:012d}"
        return cls(stem + luhn.calc_check_digit(stem))

    @property
    def passes_check(self) -> bool:
        """Is the last digit the check digit of a card? Some older passbook accounts have none (FACTS 6.3)."""
        return bool(luhn.is_valid(self.text))

    @property
    def masked(self) -> str:
        """The last four digits, and not even how many stand before them."""
        return _HIDDEN + self.text[-4:]
