"""标签 Template tags of determinations: amounts of money, numbered standards, how sure the law is."""

from collections.abc import Iterable

from django import template

from anzhi.casework.statements import Group, Item
from anzhi.rules.engine.parameters import CERTAINTIES
from anzhi.rules.engine.types import SQUARE_METRES, decimal
from anzhi.web.casework.lists import TONES

register = template.Library()


@register.filter
def fen(amount: int) -> str:
    """An amount in yuan, to the fen, without its unit."""
    return decimal(amount, 2, keep=True)


@register.filter
def square_metres(area: int) -> str:
    """A floor area in square metres, without its unit."""
    return decimal(area, SQUARE_METRES.scale)


@register.filter
def signed(amount: int) -> str:
    """An amount in yuan with its sign."""
    return ("+" if amount > 0 else "") + decimal(amount, 2, keep=True)


@register.filter
def references(numbers: Iterable[int]) -> str:
    """Numbers of standards as they stand beside a line."""
    return "".join(f"【{number}】" for number in numbers)


@register.filter
def doubts(found: Item | Group) -> str:
    """How sure the law behind a line is, where something has to be said; in Chinese, for the paper."""
    return "；".join(CERTAINTIES.get(certainty, certainty) for certainty in found.doubts)


@register.filter
def certainty(key: str) -> str:
    """How sure something is, in Chinese, for the paper."""
    return CERTAINTIES.get(key, key)


@register.filter
def tone(outcome: str) -> str:
    """The colour of an outcome of a review."""
    return TONES.get(outcome, "secondary")


@register.filter
def is_missing(missing: set[str], place: str) -> bool:
    """Is a fact among those that are missing?"""
    return place in missing
