"""预决算的录入 Earmarks, appropriations, payments, revenue, carry-over."""

from django.utils.translation import gettext_lazy as _

from anzhi.budget.actions import accounts
from anzhi.budget.models import Appropriation, CarryOver, Earmark, Expenditure, Revenue
from anzhi.office.models import Officer
from anzhi.web.entry.kinds import Filled, Kind, Step, edit, new, one
from anzhi.web.forms.record import record_form

_SPENDING = ("year", "nature", "item", "earmark", "amount")
_EARMARK = ("year", "name", "purpose", "ordinal")
_REVENUE = ("year", "stage", "source", "dated_on", "voucher", "amount")


def _named(earmark: Earmark) -> str:
    return f"{earmark.year} {earmark.name}"


def _earmark(record: None, filled: Filled, by: Officer) -> Earmark:
    accounts.appropriate([filled.record], [], by=by)
    return filled.record


def _appropriate(record: None, filled: Filled, by: Officer) -> Appropriation:
    accounts.appropriate([], [filled.record], by=by)
    return filled.record


def _carry(record: None, filled: Filled, by: Officer) -> CarryOver:
    return accounts.confirm_carry_over(filled.record, by=by)


def _reverse(expenditure: Expenditure, filled: Filled, by: Officer) -> Expenditure:
    return accounts.reverse(expenditure, **filled.data, by=by)


def _fresh(expenditure: Expenditure) -> Expenditure:
    """An empty payment to ask about: the reversal is a row of its own."""
    return Expenditure(
        reverses=expenditure,
        year=expenditure.year,
        nature=expenditure.nature,
        item=expenditure.item,
        earmark=expenditure.earmark,
        amount=-expenditure.amount,
    )


EARMARK = Kind(
    name="earmark",
    address="earmarks",
    area="budget",
    model=Earmark,
    page="earmarks",
    new=new(_("批准专项"), record_form(Earmark, *_EARMARK), _earmark),
    steps=(edit(record_form(Earmark, *_EARMARK), accounts.correct_earmark),),
)

APPROPRIATION = Kind(
    name="appropriation",
    address="appropriations",
    area="budget",
    model=Appropriation,
    page="appropriations",
    new=new(_("批复预算"), record_form(Appropriation, *_SPENDING, names={"earmark": _named}), _appropriate),
    steps=(edit(record_form(Appropriation, *_SPENDING, names={"earmark": _named}), accounts.correct_appropriation),),
)

EXPENDITURE = Kind(
    name="expenditure",
    address="expenditures",
    area="budget",
    model=Expenditure,
    page="expenditures",
    new=new(
        _("登记支出"),
        record_form(Expenditure, *_SPENDING, "voucher", "paid_on", "summary", names={"earmark": _named}),
        one(accounts.pay),
        hint=_("入账后不能修改，只能冲销。"),
    ),
    steps=(
        Step(
            "reverse",
            _("冲销"),
            record_form(Expenditure, "voucher", "paid_on"),
            _reverse,
            lambda expenditure: expenditure.reverses_id is None and not expenditure.reversals.exists(),
            subject=_fresh,
            hint=_("以另一凭证记一笔等额负数，原凭证保留。"),
        ),
    ),
)

REVENUE = Kind(
    name="revenue",
    address="revenues",
    area="budget",
    model=Revenue,
    page="revenues",
    new=new(_("登记收入"), record_form(Revenue, *_REVENUE), one(accounts.receive)),
    steps=(edit(record_form(Revenue, *_REVENUE), accounts.correct_revenue),),
)

CARRY_OVER = Kind(
    name="carry_over",
    address="carry-overs",
    area="budget",
    model=CarryOver,
    page="carry_overs",
    new=new(_("确认结转"), record_form(CarryOver, "year", "amount"), _carry),
    steps=(edit(record_form(CarryOver, "year", "amount"), accounts.correct_carry_over),),
)

KINDS = (EARMARK, APPROPRIATION, EXPENDITURE, REVENUE, CARRY_OVER)
