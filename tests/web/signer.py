"""An officer at work in a process of its own, for the race of signatures.

``python -m tests.web.signer prepare`` makes an office with two officers who may sign, and prints their identifiers.
``python -m tests.web.signer work`` reads commands as JSON lines (officer, digest, step, holds) and answers each; one
that ``holds`` says so when it has signed and before it commits, and waits for a line.
"""

import json
import sys
from datetime import date

from anzhi.config.start import create, start

start("zh-hans")

from django.db import transaction  # noqa: E402 - Django has to be started first

from anzhi.office.actions import accounts, officers  # noqa: E402
from anzhi.office.models import Officer  # noqa: E402
from anzhi.performance.actions import evaluations  # noqa: E402
from anzhi.performance.actions.signatures import sign  # noqa: E402
from anzhi.performance.models import Evaluation, Indicator, Signature  # noqa: E402
from anzhi.values.refusal import Refused  # noqa: E402
from tests.cast import Cast  # noqa: E402


def prepare() -> list[int]:
    create()
    with transaction.atomic():
        cast = Cast()
        groups = (("output", "quality", 60), ("benefit", "social", 30), ("satisfaction", "satisfaction", 10))
        indicators = [
            Indicator(
                ordinal=i, first=first, second=second, name="甲乙丙"[i - 1], weight=points * 100, measure="quality",
                target_text="做好", actual_text="已做好",
            )
            for i, (first, second, points) in enumerate(groups, start=1)
        ]  # fmt: skip
        evaluations.define(Evaluation(year=2021, method="yuelu-2021"), indicators, by=cast.officer)
        day = date(2015, 1, 1)
        facts = {"organisation": cast.centre, "title": "员", "employment": "external", "employed_on": day}
        found = officers.appoint(
            [Officer(staff_number=f"S{role}", name=role, **facts) for role in ("general", "finance")], by=cast.officer
        )
        for officer in found:
            names = {"username": officer.name, "role": officer.name, "password": "correct-horse-9"}
            accounts.open_account(officer=officer, **names, by=cast.officer)
    return [officer.pk for officer in found]


def work() -> None:
    for line in sys.stdin:
        command = json.loads(line)
        try:
            with transaction.atomic():
                officer = Officer.objects.get(pk=command["officer"])
                sign(2021, command["digest"], Signature.Step(command["step"]), by=officer)
                if command["holds"]:
                    say("holds")
                    sys.stdin.readline()
        except Refused as refusal:
            say(str(refusal))
        else:
            say("signed")


def say(words: object) -> None:
    print(json.dumps(words, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    say(prepare()) if sys.argv[1] == "prepare" else work()
