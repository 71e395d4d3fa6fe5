"""单位 How a field that is stored as an integer of its smallest unit is typed, printed and called."""

from fractions import Fraction

from django.db.models import Field
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anzhi.office.fields import MoneyField, MuField, PersonsField, SquareMetreField
from anzhi.values.exact import MU, PERSON, SQUARE_METRE, YUAN
from anzhi.values.unit import Unit

UNITS: dict[type[Field], Unit] = {
    MoneyField: Unit("元", Fraction(YUAN), places=2),
    MuField: Unit("亩", Fraction(MU), places=4, trim=True),
    SquareMetreField: Unit("平方米", Fraction(SQUARE_METRE), places=4, trim=True),
    PersonsField: Unit("人", Fraction(PERSON), places=1, trim=True),
}
"""Units of entry by field type: every digit that is stored is shown."""
_IN_YUAN = {
    "金额（分）": _("金额（元）"),
    "年初结转结余（分）": _("年初结转结余（元）"),
    "调整金额（分）": _("调整金额（元）"),
}


def unit_of(field: Field) -> Unit | None:
    """The unit that a stored integer is typed in; None for a field that is typed as it is stored."""
    return UNITS.get(type(field))


def label_of(field: Field) -> str | Promise:
    """What a field is called on a form and in the history: amounts of money are typed in yuan."""
    name = str(field.verbose_name)
    return _IN_YUAN.get(name) or _(name)
