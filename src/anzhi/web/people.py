"""人员 Persons on pages: found by name or whole identity number, shown with the number masked."""

from django.db.models import Q

from anzhi.office import personal_data
from anzhi.values.identity_number import IdentityNumber
from anzhi.values.refusal import Refused


def masked(sealed: bytes) -> str:
    """A sealed identity number as it may be shown."""
    return IdentityNumber(personal_data.unseal(sealed)).masked


def found(words: str, person: str) -> Q:
    """The persons meant by words, through the ORM path to them; a number is found through its blind index."""
    try:
        number = IdentityNumber.parse(words)
    except Refused:
        return Q(**{f"{person}__name__icontains": words})
    return Q(**{f"{person}__identity_index": personal_data.blind_index(number.text)})
