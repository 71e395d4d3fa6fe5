from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from anzhi.social_security.actions import batches, contributions
from anzhi.social_security.models import Batch, Contribution, Enrolment, PolicyHold
from anzhi.values.refusal import Refused

pytestmark = pytest.mark.django_db
FOURTH = Enrolment.AgeBand.FOURTH


@pytest.fixture
def batch(cast):
    people = cast.people(cast.household())
    [batch] = batches.approve(
        [(Batch(number="B1", project=cast.project, approved_on=date(2021, 5, 1)), [(p, FOURTH) for p in people])],
        by=cast.officer,
    )
    return batch


@pytest.fixture
def policy(cast):
    hold = PolicyHold(issuer="甲厅", title="甲通知", cites="甲发〔2016〕1号", issued_on=date(2020, 7, 7))
    return batches.announce_hold(hold, by=cast.officer)


def test_nobody_is_enrolled_twice(cast, batch):
    person = batch.enrolments.first().person

    with pytest.raises(Refused, match="参保人员"):
        batches.approve(
            [(Batch(number="B2", project=cast.project, approved_on=date(2021, 6, 1)), [(person, FOURTH)])],
            by=cast.officer,
        )
    assert Batch.objects.count() == 1


def test_a_held_batch_waits_until_it_is_released(cast, batch, policy):
    batches.hold([batch], policy, date(2021, 5, 1), by=cast.officer)

    with pytest.raises(Refused, match="因《甲通知》暂停"):
        batches.enrol([batch], date(2021, 9, 1), by=cast.officer)

    batches.release([batch], date(2021, 10, 1), by=cast.officer)
    batches.enrol([batch], date(2021, 11, 1), by=cast.officer)


def test_an_enrolled_batch_cannot_be_held(cast, batch, policy):
    batches.enrol([batch], date(2021, 6, 1), by=cast.officer)

    with pytest.raises(Refused, match="已纳入"):
        batches.hold([batch], policy, date(2021, 7, 1), by=cast.officer)


def test_an_empty_roster_is_refused(cast):
    with pytest.raises(Refused, match="没有人员"):
        batches.approve([(Batch(number="B9", project=cast.project, approved_on=date(2021, 5, 1)), [])], by=cast.officer)


def test_collected_money_is_never_rewritten(cast):
    contributions.collect(
        [Contribution(project=cast.project, collected_on=date(2021, 5, 1), voucher="V1", amount=100)], by=cast.officer
    )
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE social_security_contribution SET amount = 1")
