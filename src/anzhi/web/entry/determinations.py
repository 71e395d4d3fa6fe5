"""核定与协议的录入 Determinations, adjustments, lists made public, objections, agreements and meetings.

Deciding in a review is no step here: who may decide is said by the stage, not by the role (anzhi.web.casework.reviews).
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anzhi.casework import documents, queries, standing
from anzhi.casework.actions import adjustments, agreements, determinations, meetings, publications
from anzhi.casework.models import (
    Adjustment,
    Agreement,
    Determination,
    Meeting,
    Objection,
    Publication,
    PublicationEntry,
    Review,
)
from anzhi.office.models import Officer
from anzhi.registry.models import Household, Project
from anzhi.rules.engine.types import MONEY
from anzhi.web.entry.kinds import Filled, Kind, Step, new
from anzhi.web.entry.questions import ReasonForm
from anzhi.web.forms.fields import REQUIRED, DayField
from anzhi.web.forms.record import PlainForm, RecordForm, record_form
from anzhi.web.frame import today

AREA = "determinations"


class ComputeForm(PlainForm):
    """As of which day."""

    computed_on = DayField(label=_("计算日期"), initial=today, error_messages={"required": REQUIRED})


class DrawForm(PlainForm):
    """The number of an agreement, and the day."""

    number = forms.CharField(label=_("协议编号"), max_length=40, error_messages={"required": REQUIRED})
    drawn_on = DayField(label=_("拟定日期"), initial=today, error_messages={"required": REQUIRED})


class VoidForm(ReasonForm):
    """When and why an agreement is void."""

    field_order = ("voided_on", "reason")
    voided_on = DayField(label=_("作废日期"), initial=today, error_messages={"required": REQUIRED})


class AnswerForm(PlainForm):
    """An answer to an objection."""

    answered_on = DayField(label=_("答复日期"), initial=today, error_messages={"required": REQUIRED})
    answer = forms.CharField(
        label=_("答复"), widget=forms.Textarea(attrs={"rows": 4}), error_messages={"required": REQUIRED}
    )


class PublishForm(PlainForm):
    """A list that is made public; made for one project, with the households that can be on it."""

    field_order = ("published_on", "days", "place", "households")
    published_on = DayField(label=_("公示日期"), initial=today, error_messages={"required": REQUIRED})
    days = forms.IntegerField(
        label=_("公示天数"),
        required=False,
        min_value=1,
        max_value=365,
        help_text=_("公示当天不计入。公示天数没有依据可查时须逐次填写。"),
    )
    place = forms.CharField(label=_("公示地点"), max_length=80, required=False)


class ObjectForm(RecordForm):
    """An objection to one of the entries of a list."""

    field_order = ("entry", "received_on", "objector", "text")

    def __init__(self, data: Any = None, *, instance: Objection, **kwargs: Any) -> None:
        super().__init__(data, instance=instance, **kwargs)
        self.fields["entry"].queryset = instance.publication_entries
        self.fields["entry"].label_from_instance = _entry_name


class MeetingForm(RecordForm):
    """A meeting with those who attended."""

    field_order = ("title", "held_on", "attendees", "minutes")
    attendees = forms.ModelMultipleChoiceField(
        Officer.objects.filter(account__is_active=True).select_related("organisation"),
        label=_("参会人员"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        error_messages={"required": _("请勾选参会人员")},
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["attendees"].label_from_instance = _officer_name


def publish_form(project: Project) -> type[PublishForm]:
    """The form of one project: a tick for every household that is approved and not public with this amount."""
    found = queries.publishable(project)
    choices = [(determination.pk, _line_of(determination)) for determination in found]
    households = forms.TypedMultipleChoiceField(
        label=_("列入公示的住户"),
        choices=choices,
        coerce=int,
        initial=[key for key, _label in choices],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
        error_messages={"required": _("请勾选列入公示的住户")},
        help_text="" if choices else _("没有审核通过而尚未公示的核定。"),
    )
    return type("ProjectPublishForm", (PublishForm,), {"households": households})


def _line_of(determination: Determination) -> str:
    household = determination.household
    return f"{household.number} {household.head_name} · {MONEY.say(standing.payable(determination))}"


def _entry_name(entry: PublicationEntry) -> str:
    return f"{entry.masked_name} · {entry.address} · {MONEY.say(entry.amount)}"


def _officer_name(officer: Officer) -> str:
    return f"{officer.name} · {officer.organisation.name}"


def _compute(household: Household, filled: Filled, by: Officer) -> Determination:
    return determinations.compute(household, on=filled.data["computed_on"], by=by)


def _adjust(determination: Determination, filled: Filled, by: Officer) -> Adjustment:
    return adjustments.propose(determination, **filled.data, by=by)


def _draw_up(determination: Determination, filled: Filled, by: Officer) -> Agreement:
    number, on = filled.data["number"], filled.data["drawn_on"]
    template = documents.own_template()
    if (amended := _amendable(determination)) is not None:
        return agreements.amend(amended, determination, number=number, on=on, template=template, by=by)
    return agreements.draw_up(determination, number=number, on=on, template=template, by=by)


def _publish(project: Project, filled: Filled, by: Officer) -> Publication:
    found = Determination.objects.filter(pk__in=filled.data["households"], household__project=project)
    said = {"on": filled.data["published_on"], "days": filled.data["days"], "place": filled.data["place"]}
    return publications.publish(project, list(found.order_by("household__number")), **said, by=by)


def _receive(publication: Publication, filled: Filled, by: Officer) -> Objection:
    return publications.receive(filled.record, by=by)


def _answer(objection: Objection, filled: Filled, by: Officer) -> Objection:
    return publications.answer(objection, filled.data["answer"], on=filled.data["answered_on"], by=by)


def _sign(agreement: Agreement, filled: Filled, by: Officer) -> Agreement:
    return agreements.sign(agreement, on=filled.data["signed_on"], by=by)


def _void(agreement: Agreement, filled: Filled, by: Officer) -> Agreement:
    return agreements.void(agreement, on=filled.data["voided_on"], reason=filled.data["reason"], by=by)


def _hold(record: None, filled: Filled, by: Officer) -> Meeting:
    return meetings.hold(filled.record, list(filled.data["attendees"]), by=by)


def _is_drawable(determination: Determination) -> bool:
    """Is it approved, the one that counts, public, and not agreed on yet?"""
    is_approved = determination.review.outcome == Review.Outcome.APPROVED
    is_free = not determination.agreements.filter(voided_on__isnull=True).exists()
    return is_approved and is_free and determination.entries.exists() and _counts(determination)


def _is_adjustable(determination: Determination) -> bool:
    """Does it count, and does no agreement bind it?"""
    return _counts(determination) and not determination.agreements.filter(voided_on__isnull=True).exists()


def _counts(determination: Determination) -> bool:
    return standing.current(determination.household) == determination


def _amendable(determination: Determination) -> Agreement | None:
    """The agreement that a new one would amend: what the household has signed last."""
    return queries.agreed(determination.household, before=determination)


def _unsaid(publication: Publication) -> Objection:
    """An empty objection that knows the entries it can be about."""
    objection = Objection()
    objection.publication_entries = publication.entries.order_by("pk")
    return objection


DETERMINE = Step(
    "determine",
    _("核定"),
    ComputeForm,
    _compute,
    area=AREA,
    icon="scale",
    hint=_("按计算日期时登记的事实和政策计算，结果提交审核；事实之后有改动，须重新核定。"),
)
PUBLISH = Step(
    "publish",
    _("公示"),
    publish_form,
    _publish,
    lambda project: project.households.filter(reviews__outcome=Review.Outcome.APPROVED).exists(),
    area=AREA,
    icon="eye",
    dynamic=True,
)

DETERMINATION = Kind(
    name="determination",
    address="determinations",
    area=AREA,
    model=Determination,
    page="determinations",
    steps=(
        Step(
            "adjust",
            _("调整"),
            record_form(Adjustment, "amount", "reason", "evidence"),
            _adjust,
            _is_adjustable,
            subject=lambda determination: Adjustment(determination=determination),
            watches=lambda determination: [],
            icon="adjustments",
            hint=_("增加填正数，减少填负数。调整是单独的一笔，经审核后才计入，不改动核定。"),
        ),
        Step("draw-up", _("拟定协议"), DrawForm, _draw_up, _is_drawable, icon="writing"),
    ),
)

ADJUSTMENT = Kind(name="adjustment", address="adjustments", area=AREA, model=Adjustment, page="determinations")

PUBLICATION = Kind(
    name="publication",
    address="publications",
    area=AREA,
    model=Publication,
    page="publications",
    steps=(
        Step(
            "object",
            _("登记异议"),
            record_form(Objection, "entry", "received_on", "objector", "text", base=ObjectForm),
            _receive,
            subject=_unsaid,
            watches=lambda publication: [],
            icon="plus",
        ),
    ),
)

OBJECTION = Kind(
    name="objection",
    address="objections",
    area=AREA,
    model=Objection,
    page="publications",
    steps=(
        Step(
            "answer",
            _("答复"),
            AnswerForm,
            _answer,
            lambda objection: objection.answered_on is None,
            hint=_("异议属实的，答复后更正事实：核定随之失效，须重新核定。"),
        ),
    ),
)

AGREEMENT = Kind(
    name="agreement",
    address="agreements",
    area=AREA,
    model=Agreement,
    page="agreements",
    steps=(
        Step(
            "sign",
            _("签订"),
            record_form(Agreement, "signed_on", required=True),
            _sign,
            lambda agreement: agreement.signed_on is None and agreement.voided_on is None,
            icon="writing",
        ),
        Step("void", _("作废"), VoidForm, _void, lambda agreement: agreement.voided_on is None, icon="x"),
    ),
)

MEETING = Kind(
    name="meeting",
    address="meetings",
    area=AREA,
    model=Meeting,
    page="meetings",
    new=new(_("登记会议"), record_form(Meeting, "title", "held_on", "minutes", base=MeetingForm), _hold),
)

KINDS = (DETERMINATION, ADJUSTMENT, PUBLICATION, OBJECTION, AGREEMENT, MEETING)
