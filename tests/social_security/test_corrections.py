from datetime import date

import pytest

from anzhi.social_security.actions import batches, contributions
from anzhi.social_security.models import Batch, Contribution, Enrolment
from anzhi.values.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = date(2021, 6, 1)
FIRST = Enrolment.AgeBand.FIRST


@pytest.fixture
def people(cast):
    return cast.people(cast.household(3))


@pytest.fixture
def batch(cast, people):
    batch = Batch(number="B1", project=cast.project, approved_on=DAY)
    return batches.approve([(batch, [(people[0], FIRST)])], by=cast.officer)[0]


def test_persons_are_added_to_a_roster(cast, batch, people):
    batches.list_persons(batch, [(people[1], FIRST)], by=cast.officer)

    assert {enrolment.person for enrolment in batch.enrolments.all()} == set(people[:2])


def test_nobody_is_added_to_a_roster_that_is_enrolled(cast, batch, people):
    batches.enrol([batch], DAY, by=cast.officer)

    with pytest.raises(Refused, match="不能再列入"):
        batches.list_persons(batch, [(people[1], FIRST)], by=cast.officer)


def test_a_roster_is_not_enrolled_before_its_approval_by_correcting(cast, batch):
    batches.enrol([batch], DAY, by=cast.officer)

    with pytest.raises(Refused, match="早于审批日期"):
        batches.correct(batch, {"approved_on": date(2021, 6, 2)}, by=cast.officer)


def test_a_contribution_is_reversed_once(cast):
    collected = Contribution(project=cast.project, collected_on=DAY, voucher="V1", amount=100)
    contributions.collect([collected], by=cast.officer)
    contributions.reverse(collected, voucher="V2", collected_on=DAY, by=cast.officer)

    with pytest.raises(Refused, match="该凭证已冲销"):
        contributions.reverse(collected, voucher="V3", collected_on=DAY, by=cast.officer)
    assert sum(Contribution.objects.values_list("amount", flat=True)) == 0


def test_a_reversed_contribution_cannot_be_reversed_back(cast):
    collected = Contribution(project=cast.project, collected_on=DAY, voucher="V1", amount=100)
    contributions.collect([collected], by=cast.officer)
    back = contributions.reverse(collected, voucher="V2", collected_on=DAY, by=cast.officer)

    with pytest.raises(Refused, match="本身是冲销"):
        contributions.reverse(back, voucher="V3", collected_on=DAY, by=cast.officer)
