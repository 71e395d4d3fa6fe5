"""综合事务的录入 Tickets, activities, articles, visits, assistance."""

from django import forms
from django.utils.translation import gettext_lazy as _

from anzhi.administration.actions import activities
from anzhi.administration.models import Activity, Article, Assistance, HomeVisit, Programme
from anzhi.grievances.actions import tickets
from anzhi.grievances.models import Ticket
from anzhi.office.models import Officer
from anzhi.web.entry.kinds import Filled, Kind, Shortcut, Step, edit, new, one, said_of
from anzhi.web.entry.questions import ReasonForm
from anzhi.web.forms.fields import CHOOSE, REQUIRED, HouseholdField
from anzhi.web.forms.record import PlainForm, RecordForm, record_form

_TICKET = ("number", "street", "subject", "received_on", "due_on")
_ACTIVITY = ("kind", "programme", "held_on", "title", "place", "attendance")
_ARTICLE = ("title", "occasion", "outlet", "level", "placed_on")


class RatingForm(PlainForm):
    """The caller's answer."""

    is_satisfied = forms.TypedChoiceField(
        label=_("是否满意"),
        choices=(("", CHOOSE), ("true", _("满意")), ("false", _("不满意"))),
        coerce=lambda answer: answer == "true",
        empty_value=None,
        error_messages={"required": CHOOSE},
    )


class AssistanceForm(RecordForm):
    """Money for a household, named by its number."""

    field_order = ("household",)
    household = HouseholdField(error_messages={"required": REQUIRED})


def _reopen(ticket: Ticket, filled: Filled, by: Officer) -> Ticket:
    return tickets.reopen(ticket, reason=filled.data["reason"], by=by)


def _named(programme: Programme) -> str:
    return f"{programme.year} {programme.name}"


TICKET = Kind(
    name="ticket",
    address="tickets",
    area="grievances",
    model=Ticket,
    page="tickets",
    new=new(_("受理工单"), record_form(Ticket, *_TICKET, may_come=("due_on",)), one(tickets.receive)),
    steps=(
        edit(record_form(Ticket, *_TICKET, "closed_on", kept=("closed_on",), may_come=("due_on",)), tickets.correct),
        Step(
            "close",
            _("办结"),
            record_form(Ticket, "closed_on", required=True),
            said_of(tickets.close, "closed_on"),
            lambda ticket: ticket.closed_on is None,
            icon="check",
        ),
        Step("reopen", _("重新打开"), ReasonForm, _reopen, lambda ticket: ticket.closed_on is not None),
        Step(
            "rate",
            _("评价"),
            RatingForm,
            said_of(tickets.rate, "is_satisfied"),
            lambda ticket: ticket.closed_on is not None,
        ),
    ),
)

PROGRAMME = Kind(
    name="programme",
    address="programmes",
    area="administration",
    model=Programme,
    page="programmes",
    new=new(_("设立专项活动"), record_form(Programme, "year", "kind", "name"), one(activities.set_up)),
    steps=(edit(record_form(Programme, "year", "kind", "name"), activities.correct_programme),),
    shortcuts=(Shortcut("activity", _("登记活动"), lambda programme: {"programme": programme.pk}),),
)

ACTIVITY = Kind(
    name="activity",
    address="activities",
    area="administration",
    model=Activity,
    page="activities",
    new=new(_("登记活动"), record_form(Activity, *_ACTIVITY, names={"programme": _named}), one(activities.hold)),
    steps=(edit(record_form(Activity, *_ACTIVITY, names={"programme": _named}), activities.correct_activity),),
)

ARTICLE = Kind(
    name="article",
    address="articles",
    area="administration",
    model=Article,
    page="articles",
    new=new(_("登记上稿"), record_form(Article, *_ARTICLE), one(activities.place)),
    steps=(edit(record_form(Article, *_ARTICLE), activities.correct_article),),
)

HOME_VISIT = Kind(
    name="home_visit",
    address="home-visits",
    area="administration",
    model=HomeVisit,
    page="home_visits",
    new=new(_("登记走访慰问"), record_form(HomeVisit, "street", "family", "visited_on"), one(activities.visit)),
    steps=(edit(record_form(HomeVisit, "street", "family", "visited_on"), activities.correct_visit),),
)

_ASSISTANCE = record_form(Assistance, "household", "kind", "paid_on", "amount", base=AssistanceForm)
ASSISTANCE = Kind(
    name="assistance",
    address="assistances",
    area="administration",
    model=Assistance,
    page="assistances",
    new=new(_("登记救助"), _ASSISTANCE, one(activities.assist)),
    steps=(edit(_ASSISTANCE, activities.correct_assistance),),
)

KINDS = (TICKET, PROGRAMME, ACTIVITY, ARTICLE, HOME_VISIT, ASSISTANCE)
