"""过渡 Who has moved out and waits for a home, and who has waited longer than was promised: households and persons.

The numbers of the page are those of the metrics; the lists behind them keep the same condition, and a test holds
the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import BigIntegerField, Case, CharField, F, Q, QuerySet, Sum, Value, When
from django.db.models.expressions import Combinable

from anzhi.casework.models import Approval, Entitlement
from anzhi.housing.models import Allotment
from anzhi.metrics.relations import TRANSITION_MONTHS
from anzhi.office.models import Account, Street
from anzhi.registry.models import Project
from anzhi.values.period import Year, months_before
from anzhi.values.unit import PERSONS, WHOLE_PERCENT
from anzhi.web.computing import breakdown
from anzhi.web.derived import over
from anzhi.web.listing import Column, Filter, Listing, options
from anzhi.web.people import found, masked
from anzhi.web.scope import scope

STATES = {"overdue": "延期过渡", "in_time": "过渡期内", "at_home": "尚未腾房"}
TONES = {"overdue": "red", "in_time": "green", "at_home": "secondary"}


@dataclass(frozen=True)
class StreetLine:
    """A street's line: tenths of persons who wait, and those of them who wait too long."""

    key: int
    name: str
    waiting: Fraction
    overdue: Fraction

    @property
    def waiting_text(self) -> str:
        """Persons who wait, as printed."""
        return PERSONS.number(self.waiting)

    @property
    def overdue_text(self) -> str:
        """Persons who wait too long, as printed."""
        return PERSONS.number(self.overdue)

    @property
    def share(self) -> str:
        """How many of those who wait do so too long."""
        return WHOLE_PERCENT.text(self.overdue / self.waiting) if self.waiting else "—"


def by_street(account: Account, year: Year) -> list[StreetLine]:
    """The streets that the account may see and where somebody waits, the most overdue first."""
    waiting, overdue = (breakdown(year, name, "street_id") for name in ("waiting_at_end", "overdue_persons"))
    names = scope(Street.objects.all(), account).order_by("name").values_list("pk", "name")
    lines = [
        StreetLine(key, name, waiting[key], overdue.get(key, Fraction(0))) for key, name in names if key in waiting
    ]
    return sorted(lines, key=lambda line: (-line.overdue, -line.waiting))


def waiting_columns(year: Year) -> Mapping[str, Combinable]:
    """What an approval still owes on a day, and how long its household has waited."""
    return _columns(year, "", "pk")


def person_columns(year: Year) -> Mapping[str, Combinable]:
    """The same for the approval that an entitlement belongs to."""
    return _columns(year, "approval__", "approval")


def _columns(year: Year, path: str, key: str) -> Mapping[str, Combinable]:
    is_granted = Q(**{f"{path}option": Approval.Option.HOUSING, f"{path}approved_on__lte": year.as_of})
    granted = Case(When(is_granted, then=F(f"{path}persons")), default=0, output_field=BigIntegerField())
    housed = over(Allotment.objects.filter(housed_on__lte=year.as_of), "approval", Sum("persons"), key)
    return {"housed": housed, "waiting": granted - housed, "state": _state(year, f"{path}household__vacated_on")}


def _state(year: Year, vacated: str) -> Case:
    return Case(
        When(**{f"{vacated}__lt": year.months_before(TRANSITION_MONTHS)}, then=Value("overdue")),
        When(**{f"{vacated}__lte": year.as_of}, then=Value("in_time")),
        default=Value("at_home"),
        output_field=CharField(),
    )


WAITING = Listing(
    page="waiting_households",
    title="未安置户",
    area="housing",
    model=Approval,
    columns=(
        Column("户号", "household__number"),
        Column("户主", "household__head_name"),
        Column("项目", "household__project__name"),
        Column("街道", "household__street__name"),
        Column("状态", "state", choices=STATES, tones=TONES),
        Column("审批日期", "approved_on"),
        Column("腾房日期", "household__vacated_on"),
        Column("审批人数", "persons", unit=PERSONS),
        Column("已分房人数", "housed", unit=PERSONS),
        Column("未安置人数", "waiting", unit=PERSONS, total=True),
    ),
    search=("household__number", "household__head_name", "household__project__name"),
    filters=(
        Filter("街道", "street", "household__street", choices=options("pk", Street, "name")),
        Filter("项目", "project", "household__project", choices=options("pk", Project, "name")),
        Filter("状态", "state", "state", choices=STATES),
        Filter("腾房日期", "vacated", "household__vacated_on", dates=True),
    ),
    sort="household__number",
    annotate=waiting_columns,
    record_page="household",
    record_key="household_id",
    within=lambda year: Q(waiting__gt=0),
)


def promised(vacated_on: date) -> date:
    """The day by which a household that moved out was to have its home."""
    return months_before(vacated_on, -TRANSITION_MONTHS)


def overdue(account: Account, year: Year) -> QuerySet[Approval]:
    """Whose households have waited longer than was promised, the longest first."""
    late = WAITING.records(account, year).filter(state="overdue")
    return late.select_related("household").order_by("household__vacated_on", "pk")


def find_persons(lines: QuerySet[Entitlement], words: str) -> QuerySet[Entitlement]:
    """By name or whole identity number, or by the household's number."""
    return lines.filter(found(words, "person") | Q(approval__household__number__icontains=words))


WAITING_PERSONS = Listing(
    page="waiting_persons",
    title="未安置户的人员",
    area="housing",
    model=Entitlement,
    columns=(
        Column("姓名", "person__name"),
        Column("身份证号", "person__sealed_identity", reads=masked),
        Column("出生日期", "person__born_on"),
        Column("户号", "approval__household__number"),
        Column("街道", "approval__household__street__name"),
        Column("项目", "approval__household__project__name"),
        Column("状态", "state", choices=STATES, tones=TONES),
        Column("腾房日期", "approval__household__vacated_on"),
        Column("审批人数", "persons", unit=PERSONS, total=True),
    ),
    find=find_persons,
    filters=(
        Filter("街道", "street", "approval__household__street", choices=options("pk", Street, "name")),
        Filter("项目", "project", "approval__household__project", choices=options("pk", Project, "name")),
        Filter("状态", "state", "state", choices=STATES),
    ),
    sort="approval",
    annotate=person_columns,
    record_page="household",
    record_key="approval__household_id",
    within=lambda year: Q(waiting__gt=0, person__isnull=False),
)
