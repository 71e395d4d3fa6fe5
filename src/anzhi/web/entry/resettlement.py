"""安置的录入 Estates, homes, and social-security rosters."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anzhi.casework.models import Approval
from anzhi.housing.actions import allotments, estates
from anzhi.housing.models import Allotment, Estate
from anzhi.office.models import Officer
from anzhi.registry.models import Household, Person
from anzhi.social_security.actions import batches, contributions
from anzhi.social_security.models import Batch, Contribution, Enrolment, PolicyHold
from anzhi.web.entry.kinds import Filled, Kind, Shortcut, Step, edit, new, one
from anzhi.web.forms.fields import CHOOSE, REQUIRED, HouseholdField, PersonField
from anzhi.web.forms.record import PlainForm, RecordForm, record_form
from anzhi.web.forms.rows import Rows

_ESTATE = ("name", "street", "site_area", "planned_area", "approved_on")
_BATCH = ("number", "project", "approved_on")
_HOLD = ("issuer", "title", "document_number", "cites", "issued_on")
_BANDS = (("", CHOOSE), *((band.value, _(band.label)) for band in Enrolment.AgeBand))


class AllotmentForm(RecordForm):
    """A home for the household of an approval, named by its number."""

    field_order = ("household",)
    household = HouseholdField(error_messages={"required": REQUIRED})

    def clean_household(self) -> Household:
        """Homes go to households that were approved for one."""
        household = self.cleaned_data["household"]
        approval = Approval.objects.filter(household=household, option=Approval.Option.HOUSING).first()
        if approval is None:
            raise forms.ValidationError(_("该户没有保障住房安置审批"))
        self.instance.approval = approval
        return household


class ListedForm(PlainForm):
    """A person on a roster."""

    person = PersonField(error_messages={"required": REQUIRED})
    age_band = forms.TypedChoiceField(
        label=_("年龄段"),
        choices=_BANDS,
        coerce=lambda v: Enrolment.AgeBand(int(v)),
        error_messages={"required": CHOOSE},
    )

    def clean_person(self) -> Person:
        """Nobody stands on two rosters."""
        person = self.cleaned_data["person"]
        other = Enrolment.objects.filter(person=person).select_related("batch").first()
        if other is not None:
            raise forms.ValidationError(_("此人已列入批次 %(batch)s"), params={"batch": other.batch.number})
        return person


class NothingForm(PlainForm):
    """No question but the rows below."""


_LISTED = Rows("people", _("参保人员"), ListedForm, at_first=5, at_least=1, more=5, once="person")


def _roster(filled: Filled) -> list[tuple[Person, Enrolment.AgeBand]]:
    return [(line["person"], line["age_band"]) for line in filled.lines("people")]


def _start(estate: Estate, filled: Filled, by: Officer) -> Estate:
    return estates.start(estate, filled.data["started_on"], by=by)


def _deliver(estate: Estate, filled: Filled, by: Officer) -> Estate:
    return estates.deliver(estate, filled.data["delivered_on"], by=by)


def _forecast(estate: Estate, filled: Filled, by: Officer) -> Estate:
    return estates.forecast(estate, filled.data["expected_on"], delay_reason=filled.data["delay_reason"], by=by)


def _approve(record: None, filled: Filled, by: Officer) -> Batch:
    return batches.approve([(filled.record, _roster(filled))], by=by)[0]


def _list(batch: Batch, filled: Filled, by: Officer) -> Batch:
    batches.list_persons(batch, _roster(filled), by=by)
    return batch


def _enrol(batch: Batch, filled: Filled, by: Officer) -> Batch:
    return batches.enrol([batch], filled.data["enrolled_on"], by=by)[0]


def _hold(batch: Batch, filled: Filled, by: Officer) -> Batch:
    return batches.hold([batch], filled.data["hold"], filled.data["held_on"], by=by)[0]


def _release(batch: Batch, filled: Filled, by: Officer) -> Batch:
    return batches.release([batch], filled.data["released_on"], by=by)[0]


def _announce(record: None, filled: Filled, by: Officer) -> PolicyHold:
    return batches.announce_hold(filled.record, by=by)


def _reverse(contribution: Contribution, filled: Filled, by: Officer) -> Contribution:
    return contributions.reverse(contribution, **filled.data, by=by)


def _is_held(batch: Batch) -> bool:
    return batch.held_on is not None and batch.released_on is None


def _fresh(record: Any) -> Any:
    """An empty record to ask about: the reversal is a row of its own."""
    return type(record)(reverses=record, project=record.project, amount=-record.amount)


ESTATE = Kind(
    name="estate",
    address="estates",
    area="housing",
    model=Estate,
    page="estates",
    new=new(
        _("新增小区"),
        record_form(
            Estate, *_ESTATE, "started_on", "expected_on", "delivered_on", "delay_reason", may_come=("expected_on",)
        ),
        one(estates.register),
    ),
    steps=(
        edit(
            record_form(
                Estate,
                *_ESTATE,
                "started_on",
                "delivered_on",
                "expected_on",
                "delay_reason",
                steps=("started_on", "delivered_on"),
                may_come=("expected_on",),
            ),
            estates.correct,
        ),
        Step(
            "start",
            _("开工"),
            record_form(Estate, "started_on", required=True),
            _start,
            lambda estate: estate.approved_on is not None and estate.started_on is None,
        ),
        Step(
            "deliver",
            _("交付"),
            record_form(Estate, "delivered_on", required=True),
            _deliver,
            lambda estate: estate.started_on is not None and estate.delivered_on is None,
        ),
        Step(
            "forecast",
            _("预计验收"),
            record_form(Estate, "expected_on", "delay_reason", may_come=("expected_on",)),
            _forecast,
            lambda estate: estate.delivered_on is None,
        ),
    ),
    shortcuts=(
        Shortcut(
            "allotment",
            _("分房"),
            lambda estate: {"estate": estate.pk},
            lambda estate: estate.delivered_on is not None,
        ),
    ),
)

ALLOTMENT = Kind(
    name="allotment",
    address="allotments",
    area="housing",
    model=Allotment,
    page="allotments",
    new=new(
        _("分房"),
        record_form(
            Allotment,
            "estate",
            "unit",
            "housed_on",
            "persons",
            base=AllotmentForm,
            choices={"estate": lambda estates: estates.filter(delivered_on__isnull=False)},
        ),
        one(allotments.allot),
    ),
    steps=(edit(record_form(Allotment, "estate", "unit", "housed_on", "persons"), allotments.correct),),
)

BATCH = Kind(
    name="batch",
    address="batches",
    area="social_security",
    model=Batch,
    page="batches",
    new=new(_("审批社保批次"), record_form(Batch, *_BATCH), _approve, rows=(_LISTED,)),
    steps=(
        edit(
            record_form(
                Batch,
                *_BATCH,
                "enrolled_on",
                "held_on",
                "released_on",
                steps=("enrolled_on", "released_on"),
                kept=("held_on",),
            ),
            batches.correct,
        ),
        Step(
            "list-persons",
            _("列入人员"),
            NothingForm,
            _list,
            lambda batch: batch.enrolled_on is None,
            rows=(_LISTED,),
            watches=lambda batch: [],
            icon="plus",
        ),
        Step(
            "enrol",
            _("纳入社保"),
            record_form(Batch, "enrolled_on", required=True),
            _enrol,
            lambda batch: batch.enrolled_on is None and not _is_held(batch),
        ),
        Step(
            "hold",
            _("政策暂停"),
            record_form(Batch, "hold", "held_on", required=True),
            _hold,
            lambda batch: batch.enrolled_on is None and batch.held_on is None,
        ),
        Step("release", _("恢复办理"), record_form(Batch, "released_on", required=True), _release, _is_held),
    ),
)

ENROLMENT = Kind(
    name="enrolment",
    address="enrolments",
    area="social_security",
    model=Enrolment,
    page="enrolments",
    steps=(edit(record_form(Enrolment, "age_band"), batches.correct_enrolment),),
)

HOLD = Kind(
    name="policy_hold",
    address="policy-holds",
    area="social_security",
    model=PolicyHold,
    page="policy_holds",
    new=new(_("登记政策暂停"), record_form(PolicyHold, *_HOLD), _announce),
    steps=(edit(record_form(PolicyHold, *_HOLD), batches.correct_hold),),
)

CONTRIBUTION = Kind(
    name="contribution",
    address="contributions",
    area="social_security",
    model=Contribution,
    page="contributions",
    new=new(
        _("登记社保资金"),
        record_form(Contribution, "project", "collected_on", "voucher", "amount"),
        one(contributions.collect),
        hint=_("入账后不能修改，只能冲销。"),
    ),
    steps=(
        Step(
            "reverse",
            _("冲销"),
            record_form(Contribution, "voucher", "collected_on"),
            _reverse,
            lambda contribution: contribution.reverses_id is None and not contribution.reversals.exists(),
            subject=_fresh,
            hint=_("以另一凭证记一笔等额负数，原凭证保留。"),
        ),
    ),
)

KINDS = (ESTATE, ALLOTMENT, BATCH, ENROLMENT, HOLD, CONTRIBUTION)
