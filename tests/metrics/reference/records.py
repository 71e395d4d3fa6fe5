"""The records that the reference counts, and what had happened by a day."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from anzhi.administration.models import Activity, Article, Assistance, HomeVisit, Programme
from anzhi.budget.models import Appropriation, CarryOver, EconomicItem, Expenditure, Revenue
from anzhi.casework.models import Approval, Entitlement
from anzhi.grievances.models import Ticket
from anzhi.housing.models import Allotment, Estate
from anzhi.office.models import Officer, Organisation, Post, Street
from anzhi.registry.models import Firm, Household, LandClearing, PlanItem, Project
from anzhi.social_security.models import Batch, Contribution, Enrolment
from anzhi.values.period import Year

Value = Fraction | int | None
Figures = dict[str, Value]


def total(amounts: Iterable[int | None]) -> int | None:
    """The sum; missing as soon as one amount is."""
    listed = list(amounts)
    return None if None in listed else sum(listed)


def entered(amounts: Iterable[int]) -> int | None:
    """The sum; missing when nothing was entered at all."""
    listed = list(amounts)
    return sum(listed) if listed else None


def ratio(top: Value, bottom: Value) -> Fraction | None:
    return None if top is None or not bottom else Fraction(top) / bottom


def minus(first: Value, second: Value) -> Value:
    return None if first is None or second is None else first - second


class Records:
    """All records of the office, read once."""

    def __init__(self) -> None:
        self.projects = list(Project.objects.all())
        self.clearings = list(LandClearing.objects.select_related("project"))
        self.households = list(Household.objects.select_related("project"))
        self.firms = list(Firm.objects.select_related("project"))
        self.plan_items = list(PlanItem.objects.select_related("plan"))
        self.approvals = list(Approval.objects.select_related("household"))
        self.entitlements = list(Entitlement.objects.select_related("approval"))
        self.allotments = list(Allotment.objects.select_related("approval"))
        self.estates = list(Estate.objects.all())
        self.streets = list(Street.objects.all())
        self.batches = list(Batch.objects.all())
        self.enrolments = list(Enrolment.objects.select_related("batch"))
        self.contributions = list(Contribution.objects.all())
        self.tickets = list(Ticket.objects.all())
        self.activities = list(Activity.objects.select_related("programme"))
        self.programmes = list(Programme.objects.all())
        self.articles = list(Article.objects.all())
        self.visits = list(HomeVisit.objects.all())
        self.assistances = list(Assistance.objects.all())
        self.sections = list(Organisation.objects.filter(kind="section"))
        self.posts = list(Post.objects.all())
        self.officers = list(Officer.objects.all())
        self.items = list(EconomicItem.objects.all())
        self.appropriations = list(Appropriation.objects.select_related("item"))
        self.expenditures = list(Expenditure.objects.select_related("item", "earmark"))
        self.revenues = list(Revenue.objects.all())
        self.carry_overs = {carry_over.year: carry_over.amount for carry_over in CarryOver.objects.all()}


class View:
    """The records as of one day: what had happened by then, and what had not."""

    def __init__(self, records: Records, year: Year) -> None:
        self.records = records
        self.number = year.number
        self.first = date(year.number, 1, 1)
        self.today = year.as_of
        month_length = monthrange(year.as_of.year - 2, year.as_of.month)[1]
        self.two_years_ago = date(year.as_of.year - 2, year.as_of.month, min(year.as_of.day, month_length))

    def this_year(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.today

    def done(self, day: date | None) -> bool:
        return day is not None and day <= self.today

    def done_before(self, day: date | None) -> bool:
        return day is not None and day < self.first

    def kind(self, project: Project) -> str:
        """新拆, 扫尾, 续拆, 预备, or none of them."""
        if not self.done(project.launched_on):
            return "预备" if project.prepared_on <= self.today else ""
        if project.launched_on >= self.first:
            return "新拆"
        if self.done_before(project.cleared_on):
            return ""
        return "扫尾" if self.done_before(project.clear_by) else "续拆"

    def paid(self, number: int) -> list[Expenditure]:
        """Payments of a year by today."""
        return [
            payment for payment in self.records.expenditures if payment.year == number and self.done(payment.paid_on)
        ]
