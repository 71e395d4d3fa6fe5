"""联系与账户 How a household's phone and account, typed in clear, become the fields that are stored."""

from anzhi.office import personal_data
from anzhi.values.bank_account import BankAccount
from anzhi.values.phone import Phone
from anzhi.values.refusal import Refused


def phone_fields(typed: str) -> dict[str, object]:
    """The field of a phone; nothing typed, nothing known.

    Raises:
        Refused: it is no phone number.
    """
    return {"sealed_phone": personal_data.seal(Phone.parse(typed).text) if typed else None}


def account_fields(typed: str) -> dict[str, object]:
    """The fields of an account; nothing typed, nothing known.

    Raises:
        Refused: it is no account.
    """
    if not typed:
        return {"sealed_account": None, "account_index": ""}
    account = BankAccount.parse(typed).text
    return {"sealed_account": personal_data.seal(account), "account_index": personal_data.blind_index(account)}


def demand_bank(bank: str, account_index: str) -> None:
    """An account can only be paid to when its bank is known.

    Raises:
        Refused: there is an account without a bank.
    """
    if account_index and not bank.strip():
        raise Refused("填写银行账号时须一并填写开户银行").at("bank")


def is_same(one: bytes | None, other: bytes | None) -> bool:
    """Is the same number sealed in both, or none in either? Sealed twice, it looks different each time."""
    if one is None or other is None:
        return one is other
    return personal_data.unseal(one) == personal_data.unseal(other)
