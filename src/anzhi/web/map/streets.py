"""街道 What the map shows of streets. The numbers are those of the metrics, split by street."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from anzhi.metrics.definitions.resettlement import BADLY_OVERDUE
from anzhi.office.models import Account, Street
from anzhi.registry.models import Boundary
from anzhi.values.exact import PERSON
from anzhi.values.period import Year
from anzhi.values.unit import PERCENT, PERSONS, Unit
from anzhi.web.computing import breakdown
from anzhi.web.language import measured
from anzhi.web.scope import scope

Values = Mapping[object, Fraction]


@dataclass(frozen=True)
class Measure:
    """A way to colour streets.

    Attributes:
        key: its name in the address of colours.
        label: what it is called.
        area: the area of the application that its records belong to.
        unit: how a value prints.
        steps: the least value of each level above the lowest, rising.
        legend: what each level means.
        values: its value by street.
    """

    key: str
    label: str
    area: str
    unit: Unit
    steps: tuple[Fraction, ...]
    legend: tuple[str, ...]
    values: Callable[[Year], Values]

    def level(self, value: Fraction | None) -> int | None:
        """The level that a value belongs to."""
        return None if value is None else sum(value >= step for step in self.steps)


@dataclass(frozen=True)
class StreetValue:
    """A street's value of a measure: as printed, and its level; both empty when there is nothing to measure."""

    measure: Measure
    text: str
    level: int | None


@dataclass(frozen=True)
class StreetLine:
    """A street on the map.

    Attributes:
        street: the street.
        geometry: its outline as GeoJSON; empty when it was never drawn.
        values: its value of each measure.
    """

    street: Street
    geometry: Mapping[str, object] | None
    values: tuple[StreetValue, ...]


def _overdue(year: Year) -> Values:
    waiting, late = (breakdown(year, name, "street_id") for name in ("waiting_at_end", "overdue_persons"))
    return {street: late.get(street, Fraction(0)) for street in waiting}


def _signed(year: Year) -> Values:
    wanted, signed = (breakdown(year, name, "street_id") for name in ("households_to_sign", "signed_households"))
    return {street: signed.get(street, Fraction(0)) / value for street, value in wanted.items() if value}


MEASURES = (
    Measure(
        "overdue",
        "延期过渡人数",
        "casework",
        PERSONS,
        (Fraction(1), Fraction(100 * PERSON), Fraction(500 * PERSON), Fraction(BADLY_OVERDUE + 1)),
        ("无", "不足 100 人", "100–500 人", "500–1000 人", "超过 1000 人"),
        _overdue,
    ),
    Measure(
        "signed",
        "新拆项目签约率",
        "registry",
        PERCENT,
        (Fraction(1, 2), Fraction(8, 10), Fraction(95, 100), Fraction(1)),
        ("不足 50%", "50%–80%", "80%–95%", "95%–100%", "100%"),
        _signed,
    ),
)
"""Ways to colour streets, the first one at first."""


def measures(account: Account) -> tuple[Measure, ...]:
    """The measures whose records the account may see."""
    return tuple(measure for measure in MEASURES if measure.area in account.powers.sees)


def lines(account: Account, year: Year) -> Sequence[StreetLine]:
    """The streets that the account may see, with their values."""
    shown = [(measure, measure.values(year)) for measure in measures(account)]
    outlines = dict(scope(Boundary.objects.all(), account).values_list("street_id", "geometry"))
    return [
        StreetLine(
            street,
            outlines.get(street.pk),
            tuple(_value(measure, values.get(street.pk)) for measure, values in shown),
        )
        for street in scope(Street.objects.all(), account).order_by("area_code")
    ]


def _value(measure: Measure, value: Fraction | None) -> StreetValue:
    return StreetValue(measure, "" if value is None else measured(value, measure.unit), measure.level(value))
