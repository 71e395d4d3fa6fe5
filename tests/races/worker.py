"""One of two officers at work: commands come as JSON on stdin, answers go to stdout.

``python -m tests.races.worker prepare`` makes an office with something to race for, and prints what is where.
``python -m tests.races.worker work`` then does what it is told, one command a line. A command that ``holds`` says so
when it has done its work and before it commits, and waits for a line.
"""

import json
import sys
from collections.abc import Callable
from datetime import date

from anzhi.config.start import create, start

start("zh-hans")

from django.db import transaction  # noqa: E402 - Django has to be started first
from django.db.models import Max  # noqa: E402

from anzhi.casework.models import Approval  # noqa: E402
from anzhi.grievances.actions import tickets  # noqa: E402
from anzhi.grievances.models import Ticket  # noqa: E402
from anzhi.housing.actions import allotments  # noqa: E402
from anzhi.housing.models import Allotment, Estate  # noqa: E402
from anzhi.office.actions import documents, organisations, seals  # noqa: E402
from anzhi.office.models import Document, Event, Officer, Organisation, Seal, StoredFile  # noqa: E402
from anzhi.registry.actions import households, projects  # noqa: E402
from anzhi.registry.models import Household, LandClearing, Project  # noqa: E402
from anzhi.social_security.actions import batches  # noqa: E402
from anzhi.social_security.models import Batch, Enrolment, PolicyHold  # noqa: E402
from anzhi.values.exact import MU, PERSON  # noqa: E402
from anzhi.values.refusal import Refused  # noqa: E402
from tests.cast import Cast  # noqa: E402

AUGUST = date(2021, 8, 1)
ROUNDS = 3
"""How often each race is run: once with the first held before its commit, then both let loose."""


def prepare() -> dict[str, list[dict[str, object]]]:
    """For every race the two commands of every round."""
    create()
    with transaction.atomic():
        cast = Cast()
        estate = cast.estate()
        policy = {"issuer": "甲厅", "title": "甲通知", "cites": "甲文", "issued_on": date(2020, 7, 7)}
        batches.announce_hold(PolicyHold(**policy), by=cast.officer)
        races: dict[str, list[dict[str, object]]] = {}
        for turn in range(ROUNDS):
            for name, pair in _pairs(cast, estate, turn):
                races.setdefault(name, []).append(pair)
    return races


def _pairs(cast: Cast, estate: Estate, turn: int):
    one, other, crowded = (cast.approve(cast.household()).pk for _ in range(3))
    yield "one home", [["allot", one, f"{turn}栋101", 3], ["allot", other, f"{turn}栋101", 3]]
    yield "one approval", [["allot", crowded, f"{turn}栋201", 2], ["allot", crowded, f"{turn}栋202", 2]]
    land = cast.launch(f"{turn}片区", area=100).pk
    yield "one project", [["clear", land, 60, "2021-08-01"], ["clear", land, 60, "2021-08-02"]]
    family = cast.household().pk
    yield "one household", [["approve", family, "housing"], ["approve", family, "housing"]]
    people = cast.household().pk
    yield "the same people", [["approve", people, "housing"], ["approve", people, "cash"]]
    signer = cast.household().pk
    yield "one signature", [["sign", signer, "2021-08-01"], ["sign", signer, "2021-08-02"]]
    number = {"number": f"G{turn}", "subject": "咨询", "received_on": AUGUST, "due_on": AUGUST}
    [ticket] = tickets.receive([Ticket(**number)], by=cast.officer)
    yield "one ticket", [["close", ticket.pk, "2021-08-01"], ["close", ticket.pk, "2021-08-02"]]
    batch = Batch(number=f"B{turn}", project=cast.project, approved_on=AUGUST)
    batches.approve([(batch, [(cast.people(cast.household())[0], Enrolment.AgeBand.SECOND)])], by=cast.officer)
    yield "one batch", [["hold", batch.pk], ["enrol", batch.pk]]
    photographed = cast.household().pk
    yield "one document", [["attach", photographed, turn], ["attach", photographed, turn]]


def allot(approval: int, unit: str, persons: int) -> None:
    home = {"estate": Estate.objects.get(), "unit": unit, "housed_on": AUGUST, "persons": persons * PERSON}
    allotments.allot([Allotment(approval=Approval.objects.get(pk=approval), **home)], by=officer())


def clear(project: int, area: int, day: str) -> None:
    clearing = {"area": area * MU, "cleared_on": date.fromisoformat(day)}
    projects.clear_land([LandClearing(project=Project.objects.get(pk=project), **clearing)], by=officer())


def approve(household: int, option: str) -> None:
    cast = object.__new__(Cast)
    cast.officer = officer()
    cast.approve(Household.objects.get(pk=household), option=option)


def sign(household: int, day: str) -> None:
    households.sign({Household.objects.get(pk=household): date.fromisoformat(day)}, by=officer())


def close(ticket: int, day: str) -> None:
    tickets.close({Ticket.objects.get(pk=ticket): date.fromisoformat(day)}, by=officer())


def hold(batch: int) -> None:
    batches.hold([Batch.objects.get(pk=batch)], PolicyHold.objects.get(), AUGUST, by=officer())


def enrol(batch: int) -> None:
    batches.enrol([Batch.objects.get(pk=batch)], AUGUST, by=officer())


def attach(household: int, turn: int) -> None:
    photo = documents.Upload(Document.Kind.PHOTO, "照片.jpg", b"\xff\xd8\xff photo %d \xff\xd9" % turn)
    documents.attach(Household.objects.get(pk=household), photo, by=officer())


def add(name: str) -> None:
    organisations.add([Organisation(kind="partner_bureau", name=name)], by=officer())


def seal() -> None:
    seals.seal(by=officer())


def officer() -> Officer:
    return Officer.objects.get(staff_number="001")


COMMANDS: dict[str, Callable[..., None]] = {
    command.__name__: command for command in (allot, clear, approve, sign, close, hold, enrol, attach, add, seal)
}


def count() -> dict[str, int]:
    """Rows of what is raced for, and what the trail says about itself."""
    sealed = Seal.objects.aggregate(last=Max("last_event"))["last"] or 0
    return {
        "allotted": Allotment.objects.count(),
        "cleared": LandClearing.objects.count(),
        "approved": Approval.objects.count(),
        "signed": Household.objects.filter(signed_on__isnull=False).count(),
        "closed": Ticket.objects.filter(closed_on__isnull=False).count(),
        "held or enrolled": Batch.objects.filter(held_on__isnull=False).count()
        + Batch.objects.filter(enrolled_on__isnull=False).count(),
        "attached": Document.objects.count(),
        "stored": StoredFile.objects.count(),
        "broken links": len(list(seals.verify())),
        "unsealed events": Event.objects.filter(id__gt=sealed).count(),
    }


def work(name: str, *arguments: object, holds: bool) -> dict[str, object]:
    """Do one thing, and say how it ended."""
    try:
        with transaction.atomic():
            COMMANDS[name](*arguments)
            if holds:
                print(json.dumps({"holds": True}), flush=True)
                sys.stdin.readline()
    except Refused as refusal:
        return {"refused": str(refusal)}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}
    return {"done": True}


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        print(json.dumps(prepare()))
    else:
        for line in sys.stdin:
            command = json.loads(line)
            told = count() if command == "count" else work(*command["do"], holds=command["holds"])
            print(json.dumps(told), flush=True)
