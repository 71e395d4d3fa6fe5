from datetime import date

import pytest
from django.db import IntegrityError, transaction

from anzhi.casework.models import Entitlement
from anzhi.registry.actions import households
from anzhi.values.refusal import Refused

pytestmark = pytest.mark.django_db


def test_persons_and_quota_are_the_sums_of_the_entitlements(cast):
    approval = cast.approve(cast.household(4), whole=2, half=1, extras=(10, 5))

    assert (approval.persons, approval.quota) == (25, 40)


def test_nobody_is_resettled_twice(cast):
    household = cast.household()
    cast.approve(household, whole=1)

    with pytest.raises(Refused, match="未保存"):
        cast.approve(household, option="cash", whole=1)
    assert Entitlement.objects.count() == 1


def test_two_halves_make_one_person_and_no_third_half_exists(cast):
    household = cast.household(1)
    cast.approve(household, whole=0, half=1)
    cast.approve(household, option="cash", whole=0, half=1)

    person = cast.people(household)[0]
    assert set(Entitlement.objects.values_list("first_half", "second_half")) == {(True, False), (False, True)}
    for half in ("first_half", "second_half"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Entitlement.objects.create(
                approval_id=1, reason="member", person=person, persons=5, quota=5, **{half: True}
            )


def test_only_members_of_the_household_are_resettled_with_it(cast):
    household, other = cast.household(), cast.household()
    stranger = cast.people(other)[0]
    from anzhi.casework.actions import approvals
    from anzhi.casework.actions.approvals import Grant

    with pytest.raises(Refused, match=r"不是“.*”的家庭成员"):
        approvals.approve(
            [Grant(household=household, option="housing", approved_on=date(2021, 6, 1), whole=(stranger,))],
            by=cast.officer,
        )


def test_who_left_before_the_approval_is_not_resettled(cast):
    household = cast.household()
    households.leave(household.memberships.first(), date(2021, 5, 1), by=cast.officer)

    with pytest.raises(Refused, match="家庭成员"):
        cast.approve(household)


def test_extra_quota_comes_in_halves_and_wholes(cast):
    with pytest.raises(Refused, match=r"每条指标只能是 0\.5 或 1"):
        cast.approve(cast.household(), extras=(7,))


def test_an_approval_of_nobody_is_refused(cast):
    with pytest.raises(Refused, match="安置人数应大于 0"):
        cast.approve(cast.household(), whole=0, extras=(10,))
