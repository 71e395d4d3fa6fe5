"""更正住户 Correcting households, their members and their structures."""

from collections.abc import Mapping

from django.db import transaction

from anzhi.office import personal_data
from anzhi.office.actions import corrections
from anzhi.office.models import Officer
from anzhi.registry import contacts, project_dates
from anzhi.registry.models import Household, Membership, Person, Structure
from anzhi.values.identity_number import SYNTHETIC_REGION, IdentityNumber
from anzhi.values.refusal import Refused


@transaction.atomic
def correct(household: Household, values: Mapping[str, object], *, by: Officer) -> Household:
    """更正. A signing is taken back by ``households.unsign`` only, which asks for a reason.

    ``phone`` and ``account`` come in clear and are sealed before they are stored; an empty one is struck out. The event
    says that they were corrected, and nothing else of them.

    Raises:
        Refused: a number is taken, dates are out of order, signed before signing began in the project, not signed and
            down in a project that is cleared, no phone, no account, or an account without its bank.
    """
    facts = _sealed(household, values)
    account_index = facts.get("account_index", household.account_index)
    contacts.demand_bank(str(facts.get("bank", household.bank)), str(account_index))
    projects = project_dates.held({household.project_id, values.get("project", household.project).pk})
    corrections.apply(
        household,
        facts,
        fields=(
            *("project", "street", "number", "head_name", "address", "surveyed_on", "hold_out_reason"),
            *("sealed_phone", "bank", "sealed_account", "account_index"),
        ),
        steps=("vacated_on", "demolished_on"),
        kept=("signed_on",),
        verb="household.correct",
        by=by,
    )
    project_dates.check(household, projects[household.project_id])
    return household


@transaction.atomic
def correct_member(membership: Membership, values: Mapping[str, object], *, by: Officer) -> Membership:
    """更正成员. Whoever was approved with the household must have belonged to it that day.

    Raises:
        Refused: dates out of order, a member of another household by now, or no member on the day of an approval.
    """
    corrections.apply(
        membership,
        values,
        fields=("relation", "is_collective_member", "joined_on"),
        steps=("left_on",),
        verb="household.correct_member",
        by=by,
    )
    # Approvals live a floor above; they are read through the person, not imported.
    lines = membership.person.entitlement_set.filter(approval__household_id=membership.household_id)
    for day in lines.values_list("approval__approved_on", flat=True):
        spans = Membership.objects.filter(household=membership.household_id, person=membership.person_id)
        if not any(span.joined_on <= day and (span.left_on is None or span.left_on > day) for span in spans):
            field = "joined_on" if membership.joined_on > day else "left_on"
            raise Refused("{person} 已于 {day} 随本户审批安置，当天应是家庭成员", person=membership.person, day=day).at(
                field
            )
    return membership


@transaction.atomic
def correct_person(person: Person, values: Mapping[str, object], *, by: Officer) -> Person:
    """更正人员信息: the name, and ``identity`` in clear, which is sealed before it is stored and not in the event.

    Raises:
        Refused: the identity number is wrong, or belongs to somebody else.
    """
    facts = {name: value for name, value in values.items() if name != "identity"}
    if values.get("identity"):
        number = IdentityNumber.parse(str(values["identity"]))
        index = personal_data.blind_index(number.text)
        if Person.objects.filter(identity_index=index).exclude(pk=person.pk).exists():
            raise Refused("此身份证号已登记在另一人名下").at("identity")
        if index != person.identity_index:
            facts |= {
                "sealed_identity": personal_data.seal(number.text),
                "identity_index": index,
                "born_on": number.born_on,
                "is_female": number.is_female,
                "is_synthetic": number.text.startswith(SYNTHETIC_REGION),
            }
    sealed = ("sealed_identity", "identity_index", "born_on", "is_female", "is_synthetic")
    return corrections.apply(person, facts, fields=("name", *sealed), verb="person.correct", by=by)


def correct_structure(structure: Structure, values: Mapping[str, object], *, by: Officer) -> Structure:
    """更正房屋."""
    fields = ("construction", "floors", "floor_area", "built_in", "legality")
    return corrections.apply(structure, values, fields=fields, verb="household.correct_structure", by=by)


def _sealed(household: Household, values: Mapping[str, object]) -> dict[str, object]:
    """The values with phone and account sealed, where they are others than the household has."""
    facts = {name: value for name, value in values.items() if name not in ("phone", "account")}
    if "phone" in values:
        phone = contacts.phone_fields(str(values["phone"]))
        if not contacts.is_same(phone["sealed_phone"], household.sealed_phone):
            facts |= phone
    if "account" in values:
        account = contacts.account_fields(str(values["account"]))
        if account["account_index"] != household.account_index:
            facts |= account
    return facts
