"""Three different people sign one content, in their order; the database keeps it so."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from anzhi.office.actions import accounts, officers
from anzhi.office.models import Officer
from anzhi.performance.actions import evaluations
from anzhi.performance.actions.signatures import sign
from anzhi.performance.models import Evaluation, Signature
from anzhi.performance.queries import lacking_signatures, signatures, void_signatures
from anzhi.values.refusal import Missing, Refused
from tests.performance.test_evaluations import yuelu

pytestmark = pytest.mark.django_db
Step = Signature.Step
NOW, BEFORE = "a" * 64, "b" * 64


@pytest.fixture
def people(cast):
    """The signers of the small cast by role."""
    evaluations.define(Evaluation(year=2021, method="yuelu-2021"), yuelu(), by=cast.officer)
    day = date(2015, 1, 1)
    roles = ("general", "finance", "director", "auditor")
    found = officers.appoint(
        [
            Officer(
                staff_number=f"S{i}", name=role, organisation=cast.centre, title="员", employment="external",
                employed_on=day,
            )
            for i, role in enumerate(roles)
        ],
        by=cast.officer,
    )  # fmt: skip
    for officer, role in zip(found, roles, strict=True):
        accounts.open_account(
            officer=officer, username=role, role=role, password="correct-horse-9", by=cast.officer, is_demo=True
        )
    return dict(zip(roles, found, strict=True))


def signed(people, *steps: tuple[Step, str], digest: str = NOW) -> None:
    for step, role in steps:
        sign(2021, digest, step, by=people[role])


def test_all_three_signatures_of_three_people_count(people):
    signed(people, (Step.PREPARED, "general"), (Step.REVIEWED, "finance"), (Step.APPROVED, "director"))

    assert [s.officer.name for s in signatures(2021, NOW).values()] == ["general", "finance", "director"]


@pytest.mark.parametrize(
    ("before", "step", "role", "sentence"),
    [
        ([], Step.REVIEWED, "finance", "“经办”签署之后"),
        ([(Step.PREPARED, "general")], Step.APPROVED, "director", "“部门审核”签署之后"),
        ([(Step.PREPARED, "general")], Step.PREPARED, "finance", "这一环节已经签署"),
        ([(Step.PREPARED, "general")], Step.REVIEWED, "general", "三个不同的人"),
        ([], Step.PREPARED, "director", "不能签署"),
        ([], Step.PREPARED, "auditor", "不能签署"),
    ],
)
def test_a_signature_out_of_turn_is_refused(people, before, step, role, sentence):
    signed(people, *before)

    with pytest.raises(Refused, match=sentence):
        sign(2021, NOW, step, by=people[role])
    assert Signature.objects.count() == len(before)


def test_a_closed_account_signs_nothing(people, cast):
    accounts.assign(people["general"].account, role="general", is_active=False, by=cast.officer)

    with pytest.raises(Refused, match="不能签署"):
        sign(2021, NOW, Step.PREPARED, by=people["general"])


def test_a_year_without_an_evaluation_is_not_signed(people):
    with pytest.raises(Missing, match="2020"):
        sign(2020, NOW, Step.PREPARED, by=people["general"])


@pytest.mark.parametrize(
    ("step", "role"),
    [(Step.REVIEWED, "general"), (Step.PREPARED, "finance")],
    ids=["one officer twice", "a step twice"],
)
def test_the_database_itself_refuses_a_second_signature(people, step, role):
    signed(people, (Step.PREPARED, "general"))

    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.create(year=2021, digest=NOW, step=step, officer=people[role])


def test_who_signed_one_content_may_sign_another_step_of_the_next(people):
    signed(people, (Step.PREPARED, "general"), digest=BEFORE)
    signed(people, (Step.PREPARED, "finance"), (Step.REVIEWED, "general"))

    assert lacking_signatures(2021, NOW) == [Step.APPROVED]


def test_signatures_under_an_earlier_content_are_void(people):
    signed(people, (Step.PREPARED, "general"), (Step.REVIEWED, "finance"), digest=BEFORE)

    assert lacking_signatures(2021, NOW) == list(Step)
    assert [s.step for s in void_signatures(2021, NOW)] == [Step.REVIEWED, Step.PREPARED]


@pytest.mark.parametrize("change", ["update", "delete"])
def test_a_signature_is_never_changed_or_deleted(people, change):
    signed(people, (Step.PREPARED, "general"))
    rows = Signature.objects.all()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(digest=BEFORE) if change == "update" else rows._raw_delete(rows.db)
