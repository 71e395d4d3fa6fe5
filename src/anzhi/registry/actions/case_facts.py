"""个案事实 Entering what the law asks about many records at once, as it becomes known."""

from collections.abc import Mapping
from typing import TypeVar

from anzhi.office.actions import events
from anzhi.office.models import Officer
from anzhi.registry.models import (
    HOUSEHOLD_FACTS,
    MEMBER_FACTS,
    PROJECT_FACTS,
    STRUCTURE_FACTS,
    Household,
    Membership,
    Project,
    Structure,
)
from anzhi.values.refusal import Refused

Record = TypeVar("Record", Project, Household, Membership, Structure)
_FACTS = {
    Project: PROJECT_FACTS,
    Household: HOUSEHOLD_FACTS,
    Membership: MEMBER_FACTS,
    Structure: STRUCTURE_FACTS,
}


def establish(found: Mapping[Record, Mapping[str, object]], *, by: Officer) -> list[Record]:
    """Enter facts of records of one kind; what they replace stays in the trail.

    Raises:
        Refused: a field that is no fact of a case, or a record breaks a constraint.
    """
    for record, values in found.items():
        for name in values.keys() - {*_FACTS[type(record)]}:
            field = record._meta.get_field(name).verbose_name
            raise Refused("“{record}”的{field}不是个案事实", record=record, field=field).at(name)
    return events.change(found, verb="case_fact.establish", by=by)
