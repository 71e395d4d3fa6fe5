"""Nothing sealed is seen in clear without a reason, and whoever saw it stands in the trail."""

import pytest

from anzhi.office.actions import disclosures
from anzhi.office.models import Event
from anzhi.registry.actions import households
from anzhi.registry.models import Household
from anzhi.values.bank_account import BankAccount
from anzhi.values.phone import Phone
from anzhi.values.refusal import Missing, Refused

pytestmark = pytest.mark.django_db

NUMBERS = {"phone": Phone.synthetic(1).text, "account": BankAccount.synthetic(1).text}


@pytest.fixture
def records(cast):
    """A record and its number in clear, by what it is."""
    facts = cast.facts(1, bank="甲银行", **NUMBERS)
    [household] = households.register([facts], by=cast.officer)
    identity = (cast.people(household)[0], facts.members[0].identity)
    return {"identity": identity} | {what: (household, number) for what, number in NUMBERS.items()}


def told():
    return Event.objects.filter(verb__contains="reveal").order_by("pk")


@pytest.mark.parametrize("what", ["identity", *NUMBERS])
def test_a_number_is_shown_for_a_reason_that_the_trail_keeps_without_the_number(cast, records, what):
    record, number = records[what]

    assert disclosures.reveal(record, what, reason=" 核对发放名单 ", by=cast.officer) == number

    [event] = told()
    assert (event.verb, event.key, event.recorded_by) == (
        f"{record._meta.model_name}.reveal_{what}", record.pk, cast.officer,
    )  # fmt: skip
    assert event.detail == {"reason": "核对发放名单"}


@pytest.mark.parametrize("reason", ["", "   ", "核对\n ", "查一查 "])
@pytest.mark.parametrize("what", ["identity", *NUMBERS])
def test_without_a_reason_nothing_is_shown_and_nothing_written(cast, records, what, reason):
    with pytest.raises(Refused, match="必须说明原因"):
        disclosures.reveal(records[what][0], what, reason=reason, by=cast.officer)
    assert not told().exists()


def test_a_number_that_is_not_recorded_is_missing(cast):
    with pytest.raises(Missing, match="没有登记联系电话"):
        disclosures.reveal(cast.household(), "phone", reason="核对发放名单", by=cast.officer)
    assert not told().exists()


def test_an_altered_number_is_neither_shown_nor_told_as_shown(cast, records):
    household, _ = records["phone"]
    sealed = bytearray(household.sealed_phone)
    sealed[20] ^= 1
    Household.objects.filter(pk=household.pk).update(sealed_phone=bytes(sealed))

    with pytest.raises(Refused, match="数据被改动"):
        disclosures.reveal(Household.objects.get(pk=household.pk), "phone", reason="核对发放名单", by=cast.officer)
    assert not told().exists()
