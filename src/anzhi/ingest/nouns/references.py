"""引用 Records that workbooks name: streets, projects, households, persons."""

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import models

from anzhi.administration.models import Programme
from anzhi.budget.models import Earmark, EconomicItem
from anzhi.housing.models import Estate
from anzhi.ingest.cells import narrow
from anzhi.ingest.columns import Reference
from anzhi.ingest.nouns.base import CHUNK, slices
from anzhi.office import personal_data
from anzhi.office.models import Organisation, Street
from anzhi.registry.models import Household, Person, Project
from anzhi.social_security.models import PolicyHold
from anzhi.values.refusal import Refused


def _all(
    records: Callable[[], models.QuerySet[Any]], *names: Callable[[Any], str]
) -> tuple[Callable[[Iterable[str]], Mapping[str, Any]], Callable[[], list[str]]]:
    """Find among a few records, by any of their names; the last name is the one the template offers."""

    def find(wanted: Iterable[str]) -> Mapping[str, Any]:
        return {narrow(name(record)): record for record in records() for name in names}

    def options() -> list[str]:
        return [names[-1](record) for record in records()]

    return find, options


def _of_years(model: type[models.Model], wanted: Iterable[str]) -> Mapping[str, Mapping[int, Any]]:
    """Records that bear a name once a year: by name, then by year."""
    found: dict[str, dict[int, Any]] = {}
    for record in model._default_manager.all():
        found.setdefault(narrow(record.name), {})[record.year] = record
    return found


def of_year(found: Mapping[int, Any] | None, year: int, what: str) -> Any:
    """The record of a year among those that bear a name; None when no name was given.

    Raises:
        Refused: there is none in that year.
    """
    if found is None:
        return None
    if year not in found:
        raise Refused(
            "{what}“{name}”不在 {year} 年，请核对年度或先登记",
            what=what,
            name=next(iter(found.values())).name,
            year=year,
        )
    return found[year]


def _households(wanted: Iterable[str]) -> Mapping[str, Household]:
    found: dict[str, Household] = {}
    for part in slices(sorted(wanted), CHUNK):
        for household in Household.objects.filter(number__in=part).select_related("project"):
            found[household.number] = household
    return found


def people(identities: Iterable[str]) -> dict[str, Person]:
    """Persons that are known, by identity number."""
    indexes = {personal_data.blind_index(identity): identity for identity in identities}
    found: dict[str, Person] = {}
    for part in slices(sorted(indexes), CHUNK):
        for person in Person.objects.filter(identity_index__in=part):
            found[indexes[person.identity_index]] = person
    return found


def _name(record: Any) -> str:
    return record.name


STREET = Reference("街道", *_all(lambda: Street.objects.order_by("name"), _name))
COMMAND_OFFICE = Reference(
    "指挥部",
    *_all(lambda: Organisation.objects.filter(kind=Organisation.Kind.COMMAND_OFFICE).order_by("name"), _name),
)
PROJECT = Reference(
    "项目", *_all(lambda: Project.objects.select_related("street").order_by("name"), lambda p: p.code, _name)
)
ESTATE = Reference("安置小区", *_all(lambda: Estate.objects.order_by("name"), _name))
ECONOMIC_ITEM = Reference("经济分类", *_all(lambda: EconomicItem.objects.order_by("code"), lambda item: item.code, str))
POLICY = Reference("政策暂停", *_all(lambda: PolicyHold.objects.order_by("issued_on"), lambda p: p.title), limit=120)
HOUSEHOLD = Reference("住户", _households, limit=20)
PROGRAMME = Reference("专项活动", functools.partial(_of_years, Programme))
EARMARK = Reference("专项", functools.partial(_of_years, Earmark))
