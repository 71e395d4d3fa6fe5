"""住户的录入 Households with their members and buildings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anzhi.office import personal_data
from anzhi.office.models import Officer
from anzhi.registry import contacts
from anzhi.registry.actions import household_corrections, households
from anzhi.registry.actions.households import HouseholdFacts, MemberFacts, StructureFacts
from anzhi.registry.models import (
    HOUSEHOLD_FACTS,
    MEMBER_FACTS,
    STRUCTURE_FACTS,
    Crop,
    Household,
    Membership,
    Structure,
)
from anzhi.web.entry.determinations import DETERMINE
from anzhi.web.entry.grants import GRANT
from anzhi.web.entry.kinds import Filled, Kind, Shortcut, Step, edit, new, said_of
from anzhi.web.entry.questions import ReasonForm
from anzhi.web.forms.fields import REQUIRED, STORED, AccountField, DayField, IdentityField, PhoneField, TickField
from anzhi.web.forms.record import PlainForm, RecordForm, record_form
from anzhi.web.forms.rows import Rows

_FACTS = ("project", "street", "number", "head_name", "address", "bank", "surveyed_on")
_STRUCTURE = ("construction", "floors", "floor_area", "built_in", "legality")
_WHOLE_STRUCTURE = (*_STRUCTURE, "number", *STRUCTURE_FACTS)
_MEMBERSHIP = ("relation", "is_collective_member", "joined_on", "left_on", *MEMBER_FACTS)
_CROP = ("crop_class", "grade", "area")
_DATES = ("signed_on", "vacated_on", "demolished_on")


class HouseholdForm(RecordForm):
    """A household, with phone and account as they are typed."""

    field_order = ("project", "street", "number", "head_name", "address", "phone", "bank", "account", "surveyed_on")
    phone = PhoneField(required=False)
    account = AccountField(required=False)

    def __init__(self, data: Any = None, *, instance: Household | None = None, **kwargs: Any) -> None:
        super().__init__(data, instance=instance, **kwargs)
        for name in ("phone", "account"):
            self.fields[name].remember(getattr(self.instance, f"masked_{name}"))

    def _hold_to_constraints(self) -> None:
        """An account that was typed or struck out counts when the bank is asked for."""
        if "account" in self.changed:
            for name, value in contacts.account_fields(self.changed["account"]).items():
                setattr(self.instance, name, value)
        super()._hold_to_constraints()


class MemberForm(PlainForm):
    """A member as surveyed."""

    name = forms.CharField(label=_("姓名"), max_length=40, error_messages={"required": REQUIRED})
    identity = IdentityField(error_messages={"required": REQUIRED})
    relation = forms.CharField(label=_("与户主关系"), max_length=20, error_messages={"required": REQUIRED})
    joined_on = DayField(label=_("加入日期"), error_messages={"required": REQUIRED})
    is_collective_member = TickField(label=_("村集体经济组织成员"), required=False, initial=True)

    def clean_identity(self) -> str:
        """Nobody is a member of two households."""
        index = personal_data.blind_index(self.cleaned_data["identity"])
        if Membership.objects.filter(person__identity_index=index, left_on__isnull=True).exists():
            raise forms.ValidationError(_("此人已是另一户的成员"))
        return self.cleaned_data["identity"]

    def facts(self) -> MemberFacts:
        """What the survey says."""
        return MemberFacts(**self.cleaned_data)


class MembershipForm(RecordForm):
    """A membership, with the person's own facts."""

    field_order = ("name", "identity")
    name = forms.CharField(label=_("姓名"), max_length=40, error_messages={"required": REQUIRED})
    identity = IdentityField(label=_("更正身份证号"), required=False, help_text=STORED)

    def __init__(self, data: Any = None, *, instance: Membership, initial: Any = None, **kwargs: Any) -> None:
        super().__init__(data, instance=instance, initial={"name": instance.person.name, **(initial or {})}, **kwargs)


def _register(record: None, filled: Filled, by: Officer) -> Household:
    facts = HouseholdFacts(
        **filled.data,
        members=tuple(row.facts() for row in filled.rows["members"].filled),
        structures=tuple(StructureFacts(**line) for line in filled.lines("structures")),
    )
    return households.register([facts], by=by)[0]


def _unsign(household: Household, filled: Filled, by: Officer) -> Household:
    return households.unsign(household, reason=filled.data["reason"], by=by)


def _add_member(household: Household, filled: Filled, by: Officer) -> Membership:
    return households.add_members([(household, filled.form.facts())], by=by)[0]


def _add_structure(household: Household, filled: Filled, by: Officer) -> Structure:
    return households.add_structures([(household, StructureFacts(**filled.data))], by=by)[0]


def _add_crop(household: Household, filled: Filled, by: Officer) -> Crop:
    return households.add_crops([filled.record], by=by)[0]


def _correct_member(membership: Membership, filled: Filled, by: Officer) -> Membership:
    """The membership and the person are two records; both or neither are corrected."""
    changed = filled.form.changed
    personal = {name: changed.pop(name) for name in ("name", "identity") if name in changed}
    household_corrections.correct_person(membership.person, personal, by=by)
    return household_corrections.correct_member(membership, changed, by=by)


def _leave(membership: Membership, filled: Filled, by: Officer) -> Membership:
    return households.leave(membership, filled.data["left_on"], by=by)


_STRUCTURE_FORM = record_form(Structure, *_WHOLE_STRUCTURE, may_come=("temporary_until",))
HOUSEHOLD = Kind(
    name="household",
    address="households",
    area="registry",
    model=Household,
    page="households",
    new=new(
        _("登记住户"),
        record_form(Household, *_FACTS, *HOUSEHOLD_FACTS, base=HouseholdForm),
        _register,
        rows=(
            Rows("members", _("家庭成员"), MemberForm, at_first=3, at_least=1, more=2, once="identity"),
            Rows("structures", _("房屋"), record_form(Structure, *_STRUCTURE)),
        ),
    ),
    steps=(
        edit(
            record_form(
                Household,
                *_FACTS,
                *_DATES,
                "hold_out_reason",
                *HOUSEHOLD_FACTS,
                base=HouseholdForm,
                steps=("vacated_on", "demolished_on"),
                kept=("signed_on",),
            ),
            household_corrections.correct,
        ),
        Step(
            "sign",
            _("签约"),
            record_form(Household, "signed_on", required=True),
            said_of(households.sign, "signed_on"),
            lambda household: household.signed_on is None,
        ),
        Step("unsign", _("撤销签约"), ReasonForm, _unsign, lambda household: household.signed_on is not None),
        Step(
            "vacate",
            _("腾房"),
            record_form(Household, "vacated_on", required=True),
            said_of(households.vacate, "vacated_on"),
            lambda household: household.vacated_on is None,
            hint=_("过渡期自腾房之日起算。"),
        ),
        Step(
            "demolish",
            _("拆除"),
            record_form(Household, "demolished_on", required=True),
            said_of(households.demolish, "demolished_on"),
            lambda household: household.demolished_on is None,
        ),
        Step(
            "hold-out",
            _("滞留原因"),
            record_form(Household, "hold_out_reason"),
            said_of(households.explain_hold_out, "hold_out_reason"),
            lambda household: household.signed_on is None or household.vacated_on is None,
        ),
        Step("add-member", _("添加成员"), MemberForm, _add_member, icon="plus", watches=lambda household: []),
        Step(
            "add-structure",
            _("添加房屋"),
            _STRUCTURE_FORM,
            _add_structure,
            icon="plus",
            subject=lambda household: Structure(household=household),
            watches=lambda household: [],
        ),
        Step(
            "add-crop",
            _("添加青苗"),
            record_form(Crop, *_CROP),
            _add_crop,
            icon="plus",
            subject=lambda household: Crop(household=household),
            watches=lambda household: [],
        ),
        GRANT,
        DETERMINE,
    ),
    shortcuts=(
        Shortcut(
            "allotment",
            _("分房"),
            lambda household: {"household": household.number},
            lambda household: household.approvals.filter(option="housing").exists(),
        ),
        Shortcut("assistance", _("救助"), lambda household: {"household": household.number}),
    ),
)

MEMBER = Kind(
    name="member",
    address="members",
    area="registry",
    model=Membership,
    page="households",
    steps=(
        Step(
            "edit",
            _("更正"),
            record_form(Membership, *_MEMBERSHIP, base=MembershipForm, steps=("left_on",)),
            _correct_member,
            watches=lambda membership: [membership, membership.person],
            icon="pencil",
        ),
        Step(
            "leave",
            _("离开"),
            record_form(Membership, "left_on", required=True),
            _leave,
            lambda membership: membership.left_on is None,
        ),
    ),
)

STRUCTURE = Kind(
    name="structure",
    address="structures",
    area="registry",
    model=Structure,
    page="households",
    steps=(edit(_STRUCTURE_FORM, household_corrections.correct_structure),),
)

CROP = Kind(
    name="crop",
    address="crops",
    area="registry",
    model=Crop,
    page="households",
    steps=(edit(record_form(Crop, *_CROP), household_corrections.correct_crop),),
)

KINDS = (HOUSEHOLD, MEMBER, STRUCTURE, CROP)
