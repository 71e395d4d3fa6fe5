"""What an example of a form is, and how its records are found."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from anzhi.office.models import Account
from anzhi.registry.models import Project
from anzhi.values.identity_number import IdentityNumber

NUMBER = IdentityNumber.synthetic(date(1955, 5, 5), 777).text
OTHER = IdentityNumber.synthetic(date(1957, 7, 7), 778).text
DAY = date(2021, 12, 20)


@dataclass(frozen=True)
class Case:
    """An example: how the record is found (or made), what is typed, what is stored, what the event is called."""

    verb: str
    typed: Callable[[Any], dict[str, object]]
    stored: dict[str, object]
    find: Callable[[], Any] = lambda: None
    event: dict[str, object] = field(default_factory=dict)


def officer(role="director"):
    return Account.objects.get(username=role).officer


def first(model, **conditions):
    return model.objects.filter(**conditions).order_by("pk")[0]


def launched():
    return first(Project, cleared_on=None, signing_started_on__isnull=False, clearings=None)
