"""公示 Making approved determinations public, and answering what is said against them."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from anzhi.casework import snapshots, stages, standing
from anzhi.casework.models import Determination, Objection, Publication, PublicationEntry
from anzhi.office.actions import events
from anzhi.office.models import Officer
from anzhi.registry.models import Project
from anzhi.rules.engine.types import SQUARE_METRES
from anzhi.values.person_name import masked
from anzhi.values.refusal import Missing, Refused


@transaction.atomic
def publish(
    project: Project,
    determinations: Collection[Determination],
    *,
    on: date,
    days: int | None = None,
    place: str = "",
    by: Officer,
) -> Publication:
    """公示 a list. What it shows is kept as it was shown: masked names, no number of any document.

    Args:
        project: whose households.
        determinations: approved, and still what the records say.
        on: the first day.
        days: how long; may be left out where it is configured.
        place: where the list is posted.
        by: who publishes.

    Raises:
        Missing: the number of days is neither given nor configured.
        Refused: nothing to publish; a determination of another project, or that was made public with this amount
            already; or see ``standing.demand_settled``.
    """
    lasting = days if days is not None else stages.publication_days()
    if lasting is None:
        raise Missing("公示天数没有依据可查，请填写本次公示的天数").at("days")
    if not determinations:
        raise Refused("没有可公示的核定")
    Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    for determination in determinations:
        _check(project, determination)
    publication = Publication(project=project, published_on=on, days=lasting, place=place, maker=by)
    events.add([publication], verb="publication.publish", by=by)
    entries = [_entry(publication, determination) for determination in determinations]
    events.add(entries, verb="publication.list", by=by)
    return publication


def receive(objection: Objection, *, by: Officer) -> Objection:
    """Record an objection to an entry; until it is answered no agreement is drawn up.

    Raises:
        Refused: it says nothing, or was received before the list was public.
    """
    if objection.received_on < objection.entry.publication.published_on:
        raise Refused("异议的收到日期早于公示日期").at("received_on")
    objection.text = objection.text.strip()
    if not objection.text:
        raise Refused("异议内容不能为空").at("text")
    return events.add([objection], verb="objection.receive", by=by)[0]


def answer(objection: Objection, text: str, *, on: date, by: Officer) -> Objection:
    """Answer an objection. One that is right is answered, and the facts are corrected: that voids the determination.

    Raises:
        Refused: it was answered already, the answer is empty, or dated before the objection.
    """
    if objection.answered_on is not None:
        raise Refused("这条异议已于 {day} 答复", day=objection.answered_on)
    if not text.strip():
        raise Refused("答复不能为空").at("answer")
    values = {"answer": text.strip(), "answered_on": on}
    return events.change({objection: values}, verb="objection.answer", by=by)[0]


def _check(project: Project, determination: Determination) -> None:
    household = determination.household
    if household.project_id != project.pk:
        raise Refused("“{household}”不属于项目“{project}”", household=household, project=project)
    standing.demand_settled(determination)
    entry = standing.entry_of(determination)
    if entry is not None and entry.amount == standing.payable(determination):
        day = entry.publication.published_on
        raise Refused("“{household}”的核定已于 {day} 公示，金额没有变化", household=household, day=day)


def _entry(publication: Publication, determination: Determination) -> PublicationEntry:
    household = determination.household
    frozen = snapshots.written(bytes(determination.snapshot.content))["household"]
    return PublicationEntry(
        publication=publication,
        determination=determination,
        masked_name=masked(household.head_name),
        address=household.address,
        members=len(frozen["persons"]),
        floor_area=sum(_floor_area(structure) for structure in frozen["structures"]),
        amount=standing.payable(determination),
    )


def _floor_area(structure: Mapping[str, Any]) -> int:
    """Both parts of a building, as far as they are known."""
    return sum(int(SQUARE_METRES.parse(structure[part])) for part in ("lower_area", "upper_area") if part in structure)
