"""关系 The relations that metrics count over, made from the models.

In every relation a record stands exactly once. Only two joins exist, and neither can multiply rows: ``look_up``
follows a foreign key to the one parent, ``roll_up`` brings children that were first summed up to one row a parent.
"""

from collections.abc import Callable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
from django.db import models

from anzhi.administration.models import Activity, Article, Assistance, HomeVisit, Programme
from anzhi.budget.models import Appropriation, CarryOver, Earmark, EconomicItem, Expenditure, Revenue
from anzhi.casework.models import Approval, Entitlement
from anzhi.grievances.models import Ticket
from anzhi.housing.models import Allotment, Estate
from anzhi.metrics.dates import by_end, by_opening, during, open_at_end, open_at_opening
from anzhi.office.models import Officer, Organisation, Post, Street
from anzhi.registry.models import AnnualPlan, Firm, Household, LandClearing, PlanItem, Project
from anzhi.social_security.models import Batch, Contribution, Enrolment
from anzhi.values.period import Year

TRANSITION_MONTHS = 24
"""Months from vacating to the home that was promised; longer is overdue (103号令 annex, row of the transition fee)."""

_TYPES = {
    models.BooleanField: "boolean",
    models.CharField: "string",
    models.TextField: "string",
    models.DateField: "date",
    models.IntegerField: "int64",
    models.AutoField: "int64",
}
_KEY = "parent_key"


@dataclass(frozen=True)
class Relation:
    """Rows that can be counted.

    Attributes:
        name: what metrics call it.
        model: the records in it, one row each.
        build: the rows of a year as an unbound expression.
        label: the column that names a record to a reader.
    """

    name: str
    model: type[models.Model]
    build: Callable[[Year], ir.Table]
    label: str


def table(model: type[models.Model]) -> ir.Table:
    """An unbound table with the columns of a model that have a countable type."""
    schema = {}
    for field in model._meta.local_concrete_fields:
        target = field
        while isinstance(target, models.ForeignKey):
            target = target.target_field
        kind = next((name for base, name in _TYPES.items() if isinstance(target, base)), None)
        if kind is not None:
            schema[field.column] = kind
    return ibis.table(schema, name=model._meta.db_table)


def look_up(rows: ir.Table, foreign_key: str, parent: ir.Table, primary_key: str = "id", **columns: str) -> ir.Table:
    """Add columns of the one parent row that a foreign key points to, under new names."""
    wanted = parent.select(**{_KEY: parent[primary_key]}, **{new: parent[old] for new, old in columns.items()})
    return rows.left_join(wanted, rows[foreign_key] == wanted[_KEY]).drop(_KEY)


def roll_up(
    rows: ir.Table, children: ir.Table, foreign_key: str, primary_key: str = "id", **sums: ir.Scalar
) -> ir.Table:
    """Add sums over the children of each row; a row without children gets zeros."""
    summed = children.group_by(**{_KEY: children[foreign_key]}).aggregate(**sums)
    joined = rows.left_join(summed, rows[primary_key] == summed[_KEY]).drop(_KEY)
    return joined.mutate(**{name: joined[name].fill_null(0) for name in sums})


def project_kind(project: ir.Table, year: Year) -> ir.StringColumn:
    """新拆, 扫尾, 续拆 or 预备 in a year; empty for a project that the year does not concern.

    新拆 was launched within the year. 扫尾 was launched earlier, should have been cleared before the year began and was
    not. 续拆 was launched earlier and still had time. 预备 is prepared and not launched.
    """
    launched_before = by_opening(project.launched_on, year)
    uncleared = open_at_opening(project.cleared_on, year)
    return ibis.cases(
        (during(project.launched_on, year), "new"),
        (launched_before & uncleared & by_opening(project.clear_by, year), "tail"),
        (launched_before & uncleared, "ongoing"),
        (by_end(project.prepared_on, year) & open_at_end(project.launched_on, year), "reserve"),
        else_=ibis.null("string"),
    )


def _project_parent(year: Year) -> ir.Table:
    project = table(Project)
    return project.mutate(kind=project_kind(project, year))


def _projects(year: Year) -> ir.Table:
    """Projects with the households known by the end, and those of them that have not signed."""
    households = table(Household)
    households = households.filter(by_end(households.surveyed_on, year))
    return roll_up(
        _project_parent(year),
        households,
        "project_id",
        households=households.count(),
        unsigned=households.count(where=open_at_end(households.signed_on, year)),
    )


def _of_project(model: type[models.Model]) -> Callable[[Year], ir.Table]:
    columns = {"kind": "kind", "project_name": "name", "street_id": "street_id"}
    return lambda year: look_up(table(model), "project_id", _project_parent(year), **columns)


def _households(year: Year) -> ir.Table:
    assistance = table(Assistance)
    assistance = assistance.filter(during(assistance.paid_on, year))
    rows = look_up(
        table(Household), "project_id", _project_parent(year), kind="kind", signing_started_on="signing_started_on"
    )
    return roll_up(rows, assistance, "household_id", assisted=assistance.count())


def _approvals(year: Year) -> ir.Table:
    """Approvals with what was housed by the opening and by the end, and so what still waits."""
    homes, lines = table(Allotment), table(Entitlement)
    rows = look_up(
        table(Approval),
        "household_id",
        table(Household),
        household_number="number",
        street_id="street_id",
        vacated_on="vacated_on",
    )
    rows = roll_up(
        rows,
        homes,
        "approval_id",
        housed_by_opening=homes.persons.sum(where=by_opening(homes.housed_on, year)).fill_null(0),
        housed_by_end=homes.persons.sum(where=by_end(homes.housed_on, year)).fill_null(0),
    )
    rows = roll_up(rows, lines, "approval_id", line_persons=lines.persons.sum(), line_quota=lines.quota.sum())
    housing = rows.option == "housing"
    granted_by_opening = (housing & by_opening(rows.approved_on, year)).ifelse(rows.persons, 0)
    granted_by_end = (housing & by_end(rows.approved_on, year)).ifelse(rows.persons, 0)
    rows = rows.mutate(
        waiting_at_opening=granted_by_opening - rows.housed_by_opening,
        waiting_at_end=granted_by_end - rows.housed_by_end,
    )
    late = rows.vacated_on < year.months_before(TRANSITION_MONTHS)
    return rows.mutate(overdue_at_end=late.fill_null(False).ifelse(rows.waiting_at_end, 0))


def _allotments(year: Year) -> ir.Table:
    """Homes allotted, with the street of the household that moves in."""
    rows = look_up(table(Allotment), "approval_id", table(Approval), household_id="household_id")
    return look_up(rows, "household_id", table(Household), street_id="street_id")


def _streets(year: Year) -> ir.Table:
    approvals = _approvals(year)
    rows = look_up(table(Street), "organisation_ptr_id", table(Organisation), name="name")
    return roll_up(
        rows.rename(id="organisation_ptr_id"), approvals, "street_id", overdue_at_end=approvals.overdue_at_end.sum()
    )


def _batches(year: Year) -> ir.Table:
    people = table(Enrolment)
    return roll_up(table(Batch), people, "batch_id", people=people.count())


def _spending(model: type[models.Model]) -> Callable[[Year], ir.Table]:
    def build(year: Year) -> ir.Table:
        rows = look_up(table(model), "item_id", table(EconomicItem), code="code", class_code="class_code")
        return look_up(rows, "earmark_id", table(Earmark), earmark_year="year")

    return build


def _activities(year: Year) -> ir.Table:
    return look_up(table(Activity), "programme_id", table(Programme), programme_kind="kind")


def _programmes(year: Year) -> ir.Table:
    occasions = table(Activity)
    occasions = occasions.filter(during(occasions.held_on, year))
    return roll_up(table(Programme), occasions, "programme_id", occasions=occasions.count())


def _plain(model: type[models.Model]) -> Callable[[Year], ir.Table]:
    return lambda year: table(model)


RELATIONS = {
    relation.name: relation
    for relation in (
        Relation("activities", Activity, _activities, "title"),
        Relation("allotments", Allotment, _allotments, "unit"),
        Relation("appropriations", Appropriation, _spending(Appropriation), "code"),
        Relation("approvals", Approval, _approvals, "household_number"),
        Relation("articles", Article, _plain(Article), "title"),
        Relation("batches", Batch, _batches, "number"),
        Relation("carry_overs", CarryOver, _plain(CarryOver), "year"),
        Relation("clearings", LandClearing, _of_project(LandClearing), "project_name"),
        Relation("contributions", Contribution, _plain(Contribution), "voucher"),
        Relation(
            "enrolments",
            Enrolment,
            lambda year: look_up(
                table(Enrolment),
                "batch_id",
                table(Batch),
                batch_number="number",
                approved_on="approved_on",
                held_on="held_on",
                released_on="released_on",
            ),
            "batch_number",
        ),
        Relation("estates", Estate, _plain(Estate), "name"),
        Relation("expenditures", Expenditure, _spending(Expenditure), "voucher"),
        Relation("firms", Firm, _of_project(Firm), "name"),
        Relation("home_visits", HomeVisit, _plain(HomeVisit), "family"),
        Relation("households", Household, _households, "number"),
        Relation("officers", Officer, _plain(Officer), "staff_number"),
        Relation("organisations", Organisation, _plain(Organisation), "name"),
        Relation(
            "plan_items",
            PlanItem,
            lambda year: look_up(table(PlanItem), "plan_id", table(AnnualPlan), year="year"),
            "name",
        ),
        Relation("posts", Post, _plain(Post), "title"),
        Relation("programmes", Programme, _programmes, "name"),
        Relation("projects", Project, _projects, "name"),
        Relation("revenues", Revenue, _plain(Revenue), "voucher"),
        Relation("streets", Street, _streets, "name"),
        Relation("tickets", Ticket, _plain(Ticket), "number"),
    )
}
