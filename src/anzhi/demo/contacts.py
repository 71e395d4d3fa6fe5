"""虚构的联系方式 Invented phones and accounts: of the right form, and nobody's."""

from anzhi.demo.chance import SEED, Chance
from anzhi.values.bank_account import BankAccount
from anzhi.values.phone import Phone

_SHARED = 1500
"""Every so many households one is paid to the account of the household before it, as some families ask."""


class Contacts:
    """Hands out phones and accounts, with a chance of its own: no other draw of the demo depends on them."""

    def __init__(self) -> None:
        self._chance = Chance(SEED + 1)
        self._count = 0
        self._last: dict[str, str] = {}

    def of(self, street: str) -> dict[str, str]:
        """Phone, bank and account of the next household."""
        self._count += 1
        phone = Phone.synthetic(self._chance.randrange(10**7)).text
        account = BankAccount.synthetic(self._chance.randrange(10**12)).text
        if self._count % _SHARED:
            self._last = {"bank": f"演示银行{street}支行", "account": account}
        return {"phone": phone, **self._last}
