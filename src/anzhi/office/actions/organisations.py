"""机构 Founding the office and adding the bodies around it."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from anzhi.office.actions import events
from anzhi.office.models import Officer, Organisation, WorkYear
from anzhi.values.refusal import Refused


@transaction.atomic
def found(
    *, name: str, established_on: date, first_officer: Officer, is_synthetic: bool = False
) -> tuple[Organisation, Officer]:
    """Create the centre and its first officer, who is then the actor of everything that follows.

    Raises:
        Refused: this database already holds an office.
    """
    if (centre := Organisation.objects.filter(kind=Organisation.Kind.CENTRE).first()) is not None:
        raise Refused("数据库里已有“{name}”，一个数据库只记一个中心", name=centre.name)
    centre = Organisation(
        kind=Organisation.Kind.CENTRE, name=name, established_on=established_on, is_synthetic=is_synthetic
    )
    centre.save(force_insert=True)
    first_officer.organisation = centre
    first_officer.save(force_insert=True)
    events.write("organisation.found", [(centre, events.facts(centre))], first_officer)
    events.write("officer.appoint", [(first_officer, events.facts(first_officer))], first_officer)
    return centre, first_officer


def add(organisations: Sequence[Organisation], *, by: Officer) -> list[Organisation]:
    """Add sections, streets, command offices or partner bureaus."""
    return events.add(organisations, verb="organisation.add", by=by)


def open_year(number: int, *, by: Officer) -> WorkYear:
    """Declare that the office keeps records for a year; its figures can be computed from then on. Once is enough."""
    known = WorkYear.objects.filter(number=number).first()
    return known or events.add([WorkYear(number=number)], verb="work_year.open", by=by)[0]
