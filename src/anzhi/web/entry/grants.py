"""安置审批的录入 Granting persons and quota to a household: which members, whole or half, and what extra quota."""

from typing import Any

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anzhi.casework.actions import approvals
from anzhi.casework.actions.approvals import Grant
from anzhi.casework.models import Approval, Entitlement
from anzhi.office.models import Officer
from anzhi.registry.models import Household, Person
from anzhi.web.entry.kinds import Filled, Kind, Step, edit, new
from anzhi.web.forms.fields import CHOOSE, REQUIRED, DayField, HouseholdField
from anzhi.web.forms.record import PlainForm, record_form
from anzhi.web.forms.rows import Rows

_SHARES = (("", _("不安置")), ("whole", _("整人")), ("half", _("半人")))
_QUOTAS = (("", CHOOSE), (5, "0.5"), (10, "1"))
_EXTRAS = (("", CHOOSE), *((r.value, _(r.label)) for r in Entitlement.Reason if r != Entitlement.Reason.MEMBER))
_OPTIONS = (("", CHOOSE), *((option.value, _(option.label)) for option in Approval.Option))


class GrantForm(PlainForm):
    """Option, day, and the share of each member; made for one household."""

    people: dict[str, Person]
    option = forms.TypedChoiceField(
        label=_("安置方式"), choices=_OPTIONS, coerce=Approval.Option, error_messages={"required": CHOOSE}
    )
    approved_on = DayField(label=_("审批日期"), error_messages={"required": REQUIRED})

    def share(self, kind: str) -> tuple[Person, ...]:
        """The members that were given a share of this kind."""
        return tuple(person for name, person in self.people.items() if self.cleaned_data[name] == kind)


class HouseholdForm(PlainForm):
    """Which household."""

    household = HouseholdField(error_messages={"required": REQUIRED})


class ExtraForm(PlainForm):
    """Extra quota with its reason."""

    reason = forms.TypedChoiceField(
        label=_("指标来源"), choices=_EXTRAS, coerce=Entitlement.Reason, error_messages={"required": CHOOSE}
    )
    quota = forms.TypedChoiceField(label=_("指标"), choices=_QUOTAS, coerce=int, error_messages={"required": CHOOSE})


def grant_form(household: Household) -> type[GrantForm]:
    """The form of one household: a question for each member who has not been resettled as a whole."""
    members = household.memberships.filter(left_on__isnull=True).select_related("person").order_by("pk")
    taken = Q(first_half=True) | Q(second_half=True)
    lines = Entitlement.objects.filter(taken, person__in=[member.person_id for member in members])
    halves: dict[int, int] = {}
    for line in lines:
        halves[line.person_id] = halves.get(line.person_id, 0) + line.first_half + line.second_half
    fields: dict[str, Any] = {"people": {}}
    for member in members:
        used = halves.get(member.person_id, 0)
        if used < 2:
            name = f"person_{member.person_id}"
            shares = [share for share in _SHARES if not used or share[0] != "whole"]
            label = f"{member.person.name} · {member.relation}"
            fields[name] = forms.ChoiceField(label=label, choices=shares, required=False)
            fields["people"][name] = member.person
    return type("HouseholdGrantForm", (GrantForm,), fields)


def _grant(household: Household, filled: Filled, by: Officer) -> Approval:
    form = filled.form
    grant = Grant(
        household=household,
        option=filled.data["option"],
        approved_on=filled.data["approved_on"],
        whole=form.share("whole"),
        half=form.share("half"),
        extras=tuple((line["reason"], line["quota"]) for line in filled.lines("extras")),
    )
    return approvals.approve([grant], by=by)[0]


def _is_open(household: Household) -> bool:
    return household.approvals.count() < len(Approval.Option)


GRANT = Step(
    "grant",
    _("审批安置"),
    grant_form,
    _grant,
    _is_open,
    rows=(Rows("extras", _("额外指标"), ExtraForm),),
    area="casework",
    dynamic=True,
    hint=_("人数和指标按所选成员与额外指标相加得出。"),
)

APPROVAL = Kind(
    name="approval",
    address="approvals",
    area="casework",
    model=Approval,
    page="approvals",
    new=new(
        _("审批安置"),
        HouseholdForm,
        lambda record, filled, by: filled.data["household"],
        then=lambda household: reverse("household_grant", args=[household.pk]),
    ),
    steps=(edit(record_form(Approval, "approved_on", "option"), approvals.correct),),
)

KINDS = (APPROVAL,)
