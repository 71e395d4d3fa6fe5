"""人员 Personal numbers on pages: found by a whole one, shown masked."""

from django.db.models import Q

from anzhi.office import personal_data
from anzhi.values.bank_account import BankAccount
from anzhi.values.identity_number import IdentityNumber
from anzhi.values.phone import Phone
from anzhi.values.refusal import Refused


def masked(sealed: bytes) -> str:
    """A sealed identity number as it may be shown."""
    return IdentityNumber(personal_data.unseal(sealed)).masked


def masked_phone(sealed: bytes) -> str:
    """A sealed phone as it may be shown."""
    return Phone(personal_data.unseal(sealed)).masked


def masked_account(sealed: bytes) -> str:
    """A sealed account as it may be shown."""
    return BankAccount(personal_data.unseal(sealed)).masked


def found(words: str, person: str) -> Q:
    """The persons meant by words, through the ORM path to them; a number is found through its blind index."""
    try:
        number = IdentityNumber.parse(words)
    except Refused:
        return Q(**{f"{person}__name__icontains": words})
    return Q(**{f"{person}__identity_index": personal_data.blind_index(number.text)})
