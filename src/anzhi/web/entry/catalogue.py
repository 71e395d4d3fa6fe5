"""录入目录 Every kind of record that is entered, found by its model, its name and its list."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Model
from django.urls import reverse
from django.utils.functional import Promise

from anzhi.office.models import Account
from anzhi.web.entry import affairs, determinations, grants, households, money, projects, resettlement
from anzhi.web.entry.kinds import Kind

KINDS: tuple[Kind, ...] = (
    *projects.KINDS, *households.KINDS, *grants.KINDS, *determinations.KINDS,
    *resettlement.KINDS, *affairs.KINDS, *money.KINDS,
)  # fmt: skip
BY_MODEL: dict[type[Model], Kind] = {kind.model: kind for kind in KINDS}
BY_NAME = {kind.name: kind for kind in KINDS}


def beginnings(page: str, account: Account) -> list[tuple[str | Promise, str]]:
    """What an account may enter from a list: label and address."""
    return [
        (kind.new.label, reverse(kind.url_name(kind.new)))
        for kind in KINDS
        if kind.page == page and kind.new is not None and kind.area_of(kind.new) in account.powers.changes
    ]


def buttons(record: Any, account: Account) -> list[tuple[str | Promise, str, str]]:
    """What an account may do with a record now, and begin from it: label, address, icon."""
    kind = BY_MODEL.get(type(record))
    if kind is None:
        return []
    steps = [(step.label, address, step.icon) for step, address in kind.open_steps(record, account)]
    for shortcut in kind.shortcuts:
        other = BY_NAME[shortcut.kind]
        if other.new is not None and other.area_of(other.new) in account.powers.changes and shortcut.applies(record):
            address = f"{reverse(other.url_name(other.new))}?{urlencode(shortcut.known(record))}"
            steps.append((shortcut.label, address, "plus"))
    return steps
