"""An identity number in clear: for a reason, for those who may, once."""

import pytest

from anzhi.office.models import Event
from anzhi.registry.models import Household, Membership, Person

pytestmark = pytest.mark.django_db
REASON = "核对花名册"


@pytest.fixture
def member(demo: None, db: None) -> Membership:
    """Somebody who left one household before joining another."""
    left, other = Membership.objects.order_by("pk").first(), Household.objects.order_by("-pk").first()
    Membership.objects.filter(pk=left.pk).update(left_on=left.joined_on)
    joined = Membership(
        household=other, person=left.person, relation="配偶", is_collective_member=True, joined_on=left.joined_on
    )
    joined.save()
    return joined


def reveal(client, person: Person, reason: str):
    return client.post(f"/persons/{person.pk}/identity/", {"reason": reason})


def told() -> list[str]:
    return [event.detail["reason"] for event in Event.objects.filter(verb="person.reveal_identity")]


def test_the_number_is_shown_and_the_way_back_leads_to_where_the_person_is_now(sign_in, member):
    response = reveal(sign_in("resettlement"), member.person, REASON)

    shown = response.context["number"]
    assert (shown[:6], shown[-4:]) == (member.person.masked_identity[:6], member.person.masked_identity[-4:])
    assert response.context["household_id"] == member.household_id
    assert response["Cache-Control"] == "no-store"
    assert told() == [REASON]


def test_without_a_reason_nothing_is_shown_and_nothing_is_written(sign_in, member):
    response = reveal(sign_in("resettlement"), member.person, " 查 ")

    assert (response.status_code, response.url) == (302, f"/households/{member.household_id}/")
    assert told() == []
